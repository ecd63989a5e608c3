import { ApiObject, App, Chart, Testing } from 'cdk8s';
import { Policies } from '../src';

interface Case {
  readonly metadata?: object;
  readonly strategy?: object;
  readonly image?: string;
  /** Names of the rollouts that have an alert about pauses, as an expression of Prometheus matches them. */
  readonly watched?: string;
}

const ANALYSIS = { templates: [{ templateName: 'health' }] };
const PAUSE = { pause: { duration: '5m' } };
const MEASURED = { canary: { analysis: ANALYSIS, steps: [{ setWeight: 10 }, PAUSE] } };
const WAITS = { canary: { analysis: ANALYSIS, steps: [{ setWeight: 10 }, { pause: {} }] } };

/** What is found in a rollout that somebody wrote as YAML, as places and ids. */
function found({ metadata, strategy = MEASURED, image = 'registry.acme.example/api:1', watched }: Case): string[] {
  const app = new App();
  Policies.enforce(app);
  const chart = new Chart(app, 'test', { namespace: 'shop' });
  const labels = { app: 'api' };
  new ApiObject(chart, 'Rollout', {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: { name: 'api', labels: { team: 'shop' }, ...metadata },
    spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers: [{ name: 'api', image }] } }, strategy },
  });
  if (watched) {
    const expr = `rollout_info{namespace="shop",name${watched},phase="Paused"} == 1`;
    new ApiObject(chart, 'Alerts', {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      metadata: { name: 'alerts' },
      spec: { groups: [{ name: 'rollouts', rules: [{ alert: 'RolloutPausedTooLong', expr }] }] },
    });
  }
  try {
    Testing.synth(chart);
    return [];
  } catch (error) {
    return [...(error as Error).message.matchAll(/\] (\S+): .*\((acme\.[a-z-]+|image-pinned)\)/g)].map(([, place, id]) => `${place} ${id}`);
  }
}

test.each<[string, Case]>([
  ['a measured canary in small steps', {}],
  ['one in staging, which nobody measures', {
    metadata: { namespace: 'shop-staging', labels: { team: 'shop' } }, strategy: { canary: { steps: [{ setWeight: 50 }, PAUSE] } },
  }],
  ['an analysis in a step', { strategy: { canary: { steps: [{ setWeight: 5 }, { analysis: ANALYSIS }] } } }],
  ['an image by its digest', { image: `registry.acme.example/api@sha256:${'0'.repeat(64)}` }],
  ['a pause without an end, and an alert', { strategy: WAITS, watched: '="api"' }],
  ['a pause without an end, and an alert for several', { strategy: WAITS, watched: '=~"web|api"' }],
  ['blue-green, which no weight', { strategy: { blueGreen: { activeService: 'api' } } }],
])('accepts %s', (_, accepted) => {
  expect(found(accepted)).toEqual([]);
});

test.each<[string, Case, string[]]>([
  ['a rollout of nobody', { metadata: { labels: {} } }, ['/metadata/labels acme.has-owner']],
  ['a latest image', { image: 'registry.acme.example/api:latest' }, ['/spec/template/spec/containers/0/image image-pinned']],
  ['an image without a tag', { image: 'registry.acme.example:5000/api' }, ['/spec/template/spec/containers/0/image image-pinned']],
  ['a canary that nobody measures', { strategy: { canary: { steps: [{ setWeight: 10 }, PAUSE] } } }, ['/spec/strategy/canary acme.canary-is-measured']],
  ['a large first weight', { strategy: { canary: { analysis: ANALYSIS, steps: [PAUSE, { setWeight: 11 }, { setWeight: 50 }, PAUSE] } } },
    ['/spec/strategy/canary/steps/1/setWeight acme.first-weight-is-small']],
  ['no weight at all', { strategy: { canary: { analysis: ANALYSIS } } }, ['/spec/strategy/canary acme.first-weight-is-small']],
  ['a pause that nobody watches', { strategy: WAITS }, ['/spec/strategy/canary/steps/1/pause acme.waiting-is-watched']],
  ['an alert for another', { strategy: WAITS, watched: '="my-api"' }, ['/spec/strategy/canary/steps/1/pause acme.waiting-is-watched']],
  ['a switch by hand that nobody watches', { strategy: { blueGreen: { activeService: 'api', autoPromotionEnabled: false } } },
    ['/spec/strategy/blueGreen/autoPromotionEnabled acme.waiting-is-watched']],
])('rejects %s', (_, rejected, expected) => {
  expect(found(rejected)).toEqual(expected);
});
