import { Bundle, Manifest } from '../../manifest/bundle';
import { pointer } from '../../manifest/pointer';
import { titleOf } from '../../reading/analyses';
import { mergedRunsOf } from '../../reading/merged-runs';
import { METRIC_KINDS, metricsOf, openTextOf, TEMPLATE_KINDS } from '../../reading/metrics';
import { Violation, Severity } from '../rule/finding';
import { Rule } from '../rule/rule';

const argumentOneSource: Rule = {
  id: 'argument-one-source',
  stage: 'reconcile',
  severity: Severity.ERROR,
  kinds: TEMPLATE_KINDS,
  why: 'in a step or a gate the controller refuses an argument with two sources, and elsewhere one of them is dropped',
  check({ spec }: Manifest): Violation[] {
    const args: Record<string, any>[] = spec?.args ?? [];
    return args.flatMap(({ name, value, valueFrom }, index) => value === undefined || valueFrom === undefined ? [] : [{
      pointer: pointer('spec', 'args', index, 'valueFrom'),
      message: `argument "${name}" has one source, got both "value" and "valueFrom": leave one of them out`,
    }]);
  },
};

const templatesEnd: Rule = {
  id: 'templates-end',
  stage: 'reconcile',
  severity: Severity.ERROR,
  kinds: TEMPLATE_KINDS,
  why: 'the controller follows templates that include each other until it crashes, and with it every rollout of the cluster stands still',
  check(template: Manifest, bundle: Bundle): Violation[] {
    const includes: Record<string, any>[] = template.spec?.templates ?? [];
    return includes.flatMap((reference, index) => !leadsBack(reference, template, bundle) ? [] : [{
      pointer: pointer('spec', 'templates', index),
      message: `templates must not include each other, got ${reference.clusterScope ? 'Cluster' : ''}AnalysisTemplate "${reference.templateName}" that leads back to ${titleOf(template)}`,
    }]);
  },
};

function leadsBack(reference: Record<string, any>, start: Manifest, bundle: Bundle): boolean {
  const seen = new Set<Manifest>();
  const queue = [reference];
  for (const next of queue) {
    const template = isKnown(next, start) ? bundle.templateOf(next, start.metadata?.namespace) : undefined;
    if (template === start) {
      return true;
    }
    if (template && !seen.has(template)) {
      seen.add(template);
      template.spec?.templates?.forEach((included: Record<string, any>) => queue.push(included));
    }
  }
  return false;
}

/** What a template of the whole cluster means by the name of one in a namespace depends on the rollout. */
function isKnown({ clusterScope }: Record<string, any>, start: Manifest): boolean {
  return clusterScope || start.kind === 'AnalysisTemplate';
}

const argumentUsed: Rule = {
  id: 'argument-used',
  stage: 'never',
  severity: Severity.WARNING,
  kinds: METRIC_KINDS,
  why: 'a value is asked for that nothing reads, often because a placeholder was forgotten or misspelt',
  check(manifest: Manifest, bundle: Bundle): Violation[] {
    const args: Record<string, any>[] = manifest.spec?.args ?? [];
    const runs = args.length > 0 ? mergedRunsOf(manifest, bundle) : [];
    if (runs.some(({ isWhole }) => !isWhole)) {
      return [];
    }
    const templates = new Set([manifest, ...runs.flatMap((run) => run.templates)]);
    const used = new Set([...templates].flatMap(metricsOf).flatMap((placed) => [...openTextOf(placed).matchAll(MENTION)].map(([, name]) => name)));
    return args.flatMap(({ name }, index) => used.has(name) ? [] : [{
      pointer: pointer('spec', 'args', index),
      message: `argument "${name}" is used by no metric: write {{args.${name}}} where it belongs, or leave it out`,
    }]);
  },
};

/** Helm may have something to write between the braces and the name. */
const MENTION = /\bargs\.([^\s}"\\]+)/g;

export const TEMPLATE_RULES: readonly Rule[] = [argumentOneSource, argumentUsed, templatesEnd];
