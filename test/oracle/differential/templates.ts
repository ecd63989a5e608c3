import { measurementOf } from './measurements';
import { pick, Plan, TemplatePlan } from './plan';

type Fields = Record<string, any>;

/** Of each template of a plan by its place: its name, and that of its argument. */
const nameOf = (index: number) => `health-${index}`;
const argumentOf = (index: number) => `arg-${index}`;

const ENDLESS = 'endless';

export function templatesOf({ templates }: Plan): Fields[] {
  const manifests = templates.map((template, index) => templateOf(template, index, referenceTo(templates[index + 1], index + 1)));
  const endless = { name: ENDLESS, interval: '1m', ...measurementOf({ provider: 'prometheus', variant: 0 }) };
  return [...manifests, {
    apiVersion: 'argoproj.io/v1alpha1', kind: 'AnalysisTemplate', metadata: { name: ENDLESS }, spec: { metrics: [endless] },
  }];
}

function referenceTo(template: TemplatePlan | undefined, index: number): Fields[] {
  return template?.nested ? [{ templateName: nameOf(index), ...template.cluster ? { clusterScope: true } : {} }] : [];
}

const TIMINGS: readonly Fields[] = [
  {}, { count: 1 }, { count: 3, interval: '30s' }, { count: '2', interval: '1m', failureLimit: 1 }, { initialDelay: '30s' },
  { count: 5, interval: '10s', consecutiveSuccessLimit: 2 }, { count: 4, interval: '1m', inconclusiveLimit: 2, consecutiveErrorLimit: 0 },
  { count: 2, interval: '5s', failureLimit: -1, consecutiveSuccessLimit: 1 },
];

function templateOf({ cluster, argument, filters, metrics }: TemplatePlan, index: number, nested: readonly Fields[]): Fields {
  const name = argumentOf(index);
  const sources: Record<TemplatePlan['argument'], Fields[]> = {
    none: [],
    value: [{ name }],
    field: [{ name }],
    hash: [{ name }],
    default: [{ name, value: '5' }],
    secret: [{ name, valueFrom: { secretKeyRef: { name: 'tokens', key: 'token' } } }],
  };
  const args = sources[argument];
  const retention = { measurementRetention: [{ metricName: `m-${index}-0`, limit: 3 }] };
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: cluster ? 'ClusterAnalysisTemplate' : 'AnalysisTemplate',
    metadata: { name: nameOf(index) },
    spec: {
      ...args.length > 0 ? { args } : {},
      ...filters ? { dryRun: [{ metricName: `m-${index}-.*` }], ...retention } : {},
      ...nested.length > 0 ? { templates: nested } : {},
      metrics: metrics.map((metric, at) => ({
        name: `m-${index}-${at}`,
        ...pick(TIMINGS, metric.variant),
        ...measurementOf(metric, args.length > 0 ? `{{args.${name}}}` : undefined),
      })),
    },
  };
}

/** How the rollout uses its templates. Beside the steps they may measure without an end. */
export function usesOf({ templates, strategy }: Plan, background = false): Fields {
  const named = templates.map((template, index) => ({ template, index })).filter(({ template, index }) => index === 0 || !template.nested);
  const args = templates.flatMap(({ argument }, index) => {
    const source = ARGUMENTS[argument];
    return source ? [{ name: argumentOf(index), ...source }] : [];
  });
  const references = named.map(({ template, index }) => ({ templateName: nameOf(index), ...template.cluster ? { clusterScope: true } : {} }));
  return {
    templates: [...references, ...background && strategy === 'canary' ? [{ templateName: ENDLESS }] : []],
    ...args.length > 0 ? { args } : {},
  };
}

/** What the rollout gives to an argument that has no value of its own. */
const ARGUMENTS: Partial<Record<TemplatePlan['argument'], Fields>> = {
  value: { value: 'a b' },
  field: { valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
  hash: { valueFrom: { podTemplateHashValue: 'Latest' } },
};
