import { Bundle, Manifest } from '../../manifest/bundle';
import { pointer } from '../../manifest/pointer';
import { Merge, mergesOf, titleOf } from '../../reading/analyses';
import { filledWith, valuesIn } from '../../reading/filled';
import { CONDITION_RULES } from '../condition/conditions';
import { METRIC_RULES } from '../metric/metrics';
import { PROVIDER_RULES } from '../metric/provider';
import { TOLD_PROVIDER_RULES } from '../metric/providers/providers';
import { Severity } from '../rule/finding';
import { Circumstances, Rule } from '../rule/rule';
import { PROMQL_RULES } from './promql';

/** A rule about what arguments make of metrics: what is an error of a metric is one as well where a value makes it. */
function fitRule({ ofMetrics, ...facts }: Pick<Rule, 'id' | 'stage' | 'why'> & { ofMetrics: readonly Rule[] }): Rule {
  const certain = ofMetrics.filter(({ severity }) => severity === Severity.ERROR);
  return {
    ...facts,
    severity: Severity.ERROR,
    kinds: ['Rollout', 'Experiment'],
    check: (manifest, bundle, circumstances) => mergesOf(manifest, bundle).flatMap((merge) => merge.templates.flatMap((template) => {
      const filled = filledBy(template, merge, manifest);
      return filled === template ? [] : certain.flatMap((rule) => misfits(rule, filled, template, bundle, circumstances))
        .map((message) => ({ pointer: pointer(...merge.mount.path, 'args'), message }));
    })),
  };
}

/** A template as an analysis fills it: itself if that has no values for its placeholders. */
function filledBy(template: Manifest, { mount, templates }: Merge, starter: Manifest): Manifest {
  const filled = filledWith(template, valuesIn(mount, templates, starter));
  // its arguments are filled in already
  return filled === template ? template : { ...filled, spec: { ...filled.spec, args: [] } };
}

/** What a rule objects to in a template that is filled, and not in the template by itself. */
function misfits(rule: Rule, filled: Manifest, template: Manifest, bundle: Bundle, circumstances: Circumstances): string[] {
  const found = rule.check(filled, bundle, circumstances);
  const before = found.length > 0 ? rule.check(template, bundle, circumstances).map((violation) => violation.pointer) : [];
  return found.filter((violation) => !before.includes(violation.pointer))
    .map((violation) => `these arguments do not fit ${metricAt(violation.pointer, filled)} of ${titleOf(template)}: ${violation.message}`);
}

/** `metric "errors"`, in which a pointer leads. */
function metricAt(place: string, { spec }: Manifest): string {
  const [, , , index] = place.split('/');
  return `metric "${spec.metrics[Number(index)]?.name}"`;
}

const argumentFitsMetric = fitRule({
  id: 'argument-fits-metric',
  stage: 'run-start',
  why: 'an analysis ends in an error, or can never fail, where the values that it is given make a metric of that kind',
  ofMetrics: METRIC_RULES,
});

const argumentFitsMeasurement = fitRule({
  id: 'argument-fits-measurement',
  stage: 'measure',
  why: 'with the values that it is given the analysis cannot measure: each measurement ends in an error, and after five of them the analysis does',
  ofMetrics: [...PROVIDER_RULES, ...TOLD_PROVIDER_RULES, ...CONDITION_RULES, ...PROMQL_RULES],
});

export const ARGUMENT_FIT_RULES: readonly Rule[] = [argumentFitsMetric, argumentFitsMeasurement];
