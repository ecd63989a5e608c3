import { App, Chart, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { CanaryRollout, CanaryStep } from 'cdk8s-argo-rollouts';

const app = new App();
const chart = new Chart(app, 'rollouts-demo', { labels: { 'app.kubernetes.io/name': 'rollouts-demo', 'app.kubernetes.io/part-of': 'rollouts-demo' } });

const demo = new CanaryRollout(chart, 'Demo', {
  metadata: { name: 'rollouts-demo' },
  replicas: 5,
  containers: [{
    name: 'rollouts-demo',
    image: 'argoproj/rollouts-demo:blue',
    ports: [{ name: 'http', number: 8080 }],
    // the image names no user, which would be root; its one static binary runs as any
    securityContext: {
      user: 1000,
      capabilities: { drop: [kplus.Capability.ALL] },
      seccompProfile: { type: kplus.SeccompProfileType.RUNTIME_DEFAULT },
    },
    resources: {
      cpu: { request: kplus.Cpu.millis(5) },
      memory: { request: Size.mebibytes(32) },
    },
  }],
  spread: true,
  // without traffic routing a weight is a share of pods: with five of them, 20 is one pod
  steps: [
    CanaryStep.weight(20),
    CanaryStep.pause(),
    CanaryStep.weight(40),
    CanaryStep.pause(Duration.seconds(10)),
    CanaryStep.weight(60),
    CanaryStep.pause(Duration.seconds(10)),
    CanaryStep.weight(80),
    CanaryStep.pause(Duration.seconds(10)),
  ],
});

demo.exposeViaService({ name: 'rollouts-demo', ports: [{ name: 'http', port: 80, targetPort: 8080 }] });

app.synth();
