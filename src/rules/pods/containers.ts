import { pointer } from '../../manifest/pointer';
import { containersOf } from '../../reading/pods';
import { isLabelKey, isLabelValue } from '../objects/labels';
import { Violation } from '../rule/finding';
import { Rule } from '../rule/rule';
import { containerRule, itemRule, podRule, podTemplateRule, repeatedNames } from './pod-rule';

const podLabels = podTemplateRule({
  id: 'pod-labels-valid',
  stage: 'lint',
  why: 'the controller refuses pods with a label or an annotation that Kubernetes cannot store',
  check({ metadata }) {
    const labels: Record<string, string> = metadata?.labels ?? {};
    const keyed = (map: string, key: string) => ({
      pointer: pointer('metadata', map, key),
      message: `a key has at most 63 letters, digits, "-", "_" and ".", after a DNS name and "/" or nothing, got "${key}"`,
    });
    return [
      ...Object.keys(labels).filter((key) => !isLabelKey(key)).map((key) => keyed('labels', key)),
      ...Object.keys(metadata?.annotations ?? {}).filter((key) => !isLabelKey(key.toLowerCase())).map((key) => keyed('annotations', key)),
      ...Object.keys(labels).filter((key) => !isLabelValue(labels[key])).map((key) => ({
        pointer: pointer('metadata', 'labels', key),
        message: `the value of a label has at most 63 letters, digits, "-", "_" and ".", got "${labels[key]}"`,
      })),
    ];
  },
});

const podHasContainers = podRule({
  id: 'pod-has-containers',
  stage: 'lint',
  why: 'the controller refuses pods that run nothing',
  check({ containers }) {
    return containers?.length === 0 ? [{ pointer: pointer('containers'), message: 'a pod needs at least one container, got none' }] : [];
  },
});

const podsRestart = podRule({
  id: 'pods-restart',
  stage: 'lint',
  why: 'pods of a rollout run for ever; the controller refuses a template whose pods end',
  check({ restartPolicy, activeDeadlineSeconds }) {
    return [
      ...!restartPolicy || restartPolicy === 'Always' ? [] : [{
        pointer: pointer('restartPolicy'),
        message: `the pods of a rollout restart "Always", got "${restartPolicy}"`,
      }],
      ...activeDeadlineSeconds === undefined ? [] : [{
        pointer: pointer('activeDeadlineSeconds'),
        message: `the pods of a rollout have no deadline, got ${activeDeadlineSeconds}: leave it out`,
      }],
    ];
  },
});

const dnsPolicy = podRule({
  id: 'dns-policy-known',
  stage: 'lint',
  why: 'the controller refuses pods whose names nobody knows how to resolve',
  check: (pod) => unknownWord(pod, 'dnsPolicy', ['ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None']),
});

/** What is wrong with a field that has one of a few words. The empty one stands for the default. */
function unknownWord(part: Record<string, any>, field: string, words: readonly string[]): Violation[] {
  return !part[field] || words.includes(part[field]) ? [] : [{
    pointer: pointer(field),
    message: `${field} must be one of ${words.join(', ')}, got "${part[field]}"`,
  }];
}

const NAME = /^(?=.{1,63}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

/** Whether Kubernetes takes it as the name of a container or a volume. */
export function isName(name: string): boolean {
  return NAME.test(name);
}

const containerNamed = podRule({
  id: 'container-name-once',
  stage: 'lint',
  why: 'the controller refuses containers that it cannot tell apart',
  check(pod) {
    const seen = new Set<string>();
    return containersOf(pod).flatMap(({ container: { name }, path }) => {
      const isTaken = seen.has(name);
      seen.add(name);
      return name === undefined || (isName(name) && !isTaken) ? [] : [{
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

const containerPolicy = containerRule({
  id: 'container-policy-known',
  stage: 'lint',
  why: 'the controller refuses a container with a policy that Kubernetes does not have',
  check(container, isInit) {
    const { restartPolicy } = container;
    return [
      ...unknownWord(container, 'imagePullPolicy', ['Always', 'IfNotPresent', 'Never']),
      ...unknownWord(container, 'terminationMessagePolicy', ['File', 'FallbackToLogsOnError']),
      ...restartPolicy === undefined || (isInit && restartPolicy === 'Always') ? [] : [{
        pointer: pointer('restartPolicy'),
        message: `only an init container has a restartPolicy of its own, and it is "Always", got "${restartPolicy}": leave it out`,
      }],
    ];
  },
});

const PORT_NAME = /^(?=.{1,15}$)(?=.*[a-z])(?!.*--)[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const PROTOCOLS = ['TCP', 'UDP', 'SCTP'];
export const LAST_PORT = 65_535;

/** Whether Kubernetes takes it as the name of a port. */
export function isPortName(name: string): boolean {
  return PORT_NAME.test(name);
}

const containerPort = itemRule('ports', {
  id: 'container-port-valid',
  stage: 'lint',
  why: 'the controller refuses a port that no pod can have',
  check({ name, containerPort: number = 1, hostPort, protocol }) {
    return [
      ...!name || isPortName(name) ? [] : [{
        pointer: pointer('name'),
        message: `the name of a port has at most 15 lower-case letters, digits and single "-", and a letter, got "${name}"`,
      }],
      ...portObjections('containerPort', number),
      ...portObjections('hostPort', hostPort || undefined),
      ...!protocol || PROTOCOLS.includes(protocol) ? [] : [{
        pointer: pointer('protocol'),
        message: `the protocol must be one of ${PROTOCOLS.join(', ')}, got "${protocol}"`,
      }],
    ];
  },
});

function portObjections(field: string, port: number | undefined): Violation[] {
  return port === undefined || (port >= 1 && port <= LAST_PORT) ? [] : [{
    pointer: pointer(field),
    message: `a port must lie between 1 and ${LAST_PORT}, got ${port}`,
  }];
}

const containerPortOnce = containerRule({
  id: 'container-port-name-once',
  stage: 'lint',
  why: 'the controller refuses two ports of one name, because a Service could mean both',
  check: ({ ports }) => repeatedNames('ports', ports ?? [], 'each port of a container'),
});

export const CONTAINER_RULES: readonly Rule[] = [
  podLabels, podHasContainers, podsRestart, dnsPolicy, containerNamed, containerImage, containerPolicy, containerPort, containerPortOnce,
];
