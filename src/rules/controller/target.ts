import { Bundle, Manifest } from '../../manifest/bundle';
import { Path, pointer, valueAt } from '../../manifest/pointer';
import { remembered } from '../../manifest/remembered';
import { holds } from '../../reading/condition/syntax';
import { Condition, PlacedCondition } from '../../reading/conditions';
import { METRIC_KINDS } from '../../reading/metrics';
import { virtualServiceName } from '../../reading/named-objects';
import { routersOf } from '../../reading/routers';
import { isBefore, TargetVersion } from '../../reading/target-version';
import { CONDITIONS } from '../condition/condition-rule';
import { Objection, Severity } from '../rule/finding';
import { Circumstances, Rule } from '../rule/rule';
import { FIELD_SINCE, FUNCTION_SINCE } from './field-since';

const targetKnowsField: Rule = {
  id: 'target-knows-field',
  stage: 'admission',
  severity: Severity.ERROR,
  kinds: Object.keys(FIELD_SINCE),
  keys: Object.values(FIELD_SINCE).flatMap((fields) => Object.keys(fields)).map((field) => field.slice(field.lastIndexOf('.') + 1)),
  why: 'the API server drops a field that an older release does not know, so what it was meant to do never happens',
  check(manifest: Manifest, _: Bundle, { target }: Circumstances): Objection[] {
    return Object.entries(FIELD_SINCE[manifest.kind])
      .filter(([, since]) => isBefore(target, since))
      .flatMap(([field, since]) => placesOf(manifest, field.split(/(?=\[\])|\./)).map((path) => ({
        pointer: pointer(...path),
        message: `"${path[path.length - 1]}" needs Argo Rollouts ${since}, got ${target}: leave it out, or raise the version`,
      })));
  },
};

/** Where a field stands in a manifest. The step `[]` is every item of a list. */
function placesOf(value: any, [step, ...rest]: readonly string[], path: Path = []): Path[] {
  if (value === undefined || value === null) {
    return [];
  }
  if (step === undefined) {
    return [path];
  }
  return step === '[]'
    ? value.flatMap((item: unknown, index: number) => placesOf(item, rest, [...path, index]))
    : placesOf(value[step], rest, [...path, step]);
}

const targetKnowsFunction: Rule = {
  id: 'target-knows-function',
  stage: 'measure',
  severity: Severity.ERROR,
  kinds: METRIC_KINDS,
  why: 'each measurement ends in an error, and after five of them the analysis does, in the middle of a release',
  parts: CONDITIONS,
  check({ condition }: PlacedCondition, _: Bundle, { target }: Circumstances) {
    return newFunctionsOf(condition).filter((name) => isBefore(target, FUNCTION_SINCE[name]))
      .map((name) => ({ pointer: '', message: `the function "${name}" needs Argo Rollouts ${FUNCTION_SINCE[name]}, got ${target}` }));
  },
};

/** The functions in a condition that not every release knows. */
const newFunctionsOf = remembered(({ expression }: Condition) => Object.keys(FUNCTION_SINCE)
  .filter((name) => holds(expression, (part) => part.kind === 'builtin' && part.name === name)));

const PLUGINS_FOLLOW: TargetVersion = 'v1.10';

const targetPluginsFollow: Rule = {
  id: 'target-plugins-follow',
  stage: 'lint',
  severity: Severity.ERROR,
  kinds: ['Rollout'],
  keys: ['plugins'],
  why: 'an older controller refuses to let a plugin mirror requests, or follow Services that take turns',
  check({ spec }: Manifest, _: Bundle, { target }: Circumstances): Objection[] {
    const { pingPong, trafficRouting, steps = [] } = spec?.strategy?.canary ?? {};
    const routers = routersOf(trafficRouting);
    if (!isBefore(target, PLUGINS_FOLLOW) || !routers.includes('plugins') || routers.includes('istio')) {
      return [];
    }
    const canary = ['spec', 'strategy', 'canary'];
    const mirrored = placesOf(steps, ['[]', 'setMirrorRoute'], [...canary, 'steps']);
    return [...pingPong && !routers.includes('alb') ? [[...canary, 'pingPong']] : [], ...mirrored].map((path) => ({
      pointer: pointer(...path),
      message: `"${path[path.length - 1]}" with a plugin as router needs Argo Rollouts ${PLUGINS_FOLLOW}, got ${target}`,
    }));
  },
};

const WHOLE_NAMES_READ: TargetVersion = 'v1.10';

const targetReadsName: Rule = {
  id: 'target-reads-name',
  stage: 'reconcile',
  severity: Severity.ERROR,
  kinds: ['Rollout'],
  keys: ['istio'],
  why: 'the controller takes another part of the name for the namespace, and looks for a VirtualService that is not there',
  check({ spec }: Manifest, bundle: Bundle, { target }: Circumstances): Objection[] {
    const { istio } = spec?.strategy?.canary?.trafficRouting ?? {};
    return !istio ? [] : [['virtualService', 'name'], ['virtualServices', '[]', 'name']].flatMap((steps) => placesOf(istio, steps)).flatMap((path) => {
      const text = String(valueAt(istio, path));
      const message = isBefore(target, WHOLE_NAMES_READ) ? misreadInParts(text, target) : misreadWhole(text, bundle);
      return !message ? [] : [{ pointer: pointer('spec', 'strategy', 'canary', 'trafficRouting', 'istio', ...path), message }];
    });
  },
};

function misreadInParts(text: string, target: TargetVersion): string | undefined {
  const [name, namespace, third] = text.split('.');
  return third === undefined || third === 'svc' ? undefined
    : `Argo Rollouts ${target} reads "${text}" as "${name}" in the namespace "${namespace}", from ${WHOLE_NAMES_READ} on it is read whole: `
      + 'give the VirtualService a name without dots';
}

/** Of the name of a Service only `.cluster.local` is left out. */
function misreadWhole(text: string, bundle: Bundle): string | undefined {
  const { name, namespace } = virtualServiceName(text, undefined);
  return namespace !== 'svc' || !name.includes('.') || bundle.find('VirtualService', name, namespace) ? undefined
    : `from Argo Rollouts ${WHOLE_NAMES_READ} on "${text}" is read as "${name}" in the namespace "svc": write "${name}"`;
}

const FEWER_PODS_DO: TargetVersion = 'v1.10';

const targetReachesPods: Rule = {
  id: 'target-reaches-pods',
  stage: 'traffic',
  severity: Severity.ERROR,
  kinds: ['Rollout'],
  keys: ['minPodsPerReplicaSet'],
  why: 'a version never reaches more pods than the rollout has, and an older controller waits for them for ever',
  check({ spec }: Manifest, _: Bundle, { target }: Circumstances): Objection[] {
    const { minPodsPerReplicaSet, trafficRouting } = spec?.strategy?.canary ?? {};
    return !isBefore(target, FEWER_PODS_DO) || !trafficRouting || !(spec.replicas > 0) || !(minPodsPerReplicaSet > spec.replicas) ? [] : [{
      pointer: pointer('spec', 'strategy', 'canary', 'minPodsPerReplicaSet'),
      message: `before Argo Rollouts ${FEWER_PODS_DO} minPodsPerReplicaSet may be at most the number of replicas (${spec.replicas}), got ${minPodsPerReplicaSet}`,
    }];
  },
};

const NEW_GROUP: TargetVersion = 'v1.10';

const traefikGroupServed: Rule = {
  id: 'traefik-group-served',
  stage: 'traffic',
  severity: Severity.WARNING,
  kinds: ['Rollout'],
  keys: ['traefik'],
  why: 'the controller looks for the TraefikService in one API group only, and moves no traffic if it is in another',
  check({ spec, metadata }: Manifest, bundle: Bundle, { target }: Circumstances): Objection[] {
    const name: string | undefined = spec?.strategy?.canary?.trafficRouting?.traefik?.weightedTraefikServiceName;
    const group = name && String(bundle.find('TraefikService', name, metadata?.namespace)?.apiVersion ?? '').split('/')[0];
    const wanted = isBefore(target, NEW_GROUP) ? 'traefik.containo.us' : 'traefik.io';
    return !group || group === wanted ? [] : [{
      pointer: pointer('spec', 'strategy', 'canary', 'trafficRouting', 'traefik', 'weightedTraefikServiceName'),
      message: `Argo Rollouts ${target} looks for TraefikServices of ${wanted}, got one of ${group}: `
        + 'write it so, or start the controller with --traefik-api-group and --traefik-api-version',
    }];
  },
};

export const TARGET_RULES: readonly Rule[] = [
  targetKnowsField, targetKnowsFunction, targetPluginsFollow, targetReadsName, targetReachesPods, traefikGroupServed,
];
