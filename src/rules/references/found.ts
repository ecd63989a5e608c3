import { Bundle, Manifest } from '../../manifest/bundle';
import { Path, pointer } from '../../manifest/pointer';
import { mergesOf, templateReferences, titleOf } from '../../reading/analyses';
import { AUTOSCALERS, scaleTarget } from '../../reading/autoscalers';
import { TEMPLATE_KINDS } from '../../reading/metrics';
import { isOf, MESH_SERVICE, namedObjects, NamedObject } from '../../reading/named-objects';
import { Violation, Severity } from '../rule/finding';
import { Rule } from '../rule/rule';
import { closest } from '../schema/words';

const [, CLUSTER_KIND] = TEMPLATE_KINDS;

/** Kinds that are easily taken for each other where a name is given. */
const ALIKE = [TEMPLATE_KINDS, ['Deployment', 'ReplicaSet', 'PodTemplate'], ['HTTPRoute', 'GRPCRoute', 'TCPRoute', 'TLSRoute'], ['VirtualService', MESH_SERVICE]];

type FoundFacts = Omit<Rule, 'check' | 'severity' | 'ofReference'> & { named(manifest: Manifest, bundle: Bundle): readonly NamedObject[] };

/**
 * A rule about one kind of reference. An object that is not found may be deployed from elsewhere, so it is told of only where
 * the bundle holds others of its kind: who checks a single rollout does not hear of all that he left out.
 */
function foundRule({ isOthersBusiness = (named, bundle) => !bundle.holds(named.kind, named.namespace), ...rule }: FoundFacts & {
  isOthersBusiness?(named: NamedObject, bundle: Bundle): boolean;
}): Rule {
  return {
    ...rule,
    severity: Severity.WARNING,
    ofReference: true,
    check(manifest: Manifest, bundle: Bundle): Violation[] {
      return rule.named(manifest, bundle).filter(({ kind, name, namespace }) => !bundle.find(kind, name, namespace)).map((named) => {
        const { kind, name, namespace, path } = named;
        const stray = strayOf(named, bundle);
        return {
          pointer: pointer(...path),
          message: `no ${kind} "${name}" is among what is checked${namespace ? `, in namespace "${namespace}"` : ''}`
            + (stray ? `, but ${stray}` : ': correct the name, or add it'),
          strictReferencesOnly: !stray && isOthersBusiness(named, bundle),
        };
      });
    },
  };
}

/** Where an object of the name is that the reference does not reach, and what to do about that. */
function strayOf({ kind, name, namespace }: NamedObject, bundle: Bundle): string | undefined {
  const elsewhere = bundle.find(kind, name);
  if (elsewhere) {
    return `one is in namespace "${elsewhere.metadata.namespace}", where it is not looked for: move one of the two`;
  }
  const kinds = ALIKE.find((alike) => alike.includes(kind)) ?? [];
  const [other] = kinds.flatMap((alike) => alike === kind ? [] : bundle.find(alike, name, namespace) ?? []);
  return other && `there is ${titleOf(other)}${other.metadata.namespace ? ` in namespace "${other.metadata.namespace}"` : ''}: ${ADVICE[kind] ?? 'refer to that kind'}`;
}

const ADVICE: Record<string, string> = {
  AnalysisTemplate: 'add clusterScope: true to refer to it',
  ClusterAnalysisTemplate: 'leave clusterScope out to refer to it in its own namespace',
};

/** What a rule about objects that a rollout names needs to know of their kinds. */
function naming(...kinds: string[]) {
  return { named: (rollout: Manifest) => kinds.flatMap((kind) => namedObjects(rollout, kind)) };
}

const serviceFound = foundRule({
  id: 'service-found',
  stage: 'reconcile',
  kinds: ['Rollout'],
  why: 'the controller refuses a rollout whose Service does not exist',
  ...naming('Service'),
});

const ingressFound = foundRule({
  id: 'ingress-found',
  stage: 'reconcile',
  kinds: ['Rollout'],
  why: 'the controller refuses a rollout whose Ingress does not exist',
  ...naming('Ingress'),
});

const virtualServiceFound = foundRule({
  id: 'virtual-service-found',
  stage: 'reconcile',
  kinds: ['Rollout'],
  why: 'the controller refuses a rollout whose VirtualService does not exist',
  ...naming('VirtualService'),
});

const destinationRuleFound = foundRule({
  id: 'destination-rule-found',
  stage: 'traffic',
  kinds: ['Rollout'],
  why: 'no step completes while the DestinationRule does not exist',
  ...naming('DestinationRule'),
});

const routeFound = foundRule({
  id: 'route-found',
  stage: 'traffic',
  kinds: ['Rollout'],
  why: 'no step completes while what the router should change does not exist',
  ...naming(
    MESH_SERVICE, 'Mapping', 'TraefikService', 'ApisixRoute', 'VirtualNode', 'HTTPRoute', 'GRPCRoute', 'TCPRoute', 'TLSRoute',
    'HTTPProxy', 'Route', 'ServiceSplitter', 'ServiceResolver',
  ),
});

const templateFound = foundRule({
  id: 'template-found',
  stage: 'reconcile',
  kinds: ['Rollout', 'Experiment', ...TEMPLATE_KINDS],
  why: 'the controller refuses a rollout whose template does not exist, and an analysis that includes it ends in an error',
  named(manifest, bundle) {
    // what a template of the whole cluster includes is looked for in the namespace of the rollout
    const namespace = manifest.kind === CLUSTER_KIND ? undefined : manifest.metadata?.namespace;
    return templateReferences(manifest).flatMap(({ reference, path }) => [
      ...reference.templateName ? [{ ...templateNamed(reference, namespace), path: [...path, 'templateName'] }] : [],
      ...reference.clusterScope ? includedBy(bundle.templateOf(reference), namespace, bundle).map((named) => ({ ...named, path })) : [],
    ]);
  },
  isOthersBusiness: ({ kind, name }, bundle) => !bundle.holds(kind) && !isMisspelt(name, bundle),
});

function templateNamed({ templateName, clusterScope }: Record<string, any>, namespace?: string): Omit<NamedObject, 'path'> {
  return clusterScope ? { kind: CLUSTER_KIND, name: templateName } : { kind: 'AnalysisTemplate', name: templateName, namespace };
}

/** What a template of the whole cluster includes, and those that it includes, from the namespace of who uses it. */
function includedBy(template: Manifest | undefined, namespace: string | undefined, bundle: Bundle): Omit<NamedObject, 'path'>[] {
  const found = new Set(template ? [template] : []);
  const named: Omit<NamedObject, 'path'>[] = [];
  for (const each of namespace ? found : []) {
    for (const reference of (each.spec?.templates ?? []).filter(Boolean)) {
      const included = reference.clusterScope ? bundle.templateOf(reference) : undefined;
      if (included) {
        found.add(included);
      }
      // one that is nowhere is told of at the template that includes it
      if (!reference.clusterScope && bundle.templateOf(reference)) {
        named.push(templateNamed(reference, namespace));
      }
    }
  }
  return named;
}

/** Whether a template of either kind has nearly that name. */
function isMisspelt(name: string, bundle: Bundle): boolean {
  return bundle.ofKind(...TEMPLATE_KINDS).some(({ metadata }) => closest(name, [String(metadata.name)]) !== undefined);
}

const secretFound = foundRule({
  id: 'secret-found',
  stage: 'run-start',
  kinds: ['Rollout', 'Experiment', 'AnalysisTemplate', 'AnalysisRun'],
  why: 'a Secret is read in the namespace of the analysis alone, which ends in an error before its first measurement',
  named: (manifest, bundle) => secretsOf(manifest, bundle)
    .map((named) => ({ kind: 'Secret', namespace: manifest.metadata?.namespace, ...named }))
    // most Secrets are made by somebody else
    .filter(({ name }) => bundle.find('Secret', name)),
});

/** The Secrets of a template, or those of the templates for the whole cluster that a manifest uses. */
function secretsOf(manifest: Manifest, bundle: Bundle): { name: string; path: Path }[] {
  const { kind, spec } = manifest;
  const named = (args: Record<string, any>[] = []) => args.map(({ valueFrom }) => valueFrom?.secretKeyRef?.name as string | undefined);
  return ['Rollout', 'Experiment'].includes(kind)
    ? mergesOf(manifest, bundle).flatMap(({ mount, templates }) => templates.filter((template) => template.kind === CLUSTER_KIND)
      .flatMap((template) => named(template.spec?.args)).flatMap((name) => name ? [{ name, path: mount.named }] : []))
    : named(spec?.args).flatMap((name, index) => name ? [{ name, path: ['spec', 'args', index, 'valueFrom', 'secretKeyRef', 'name'] }] : []);
}

const WORKLOADS = ['Deployment', 'ReplicaSet', 'PodTemplate'];

const workloadFound = foundRule({
  id: 'workload-found',
  stage: 'reconcile',
  kinds: ['Rollout'],
  why: 'the controller refuses a rollout that takes its pods from a workload that does not exist',
  named({ metadata, spec }) {
    const { kind, name } = spec?.workloadRef ?? {};
    return !name || !WORKLOADS.includes(kind) ? [] : [{ kind, name, namespace: metadata?.namespace, path: ['spec', 'workloadRef', 'name'] }];
  },
});

const scaleTargetFound = foundRule({
  id: 'scale-target-found',
  stage: 'never',
  kinds: AUTOSCALERS,
  why: 'an autoscaler whose rollout does not exist scales nothing',
  named(autoscaler) {
    const { metadata } = autoscaler;
    const { apiVersion, kind, name, path } = scaleTarget(autoscaler);
    const target = { apiVersion, kind, metadata: {} } as Manifest;
    return kind !== 'Rollout' || !isOf(target, 'argoproj.io') || typeof name !== 'string' ? [] : [{
      kind, name, namespace: metadata?.namespace, path: [...path, 'name'],
    }];
  },
});

export const FOUND_RULES: readonly Rule[] = [
  serviceFound, ingressFound, virtualServiceFound, destinationRuleFound, routeFound, templateFound, secretFound, workloadFound, scaleTargetFound,
];
