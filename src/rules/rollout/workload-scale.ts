import { Bundle, Manifest } from '../../manifest/bundle';
import { counted } from '../../manifest/counted';
import { pointer } from '../../manifest/pointer';
import { remembered } from '../../manifest/remembered';
import { AUTOSCALERS, scaleTarget } from '../../reading/autoscalers';
import { Violation, Severity } from '../rule/finding';
import { Rule } from '../rule/rule';

const workloadShrinks: Rule = {
  id: 'workload-shrinks',
  stage: 'never',
  severity: Severity.WARNING,
  kinds: ['Rollout'],
  why: 'the pods of the Deployment run on beside those of the rollout, take their share of the requests, and are never updated step by step',
  check({ metadata, spec }: Manifest, bundle: Bundle): Violation[] {
    const { kind, name, scaleDown } = spec?.workloadRef ?? {};
    const workload = kind === 'Deployment' && (!scaleDown || scaleDown === 'never') ? bundle.find('Deployment', name, metadata?.namespace) : undefined;
    const replicas = workload?.spec?.replicas ?? 1;
    return !workload || replicas === 0 ? [] : [{
      pointer: pointer('spec', 'workloadRef'),
      message: `Deployment "${name}" keeps its pods, got ${counted(replicas, 'replica')} and ${scaleDown ? 'scaleDown never' : 'no scaleDown'}: `
        + `give scaleDown onsuccess or progressively${workload.spec?.replicas === undefined ? '' : ', and leave replicas out of the Deployment'}`,
    }];
  },
};

const workloadSizeLeftOut: Rule = {
  id: 'workload-size-left-out',
  stage: 'never',
  severity: Severity.WARNING,
  kinds: ['Rollout'],
  why: 'the controller scales the Deployment down, and each time that it is applied its pods come back beside those of the rollout',
  check({ metadata, spec }: Manifest, bundle: Bundle): Violation[] {
    const { kind, name, scaleDown } = spec?.workloadRef ?? {};
    const workload = kind === 'Deployment' && scaleDown && scaleDown !== 'never' ? bundle.find('Deployment', name, metadata?.namespace) : undefined;
    const replicas = workload?.spec?.replicas;
    return !(replicas > 0) ? [] : [{
      pointer: pointer('spec', 'workloadRef', 'scaleDown'),
      message: `scaleDown sets the size of Deployment "${name}", got ${counted(replicas, 'replica')} there: leave replicas out of the Deployment`,
    }];
  },
};

/** Names of the Deployments that rollouts take their pods from, by namespace. */
const adoptedIn = remembered(({ entries }: Bundle) => new Map(entries.flatMap(({ manifest: { kind, metadata, spec } }): [string, string][] => {
  return kind === 'Rollout' && spec?.workloadRef?.kind === 'Deployment' ? [[key(metadata.namespace, spec.workloadRef.name), metadata.name]] : [];
})));

function key(namespace: string | undefined, name: string): string {
  return `${namespace ?? ''}/${name}`;
}

/** What an autoscaler scales that names no kind. */
const IF_UNNAMED: Record<string, string> = { ScaledObject: 'Deployment' };

const autoscalerScalesRollout: Rule = {
  id: 'autoscaler-scales-rollout',
  stage: 'never',
  severity: Severity.WARNING,
  kinds: AUTOSCALERS,
  why: 'the autoscaler scales the old Deployment or nothing at all, and the rollout keeps its size under any load',
  check(scaler: Manifest, bundle: Bundle): Violation[] {
    const { metadata } = scaler;
    const { kind = IF_UNNAMED[scaler.kind], name, path } = scaleTarget(scaler);
    if (kind !== 'Deployment' || name === undefined) {
      return [];
    }
    const namesake = bundle.find('Deployment', name, metadata.namespace) ? undefined : bundle.find('Rollout', name, metadata.namespace)?.metadata.name;
    const rollout = adoptedIn(bundle).get(key(metadata.namespace, name)) ?? namesake;
    return rollout === undefined ? [] : [{
      pointer: pointer(...path),
      message: `the pods are those of Rollout "${rollout}", got Deployment "${name}": scale the Rollout of "argoproj.io/v1alpha1"`,
    }];
  },
};

export const WORKLOAD_SCALE_RULES: readonly Rule[] = [workloadShrinks, workloadSizeLeftOut, autoscalerScalesRollout];
