import { Duration } from 'cdk8s';
import { BlueGreenRollout, BlueGreenRolloutProps, CanaryRollout, CanaryRolloutProps, CanaryStep } from 'cdk8s-argo-rollouts';
import { Build } from '../scenario';

export const HASH = 'rollouts-pod-template-hash';

/** The word at the end of a version says what it does: see `behaviours.ts`. */
export function image(version: string): string {
  return `registry.example/web:${version}`;
}

const WEB = {
  metadata: { name: 'web' },
  replicas: 4,
  servicePorts: [{ name: 'http', port: 80, targetPort: 8000 }],
};

export const SECOND = Duration.seconds(1);

/** A canary named web with four pods, which waits twice until somebody promotes it. */
export const STEPS = [CanaryStep.weight(25), CanaryStep.pause(), CanaryStep.weight(50), CanaryStep.pause()];

export function canaryProps(version: string, props: Partial<CanaryRolloutProps> = {}): CanaryRolloutProps {
  return { ...WEB, containers: [{ name: 'web', image: image(version), ports: [{ name: 'http', number: 8000 }] }], steps: STEPS, ...props };
}

export function canary(version: string, props?: Partial<CanaryRolloutProps>): Build {
  return (chart) => {
    new CanaryRollout(chart, 'Web', canaryProps(version, props));
  };
}

export function blueGreenProps(version: string, props: Partial<BlueGreenRolloutProps> = {}): BlueGreenRolloutProps {
  return { ...WEB, containers: [{ name: 'web', image: image(version), ports: [{ name: 'http', number: 8000 }] }], ...props };
}

export function blueGreen(version: string, props?: Partial<BlueGreenRolloutProps>): Build {
  return (chart) => {
    new BlueGreenRollout(chart, 'Web', blueGreenProps(version, props));
  };
}
