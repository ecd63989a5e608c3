import { Manifest } from '../../src/manifest/bundle';
import { Runbook, runbooksOf } from '../../src/runbook/runbook';

type Fields = Record<string, any>;

export const CONTAINERS = [{ name: 'api', image: 'registry.example/api:2' }];
export const LABELS = { app: 'api' };

/** A rollout `shop/api` of two pods. */
export function rollout(strategy: Fields, spec: Fields = {}): Manifest {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: { name: 'api', namespace: 'shop' },
    spec: {
      replicas: 2,
      selector: { matchLabels: LABELS },
      template: { metadata: { labels: LABELS }, spec: { containers: CONTAINERS } },
      strategy,
      ...spec,
    },
  };
}

/** The APIs of what a rollout refers to. To what refers to a rollout its API does not matter. */
const APIS: Record<string, string> = {
  Deployment: 'apps/v1',
  VirtualService: 'networking.istio.io/v1',
  AnalysisTemplate: 'argoproj.io/v1alpha1',
  ClusterAnalysisTemplate: 'argoproj.io/v1alpha1',
};

export function object(kind: string, name: string, spec: Fields = {}, namespace: string | undefined = 'shop'): Manifest {
  return { apiVersion: APIS[kind] ?? 'v1', kind, metadata: { name, namespace }, spec };
}

/** The runbooks of manifests that are deployed together. */
export function runbooks(...manifests: readonly Manifest[]): Runbook[] {
  return runbooksOf(manifests.map((manifest) => ({ manifest, origin: undefined })));
}

/** The one runbook among manifests. */
export function runbook(...manifests: readonly Manifest[]): Runbook {
  const [only, ...others] = runbooks(...manifests);
  expect(others).toEqual([]);
  return only;
}

/** The commands of a task, and nothing where there is no such task. */
export function commands({ tasks }: Runbook, title: string): readonly string[] {
  return tasks.find((task) => task.title === title)?.commands ?? [];
}

/** What a runbook says of a task. */
export function text({ tasks }: Runbook, title: string): string {
  return tasks.find((task) => task.title === title)!.text;
}

/** Every field in use, of both strategies. */
export const CANARY: Fields = {
  stableService: 'api-stable',
  canaryService: 'api-canary',
  pingPong: { pingService: 'ping', pongService: 'pong' },
  abortScaleDownDelaySeconds: 60,
  scaleDownDelaySeconds: 90,
  analysis: { startingStep: 1, templates: [{ templateName: 'errors' }] },
  trafficRouting: {
    managedRoutes: [{ name: 'testers' }, { name: 'shadow' }],
    istio: { virtualServices: [{ name: 'api' }, { name: 'outer.edge' }], destinationRule: { name: 'api', canarySubsetName: 'canary', stableSubsetName: 'stable' } },
  },
  steps: [
    { setCanaryScale: { replicas: 1 } },
    { setHeaderRoute: { name: 'testers', match: [{ headerName: 'x-tester', headerValue: { exact: 'yes' } }] } },
    { setMirrorRoute: { name: 'shadow', percentage: 30, match: [{ method: { exact: 'GET' } }] } },
    { pause: {} },
    { setHeaderRoute: { name: 'testers' } },
    { setMirrorRoute: { name: 'shadow' } },
    { setCanaryScale: { matchTrafficWeight: true } },
    { setWeight: 20 },
    { pause: { duration: '90' } },
    { analysis: { templates: [{ templateName: 'errors' }, { templateName: 'latency', clusterScope: true }] } },
    { experiment: { duration: '5m', templates: [{ name: 'old', specRef: 'stable', weight: 5 }, { name: 'new', specRef: 'canary', replicas: 2 }], analyses: [{ name: 'compare', templateName: 'compare' }] } },
    { plugin: { name: 'acme/step' } },
    { setCanaryScale: { weight: 50 } },
    { pause: { duration: 300 } },
  ],
};

export const BLUE_GREEN: Fields = {
  activeService: 'api-active',
  previewService: 'api-preview',
  previewReplicaCount: 1,
  autoPromotionEnabled: false,
  abortScaleDownDelaySeconds: 0,
  scaleDownDelaySeconds: 600,
  prePromotionAnalysis: { templates: [{ templateName: 'smoke' }] },
  postPromotionAnalysis: { templates: [{ templateName: 'errors' }] },
};
