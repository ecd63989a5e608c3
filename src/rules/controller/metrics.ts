import { Bundle, Manifest } from '../../manifest/bundle';
import { CONTROLLER_METRICS, isNamedLikeTheControllers } from '../../manifest/controller-metrics';
import { pointer } from '../../manifest/pointer';
import { remembered } from '../../manifest/remembered';
import { controllerQueriesOf, rulesOf } from '../../reading/controller-queries';
import { goPattern } from '../../reading/pattern';
import { reading } from '../../reading/promql/lazy';
import { Matcher, selectorsOf } from '../../reading/promql/query';
import { Violation, Severity } from '../rule/finding';
import { lettersChanged } from '../rule/letters-changed';
import { Rule } from '../rule/rule';
import { suggest } from '../schema/words';

/** What scraping adds, or renames. */
const OF_THE_TARGET = /^(?:job|instance|namespace|pod|container|service|endpoint|node|cluster|prometheus|prometheus_replica|exported_.*|__.*)$/;

/** A selector in an expression of an alert or a recording rule, and the metrics that are read beside it. */
interface PlacedSelector {
  readonly beside: readonly string[];
  readonly name: string;
  readonly matchers: readonly Matcher[];
  readonly at: string;
}

const selectorsIn = remembered((manifest: Manifest): PlacedSelector[] => controllerQueriesOf(manifest).flatMap(({ expr, path }) => {
  const { query } = reading().readQuery(expr);
  const selectors = query ? selectorsOf(query) : [];
  const beside = selectors.flatMap(({ name }) => name ?? []);
  return selectors.flatMap(({ name, matchers }) => name && isNamedLikeTheControllers(name) && !matchers.some(isOfOthers)
    ? { name, matchers, at: pointer(...path), beside } : []);
}));

const recordedIn = remembered((bundle: Bundle) => new Set(bundle.entries
  .filter(({ manifest }) => manifest.kind === 'PrometheusRule')
  .flatMap(({ manifest }) => rulesOf(manifest).map(({ record }) => record))));

const metricKnown: Rule = {
  id: 'controller-metric-known',
  stage: 'never',
  severity: Severity.ERROR,
  kinds: ['PrometheusRule'],
  why: 'an expression about a metric that does not exist yields nothing, so the alert never fires',
  check: (manifest, bundle) => selectorsIn(manifest)
    .filter(({ name }) => !Object.hasOwn(CONTROLLER_METRICS, name) && !recordedIn(bundle).has(name))
    .filter(isMeantForController)
    .map(({ name, at }) => ({
      pointer: at,
      message: `the controller has no metric "${name}" (if another program has it, match its job), ${suggest(name, Object.keys(CONTROLLER_METRICS), [])}`,
    })),
};

const NAMES = Object.keys(CONTROLLER_METRICS);

/** Of a name that is a slip of the pen, more letters than these are right. */
const MOST_SLIPPED = 2;

/**
 * Whether a metric that does not exist can only be meant as one of the controller's. Experiments and rollouts have other programs too, so it takes
 * more than a name that begins alike: the job, a name that is all but right, or one that goes on where that of a metric beside it ends.
 */
function isMeantForController({ name, matchers, beside }: PlacedSelector): boolean {
  return name.startsWith('argo_rollouts_') || matchers.some(({ label, value }) => label === 'job' && value.includes('rollouts'))
    || NAMES.some((known) => lettersChanged(name, known) <= MOST_SLIPPED || (beside.includes(known) && name.startsWith(`${known}_`)));
}

/** A label matcher of a metric that the controller has. */
interface PlacedMatcher {
  readonly selector: PlacedSelector;
  readonly matcher: Matcher;
}

function matchersIn(manifest: Manifest): PlacedMatcher[] {
  return selectorsIn(manifest).filter(({ name }) => Object.hasOwn(CONTROLLER_METRICS, name))
    .flatMap((selector) => selector.matchers.map((matcher) => ({ selector, matcher })));
}

/** Whether the series are asked of a job that is not the controller by its name. */
function isOfOthers({ label, operator, value }: Matcher): boolean {
  return label === 'job' && !operator.startsWith('!') && !value.includes('rollouts');
}

const valuePossible = matcherRule({
  id: 'controller-metric-value',
  stage: 'never',
  severity: Severity.ERROR,
  why: 'no series ever has that value, so an alert about it never fires',
  message({ name }, { label, operator, value }) {
    const values = valuesOf(name, label);
    const [never] = values ? alternatives(operator, value).filter(({ text, test }) => text !== '' && !values.some(test)) : [];
    return never && `${name} never has the ${label} "${never.text}", ${suggest(never.text, values!.filter(Boolean), [])}`;
  },
});

const labelThere = matcherRule({
  id: 'controller-metric-label',
  stage: 'never',
  severity: Severity.WARNING,
  why: 'no series has the label unless scraping adds it, so the alert may never fire',
  message({ name }, { label, operator, value }) {
    const labels = CONTROLLER_METRICS[name];
    const matchesAbsence = alternatives(operator, value).some(({ test }) => test('')) !== operator.startsWith('!');
    return Object.hasOwn(labels, label) || OF_THE_TARGET.test(label) || matchesAbsence ? undefined
      : `${name} has no label "${label}", ${suggest(label, Object.keys(labels), [])}`;
  },
});

/** A rule about each label matcher of a known metric by itself: gives the message, if there is one. */
function matcherRule(rule: Omit<Rule, 'check' | 'kinds'> & { message(selector: PlacedSelector, matcher: Matcher): string | undefined }): Rule {
  return {
    ...rule,
    kinds: ['PrometheusRule'],
    check: (manifest) => matchersIn(manifest).flatMap(({ selector, matcher }): Violation[] => {
      const message = rule.message(selector, matcher);
      return message === undefined ? [] : [{ pointer: selector.at, message }];
    }),
  };
}

function valuesOf(metric: string, label: string): readonly string[] | undefined {
  const labels = CONTROLLER_METRICS[metric];
  return Object.hasOwn(labels, label) ? labels[label] : undefined;
}

interface Pattern {
  readonly text: string;
  test(value: string): boolean;
}

/** What a matcher compares with. A regular expression that only lists words is each of them. */
function alternatives(operator: string, value: string): Pattern[] {
  if (!operator.includes('~')) {
    return [{ text: value, test: (one) => one === value }];
  }
  const [, list] = /^\(?([^()[\]{}\\]*)\)?$/.exec(value) ?? [];
  return (list === undefined ? [value] : list.split('|')).flatMap((text) => {
    const pattern = goPattern(text);
    return pattern ? { text, test: (one: string) => pattern.test(one) } : [];
  });
}

export const CONTROLLER_METRIC_RULES: readonly Rule[] = [metricKnown, valuePossible, labelThere];
