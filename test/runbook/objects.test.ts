import { Manifest } from '../../src/manifest/bundle';
import { BLUE_GREEN, CANARY, LABELS, object, rollout, runbook } from './fixtures';

function objects(...manifests: readonly Manifest[]) {
  return runbook(...manifests).objects.map(({ kind, name, role, found }) => `${kind} ${name}${found ? '' : '?'}: ${role}`);
}

test('of a canary, found or deployed from elsewhere', () => {
  expect(objects(
    rollout({ canary: CANARY }), object('Service', 'api-stable'), object('VirtualService', 'api'), object('VirtualService', 'outer', {}, 'edge'),
    object('ClusterAnalysisTemplate', 'latency', {}, ''), object('AnalysisTemplate', 'errors', {}, 'elsewhere'),
  )).toEqual([
    'Service api-stable: leads to the stable version',
    'Service api-canary?: leads to the new version',
    'Service ping?: leads to the stable and the new version by turns',
    'Service pong?: leads to the stable and the new version by turns',
    'VirtualService api: Istio splits traffic with it; the controller writes the weights',
    'VirtualService outer: Istio splits traffic with it; the controller writes the weights',
    'DestinationRule api?: Istio splits traffic with it; the controller writes the weights',
    'AnalysisTemplate errors?: judges the new version: beside the steps, step 9',
    'ClusterAnalysisTemplate latency: judges the new version: step 9',
    'AnalysisTemplate compare?: judges the new version: step 10',
  ]);
});

test('of a blue-green rollout', () => {
  expect(objects(rollout({ blueGreen: BLUE_GREEN }), object('Service', 'api-active', { selector: LABELS }))).toEqual([
    'Service api-active: leads to the version that users get',
    'Service api-preview?: leads to the new version before users get it',
    'AnalysisTemplate smoke?: judges the new version: before promotion',
    'AnalysisTemplate errors?: judges the new version: after promotion',
  ]);
});

test.each([
  ['nginx', { nginx: { stableIngresses: ['a', 'b'] } }, [
    'Ingress a?: takes requests in; the controller makes `api-a-canary` from it, which carries the weight',
    'Ingress b?: takes requests in; the controller makes `api-b-canary` from it, which carries the weight',
  ]],
  ['alb', { alb: { ingress: 'a', servicePort: 80, rootService: 'root' } }, [
    'Service root?: the Service that users call', 'Ingress a?: the AWS Load Balancer Controller splits traffic with it; the controller writes the weights',
  ]],
  ['traefik', { traefik: { weightedTraefikServiceName: 'a' } }, ['TraefikService a?: Traefik splits traffic with it; the controller writes the weights']],
  ['apisix', { apisix: { route: { name: 'a' } } }, ['ApisixRoute a?: Apache APISIX splits traffic with it; the controller writes the weights']],
  ['ambassador', { ambassador: { mappings: ['a'] } }, ['Mapping a?: Ambassador splits traffic with it; the controller writes the weights']],
  ['appMesh', { appMesh: { virtualService: { name: 'a' } } }, ['VirtualService a?: AWS App Mesh splits traffic with it; the controller writes the weights']],
  ['smi', { smi: { trafficSplitName: 'a' } }, ['TrafficSplit a?: SMI splits traffic with it; the controller writes the weights']],
  ['plugins', { plugins: { 'argoproj-labs/gatewayAPI': { httpRoutes: [{ name: 'a' }], grpcRoute: 'b' }, 'acme/router': null } }, [
    'HTTPRoute a?: plugin argoproj-labs/gatewayAPI splits traffic with it; the controller writes the weights',
    'GRPCRoute b?: plugin argoproj-labs/gatewayAPI splits traffic with it; the controller writes the weights',
  ]],
])('of the router %s', (_, trafficRouting, expected) => {
  expect(objects(rollout({ canary: { trafficRouting } }))).toEqual(expected);
});

const TARGET = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'api' };

test('that name it or select its pods', () => {
  expect(objects(
    rollout({ canary: {} }),
    object('PodDisruptionBudget', 'api', { selector: { matchLabels: LABELS } }),
    object('PodMonitor', 'api', { selector: { matchLabels: LABELS } }),
    object('Service', 'api', { selector: LABELS }),
    object('HorizontalPodAutoscaler', 'api', { scaleTargetRef: TARGET }),
    object('ScaledObject', 'api', { scaleTargetRef: TARGET }),
    object('VerticalPodAutoscaler', 'api', { targetRef: TARGET }),
  )).toEqual([
    'PodDisruptionBudget api: limits how many of its pods are evicted at a time',
    'PodMonitor api: has the metrics of its pods scraped',
    'Service api: selects its pods, of all versions',
    'HorizontalPodAutoscaler api: sets the number of its pods',
    'ScaledObject api: sets the number of its pods',
    'VerticalPodAutoscaler api: sets the requests of its pods',
  ]);
});

test('but not those of others', () => {
  expect(objects(
    rollout({ canary: {} }),
    object('PodDisruptionBudget', 'other', { selector: { matchLabels: { app: 'web' } } }),
    object('PodDisruptionBudget', 'partly', { selector: { matchLabels: LABELS, matchExpressions: [{ key: 'tier', operator: 'Exists' }] } }),
    object('PodDisruptionBudget', 'none', { selector: {} }),
    object('Service', 'elsewhere', { selector: LABELS }, 'other'),
    object('HorizontalPodAutoscaler', 'deployment', { scaleTargetRef: { ...TARGET, kind: 'Deployment' } }),
  )).toEqual([]);
});

test('an autoscaler says how many pods there are', () => {
  const { summary } = runbook(rollout({ canary: {} }), object('HorizontalPodAutoscaler', 'api', { scaleTargetRef: TARGET }));
  expect(summary).toContain('HorizontalPodAutoscaler `api` sets the number of its pods.');
});
