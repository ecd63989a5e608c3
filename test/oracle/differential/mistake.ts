import { Deployed } from './deployed';
import { pick, Plan } from './plan';

type Fields = Record<string, any>;

/** Something that people get wrong. Where the plan of a bundle has not what it needs, it changes nothing. */
export interface Mistake {
  readonly what: string;
  readonly needs?: Partial<Plan>;
  make(deployed: Deployed, variant: number): void;
}

export const CANARY: Partial<Plan> = { strategy: 'canary' };
export const BLUE_GREEN: Partial<Plan> = { strategy: 'blueGreen' };
export const ANALYZED: Partial<Plan> = { strategy: 'canary', background: true };

export function routedBy(router: Plan['router'], plan: Partial<Plan> = {}): Partial<Plan> {
  return { strategy: 'canary', router, ...plan };
}

/** One of some values at a path, whose keys are divided by slashes. Undefined takes the field away. */
export function put(root: Fields, path: string, value: unknown) {
  const keys = path.split('/');
  const last = keys.pop()!;
  const parent = keys.reduce<Fields | undefined>((at, key) => at?.[key], root);
  if (parent === undefined || parent === null) {
    return;
  }
  if (value === undefined) {
    delete parent[last];
  } else {
    parent[last] = structuredClone(value);
  }
}

export function atRollout(what: string, path: string, values: readonly unknown[], needs: Partial<Plan> = {}): Mistake {
  return { what, needs, make: ({ rollout }, variant) => put(rollout, path, pick(values, variant)) };
}

export function atStrategy(what: string, strategy: Plan['strategy'], path: string, values: readonly unknown[], needs: Partial<Plan> = {}): Mistake {
  return atRollout(what, `spec/strategy/${strategy}/${path}`, values, { ...needs, strategy });
}

/** A pod template of the rollout's own. */
export function atPods(what: string, path: string, values: readonly unknown[]): Mistake {
  return atRollout(what, `spec/template/${path}`, values, { workload: 'template' });
}

/** A step more. */
export function atSteps(what: string, steps: readonly unknown[], needs: Partial<Plan> = {}): Mistake {
  return {
    what,
    needs: { ...needs, strategy: 'canary' },
    make({ rollout }, variant) {
      const canary = rollout.spec.strategy.canary;
      if (canary) {
        canary.steps = [...canary.steps ?? [], structuredClone(pick(steps, variant))];
      }
    },
  };
}

/** A field of the first object of a kind. */
export function atObject(what: string, kind: string, path: string, values: readonly unknown[], needs: Partial<Plan> = {}): Mistake {
  return {
    what,
    needs,
    make({ objects }, variant) {
      objects.filter((object) => object.kind === kind).slice(0, 1).forEach((object) => put(object, path, pick(values, variant)));
    },
  };
}

export function isTemplate({ kind }: Fields): boolean {
  return kind === 'AnalysisTemplate' || kind === 'ClusterAnalysisTemplate';
}

/** A field of the first template. */
export function atTemplate(what: string, path: string, values: readonly unknown[], needs: Partial<Plan> = ANALYZED): Mistake {
  return { what, needs, make: ({ objects }, variant) => put(objects.find(isTemplate)!, path, pick(values, variant)) };
}

const TIMING = ['count', 'interval', 'initialDelay', 'failureLimit', 'consecutiveSuccessLimit', 'inconclusiveLimit', 'consecutiveErrorLimit'];

/** The timing of the first metric. */
export function atTiming(what: string, timings: readonly Fields[]): Mistake {
  return {
    what,
    make({ objects }, variant) {
      // another mistake may have left none
      const metric = objects.find(isTemplate)!.spec.metrics[0] ?? {};
      TIMING.forEach((field) => { delete metric[field]; });
      Object.assign(metric, pick(timings, variant));
    },
  };
}
