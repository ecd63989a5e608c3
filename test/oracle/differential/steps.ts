import { pick, Plan, StepPlan } from './plan';
import { usesOf } from './templates';

type Fields = Record<string, any>;

const HEADER_ROUTERS = ['istio', 'alb', 'apisix', 'plugins'];
const MIRROR_ROUTERS = ['istio', 'plugins'];
const EXPERIMENT_ROUTERS = ['alb', 'smi', 'istio', 'plugins'];

/** The steps of a plan that its router can take. */
export function stepsOf(plan: Plan): Fields[] {
  const steps = plan.steps.filter((step) => isPossible(step, plan)).map((step): Fields => ({ [step.kind]: MAKERS[step.kind](step.variant, plan) }));
  // a route that leads to no pods is taken away again
  return [...steps.some((step) => step.setHeaderRoute || step.setMirrorRoute) ? [{ setCanaryScale: { replicas: 1 } }] : [], ...steps];
}

function isPossible({ kind }: StepPlan, { router }: Plan): boolean {
  switch (kind) {
    case 'setCanaryScale': return router !== 'none';
    case 'setHeaderRoute': return HEADER_ROUTERS.includes(router);
    case 'setMirrorRoute': return MIRROR_ROUTERS.includes(router);
    default: return true;
  }
}

const WEIGHTS = [10, 1, 50, 100, 99];
const PAUSES = [{}, { duration: 30 }, { duration: '30' }, { duration: '1h30m' }, { duration: '1.5h' }];
const SCALES = [{ replicas: 1 }, { weight: 25 }, { weight: 100 }];
const METHODS = [{ exact: 'GET' }, { prefix: 'P' }, { regex: 'GET|PUT' }];

const MAKERS: Record<StepPlan['kind'], (variant: number, plan: Plan) => unknown> = {
  setWeight: (variant) => pick(WEIGHTS, variant),
  pause: (variant) => pick(PAUSES, variant),
  setCanaryScale: (variant) => pick(SCALES, variant),
  analysis: (_variant, plan) => usesOf(plan),
  experiment: experimentOf,
  setHeaderRoute: (variant, { router }) => ({
    name: 'header',
    match: [{ headerName: 'x-canary', headerValue: router === 'alb' ? METHODS[0] : pick(METHODS, variant) }],
  }),
  setMirrorRoute: (variant) => ({
    name: 'mirror', percentage: 10, match: [{ method: pick(METHODS, variant), path: { prefix: '/' } }],
  }),
  plugin: () => ({ name: 'example/step', config: { a: 1 } }),
};

function experimentOf(variant: number, plan: Plan): Fields {
  const templates: Fields[] = [{ name: 'baseline', specRef: 'stable' }, { name: 'candidate', specRef: 'canary', replicas: 1 }];
  const most = Math.max(0, ...plan.steps.filter(({ kind }) => kind === 'setWeight').map((step) => pick(WEIGHTS, step.variant)));
  if (EXPERIMENT_ROUTERS.includes(plan.router) && variant % 2 === 0 && most <= 90) {
    templates.forEach((template) => { template.weight = 5; });
  }
  return { duration: pick(['5m', '1h'], variant), templates };
}
