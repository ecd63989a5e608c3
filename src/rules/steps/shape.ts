import { pointer } from '../../manifest/pointer';
import { remembered } from '../../manifest/remembered';
import { canDo, routersOf, routersThatCan } from '../../reading/routers';
import { Step } from '../../reading/steps';
import { Violation, Severity } from '../rule/finding';
import { Rule } from '../rule/rule';
import { stepRule } from './step-rule';

/** What a step can do, in the order in which the controller looks for it. */
const ACTIONS = ['pause', 'setCanaryScale', 'setWeight', 'experiment', 'analysis', 'setHeaderRoute', 'setMirrorRoute', 'plugin'];
const EXCLUSIVE = ['pause', 'setWeight', 'experiment', 'analysis'];

const actionsOf = remembered((step: Step): readonly string[] => ACTIONS.filter((action) => step[action] !== undefined));

/** Those whose verdict is lost, if the step waits for another action. */
const VERDICTS = ['experiment', 'analysis', 'plugin'];

/** Of its exclusive actions a step has one, and the controller waits only for the first of all. */
function clashes(actions: readonly string[]): boolean {
  if (actions.length < 2) {
    return false;
  }
  const [, ...others] = actions;
  const exclusive = actions.filter((action) => EXCLUSIVE.includes(action));
  return exclusive.length > 1 || others.some((action) => VERDICTS.includes(action));
}

const stepHasAction = stepRule({
  id: 'step-has-action',
  stage: 'lint',
  why: 'the controller refuses a step that does nothing',
  check(step) {
    // a field that nobody knows is another rule's
    return Object.keys(step).length > 0 ? [] : [{
      pointer: '',
      message: `a step needs one of ${ACTIONS.join(', ')}, got none: a pause without an end is written "pause: {}"`,
    }];
  },
});

const oneActionPerStep = stepRule({
  id: 'one-action-per-step',
  stage: 'lint',
  why: 'the controller refuses it, or goes on without the verdict of the analysis, the experiment or the plugin',
  check(step) {
    const actions = actionsOf(step);
    return clashes(actions) ? [{ pointer: '', message: `a step does one thing, got ${actions.join(' and ')}: make a step of each` }] : [];
  },
});

const stepOrderSaid: Rule = {
  ...stepRule({
    id: 'step-order-said',
    stage: 'never',
    why: 'the controller decides by itself which of them the step waits for',
    check(step) {
      const actions = actionsOf(step);
      return actions.length > 1 && !clashes(actions) ? [{
        pointer: '',
        message: `a step does one thing, got ${actions.join(' and ')}: make a step of each`,
      }] : [];
    },
  }),
  severity: Severity.WARNING,
};

const SCALES = ['weight', 'replicas', 'matchTrafficWeight'];

const oneCanaryScale = stepRule({
  id: 'one-canary-scale',
  stage: 'never',
  why: 'an empty one follows the weight, matchTrafficWeight wins over replicas, and replicas win over weight, without any message',
  check({ setCanaryScale }) {
    const given = SCALES.filter((scale) => setCanaryScale?.[scale] !== undefined && setCanaryScale[scale] !== false);
    return setCanaryScale === undefined || given.length === 1 ? [] : [{
      pointer: pointer('setCanaryScale'),
      message: `setCanaryScale needs exactly one of ${SCALES.join(', ')}, got ${given.join(' and ') || 'none'}`,
    }];
  },
});

const canaryScaleInRange = stepRule({
  id: 'canary-scale-in-range',
  stage: 'traffic',
  why: 'the API server refuses a negative number of pods, and a weight above the whole makes more pods than the rollout has',
  check({ setCanaryScale }, { trafficRouting }) {
    const most = Math.max(100, trafficRouting?.maxTrafficWeight ?? 0);
    const { weight = 0, replicas = 0 } = setCanaryScale ?? {};
    return [
      ...weight >= 0 && weight <= most ? [] : [{
        pointer: pointer('setCanaryScale', 'weight'),
        message: `the weight of the canary's scale must lie between 0 and ${most}, got ${weight}`,
      }],
      ...replicas >= 0 ? [] : [{
        pointer: pointer('setCanaryScale', 'replicas'),
        message: `the canary's scale must be at least 0 replicas, got ${replicas}`,
      }],
    ];
  },
});

const experimentWeightNeedsRouter = stepRule({
  id: 'experiment-weight-needs-router',
  stage: 'lint',
  why: 'the controller refuses a share of traffic that its router cannot give to a third version',
  check({ experiment }, { trafficRouting }) {
    const got = routersOf(trafficRouting);
    const templates: Record<string, any>[] = experiment?.templates ?? [];
    return templates.flatMap(({ weight }, index): Violation[] => {
      return weight === undefined || got.some((router) => canDo(router, 'experimentWeight')) ? [] : [{
        pointer: pointer('experiment', 'templates', index, 'weight'),
        message: `the weight of an experiment needs a router (${routersThatCan('experimentWeight').join(', ')}), got ${got.join(', ') || 'none'}`,
      }];
    });
  },
});

export const STEP_SHAPE_RULES: readonly Rule[] = [
  stepHasAction, oneActionPerStep, stepOrderSaid, oneCanaryScale, canaryScaleInRange, experimentWeightNeedsRouter,
];
