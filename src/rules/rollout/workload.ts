import { Bundle, Manifest } from '../../manifest/bundle';
import { counted } from '../../manifest/counted';
import { pointer } from '../../manifest/pointer';
import { AUTOSCALERS, horizontalScalers, scaleTarget } from '../../reading/autoscalers';
import { Violation, Severity } from '../rule/finding';
import { got } from '../rule/got';
import { Rule } from '../rule/rule';

const SCALE_DOWNS = ['never', 'onsuccess', 'progressively'];

const scaleDownKnown: Rule = {
  id: 'scale-down-known',
  stage: 'never',
  severity: Severity.ERROR,
  kinds: ['Rollout'],
  why: 'the controller passes over what it does not know, so the pods of the workload keep running beside those of the rollout',
  check({ spec }: Manifest): Violation[] {
    const { scaleDown, kind = 'Deployment' } = spec?.workloadRef ?? {};
    const where = pointer('spec', 'workloadRef', 'scaleDown');
    if (!scaleDown || scaleDown === 'never') {
      return [];
    }
    if (!SCALE_DOWNS.includes(scaleDown)) {
      return [{ pointer: where, message: `scaleDown must be one of ${SCALE_DOWNS.join(', ')}, got "${scaleDown}"` }];
    }
    return kind === 'Deployment' ? [] : [{ pointer: where, message: `only a Deployment can be scaled down, got "${kind}": leave scaleDown out` }];
  },
};

const replicasLeftToAutoscaler: Rule = {
  id: 'replicas-left-to-autoscaler',
  stage: 'never',
  severity: Severity.WARNING,
  kinds: ['Rollout'],
  why: 'each time the rollout is applied, its number of pods goes back to what is written there',
  check({ metadata, spec }: Manifest, bundle: Bundle): Violation[] {
    const [scaler] = spec?.replicas === undefined ? [] : horizontalScalers(metadata ?? {}, bundle);
    return !scaler ? [] : [{
      pointer: pointer('spec', 'replicas'),
      message: `${scaler.kind} "${scaler.metadata.name}" scales this rollout, got ${counted(spec.replicas, 'replica')} as well: leave them out`,
    }];
  },
};

const ARGO_API = /^argoproj\.io\//;

const autoscalerFindsRollout: Rule = {
  id: 'autoscaler-finds-rollout',
  stage: 'never',
  severity: Severity.ERROR,
  kinds: AUTOSCALERS,
  why: 'the autoscaler finds nothing to scale, and says so only in its status',
  check(manifest: Manifest): Violation[] {
    const { apiVersion, kind, path } = scaleTarget(manifest);
    const isOurs = ARGO_API.test(apiVersion ?? '');
    return isOurs === (kind === 'Rollout') ? [] : [{
      pointer: pointer(...path, isOurs ? 'kind' : 'apiVersion'),
      message: isOurs ? `of "${apiVersion}" only a Rollout can be scaled, got ${got(kind)}`
        : `a Rollout is of "argoproj.io/v1alpha1", got ${got(apiVersion)}`,
    }];
  },
};

export const WORKLOAD_RULES: readonly Rule[] = [scaleDownKnown, replicasLeftToAutoscaler, autoscalerFindsRollout];
