import { Bundle, Manifest } from '../../manifest/bundle';
import { virtualServiceName } from '../../manifest/object-name';
import { placesOf, pointer, valueAt } from '../../manifest/pointer';
import { remembered } from '../../manifest/remembered';
import { holds } from '../../reading/condition/syntax';
import { Condition, placedConditions } from '../../reading/conditions';
import { METRIC_KINDS } from '../../reading/metrics';
import { routersOf, ROUTING } from '../../reading/routers';
import { walk } from '../../reading/steps';
import { isBefore, TargetVersion } from '../../reading/target-version';
import { Violation, Severity } from '../rule/finding';
import { Circumstances, Rule } from '../rule/rule';
import { FIELD_SINCE, FUNCTION_SINCE } from './field-since';

const targetKnowsField: Rule = {
  id: 'target-knows-field',
  stage: 'admission',
  severity: Severity.ERROR,
  kinds: Object.keys(FIELD_SINCE),
  why: 'the API server drops a field that an older release does not know, so what it was meant to do never happens',
  check(manifest: Manifest, _: Bundle, { target }: Circumstances): Violation[] {
    return Object.entries(FIELD_SINCE[manifest.kind])
      .filter(([, since]) => isBefore(target, since))
      .flatMap(([field, since]) => placesOf(manifest, field).map(({ path }) => ({
        pointer: pointer(...path),
        message: `"${path[path.length - 1]}" needs Argo Rollouts ${since}, got ${target}: leave it out, or raise the version`,
      })));
  },
};

const targetKnowsFunction: Rule = {
  id: 'target-knows-function',
  stage: 'measure',
  severity: Severity.ERROR,
  kinds: METRIC_KINDS,
  why: 'each measurement ends in an error, and after five of them the analysis does, in the middle of a release',
  check(manifest: Manifest, _: Bundle, { target }: Circumstances) {
    return placedConditions(manifest).flatMap(({ condition, path }) => newFunctionsOf(condition)
      .filter((name) => isBefore(target, FUNCTION_SINCE[name]))
      .map((name) => ({ pointer: pointer(...path), message: `the function "${name}" needs Argo Rollouts ${FUNCTION_SINCE[name]}, got ${target}` })));
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
  why: 'an older controller refuses to let a plugin mirror requests, or follow Services that take turns',
  check(manifest: Manifest, _: Bundle, { target }: Circumstances): Violation[] {
    const routers = routersOf(valueAt(manifest, ROUTING));
    if (!isBefore(target, PLUGINS_FOLLOW) || !routers.includes('plugins') || routers.includes('istio')) {
      return [];
    }
    const ofSteps = placesOf(manifest, 'spec.strategy.canary.steps[].setMirrorRoute');
    return [...routers.includes('alb') ? [] : placesOf(manifest, 'spec.strategy.canary.pingPong'), ...ofSteps].map(({ path }) => ({
      pointer: pointer(...path),
      message: `"${path[path.length - 1]}" with a plugin as router needs Argo Rollouts ${PLUGINS_FOLLOW}, got ${target}`,
    }));
  },
};

const WHOLE_NAMES_READ: TargetVersion = 'v1.10';

const ISTIO = 'spec.strategy.canary.trafficRouting.istio';

const targetReadsName: Rule = {
  id: 'target-reads-name',
  stage: 'reconcile',
  severity: Severity.ERROR,
  kinds: ['Rollout'],
  why: 'the controller takes another part of the name for the namespace, and looks for a VirtualService that is not there',
  check(rollout: Manifest, bundle: Bundle, { target }: Circumstances): Violation[] {
    return ['virtualService.name', 'virtualServices[].name'].flatMap((field) => placesOf(rollout, `${ISTIO}.${field}`)).flatMap(({ value, path }) => {
      const text = String(value);
      const message = isBefore(target, WHOLE_NAMES_READ) ? misreadInParts(text, target) : misreadWhole(text, bundle);
      return !message ? [] : [{ pointer: pointer(...path), message }];
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
  why: 'a version never reaches more pods than the rollout has, and an older controller waits for them for ever',
  check({ spec }: Manifest, _: Bundle, { target }: Circumstances): Violation[] {
    const { minPodsPerReplicaSet, trafficRouting } = spec?.strategy?.canary ?? {};
    return !isBefore(target, FEWER_PODS_DO) || !trafficRouting || !(spec.replicas > 0) || !(minPodsPerReplicaSet > spec.replicas) ? [] : [{
      pointer: pointer('spec', 'strategy', 'canary', 'minPodsPerReplicaSet'),
      message: `before Argo Rollouts ${FEWER_PODS_DO} minPodsPerReplicaSet may be at most the number of replicas (${spec.replicas}), got ${minPodsPerReplicaSet}`,
    }];
  },
};

const ABORT_HANGS_SINCE: TargetVersion = 'v1.9';

const targetEndsAbort: Rule = {
  id: 'target-ends-abort',
  stage: 'never',
  severity: Severity.ERROR,
  kinds: ['Rollout'],
  why: 'from 1.9.0 to 1.10.2 an aborted canary goes back to the next lower setWeight and stays there, and the new version keeps its share of the requests',
  check(rollout: Manifest, _: Bundle, { target }: Circumstances): Violation[] {
    const { dynamicStableScale, abortScaleDownDelaySeconds: delay, trafficRouting } = rollout.spec?.strategy?.canary ?? {};
    const stop = isBefore(target, ABORT_HANGS_SINCE) || !dynamicStableScale || !(delay > 0) || !trafficRouting ? undefined : lowerWeight(rollout);
    return stop === undefined ? [] : [{
      pointer: pointer('spec', 'strategy', 'canary', 'abortScaleDownDelaySeconds'),
      message: `with dynamicStableScale an abort ends at a weight of ${stop} where a delay is given, got ${delay}: leave abortScaleDownDelaySeconds out`,
    }];
  },
};

/** The highest weight at which an aborted canary would stop: one that asks for fewer pods than the canary has at another step. */
function lowerWeight(rollout: Manifest): number | undefined {
  const { replicas, strategy: { canary: { trafficRouting } } } = rollout.spec;
  const whole = trafficRouting.maxTrafficWeight ?? 100;
  const podsFor = (weight: number) => replicas === undefined ? weight : Math.ceil(weight * replicas / whole);
  const steps = walk(rollout);
  const sizes = steps.map(({ weight, scale }) => scale?.replicas === undefined ? podsFor(scale?.weight ?? weight)
    : replicas === undefined ? 0 : scale.replicas);
  const lower = steps.map(({ step }) => step.setWeight).filter((weight) => weight > 0 && podsFor(weight) < Math.max(...sizes));
  return lower.length === 0 ? undefined : Math.max(...lower);
}

const NEW_GROUP: TargetVersion = 'v1.10';

const traefikGroupServed: Rule = {
  id: 'traefik-group-served',
  stage: 'traffic',
  severity: Severity.WARNING,
  kinds: ['Rollout'],
  why: 'the controller looks for the TraefikService in one API group only, and moves no traffic if it is in another',
  check({ spec, metadata }: Manifest, bundle: Bundle, { target }: Circumstances): Violation[] {
    const name: string | undefined = spec?.strategy?.canary?.trafficRouting?.traefik?.weightedTraefikServiceName;
    const group = name && String(bundle.find('TraefikService', name, metadata?.namespace)?.apiVersion ?? '').split('/')[0];
    const wanted = isBefore(target, NEW_GROUP) ? 'traefik.containo.us' : 'traefik.io';
    return !group || group === wanted ? [] : [{
      pointer: pointer('spec', 'strategy', 'canary', 'trafficRouting', 'traefik', 'weightedTraefikServiceName'),
      message: `Argo Rollouts ${target} looks for TraefikServices of ${wanted}, got TraefikService "${name}" of ${group}: `
        + 'write it so, or start the controller with --traefik-api-group and --traefik-api-version',
    }];
  },
};

export const TARGET_RULES: readonly Rule[] = [
  targetKnowsField, targetKnowsFunction, targetPluginsFollow, targetReadsName, targetReachesPods, targetEndsAbort, traefikGroupServed,
];
