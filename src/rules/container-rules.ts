import { pointer } from '../manifest/pointer';
import { parseQuantity } from '../manifest/quantity';
import { Objection } from './finding';
import { containerRule, containersOf, podRule } from './pods';
import { Rule } from './rule';

const NAME = /^(?=.{1,63}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

const containerNamed = podRule({
  id: 'container-name-once',
  stage: 'lint',
  why: 'the controller refuses containers that it cannot tell apart',
  check(pod) {
    const seen = new Set<string>();
    return containersOf(pod).flatMap(({ container: { name }, path }): Objection[] => {
      const isTaken = seen.has(name);
      seen.add(name);
      return name === undefined || (NAME.test(name) && !isTaken) ? [] : [{
        pointer: pointer(...path, 'name'),
        message: isTaken
          ? `each container of a pod has a name of its own, got "${name}" again`
          : `the name of a container has at most 63 lower-case letters, digits and "-", got "${name}"`,
      }];
    });
  },
});

const containerImage = containerRule({
  id: 'container-has-image',
  stage: 'lint',
  why: 'the controller refuses a container that runs nothing',
  check: ({ image }) => image ? [] : [{ pointer: pointer('image'), message: 'a container needs an image, got none' }],
});

const PORT_NAME = /^(?=.{1,15}$)(?=.*[a-z])(?!.*--)[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const PROTOCOLS = ['TCP', 'UDP', 'SCTP'];
const LAST_PORT = 65_535;

const containerPort = containerRule({
  id: 'container-port-valid',
  stage: 'lint',
  why: 'the controller refuses a port that no pod can have',
  check({ ports = [] }) {
    return (ports as (Record<string, any> | null)[]).flatMap((port, index) => portObjections(port ?? {}).map((objection) => ({
      pointer: pointer('ports', index) + objection.pointer,
      message: objection.message,
    })));
  },
});

function portObjections({ name, containerPort: number = 1, protocol }: Record<string, any>): Objection[] {
  return [
    ...!name || PORT_NAME.test(name) ? [] : [{
      pointer: pointer('name'),
      message: `the name of a port has at most 15 lower-case letters, digits and single "-", and a letter, got "${name}"`,
    }],
    ...number >= 1 && number <= LAST_PORT ? [] : [{
      pointer: pointer('containerPort'),
      message: `a port must lie between 1 and ${LAST_PORT}, got ${number}`,
    }],
    ...!protocol || PROTOCOLS.includes(protocol) ? [] : [{
      pointer: pointer('protocol'),
      message: `the protocol must be one of ${PROTOCOLS.join(', ')}, got "${protocol}"`,
    }],
  ];
}

const containerPortOnce = containerRule({
  id: 'container-port-name-once',
  stage: 'lint',
  why: 'the controller refuses two ports of one name, because a Service could mean both',
  check({ ports = [] }) {
    const seen = new Set<string>();
    return (ports as (Record<string, any> | null)[]).flatMap((port, index): Objection[] => {
      const name = port?.name;
      const isTaken = name && seen.has(name);
      seen.add(name);
      return !isTaken ? [] : [{ pointer: pointer('ports', index, 'name'), message: `each port of a container has a name of its own, got "${name}" again` }];
    });
  },
});

const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'];
const WAYS = ['exec', 'httpGet', 'tcpSocket', 'grpc'];

const probeOneWay = containerRule({
  id: 'probe-one-way',
  stage: 'lint',
  why: 'the controller refuses a probe that looks at nothing, or at two things',
  check(container) {
    return PROBES.filter((probe) => container[probe]).flatMap((probe) => {
      const ways = WAYS.filter((way) => container[probe][way] !== undefined);
      return ways.length === 1 ? [] : [{
        pointer: pointer(probe),
        message: `a probe has exactly one of ${WAYS.join(', ')}, got ${ways.join(' and ') || 'none'}`,
      }];
    });
  },
});

const probeOfRunning = containerRule({
  id: 'probe-of-running-container',
  stage: 'lint',
  why: 'the controller refuses to probe a container that has ended before the others start',
  check(container, isInit) {
    return !isInit || container.restartPolicy === 'Always' ? [] : PROBES.filter((probe) => container[probe]).map((probe) => ({
      pointer: pointer(probe),
      message: `an init container has a ${probe} only with restartPolicy Always, got ${container.restartPolicy ?? 'none'}`,
    }));
  },
});

/** More than two ways to write one number differ by. */
const SLACK = 1 + 1e-9;

const requestsWithinLimits = containerRule({
  id: 'request-within-limit',
  stage: 'lint',
  why: 'the controller refuses a container that asks for more than it may have',
  check({ resources }) {
    const limits: Record<string, unknown> = resources?.limits ?? {};
    return Object.entries(resources?.requests ?? {}).flatMap(([resource, request]) => {
      const most = Object.hasOwn(limits, resource) ? parseQuantity(limits[resource]) : undefined;
      const asked = parseQuantity(request);
      return most === undefined || asked === undefined || asked <= most * SLACK ? [] : [{
        pointer: pointer('resources', 'requests', resource),
        message: `a request may be at most its limit (${limits[resource]}), got ${request}`,
      }];
    });
  },
});

const envOneSource = containerRule({
  id: 'env-one-source',
  stage: 'lint',
  why: 'the controller refuses a variable with two values',
  check({ env = [] }) {
    return (env as (Record<string, any> | null)[]).flatMap((variable, index) => !variable?.value || variable.valueFrom === undefined ? [] : [{
      pointer: pointer('env', index, 'valueFrom'),
      message: `a variable has one source, got both "value" and "valueFrom" for "${variable.name}": leave one of them out`,
    }]);
  },
});

const volumeOnce = podRule({
  id: 'volume-name-once',
  stage: 'lint',
  why: 'the controller refuses volumes that it cannot tell apart',
  check({ volumes = [] }) {
    const seen = new Set<string>();
    return (volumes as unknown[]).flatMap((volume, index): Objection[] => {
      const name = (volume as Record<string, any> | null)?.name;
      const isTaken = seen.has(name);
      seen.add(name);
      return typeof name !== 'string' || (NAME.test(name) && !isTaken) ? [] : [{
        pointer: pointer('volumes', index, 'name'),
        message: isTaken
          ? `each volume of a pod has a name of its own, got "${name}" again`
          : `the name of a volume has at most 63 lower-case letters, digits and "-", got "${name}"`,
      }];
    });
  },
});

export const CONTAINER_RULES: readonly Rule[] = [
  containerNamed, containerImage, containerPort, containerPortOnce, probeOneWay, probeOfRunning, requestsWithinLimits, envOneSource, volumeOnce,
];
