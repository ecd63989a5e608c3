import { Bundle, Manifest } from '../manifest/bundle';
import { pointer } from '../manifest/pointer';
import { Objection, Severity } from './finding';
import { Rule } from './rule';

/** An analysis of a rollout and where it stands in the manifest. */
interface Mount {
  readonly path: (string | number)[];
  readonly analysis: Record<string, any>;
}

function mountsOf({ spec }: Manifest): Mount[] {
  const { blueGreen, canary } = spec?.strategy ?? {};
  const steps: Record<string, any>[] = canary?.steps ?? [];
  const places: [Record<string, any> | undefined, ...(string | number)[]][] = [
    [blueGreen?.prePromotionAnalysis, 'blueGreen', 'prePromotionAnalysis'],
    [blueGreen?.postPromotionAnalysis, 'blueGreen', 'postPromotionAnalysis'],
    [canary?.analysis, 'canary', 'analysis'],
    ...steps.map((step, index): typeof places[number] => [step?.analysis, 'canary', 'steps', index, 'analysis']),
  ];
  return places.flatMap(([analysis, ...path]) => analysis ? [{ analysis, path: ['spec', 'strategy', ...path] }] : []);
}

/** A rule about each analysis of a rollout by itself. */
function mountRule(rule: Omit<Rule, 'check' | 'kinds' | 'severity'> & { check(mount: Mount, rollout: Manifest, bundle: Bundle): Objection[] }): Rule {
  return {
    ...rule,
    severity: Severity.ERROR,
    kinds: ['Rollout'],
    check: (rollout, bundle) => mountsOf(rollout).flatMap((mount) => rule.check(mount, rollout, bundle)),
  };
}

/** The templates of an analysis with all that they include, or nothing if one of them is not in the bundle. */
function templatesOf(references: readonly Record<string, any>[], namespace: string | undefined, bundle: Bundle): Manifest[] | undefined {
  const found = new Map<string, Manifest>();
  const queue = [...references];
  for (const { templateName, clusterScope } of queue) {
    const kind = clusterScope ? 'ClusterAnalysisTemplate' : 'AnalysisTemplate';
    const template = bundle.find(kind, templateName, clusterScope ? undefined : namespace);
    if (!template) {
      return undefined;
    }
    if (!found.has(`${kind}/${templateName}`)) {
      found.set(`${kind}/${templateName}`, template);
      queue.push(...template.spec?.templates ?? []);
    }
  }
  return [...found.values()];
}

const analysisHasTemplate = mountRule({
  id: 'analysis-has-template',
  stage: 'never',
  why: 'the controller starts no run for it, so a step or a gate waits for ever',
  check({ analysis, path }) {
    return (analysis.templates ?? []).length > 0 ? [] : [{
      pointer: pointer(...path, 'templates'),
      message: 'an analysis needs at least one template, got none',
    }];
  },
});

const argumentSupplied = mountRule({
  id: 'argument-supplied',
  stage: 'reconcile',
  why: 'the controller refuses the rollout, or the analysis ends in an error before its first measurement',
  check({ analysis, path }, { metadata }, bundle) {
    const given = new Set((analysis.args ?? []).map(({ name }: { name: string }) => name));
    const templates = templatesOf(analysis.templates ?? [], metadata?.namespace, bundle) ?? [];
    const declared: Record<string, any>[] = templates.flatMap(({ spec }) => spec?.args ?? []);
    const supplied = new Set(declared.filter((arg) => arg.value !== undefined || arg.valueFrom !== undefined).map(({ name }) => name));
    const missing = new Set(declared.map(({ name }) => name).filter((name) => !given.has(name) && !supplied.has(name)));
    return [...missing].map((name) => ({
      pointer: pointer(...path, 'args'),
      message: `argument "${name}" is required by ${requiredBy(name, templates)} and supplied by nobody: give it a value here, or a default there`,
    }));
  },
});

function requiredBy(name: string, templates: readonly Manifest[]): string {
  const template = templates.find(({ spec }) => (spec?.args ?? []).some((arg: { name: string }) => arg.name === name))!;
  return `${template.kind} "${template.metadata.name}"`;
}

const argumentDeclared = mountRule({
  id: 'argument-declared',
  stage: 'never',
  why: 'the controller drops an argument that no template declares, without a word',
  check({ analysis, path }, { metadata }, bundle) {
    const templates = templatesOf(analysis.templates ?? [], metadata?.namespace, bundle);
    const declared = new Set(templates?.flatMap(({ spec }) => spec?.args ?? []).map(({ name }) => name));
    const args: { name: string }[] = templates ? analysis.args ?? [] : [];
    return args.flatMap(({ name }, index) => declared.has(name) ? [] : [{
      pointer: pointer(...path, 'args', index, 'name'),
      message: `argument "${name}" is declared by no template of this analysis, allowed are: ${[...declared].join(', ') || 'none'}`,
    }]);
  },
});

const TAG = /\{\{\s*args\.([^\s}]+)\s*\}\}/g;

const placeholderDeclared: Rule = {
  id: 'placeholder-declared',
  stage: 'reconcile',
  severity: Severity.ERROR,
  kinds: ['AnalysisTemplate', 'ClusterAnalysisTemplate'],
  why: 'the controller refuses a template with a placeholder that it cannot fill',
  check({ spec }: Manifest): Objection[] {
    const declared = new Set((spec?.args ?? []).map(({ name }: { name: string }) => name));
    const metrics: unknown[] = spec?.metrics ?? [];
    return metrics.flatMap((metric, index) => {
      const used = new Set([...JSON.stringify(metric).matchAll(TAG)].map(([, name]) => name));
      return [...used].filter((name) => !declared.has(name)).map((name) => ({
        pointer: pointer('spec', 'metrics', index),
        message: `placeholder {{args.${name}}} has no argument, declared are: ${[...declared].join(', ') || 'none'}. Add it to the arguments of the metric`,
      }));
    });
  },
};

const gateCanFail: Rule = {
  id: 'gate-can-fail',
  severity: Severity.ERROR,
  stage: 'never',
  kinds: ['AnalysisTemplate', 'ClusterAnalysisTemplate'],
  why: 'a metric fails with one failure more than its limit, so with a limit as high as its count it succeeds whatever is measured',
  check({ spec }: Manifest): Objection[] {
    const defaults = new Map<string, string>((spec?.args ?? []).map(({ name, value }: { name: string; value?: string }) => [name, value]));
    const metrics: Record<string, any>[] = spec?.metrics ?? [];
    return metrics.flatMap(({ count, failureLimit = 0 }, index) => {
      const measurements = Number(String(count ?? 0).replace(TAG, (_, name) => defaults.get(name) ?? ''));
      return !(measurements > 0) || Number(failureLimit) < measurements ? [] : [{
        pointer: pointer('spec', 'metrics', index, 'failureLimit'),
        message: `${measurements} measurements of which ${failureLimit} may fail can never fail: the limit must be less than the count`,
      }];
    });
  },
};

const LONGEST_JOB_METRIC = 23;
const JOB_METRIC_NAME = new RegExp(`^(?=.{1,${LONGEST_JOB_METRIC}}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?$`);

const jobMetricName: Rule = {
  id: 'job-metric-name',
  stage: 'measure',
  severity: Severity.ERROR,
  kinds: ['AnalysisTemplate', 'ClusterAnalysisTemplate'],
  why: 'the name becomes part of the Job\'s: the API server refuses one that is no DNS name, and two that are cut to the same start collide',
  check({ spec }: Manifest): Objection[] {
    const metrics: Record<string, any>[] = spec?.metrics ?? [];
    return metrics.flatMap(({ name, provider }, index) => {
      return !provider?.job || JOB_METRIC_NAME.test(name) ? [] : [{
        pointer: pointer('spec', 'metrics', index, 'name'),
        message: `the name of a job metric is a lower-case DNS name of at most ${LONGEST_JOB_METRIC} characters, got "${name}"`,
      }];
    });
  },
};

export const ANALYSIS_RULES: readonly Rule[] = [
  analysisHasTemplate, argumentSupplied, argumentDeclared, placeholderDeclared, gateCanFail, jobMetricName,
];
