import { Manifest } from '../manifest/bundle';
import { Path, pointer } from '../manifest/pointer';
import { Objection, Severity } from './finding';
import { isLabelKey, isLabelValue } from './labels';
import { Rule } from './rule';

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

function expressionObjections({ key, operator, values = [] }: Expression, path: Path): Objection[] {
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

export const SELECTOR_RULES: readonly Rule[] = [selectorReadable];
