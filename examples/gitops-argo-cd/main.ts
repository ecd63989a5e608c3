import { ApiObject, App, Chart, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  ArgoCdSync, CanaryRollout, CanaryStep, IstioTrafficRouting, PrometheusAnalysis, PrometheusMetric, PrometheusSource, Threshold,
} from 'cdk8s-argo-rollouts';

const app = new App();

// What the Application deploys: dist/shop.k8s.yaml.
const shop = new Chart(app, 'shop', {
  namespace: 'shop',
  labels: { 'app.kubernetes.io/name': 'catalog', 'app.kubernetes.io/part-of': 'shop' },
});

const health = new PrometheusAnalysis(shop, 'Health', {
  metadata: { name: 'catalog-health' },
  address: 'http://prometheus.istio-system:9090',
  metrics: [PrometheusMetric.successRate({ source: PrometheusSource.istio(), healthy: Threshold.atLeast(0.99) })],
});

const catalog = new CanaryRollout(shop, 'Catalog', {
  metadata: { name: 'catalog' },
  replicas: 4,
  containers: [{
    name: 'catalog',
    image: 'registry.example/catalog:2.4.0',
    ports: [{ name: 'http', number: 8080 }],
    readiness: kplus.Probe.fromHttpGet('/ready', { port: 8080 }),
    // requests still come for a moment after a pod is told to end
    lifecycle: { preStop: kplus.Handler.fromCommand(['sleep', '10']) },
    resources: {
      cpu: { request: kplus.Cpu.millis(100), limit: kplus.Cpu.millis(500) },
      memory: { request: Size.mebibytes(128), limit: Size.mebibytes(128) },
    },
    securityContext: {
      capabilities: { drop: [kplus.Capability.ALL] },
      seccompProfile: { type: kplus.SeccompProfileType.RUNTIME_DEFAULT },
    },
  }],
  servicePorts: [{ name: 'http', port: 80, targetPort: 8080 }],
  spread: true,
  steps: [
    CanaryStep.weight(10),
    CanaryStep.pause(Duration.minutes(5)),
    CanaryStep.analysis({ templates: [health] }),
    CanaryStep.weight(50),
    CanaryStep.pause(Duration.minutes(5)),
    CanaryStep.analysis({ templates: [health] }),
  ],
});

new IstioTrafficRouting(shop, 'Traffic', { rollout: catalog, hosts: ['catalog.shop.example'], gateways: ['istio-ingress/public'] });

// Templates, Services and routes first, so that the first sync finds all that the rollout names.
ArgoCdSync.addWaves(shop);

// The Application itself: dist/argocd.k8s.yaml.
const argocd = new Chart(app, 'argocd', { namespace: 'argocd' });
const sync = ArgoCdSync.of(shop);

new ApiObject(argocd, 'Shop', {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  metadata: { name: 'shop' },
  spec: {
    project: 'default',
    source: { repoURL: 'https://git.example/shop.git', path: 'dist', targetRevision: 'main', directory: { include: 'shop.k8s.yaml' } },
    destination: { server: 'https://kubernetes.default.svc', namespace: 'shop' },
    ignoreDifferences: sync.ignoreDifferences,
    syncPolicy: {
      automated: { prune: true, selfHeal: true },
      syncOptions: [...sync.syncOptions, 'CreateNamespace=true'],
    },
  },
});

app.synth();
