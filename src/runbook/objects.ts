import { Manifest } from '../manifest/bundle';
import { fieldsIn } from '../reading/named-objects';
import { objectsOfRouters } from './routers';
import { Subject } from './subject';
import { code } from './words';

/** An object that has to do with a rollout. */
export interface RelatedObject {
  readonly kind: string;
  readonly name: string;
  readonly role: string;
  /** Whether it is among the manifests. */
  readonly found: boolean;
}

type Reference = Omit<RelatedObject, 'found'> & { readonly namespace?: string };

/** The objects that a rollout names, and those that name it or select its pods. Each once, with all that it is for. */
export function objectsAround(subject: Subject): RelatedObject[] {
  const { bundle, namespace } = subject;
  const named = [...workload(subject), ...services(subject), ...routes(subject), ...templates(subject)]
    .map(({ kind, name, role, namespace: own = namespace }) => {
      return { kind: kindOf(kind), name, role, found: bundle.find(kind, name, own) !== undefined };
    });
  const objects = new Map<string, RelatedObject>();
  for (const { kind, name, role, found } of [...named, ...others(subject)]) {
    const key = `${kind}/${name}`;
    const known = objects.get(key);
    objects.set(key, { kind, name, found, role: known && known.role !== role ? `${known.role}; ${role}` : role });
  }
  return [...objects.values()];
}

/** A kind that is a namesake of another API's is written with its group. */
function kindOf(written: string): string {
  return written.split('.')[0];
}

function workload({ spec: { workloadRef } }: Subject): Reference[] {
  return workloadRef?.kind && workloadRef.name ? [{ kind: workloadRef.kind, name: workloadRef.name, role: 'its pod template is that of the rollout' }] : [];
}

/** The fields that name a Service, and what it leads to. */
const SERVICES: readonly (readonly [strategy: string, field: string, role: string])[] = [
  ['blueGreen', 'activeService', 'leads to the version that users get'],
  ['blueGreen', 'previewService', 'leads to the new version before users get it'],
  ['canary', 'stableService', 'leads to the stable version'],
  ['canary', 'canaryService', 'leads to the new version'],
];

function services({ spec: { strategy = {} } }: Subject): Reference[] {
  const { pingPong, trafficRouting } = strategy.canary ?? {};
  const settings = strategy as Record<string, Record<string, any> | undefined>;
  return [
    ...SERVICES.map(([kind, field, role]) => ({ name: settings[kind]?.[field], role })),
    ...[pingPong?.pingService, pingPong?.pongService].map((name) => ({ name, role: 'leads to the stable and the new version by turns' })),
    ...[trafficRouting?.alb?.rootService, trafficRouting?.smi?.rootService].map((name) => ({ name, role: 'the Service that users call' })),
  ].filter(({ name }) => name).map(({ name, role }) => ({ kind: 'Service', name: name!, role }));
}

function routes({ name: ofRollout, rollout }: Subject): Reference[] {
  return objectsOfRouters(rollout).map(({ kind, name, namespace, router, path }) => ({
    kind,
    name,
    namespace,
    role: path.includes('nginx')
      ? `takes requests in; the controller makes ${code(`${ofRollout}-${name}-canary`)} from it, which carries the weight`
      : `${router} splits traffic with it; the controller writes the weights`,
  }));
}

function templates({ analyses }: Subject): Reference[] {
  const uses = analyses.flatMap(({ when, templates: used }) => used.map(({ templateName = '', clusterScope }) => (
    { kind: clusterScope ? 'ClusterAnalysisTemplate' : 'AnalysisTemplate', name: templateName, when }
  )));
  return uses.map(({ kind, name }) => {
    const places = uses.filter((use) => use.kind === kind && use.name === name).map(({ when }) => when);
    return { kind, name, role: `judges the new version: ${places.join(', ')}` };
  });
}

type Match = (spec: Record<string, any>, subject: Subject) => boolean;

/** The kinds that name a rollout or select its pods. */
const OTHERS: Record<string, { readonly role: string; readonly concerns: Match }> = {
  HorizontalPodAutoscaler: { role: 'sets the number of its pods', concerns: scalesIt },
  ScaledObject: { role: 'sets the number of its pods', concerns: scalesIt },
  VerticalPodAutoscaler: { role: 'sets the requests of its pods', concerns: ({ targetRef }, { name }) => targetRef?.kind === 'Rollout' && targetRef.name === name },
  PodDisruptionBudget: { role: 'limits how many of its pods are evicted at a time', concerns: selectsIt },
  PodMonitor: { role: 'has the metrics of its pods scraped', concerns: selectsIt },
  Service: { role: 'selects its pods, of all versions', concerns: ({ selector }, { podLabels }) => isPartOf(selector, podLabels) },
};

function others(subject: Subject): RelatedObject[] {
  return subject.bundle.manifests
    .filter(({ kind, metadata }) => Object.hasOwn(OTHERS, kind) && isNear(metadata?.namespace, subject))
    .filter(({ kind, spec }) => OTHERS[kind].concerns(spec ?? {}, subject))
    .filter(({ kind, metadata: { name } }) => kind !== 'Service' || !services(subject).some((service) => service.name === name))
    .map(({ kind, metadata: { name } }) => ({ kind, name, role: OTHERS[kind].role, found: true }));
}

/** What says how many pods a rollout has. */
export function scalerOf(subject: Subject): Manifest | undefined {
  return subject.bundle.manifests.find(({ kind, metadata, spec }) => OTHERS[kind]?.concerns === scalesIt
    && isNear(metadata?.namespace, subject) && scalesIt(spec ?? {}, subject));
}

function scalesIt({ scaleTargetRef }: Record<string, any>, { name }: Subject): boolean {
  return scaleTargetRef?.kind === 'Rollout' && scaleTargetRef.name === name;
}

function selectsIt({ selector }: Record<string, any>, { podLabels }: Subject): boolean {
  return isPartOf(selector?.matchLabels, podLabels) && fieldsIn(selector?.matchExpressions).length === 0;
}

function isPartOf(part: unknown, labels: Record<string, string>): boolean {
  const wanted = Object.entries(part ?? {});
  return wanted.length > 0 && wanted.every(([key, value]) => labels[key] === value);
}

/** An object without a namespace could be in any. */
function isNear(namespace: string | undefined, subject: Subject): boolean {
  return !namespace || !subject.namespace || namespace === subject.namespace;
}
