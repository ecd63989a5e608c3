import { App, Chart, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  ArgoRolloutsInstall, ControllerLogFormat, InstallPermission, InstallPlugin,
} from 'cdk8s-argo-rollouts';

const app = new App();

new ArgoRolloutsInstall(new Chart(app, 'argo-rollouts'), 'Install', {
  // another chart of this cluster has them
  installCrds: false,

  // one works, the other takes its place when a node goes
  replicas: 2,
  disruptionBudget: {},
  pods: {
    spreadOverNodes: true,
    spreadOverZones: true,
    priorityClassName: 'system-cluster-critical',
    resources: {
      cpu: { request: kplus.Cpu.millis(250) },
      memory: { request: Size.mebibytes(256), limit: Size.mebibytes(512) },
    },
  },

  settings: {
    logFormat: ControllerLogFormat.JSON,
    rolloutThreads: 20,
    nginxIngressClasses: ['nginx', 'internal'],
    istioApiVersion: 'v1',
  },

  // the routers of this cluster, and no other
  permissions: [InstallPermission.WORKLOAD_REFERENCE, InstallPermission.ISTIO],
  plugins: [
    InstallPlugin.gatewayApi({
      version: 'v0.15.0',
      mirror: 'https://mirror.example.com/gatewayapi',
      sha256: '7f3b8a3c5d2e1f4a6b9c0d8e7f6a5b4c3d2e1f0a9b8c7d6e5f4a3b2c1d0e9f8a',
    }),
  ],
  networkPolicy: { metricsFrom: ['monitoring'] },
});

app.synth();
