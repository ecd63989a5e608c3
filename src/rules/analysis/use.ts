import { Manifest } from '../../manifest/bundle';
import { pointer } from '../../manifest/pointer';
import { mergedBy, titleOf } from '../../reading/analyses';
import { declaredBy, mergedArguments } from '../../reading/merged-arguments';
import { metricsOf } from '../../reading/metrics';
import { isOpen, numberOf, TAG } from '../../reading/open-value';
import { Rule } from '../rule/rule';
import { mergeRule, mountRule } from './analysis-rule';

const analysisHasTemplate = mountRule({
  id: 'analysis-has-template',
  stage: 'never',
  why: 'the controller starts no run for it, so a step or a gate waits for ever',
  check({ references, named }) {
    return references.length > 0 ? [] : [{
      pointer: pointer(...named),
      message: 'an analysis needs at least one template, got none',
    }];
  },
});

const argumentSupplied = mergeRule({
  id: 'argument-supplied',
  stage: 'reconcile',
  why: 'the controller refuses the rollout, or the analysis ends in an error before its first measurement',
  check({ analysis, path, place }, templates) {
    const given = new Set((analysis.args ?? []).map(({ name }: { name: string }) => name));
    const merged = mergedArguments(templates);
    // beside the steps each template is asked by itself, elsewhere another can have the value
    const asked = place === 'background' ? templates.flatMap(declaredBy) : [...merged.values()].map(({ argument }) => argument);
    const missing = new Set(asked.filter(isEmpty).map(({ name }) => name).filter((name) => !given.has(name)));
    return [...missing].map((name) => ({ pointer: pointer(...path, 'args'), message: problemOf(name, merged.get(name)!.template, templates) }));
  },
});

function isEmpty({ value, valueFrom }: Record<string, any>): boolean {
  return value === undefined && valueFrom === undefined;
}

/** What is wrong with an argument that has no value, of which the template `last` says what counts. */
function problemOf(name: string, last: Manifest, templates: readonly Manifest[]): string {
  const declares = (template: Manifest, how: (argument: Record<string, any>) => boolean) => {
    return declaredBy(template).some((argument) => argument.name === name && how(argument));
  };
  const empty = templates.find((template) => declares(template, isEmpty))!;
  const reader = templates.find((template) => declares(template, ({ valueFrom }) => valueFrom?.secretKeyRef));
  return !reader || !declares(last, isEmpty) ? `argument "${name}" is required by ${titleOf(empty)} and has no value: give it a value here, or a default there`
    : `argument "${name}" comes from a Secret in ${titleOf(reader)}, and is lost because ${titleOf(last)}, which comes later, only requires it: `
      + 'take it from the Secret there as well, or name that template first';
}

const argumentDeclared = mountRule({
  id: 'argument-declared',
  stage: 'never',
  why: 'the controller drops an argument that no template declares, without any message',
  check(mount, bundle) {
    const { analysis, path } = mount;
    const templates = mergedBy(mount, bundle);
    const declared = new Set(templates?.flatMap(({ spec }) => spec?.args ?? []).map(({ name }) => name));
    const args: { name: string }[] = templates ? analysis.args ?? [] : [];
    return args.flatMap(({ name }, index) => declared.has(name) ? [] : [{
      pointer: pointer(...path, 'args', index, 'name'),
      message: `argument "${name}" is declared by no template of this analysis, allowed are: ${[...declared].join(', ') || 'none'}`,
    }]);
  },
});

const argumentAgreed = mergeRule({
  id: 'argument-agreed',
  stage: 'reconcile',
  why: 'the controller refuses templates in one analysis that give an argument different values',
  check({ named }, templates) {
    const first = new Map<string, { value: string; template: Manifest }>();
    const args = templates.flatMap((template) => (template.spec?.args ?? [])
      .filter(({ value }: { value?: string }) => value !== undefined)
      .map(({ name, value }: { name: string; value: string }) => ({ name, value, template })));
    return args.flatMap(({ name, value, template }) => {
      const { value: other, template: before } = first.get(name) ?? { value, template };
      first.set(name, { value: other, template: before });
      return value === other ? [] : [{
        pointer: pointer(...named),
        message: `argument "${name}" has one value in all templates of an analysis, got `
          + `"${other}" in ${titleOf(before)} and "${value}" in ${titleOf(template)}`,
      }];
    });
  },
});

const argumentOneOrigin = mergeRule({
  id: 'argument-one-origin',
  stage: 'never',
  why: 'an argument has one value in all templates of an analysis, so one of them measures with what belongs to another',
  check({ analysis, named }, templates) {
    const given = new Set((analysis.args ?? []).map(({ name }: { name: string }) => name));
    return [...mergedArguments(templates)].flatMap(([name, { argument, template }]) => {
      const origin = originOf(argument);
      const others = templates.flatMap((other) => declaredBy(other).filter((one) => one.name === name && isSecret(one) && originOf(one) !== origin)
        .map((one) => `${titleOf(other)} takes it from ${originOf(one)}`));
      return others.length === 0 || isEmpty(argument) || (given.has(name) && !isSecret(argument)) ? [] : [{
        pointer: pointer(...named),
        message: `argument "${name}" comes from ${origin} of ${titleOf(template)} in all templates of this analysis, `
          + `although ${others[0]}: give the two different names`,
      }];
    });
  },
});

function isSecret({ value, valueFrom }: Record<string, any>): boolean {
  return value === undefined && valueFrom?.secretKeyRef !== undefined;
}

function originOf({ value, valueFrom }: Record<string, any>): string {
  const { name, key } = valueFrom?.secretKeyRef ?? {};
  return value !== undefined ? 'the value' : name === undefined ? 'a field' : `the key "${key}" of Secret "${name}"`;
}

const argumentResolved = mergeRule({
  id: 'argument-resolved',
  stage: 'run-start',
  why: 'fields are read where a rollout gives an argument, never for a template, so the analysis ends in an error',
  check({ analysis, path }, templates) {
    const given = new Set((analysis.args ?? []).map(({ name }: { name: string }) => name));
    const valued = new Set(templates.flatMap(({ spec }) => spec?.args ?? []).filter(hasValue).map(({ name }) => name));
    return templates.flatMap((template) => (template.spec?.args ?? [])
      .filter(({ name, valueFrom }: Record<string, any>) => valueFrom?.fieldRef && !given.has(name) && !valued.has(name))
      .map(({ name, valueFrom }: Record<string, any>) => ({
        pointer: pointer(...path, 'args'),
        message: `argument "${name}" of ${titleOf(template)} gets no value from the field ${valueFrom.fieldRef.fieldPath}: `
          + 'a template reads only secrets, refer to the field here',
      })));
  },
});

function hasValue({ value, valueFrom }: Record<string, any>): boolean {
  return value !== undefined || valueFrom?.secretKeyRef !== undefined;
}

const metricOnce = mergeRule({
  id: 'metric-once',
  stage: 'reconcile',
  why: 'the controller refuses templates in one analysis that share the name of a metric',
  check({ named }, templates) {
    const first = new Map<string, Manifest>();
    return templates.flatMap((template) => metricsOf(template).flatMap(({ metric: { name } }) => {
      const before = first.get(name) ?? template;
      first.set(name, before);
      return before === template ? [] : [{
        pointer: pointer(...named),
        message: `a metric has a name of its own in an analysis, got "${name}" in ${titleOf(before)} and ${titleOf(template)}`,
      }];
    }));
  },
});

const analysisMeasures = mergeRule({
  id: 'analysis-measures',
  stage: 'run-start',
  why: 'an analysis without a metric ends in an error',
  check({ named }, templates) {
    return templates.some((template) => metricsOf(template).length > 0) ? [] : [{
      pointer: pointer(...named),
      message: `an analysis needs at least one metric, got none in ${templates.map(titleOf).join(', ')}`,
    }];
  },
});

const gateEnds = mergeRule({
  id: 'gate-ends',
  stage: 'reconcile',
  why: 'the controller refuses a step or a gate that would measure for ever, and counts only values that the template itself knows',
  check({ place, named }, templates) {
    return place !== 'gate' ? [] : templates.flatMap((template) => metricsOf(template).flatMap(({ metric: { name, interval, count } }) => {
      return !fill(interval, template) || numberOf(fill(count, template)) !== 0 ? [] : [{
        pointer: pointer(...named),
        message: `metric "${name}" of ${titleOf(template)} has an interval and no end, got ${count ?? 'none'} as its count: `
          + 'outside of a background analysis it needs a count, whose argument, if any, has a value in the template',
      }];
    }));
  },
});

/** A value with the defaults of a template in it. What only others know is text that is no number. */
function fill(value: unknown, { spec }: Manifest): string {
  const args: Record<string, any>[] = spec?.args ?? [];
  return !isOpen(value) ? String(value ?? '') : String(value).replace(TAG, (tag, name) => {
    const arg = args.find((candidate) => candidate.name === name);
    return arg ? arg.value ?? 'unknown' : tag;
  });
}

export const ANALYSIS_USE_RULES: readonly Rule[] = [
  analysisHasTemplate, argumentSupplied, argumentDeclared, argumentAgreed, argumentOneOrigin, argumentResolved, metricOnce, analysisMeasures,
  gateEnds,
];
