import { counted } from '../../manifest/counted';
import { pointer } from '../../manifest/pointer';
import { Stage } from '../../plan/stage';
import { Rule } from '../rule/rule';
import { planRule } from './plan-rule';

const weightsDiffer = planRule({
  id: 'weights-differ',
  why: 'without traffic routing a weight is a number of pods, so a step whose weight makes the same number changes nothing',
  check({ stages, replicas }, { spec }) {
    const settings = spec?.strategy?.canary;
    const isWeight = ({ path }: Stage) => settings?.steps?.[path[4]]?.setWeight !== undefined;
    const steps = settings?.trafficRouting ? [] : stages.filter(isWeight);
    return steps.slice(1).flatMap((stage, index) => {
      const before = steps[index];
      const { weight, requestedWeight: requested, pods: { updated, stable } } = stage;
      return weight === undefined || weight !== before.weight || requested === before.requestedWeight || !replicas ? [] : [{
        pointer: pointer(...stage.path, 'setWeight'),
        message: `with ${counted(replicas, 'replica')} the weights ${before.requestedWeight} and ${requested} are the same: ${updated} of ${counted(updated! + stable!, 'pod')}. `
          + 'Leave one out, or take other weights, more replicas, or a router',
      }];
    });
  },
});

export const PLAN_WEIGHT_RULES: readonly Rule[] = [weightsDiffer];
