import { Manifest } from '../../manifest/bundle';
import { pointer } from '../../manifest/pointer';
import { isLabelKey, isLabelValue } from '../objects/labels';
import { Violation, Severity } from '../rule/finding';
import { Rule } from '../rule/rule';
import { within } from '../rule/violations';

/** Whether an operator of a selector compares with values. */
const OPERATORS: Record<string, boolean> = { In: true, NotIn: true, Exists: false, DoesNotExist: false };

const SELECTOR = ['spec', 'selector'];

const selectorReadable: Rule = {
  id: 'selector-readable',
  stage: 'lint',
  severity: Severity.ERROR,
  kinds: ['Rollout'],
  why: 'the controller refuses a selector that it cannot evaluate',
  check({ spec }: Manifest) {
    const { matchLabels = {}, matchExpressions = [] }: Record<string, any> = spec?.selector ?? {};
    return [
      ...Object.keys(matchLabels).flatMap((key) => within([...SELECTOR, 'matchLabels', key], [...keyObjections(key), ...valueObjections(matchLabels[key])])),
      ...matchExpressions.flatMap((expression: Expression, index: number) => within([...SELECTOR, 'matchExpressions', index], expressionObjections(expression))),
    ];
  },
};

interface Expression {
  readonly key?: string;
  readonly operator?: string;
  readonly values?: string[];
}

function expressionObjections({ key, operator, values = [] }: Expression): readonly Violation[] {
  const compares = Object.entries(OPERATORS).find(([name]) => name === operator)?.[1];
  const wrong = [
    ...key === undefined ? [] : within(['key'], keyObjections(key)),
    ...values.flatMap((value, index) => within(['values', index], valueObjections(value))),
  ];
  if (operator !== undefined && compares === undefined) {
    return [...wrong, {
      pointer: pointer('operator'),
      message: `the operator must be one of ${Object.keys(OPERATORS).join(', ')}, got "${operator}"`,
    }];
  }
  return compares === undefined || compares === values.length > 0 ? wrong : [...wrong, {
    pointer: pointer('values'),
    message: compares ? `${operator} needs at least one value, got none` : `${operator} takes no values, got ${values.join(', ')}`,
  }];
}

function keyObjections(key: string): Violation[] {
  return isLabelKey(key) ? [] : [{
    pointer: '',
    message: `the key of a label has at most 63 letters, digits, "-", "_" and ".", after a DNS name and "/" or nothing, got "${key}"`,
  }];
}

function valueObjections(value: string): Violation[] {
  return isLabelValue(value) ? [] : [{
    pointer: '',
    message: `the value of a label has at most 63 letters, digits, "-", "_" and ".", got "${value}"`,
  }];
}

export const SELECTOR_RULES: readonly Rule[] = [selectorReadable];
