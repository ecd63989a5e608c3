import { IConstruct } from 'constructs';
import { IBundle, IRule, Lint, Severity } from 'cdk8s-argo-rollouts';

const LARGEST_FIRST_WEIGHT = 10;

/**
 * What Acme asks of every rollout, whoever wrote it.
 */
export class Policies {
  /**
   * Checks all rollouts below a scope whenever the app is synthesized. A `WebService` does this for itself; call it once for an app in which people
   * write rollouts of their own as well.
   */
  public static enforce(scope: IConstruct): void {
    Lint.configure(scope, {
      ownRules: [hasOwner, canaryIsMeasured, firstWeightIsSmall, waitingIsWatched],
      // a warning for others
      rules: { 'image-pinned': 'error' },
    });
  }

  private constructor() {}
}

const hasOwner: IRule = {
  id: 'acme.has-owner',
  severity: Severity.ERROR,
  kinds: ['Rollout'],
  why: 'nobody knows whom to call when it fails',
  check: ({ metadata }) => metadata.labels?.team ? [] : [{
    pointer: '/metadata/labels',
    message: 'a rollout needs the label "team" of those who run it, got none',
  }],
};

const canaryIsMeasured: IRule = {
  id: 'acme.canary-is-measured',
  severity: Severity.ERROR,
  kinds: ['Rollout'],
  why: 'a broken version goes on to all users, because nobody looks',
  check(rollout) {
    const measured = rollout.spec.strategy?.canary?.analysis || stepsOf(rollout).some(({ item }) => item.analysis);
    return !isProductionCanary(rollout) || measured ? [] : [{
      pointer: '/spec/strategy/canary',
      message: 'a canary in production needs an analysis, got none: give one to a step, or one in the background',
    }];
  },
};

const firstWeightIsSmall: IRule = {
  id: 'acme.first-weight-is-small',
  severity: Severity.ERROR,
  kinds: ['Rollout'],
  why: 'a broken version is seen by many users before the first verdict',
  check(rollout) {
    const first = stepsOf(rollout).find(({ item }) => item.setWeight !== undefined);
    const weight = first?.item.setWeight ?? 100;
    return !isProductionCanary(rollout) || weight <= LARGEST_FIRST_WEIGHT ? [] : [{
      pointer: first ? `${first.pointer}/setWeight` : '/spec/strategy/canary',
      message: `the first weight of a canary in production is at most ${LARGEST_FIRST_WEIGHT}, got ${weight}`,
    }];
  },
};

const waitingIsWatched: IRule = {
  id: 'acme.waiting-is-watched',
  severity: Severity.ERROR,
  kinds: ['Rollout'],
  why: 'a rollout that waits for someone is forgotten, with two versions running',
  check: (rollout, bundle) => hasAlert(rollout, bundle, 'RolloutPausedTooLong') ? [] : waitsOf(rollout).map((pointer) => ({
    pointer,
    message: 'a rollout that waits for someone needs the alert RolloutPausedTooLong, got none: add RolloutAlerts',
  })),
};

interface Step {
  readonly setWeight?: number;
  readonly pause?: { readonly duration?: string | number };
  readonly analysis?: object;
}

function stepsOf({ spec }: any) {
  return itemsAt<Step>('/spec/strategy/canary/steps', spec.strategy?.canary?.steps);
}

/** The places at which a rollout stops until someone promotes it. */
function waitsOf(rollout: any): string[] {
  return [
    ...stepsOf(rollout).filter(({ item }) => item.pause && !item.pause.duration).map(({ pointer }) => `${pointer}/pause`),
    ...rollout.spec.strategy?.blueGreen?.autoPromotionEnabled === false ? ['/spec/strategy/blueGreen/autoPromotionEnabled'] : [],
  ];
}

/** By our convention other namespaces say what they are for, as `shop-staging` does. */
function isProductionCanary({ metadata, spec }: any): boolean {
  return spec.strategy?.canary !== undefined && !/-(dev|staging)$/.test(metadata.namespace ?? '');
}

function hasAlert({ metadata }: any, { manifests }: IBundle, alert: string): boolean {
  const ofRollout = new RegExp(`name=~?"([^"]*\\|)?${metadata.name}[|"]`);
  return manifests
    .filter(({ kind }) => kind === 'PrometheusRule')
    .flatMap(({ spec }) => spec.groups)
    .flatMap(({ rules }) => rules)
    .some((rule) => rule.alert === alert && ofRollout.test(rule.expr));
}

/** The items of a list, which may not be there, each with its place. */
function itemsAt<Item = any>(pointer: string, items: readonly Item[] = []) {
  return items.map((item, index) => ({ item, pointer: `${pointer}/${index}` }));
}
