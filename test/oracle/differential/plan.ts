import * as fc from 'fast-check';

export const ROUTERS = ['none', 'nginx', 'alb', 'istio', 'smi', 'ambassador', 'appMesh', 'traefik', 'apisix', 'plugins'] as const;
export const STEPS = ['setWeight', 'pause', 'setCanaryScale', 'analysis', 'experiment', 'setHeaderRoute', 'setMirrorRoute', 'plugin'] as const;
export const PROVIDERS = [
  'prometheus', 'web', 'job', 'datadog', 'wavefront', 'newRelic', 'kayenta', 'cloudWatch', 'graphite', 'influxdb', 'skywalking', 'plugin',
] as const;

/** The choices behind a valid bundle. Small and flat, so that a failing one shrinks to what matters. */
export interface Plan {
  readonly strategy: 'canary' | 'blueGreen';
  readonly router: typeof ROUTERS[number];
  /** Istio only: versions are told apart by the subsets of a DestinationRule. */
  readonly subsets: boolean;
  /** Of nginx, ALB and Istio: several objects in place of one. */
  readonly several: boolean;
  readonly pingPong: boolean;
  readonly workload: 'template' | 'Deployment' | 'ReplicaSet' | 'PodTemplate';
  readonly namespace: boolean;
  /** Choose among values that are written out in a list. */
  readonly pod: number;
  readonly numbers: number;
  readonly steps: readonly StepPlan[];
  readonly templates: readonly TemplatePlan[];
  /** Whether the rollout runs the templates beside its steps, or at its gates. */
  readonly background: boolean;
}

export interface StepPlan {
  readonly kind: typeof STEPS[number];
  readonly variant: number;
}

export interface TemplatePlan {
  readonly cluster: boolean;
  /** Included by the template before it, not named by the rollout. */
  readonly nested: boolean;
  readonly argument: 'none' | 'default' | 'value' | 'field' | 'hash' | 'secret';
  readonly filters: boolean;
  readonly metrics: readonly MetricPlan[];
}

export interface MetricPlan {
  readonly provider: typeof PROVIDERS[number];
  readonly variant: number;
}

const variant = fc.nat({ max: 11 });

const metricPlan: fc.Arbitrary<MetricPlan> = fc.record({ provider: fc.constantFrom(...PROVIDERS), variant });

const templatePlan: fc.Arbitrary<TemplatePlan> = fc.record({
  cluster: fc.boolean(),
  nested: fc.boolean(),
  argument: fc.constantFrom('none', 'default', 'value', 'field', 'hash', 'secret'),
  filters: fc.boolean(),
  metrics: fc.array(metricPlan, { minLength: 1, maxLength: 2 }),
});

const WORKLOADS = fc.oneof(
  { weight: 8, arbitrary: fc.constant('template' as const) },
  { weight: 1, arbitrary: fc.constantFrom('Deployment' as const, 'ReplicaSet' as const, 'PodTemplate' as const) },
);

export const plans: fc.Arbitrary<Plan> = fc.record({
  strategy: fc.constantFrom('canary', 'canary', 'blueGreen'),
  router: fc.constantFrom(...ROUTERS),
  subsets: fc.boolean(),
  several: fc.boolean(),
  pingPong: fc.boolean(),
  workload: WORKLOADS,
  namespace: fc.boolean(),
  pod: variant,
  numbers: variant,
  steps: fc.array(fc.record({ kind: fc.constantFrom(...STEPS), variant }), { maxLength: 4 }),
  templates: fc.array(templatePlan, { minLength: 1, maxLength: 2 }),
  background: fc.boolean(),
});

/** One of a list, by a number that can be any. */
export function pick<T>(list: readonly T[], by: number): T {
  return list[by % list.length];
}
