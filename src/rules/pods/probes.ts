import { pointer } from '../../manifest/pointer';
import { Violation } from '../rule/finding';
import { Rule } from '../rule/rule';
import { within } from '../rule/violations';
import { isPortName, LAST_PORT } from './containers';
import { containerRule } from './pod-rule';

type Part = Record<string, any>;

const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'];
const WAYS = ['exec', 'httpGet', 'tcpSocket', 'grpc'];

/** A rule about each probe by itself. The pointer of a violation starts inside the probe. */
function probeRule(rule: Pick<Rule, 'id' | 'stage' | 'why'> & { check(probe: Part, name: string, container: Part): Violation[] }): Rule {
  return containerRule({
    ...rule,
    check: (container) => PROBES.filter((name) => container[name]).flatMap((name) => within([name], rule.check(container[name], name, container))),
  });
}

const probeOneWay = probeRule({
  id: 'probe-one-way',
  stage: 'lint',
  why: 'the controller refuses a probe that looks at nothing, or at two things',
  check(probe) {
    const ways = WAYS.filter((way) => probe[way] !== undefined);
    return ways.length === 1 ? [] : [{
      pointer: '',
      message: `a probe has exactly one of ${WAYS.join(', ')}, got ${ways.join(' and ') || 'none'}`,
    }];
  },
});

const probeOfRunning = containerRule({
  id: 'probe-of-running-container',
  stage: 'lint',
  why: 'the controller refuses to probe a container that has ended before the others start',
  check(container, isInit) {
    return !isInit || container.restartPolicy === 'Always' ? [] : [...PROBES, 'lifecycle'].filter((field) => container[field]).map((field) => ({
      pointer: pointer(field),
      message: `an init container has a ${field} only with restartPolicy Always, got ${container.restartPolicy ?? 'none'}`,
    }));
  },
});

const NUMBERS = ['initialDelaySeconds', 'timeoutSeconds', 'periodSeconds', 'successThreshold', 'failureThreshold'];

const probeNumbers = probeRule({
  id: 'probe-numbers',
  stage: 'lint',
  why: 'the controller refuses a probe that cannot be made as often as it says',
  check(probe, name) {
    const { successThreshold, terminationGracePeriodSeconds: grace } = probe;
    const isReadiness = name === 'readinessProbe';
    return [
      ...NUMBERS.filter((field) => probe[field] < 0).map((field) => ({ pointer: pointer(field), message: `${field} must be at least 0, got ${probe[field]}` })),
      ...isReadiness || !(successThreshold > 1) ? [] : [{
        pointer: pointer('successThreshold'),
        message: `one success is enough for a ${name}: successThreshold must be 1, got ${successThreshold}`,
      }],
      ...grace === undefined || (grace > 0 && !isReadiness) ? [] : [{
        pointer: pointer('terminationGracePeriodSeconds'),
        message: isReadiness ? `a ${name} ends no container: leave terminationGracePeriodSeconds out, got ${grace}`
          : `terminationGracePeriodSeconds must be at least 1, got ${grace}`,
      }],
    ];
  },
});

const SCHEMES = ['HTTP', 'HTTPS'];

/** Where a probe says its port. */
const PORTS = ['httpGet', 'tcpSocket', 'grpc'];

const probePort = probeRule({
  id: 'probe-port-valid',
  stage: 'lint',
  why: 'the controller refuses a probe of a port that no container can have',
  check(probe) {
    const scheme: string | undefined = probe.httpGet?.scheme;
    return [
      ...PORTS.filter((way) => probe[way]?.port !== undefined && !isPort(probe[way].port)).map((way) => ({
        pointer: pointer(way, 'port'),
        message: `a port is a number between 1 and ${LAST_PORT}, or the name of a port of the container, got ${JSON.stringify(probe[way].port)}`,
      })),
      ...!scheme || SCHEMES.includes(scheme) ? [] : [{
        pointer: pointer('httpGet', 'scheme'),
        message: `the scheme must be one of ${SCHEMES.join(', ')}, got "${scheme}"`,
      }],
    ];
  },
});

function isPort(port: unknown): boolean {
  return typeof port === 'number' ? port >= 1 && port <= LAST_PORT : isPortName(String(port));
}

const probePortDeclared = probeRule({
  id: 'probe-port-declared',
  stage: 'never',
  why: 'the probe never finds its port, so a pod never becomes ready, and a dead container is never restarted',
  check(probe, _, container) {
    const names: string[] = (container.ports ?? []).flatMap((port: Part | null) => port?.name ?? []);
    const isMissing = (port: unknown) => typeof port === 'string' && isPortName(port) && !names.includes(port);
    return PORTS.filter((way) => isMissing(probe[way]?.port)).map((way) => ({
      pointer: pointer(way, 'port'),
      message: `the container has no port "${probe[way].port}", it has: ${names.join(', ') || 'none'}`,
    }));
  },
});

export const PROBE_RULES: readonly Rule[] = [probeOneWay, probeOfRunning, probeNumbers, probePort, probePortDeclared];
