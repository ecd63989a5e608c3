import { Chart, Duration } from 'cdk8s';
import { CanaryRollout, CanaryRolloutProps, CanaryStep } from '../../src';

/** A canary with the name `api` that serves on port 80. */
export function canary(chart: Chart, props: CanaryRolloutProps = {}): CanaryRollout {
  return new CanaryRollout(chart, 'Api', {
    metadata: { name: 'api' },
    containers: [{ image: 'registry.example/api:1', portNumber: 8080 }],
    servicePorts: [{ port: 80, targetPort: 8080 }],
    steps: [CanaryStep.weight(10), CanaryStep.pause(Duration.minutes(1))],
    ...props,
  });
}

/** Two ports of which a route can lead to the second. */
export const TWO_PORTS = { servicePorts: [{ name: 'http', port: 80, targetPort: 8080 }, { name: 'other', port: 9090, targetPort: 8080 }] };
