import { Manifest } from '../../manifest/bundle';
import { pointer } from '../../manifest/pointer';
import { titleOf } from '../../reading/analyses';
import { declaredBy, mergedArguments } from '../../reading/merged-arguments';
import { metricsOf } from '../../reading/metrics';
import { argumentsOf } from '../../reading/runs';
import { Violation, Severity } from '../rule/finding';
import { Rule } from '../rule/rule';
import { fieldProblem } from '../schema/rollout-field';
import { mergeRule } from './analysis-rule';

type ArgumentRule = Omit<Rule, 'check' | 'kinds'> & { check(argument: Record<string, any>, rollout: Manifest): { at: string[]; message: string } | undefined };

/** A rule about each argument that a rollout gives an analysis. */
function argumentRule(rule: ArgumentRule): Rule {
  return {
    ...rule,
    kinds: ['Rollout'],
    check: (rollout) => argumentsOf(rollout).flatMap(({ value, path }): Violation[] => {
      const wrong = rule.check(value, rollout);
      return wrong ? [{ pointer: pointer(...path, ...wrong.at), message: wrong.message }] : [];
    }),
  };
}

const argumentHasValue = argumentRule({
  id: 'argument-has-value',
  stage: 'never',
  severity: Severity.WARNING,
  why: 'an argument without a value is given as an empty text, in place of the default that the template may have',
  check: ({ name, value, valueFrom }) => value !== undefined || Object.keys(valueFrom ?? {}).length > 0 ? undefined
    : { at: [], message: `argument "${name}" has neither a value nor a source: give one, or leave the argument out` },
});

const HASHES = ['Stable', 'Latest'];

const podHashKnown = argumentRule({
  id: 'pod-hash-known',
  stage: 'never',
  severity: Severity.ERROR,
  why: 'the controller passes over a word that it does not know, so the argument is an empty text',
  check({ valueFrom }) {
    const hash = valueFrom?.podTemplateHashValue;
    return hash === undefined || HASHES.includes(hash) ? undefined
      : { at: ['valueFrom', 'podTemplateHashValue'], message: `the hash is that of the version ${HASHES.join(' or ')}, got "${hash}"` };
  },
});

/** The field that an argument is read from. A hash comes before it. */
function fieldOf({ valueFrom }: Record<string, any>): string {
  return valueFrom?.podTemplateHashValue === undefined ? valueFrom?.fieldRef?.fieldPath ?? '' : '';
}

const FIELD_PATH = ['valueFrom', 'fieldRef', 'fieldPath'];

const rolloutFieldKnown = argumentRule({
  id: 'rollout-field-known',
  stage: 'reconcile',
  severity: Severity.ERROR,
  why: 'the controller finds no value when the analysis is to start, tries again for ever, and the rollout stands still',
  check(argument) {
    const field = fieldOf(argument);
    const problem = field === '' || field.startsWith('metadata') ? undefined : fieldProblem(field);
    return problem === undefined ? undefined : { at: FIELD_PATH, message: `an argument is one value of the rollout, got "${field}": ${problem}` };
  },
});

const metadataKeySet = argumentRule({
  id: 'metadata-key-set',
  stage: 'never',
  severity: Severity.WARNING,
  why: 'without it the argument is an empty text',
  check(argument, { metadata }) {
    const [, map, key] = /^metadata\.(labels|annotations)\['(.*)'\]$/s.exec(fieldOf(argument)) ?? [];
    const keys = Object.keys(metadata?.[map as 'labels'] ?? {});
    return map === undefined || keys.includes(key) ? undefined
      : { at: FIELD_PATH, message: `the rollout has no "${key}" among its ${map}, got: ${keys.join(', ') || 'none'}` };
  },
});

const argumentSecretWins = mergeRule({
  id: 'argument-secret-wins',
  stage: 'never',
  why: 'a template that takes an argument from a Secret never looks at the value it is given',
  check({ analysis, path }, templates) {
    const args: Record<string, any>[] = analysis.args ?? [];
    return args.flatMap(({ name }, index) => {
      const { argument, template } = mergedArguments(templates).get(name) ?? {};
      return !argument?.valueFrom?.secretKeyRef ? [] : [{
        pointer: pointer(...path, 'args', index),
        message: `argument "${name}" comes from a Secret in ${titleOf(template!)}, which drops the value given here: leave it out here or there`,
      }];
    });
  },
});

/** What Go writes with an escape that JSON does not know. */
const UNWRITABLE = /[\0-\x07\v\x0e-\x1f\x7f]/;

function isUnwritable({ value }: Record<string, any>): boolean {
  return value !== undefined && UNWRITABLE.test(value);
}

const argumentWritable = mergeRule({
  id: 'argument-writable',
  stage: 'run-start',
  why: 'the controller cannot read a metric again in which it has put such a character, and the analysis ends in an error',
  check({ analysis, path }, templates) {
    const given: Record<string, any>[] = analysis.args ?? [];
    if (![...given, ...templates.flatMap(declaredBy)].some(isUnwritable)) {
      return [];
    }
    const isOwn = ({ name }: Record<string, any>) => !given.some((arg) => arg.name === name);
    return [
      ...given.map((arg, index) => ({ arg, place: ['args', index, 'value'] })).filter(({ arg }) => isUnwritable(arg)),
      ...templates.flatMap(declaredBy).filter((arg) => isUnwritable(arg) && isOwn(arg)).map((arg) => ({ arg, place: ['templates'] })),
    ].flatMap(({ arg: { name, value }, place }) => {
      const isUsed = JSON.stringify(templates.flatMap(metricsOf)).includes(`args.${name}`);
      return !isUsed ? [] : [{
        pointer: pointer(...path, ...place),
        message: `argument "${name}" has a control character in its value, got ${JSON.stringify(value)}`,
      }];
    });
  },
});

export const ARGUMENT_RULES: readonly Rule[] = [
  argumentHasValue, podHashKnown, rolloutFieldKnown, metadataKeySet, argumentSecretWins, argumentWritable,
];
