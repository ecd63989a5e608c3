import { Manifest } from '../../manifest/bundle';
import { Path, pointer } from '../../manifest/pointer';
import * as conditions from '../../reading/condition/lazy';
import { textsOf } from '../../reading/conditions';
import { controllerQueriesOf } from '../../reading/controller-queries';
import { METRIC_KINDS, metricsOf } from '../../reading/metrics';
import { entriesOf, expressionsOf, isNotificationConfig } from '../../reading/notification-config';
import * as queries from '../../reading/promql/lazy';
import { queriesOf } from '../../reading/queries';
import { Severity } from '../rule/finding';
import { Rule } from '../rule/rule';

/** An expression that other rules read. */
interface Expression {
  readonly text: string;
  readonly path: Path;
  readonly language: 'condition' | 'query';
}

const expressionIsSmall: Rule = {
  id: 'expression-is-small',
  stage: 'never',
  severity: Severity.WARNING,
  kinds: [...METRIC_KINDS, 'PrometheusRule', 'ConfigMap'],
  why: 'a larger one is not read, so a mistake in it is not found before the expression is evaluated',
  check: (manifest: Manifest) => readIn(manifest).flatMap(({ text, path, language }) => {
    const { tooLarge } = language === 'query' ? queries.reading().readQuery(text) : conditions.reading().readCondition(text);
    return tooLarge ? [{ pointer: pointer(...path), message: `this ${language} is not checked: ${tooLarge}. Make it smaller` }] : [];
  }),
};

function readIn(manifest: Manifest): Expression[] {
  switch (manifest.kind) {
    case 'PrometheusRule': return controllerQueriesOf(manifest).map(({ expr, path }) => ({ text: expr, path, language: 'query' }));
    case 'ConfigMap': return !isNotificationConfig(manifest) ? [] : entriesOf(manifest, 'trigger').flatMap(({ key, text }) => {
      return expressionsOf(text).map((expression): Expression => ({ text: expression, path: ['data', key], language: 'condition' }));
    });
    default: return inMetrics(manifest);
  }
}

const TIMES = ['start', 'end'];

function inMetrics(manifest: Manifest): Expression[] {
  return [
    ...metricsOf(manifest).flatMap(textsOf).map((placed): Expression => ({ ...placed, language: 'condition' })),
    ...queriesOf(manifest).map(({ text, path }): Expression => ({ text, path: [...path, 'provider', 'prometheus', 'query'], language: 'query' })),
    ...metricsOf(manifest).flatMap(({ metric, path }) => TIMES.map((time): Expression => ({
      text: metric.provider?.prometheus?.rangeQuery?.[time] ?? '', path: [...path, 'provider', 'prometheus', 'rangeQuery', time], language: 'condition',
    }))).filter(({ text }) => text !== ''),
  ];
}

export const EXPRESSION_SIZE_RULES: readonly Rule[] = [expressionIsSmall];
