import { ApiObject, App, Chart, Duration, JsonPatch, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Lint } from 'cdk8s-argo-rollouts';
import { ReleaseStrategy, Router, WebService, WebServiceProps } from '../src';

const chartOf = () => new Chart(new App(), 'test', { namespace: 'shop' });

function webService(props: Partial<WebServiceProps> = {}, chart = chartOf()): WebService {
  return new WebService(chart, 'Api', { name: 'api', image: 'registry.acme.example/api:1.0.0', team: 'shop', host: 'api.acme.example', ...props });
}

/** The objects of a service, as plain data. */
function objectsOf(service: WebService): any[] {
  return Testing.synth(Chart.of(service));
}

const find = (service: WebService, kind: string, name = 'api') => objectsOf(service).find((object) => object.kind === kind && object.metadata.name === name);

const weights = (service: WebService) => find(service, 'Rollout').spec.strategy.canary.steps.flatMap(({ setWeight }: any) => setWeight ?? []);

describe('a canary', () => {
  const service = webService();

  test('has all that belongs to it', () => {
    expect(objectsOf(service).map(({ kind, metadata }) => `${kind}/${metadata.name}`).sort()).toEqual([
      'AnalysisTemplate/api-pods', 'AnalysisTemplate/api-requests', 'ConfigMap/api-dashboard', 'PodDisruptionBudget/api', 'PrometheusRule/api-alerts', 'Rollout/api',
      'Service/api-canary', 'Service/api-stable', 'VirtualService/api',
    ]);
  });

  test('is measured after every weight, and its pods all the time', () => {
    const { steps, analysis } = find(service, 'Rollout').spec.strategy.canary;
    expect(weights(service)).toEqual([5, 25, 50, 75, 100]);
    expect(steps.filter((step: any) => step.analysis?.templates[0].templateName === 'api-requests')).toHaveLength(5);
    expect(analysis.templates).toEqual([{ templateName: 'api-pods' }]);
  });

  test('waits at 5 % where someone has to agree', () => {
    const { steps } = find(webService({ autoPromotion: false }), 'Rollout').spec.strategy.canary;
    expect(steps.findIndex(({ pause }: any) => pause && !pause.duration)).toBe(3);
    expect(steps[4]).toEqual({ setWeight: 25 });
  });

  test('goes through ingress-nginx where it is not in the mesh', () => {
    const nginx = webService({ router: Router.NGINX });
    expect(find(nginx, 'Ingress').spec.rules[0].host).toBe('api.acme.example');
    expect(find(nginx, 'VirtualService')).toBeUndefined();
    expect(JSON.stringify(find(nginx, 'AnalysisTemplate', 'api-requests'))).toContain('nginx_ingress_controller_requests');
  });
});

describe('blue-green', () => {
  const blueGreen = (props: Partial<WebServiceProps> = {}) => webService({ strategy: ReleaseStrategy.BLUE_GREEN, ...props });

  test('measures pods before the switch and requests after it', () => {
    const strategy = find(blueGreen({ autoPromotion: false }), 'Rollout').spec.strategy.blueGreen;
    expect(strategy).toMatchObject({
      autoPromotionEnabled: false,
      prePromotionAnalysis: { templates: [{ templateName: 'api-pods' }] },
      postPromotionAnalysis: { templates: [{ templateName: 'api-requests' }] },
    });
  });

  test.each([
    [Router.ISTIO, 'VirtualService', (spec: any) => spec.http[0].route[0].destination],
    [Router.NGINX, 'Ingress', (spec: any) => spec.rules[0].http.paths[0].backend.service],
  ])('brings requests by %s to the active Service', (router, kind, destination) => {
    expect(JSON.stringify(destination(find(blueGreen({ router }), kind).spec))).toContain('"api-active"');
  });
});

test('thresholds are those of the service', () => {
  const template = find(webService({ successRate: 0.999, latency: Duration.seconds(2) }), 'AnalysisTemplate', 'api-requests');
  expect(template.spec.metrics.map(({ successCondition }: any) => successCondition.split(' && ').pop())).toEqual(['result[0] >= 0.999', 'result[0] <= 2000']);
});

test('an autoscaler owns the number of pods', () => {
  const service = webService({ replicas: 4, maxReplicas: 9 });
  expect(find(service, 'Rollout').spec.replicas).toBeUndefined();
  expect(find(service, 'HorizontalPodAutoscaler').spec).toMatchObject({ minReplicas: 4, maxReplicas: 9, scaleTargetRef: { kind: 'Rollout', name: 'api' } });
  expect(find(webService({ replicas: 4 }), 'Rollout').spec.replicas).toBe(4);
  expect(find(webService({ replicas: 4 }), 'HorizontalPodAutoscaler')).toBeUndefined();
});

test('everything has its owner, pods and alerts too', () => {
  const service = webService({ autoPromotion: false });
  expect(objectsOf(service).filter(({ metadata }) => metadata.labels?.team !== 'shop')).toEqual([]);
  expect(find(service, 'Rollout').spec.template.metadata.labels.team).toBe('shop');
  const rules = find(service, 'PrometheusRule', 'api-alerts').spec.groups.flatMap((group: any) => group.rules);
  expect(rules.filter(({ labels }: any) => labels.team !== 'shop')).toEqual([]);
});

test('the channel hears of releases, and of pauses where someone has to end them', () => {
  const channels = (service: WebService) => find(service, 'Rollout').metadata.annotations;
  expect(channels(webService())).toEqual({
    'notifications.argoproj.io/subscribe.on-analysis-run-failed.slack': 'shop-releases',
    'notifications.argoproj.io/subscribe.on-rollout-aborted.slack': 'shop-releases',
    'notifications.argoproj.io/subscribe.on-rollout-completed.slack': 'shop-releases',
  });
  expect(channels(webService({ autoPromotion: false, slackChannel: 'audit' }))).toMatchObject({ 'notifications.argoproj.io/subscribe.on-rollout-paused.slack': 'audit' });
});

describe('exits', () => {
  test('the pods are those of cdk8s-plus', () => {
    const service = webService();
    service.rollout.containers[0].env.addVariable('MODE', kplus.EnvValue.fromValue('fast'));
    expect(find(service, 'Rollout').spec.template.spec.containers[0].env).toEqual([{ name: 'MODE', value: 'fast' }]);
  });

  test('any field can be patched, and is judged as patched', () => {
    const service = webService();
    ApiObject.of(service.rollout).addJsonPatch(JsonPatch.replace('/spec/strategy/canary/steps/0/setWeight', 20));
    expect(() => objectsOf(service)).toThrow('the first weight of a canary in production is at most 10, got 20 (acme.first-weight-is-small)');
  });

  test('a policy can be suppressed, with a reason', () => {
    const service = webService();
    ApiObject.of(service.rollout).addJsonPatch(JsonPatch.replace('/spec/strategy/canary/steps/0/setWeight', 20));
    Lint.suppress(service.rollout, 'acme.first-weight-is-small', 'three requests a minute: at 5 % there is nothing to measure');
    expect(weights(service)).toEqual([20, 25, 50, 75, 100]);
  });
});
