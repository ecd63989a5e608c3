import { Manifest } from '../manifest/bundle';
import { pointer } from '../manifest/pointer';
import { Objection, Severity } from './finding';
import { isLabelKey, isLabelValue } from './labels';
import { Rule } from './rule';

const podsRestart: Rule = {
  id: 'pods-restart',
  stage: 'lint',
  severity: Severity.ERROR,
  kinds: ['Rollout'],
  why: 'pods of a rollout run for ever; the controller refuses a template whose pods end',
  check({ spec }: Manifest): Objection[] {
    const { restartPolicy, activeDeadlineSeconds } = spec?.template?.spec ?? {};
    const policy = !restartPolicy || restartPolicy === 'Always' ? [] : [{
      pointer: pointer('spec', 'template', 'spec', 'restartPolicy'),
      message: `the pods of a rollout restart "Always", got "${restartPolicy}"`,
    }];
    return activeDeadlineSeconds === undefined ? policy : [...policy, {
      pointer: pointer('spec', 'template', 'spec', 'activeDeadlineSeconds'),
      message: `the pods of a rollout have no deadline, got ${activeDeadlineSeconds}: leave it out`,
    }];
  },
};

const podHasContainers: Rule = {
  id: 'pod-has-containers',
  stage: 'lint',
  severity: Severity.ERROR,
  kinds: ['Rollout'],
  why: 'the controller refuses pods that run nothing',
  check({ spec }: Manifest): Objection[] {
    return spec?.template?.spec?.containers?.length === 0 ? [{
      pointer: pointer('spec', 'template', 'spec', 'containers'),
      message: 'a pod needs at least one container, got none',
    }] : [];
  },
};

const mountHasVolume: Rule = {
  id: 'mount-has-volume',
  stage: 'lint',
  severity: Severity.ERROR,
  kinds: ['Rollout'],
  why: 'the controller refuses pods that mount a volume they do not have',
  check({ spec }: Manifest): Objection[] {
    const pod: Record<string, any> = spec?.template?.spec ?? {};
    const volumes: string[] = (pod.volumes ?? []).map(({ name }: { name: string }) => name);
    return ['initContainers', 'containers'].flatMap((list) => (pod[list] ?? []).flatMap((container: any, at: number) => {
      const mounts: { name?: string }[] = container.volumeMounts ?? [];
      return mounts.flatMap(({ name }, index) => name === undefined || volumes.includes(name) ? [] : [{
        pointer: pointer('spec', 'template', 'spec', list, at, 'volumeMounts', index, 'name'),
        message: `the pod has no volume "${name}", it has: ${volumes.join(', ') || 'none'}`,
      }]);
    }));
  },
};

/** Whether an operator of a selector compares with values. */
const OPERATORS: Record<string, boolean> = { In: true, NotIn: true, Exists: false, DoesNotExist: false };

const SELECTOR = ['spec', 'selector'];

const selectorReadable: Rule = {
  id: 'selector-readable',
  stage: 'lint',
  severity: Severity.ERROR,
  kinds: ['Rollout'],
  why: 'the controller refuses a selector that it cannot evaluate',
  check({ spec }: Manifest): Objection[] {
    const { matchLabels = {}, matchExpressions = [] } = spec?.selector ?? {};
    return [
      ...Object.entries<string>(matchLabels).flatMap(([key, value]) => [
        ...keyObjections(key, pointer(...SELECTOR, 'matchLabels', key)),
        ...valueObjections(value, pointer(...SELECTOR, 'matchLabels', key)),
      ]),
      ...matchExpressions.flatMap((expression: Expression, index: number) => expressionObjections(expression, [...SELECTOR, 'matchExpressions', index])),
    ];
  },
};

interface Expression {
  readonly key?: string;
  readonly operator?: string;
  readonly values?: string[];
}

function expressionObjections({ key, operator, values = [] }: Expression, path: (string | number)[]): Objection[] {
  const compares = Object.entries(OPERATORS).find(([name]) => name === operator)?.[1];
  const wrong = [
    ...key === undefined ? [] : keyObjections(key, pointer(...path, 'key')),
    ...values.flatMap((value, index) => valueObjections(value, pointer(...path, 'values', index))),
  ];
  if (operator !== undefined && compares === undefined) {
    return [...wrong, {
      pointer: pointer(...path, 'operator'),
      message: `the operator must be one of ${Object.keys(OPERATORS).join(', ')}, got "${operator}"`,
    }];
  }
  return compares === undefined || compares === values.length > 0 ? wrong : [...wrong, {
    pointer: pointer(...path, 'values'),
    message: compares ? `${operator} needs at least one value, got none` : `${operator} takes no values, got ${values.join(', ')}`,
  }];
}

function keyObjections(key: string, where: string): Objection[] {
  return isLabelKey(key) ? [] : [{
    pointer: where,
    message: `the key of a label has at most 63 letters, digits, "-", "_" and ".", after a DNS name and "/" or nothing, got "${key}"`,
  }];
}

function valueObjections(value: string, where: string): Objection[] {
  return isLabelValue(value) ? [] : [{
    pointer: where,
    message: `the value of a label has at most 63 letters, digits, "-", "_" and ".", got "${value}"`,
  }];
}

export const POD_RULES: readonly Rule[] = [selectorReadable, podHasContainers, podsRestart, mountHasVolume];
