import { Bundle, Manifest } from '../../manifest/bundle';
import { pointer } from '../../manifest/pointer';
import { Merge, mergesOf, titleOf } from '../../reading/analyses';
import { filledWith, valuesIn } from '../../reading/filled';
import { CONDITION_RULES } from '../condition/conditions';
import { PROMQL_RULES } from './promql';
import { Objection, Severity } from '../rule/finding';
import { Circumstances, Rule } from '../rule/rule';
import { METRIC_RULES } from '../metric/metrics';
import { PROVIDER_RULES } from '../metric/provider';
import { TOLD_PROVIDER_RULES } from '../metric/providers/providers';

/** What is an error of a metric is one as well where an argument makes it. */
const OF_METRICS = [...METRIC_RULES, ...PROVIDER_RULES, ...TOLD_PROVIDER_RULES, ...CONDITION_RULES, ...PROMQL_RULES]
  .filter(({ severity }) => severity === Severity.ERROR);

const argumentFitsMetric: Rule = {
  id: 'argument-fits-metric',
  stage: 'run-start',
  severity: Severity.ERROR,
  kinds: ['Rollout', 'Experiment'],
  why: 'an analysis ends in an error, or can never fail, where the values that it is given make a metric of that kind',
  check: (manifest, bundle, circumstances) => mergesOf(manifest, bundle)
    .flatMap((merge) => merge.templates.flatMap((template) => misfits(template, merge, manifest, bundle, circumstances))),
};

/** What there is to object to in a template as an analysis fills it, and not in the template by itself. */
function misfits(template: Manifest, { mount, templates }: Merge, starter: Manifest, bundle: Bundle, circumstances: Circumstances): Objection[] {
  const filled = filledWith(template, valuesIn(mount, templates, starter));
  // its arguments are filled in already
  const run: Manifest = { ...filled, spec: { ...filled.spec, args: [] } };
  return filled === template ? [] : OF_METRICS.flatMap((rule) => {
    const found = rule.check(run, bundle, circumstances);
    const before = found.length > 0 ? rule.check(template, bundle, circumstances).map(({ pointer: place }) => place) : [];
    return found.filter(({ pointer: place }) => !before.includes(place)).map(({ pointer: place, message }) => ({
      pointer: pointer(...mount.path, 'args'),
      message: `these arguments do not fit ${metricAt(place, filled)} of ${titleOf(template)}: ${message}`,
    }));
  });
}

/** `metric "errors"`, in which a pointer leads. */
function metricAt(place: string, { spec }: Manifest): string {
  const [, , , index] = place.split('/');
  return `metric "${spec.metrics[Number(index)]?.name}"`;
}

export const ARGUMENT_FIT_RULES: readonly Rule[] = [argumentFitsMetric];
