import { Bundle, Manifest } from '../../manifest/bundle';
import { counted } from '../../manifest/counted';
import { pointer, valueAt } from '../../manifest/pointer';
import { horizontalScalers, leastReplicas } from '../../reading/autoscalers';
import { unmet } from '../../reading/label-selector';
import { podLabels } from '../../reading/pod-labels';
import { Violation, Severity } from '../rule/finding';
import { Rule } from '../rule/rule';

const drainLetsGo: Rule = {
  id: 'disruption-budget-lets-go',
  stage: 'never',
  severity: Severity.WARNING,
  kinds: ['PodDisruptionBudget'],
  why: 'a node with such a pod cannot be drained, so upgrades of the cluster stand still until somebody deletes the budget or the pod',
  check(budget: Manifest, bundle: Bundle): Violation[] {
    const maxUnavailable: unknown = valueAt(budget, ['spec', 'maxUnavailable']);
    const minAvailable: unknown = valueAt(budget, ['spec', 'minAvailable']);
    const rollout = rolloutsOf(budget, bundle).find((each) => letsNoneGo(maxUnavailable, minAvailable, fewest(each, bundle)));
    return !rollout ? [] : [{
      pointer: pointer('spec', minAvailable === undefined ? 'maxUnavailable' : 'minAvailable'),
      message: `no pod of Rollout "${rollout.metadata.name}" may go, got ${minAvailable === undefined ? `maxUnavailable ${maxUnavailable}`
        : `minAvailable ${minAvailable}${ofHowMany(fewest(rollout, bundle))}`}: let at least one go, with maxUnavailable 1`,
    }];
  },
};

/** Those whose pods it selects. Of two objects one may name no namespace. */
function rolloutsOf({ metadata, spec }: Manifest, bundle: Bundle): Manifest[] {
  const selector = valueAt(spec, ['selector']);
  return typeof selector !== 'object' || selector === null ? [] : bundle.ofKind('Rollout').filter((rollout) => {
    const { namespace = metadata?.namespace } = rollout.metadata ?? {};
    return namespace === (metadata?.namespace ?? namespace) && selects(selector, podLabels(rollout, bundle));
  });
}

function selects(selector: object, labels: Record<string, string> | undefined): boolean {
  return labels !== undefined && unmet(selector, labels).length === 0;
}

/** How many pods there are when there are fewest, where the manifests say so. */
function fewest({ metadata, spec }: Manifest, bundle: Bundle): number | undefined {
  const [scaler] = horizontalScalers(metadata ?? {}, bundle);
  return scaler ? leastReplicas(scaler) : spec?.replicas;
}

function letsNoneGo(maxUnavailable: unknown, minAvailable: unknown, replicas: number | undefined): boolean {
  if (replicas === 0) {
    return false;
  }
  if (minAvailable === undefined) {
    return maxUnavailable === 0 || /^0+%$/.test(String(maxUnavailable));
  }
  const share = /^(\d+)%$/.exec(String(minAvailable))?.[1];
  return share !== undefined
    // Kubernetes rounds a share up
    ? Number(share) >= 100 || replicas !== undefined && Math.ceil(Number(share) / 100 * replicas) >= replicas
    : typeof minAvailable === 'number' && replicas !== undefined && minAvailable >= replicas;
}

function ofHowMany(replicas: number | undefined): string {
  return replicas === undefined ? '' : ` of ${counted(replicas, 'replica')}`;
}

export const DISRUPTION_BUDGET_RULES: readonly Rule[] = [drainLetsGo];
