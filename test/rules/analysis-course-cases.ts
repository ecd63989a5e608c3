import { RolloutCase } from './rollout-cases';

const rollout = (strategy: string, metadata = 'name: api') => `{kind: Rollout, metadata: {${metadata}}, spec: {strategy: {${strategy}}}}`;
const step = (fields: string) => rollout(`canary: {steps: [{analysis: {templates: [{templateName: health}], ${fields}}}]}`);
const background = (fields = '') => rollout(`canary: {analysis: {templates: [{templateName: health}], ${fields}}}`);
const template = (spec: string, kind = 'AnalysisTemplate') => `{kind: ${kind}, metadata: {name: health}, spec: {${spec}}}`;
const metric = (fields: string, more = '') => template(`${more}metrics: [{name: a, ${fields}}]`);
const run = (spec: string) => template(spec, 'AnalysisRun');
const together = (...documents: string[]) => documents.join('\n---\n');

const STEP = '/spec/strategy/canary/steps/0/analysis';
const BACKGROUND = '/spec/strategy/canary/analysis';
const WEB = 'provider: {web: {}}';
const MEASURED = '/spec/strategy/canary/steps/0/experiment/analyses/0/templateName';
const REQUIRED = 'requiredForCompletion: true';
const measured = (experiment: string, fields: string, analysis = '') =>
  together(rollout(`canary: {steps: [{experiment: {templates: [], analyses: [{name: a, templateName: health, ${analysis}}], ${experiment}}}]}`), metric(fields));

const from = (source: string, metadata?: string) => rollout(`canary: {steps: [{analysis: {args: [{name: a, valueFrom: {${source}}}]}}]}`, metadata);
const field = (path: string, metadata?: string) => from(`fieldRef: {fieldPath: ${JSON.stringify(path)}}`, metadata);
const noField = (path: string, why: string) =>
  [`${STEP}/args/0/valueFrom/fieldRef/fieldPath: an argument is one value of the rollout, got "${path}": ${why}`, field(path)];

const query = (text: string) => metric(`provider: {prometheus: {query: ${JSON.stringify(text)}}}`);
const ONLY_ARGUMENTS = 'in a metric they hold arguments only, as in {{args.name}}';

const SECRET = 'args: [{name: token, valueFrom: {secretKeyRef: {name: a, key: b}}}], ';

export const ANALYSIS_COURSE_CASES: Record<string, RolloutCase> = {
  'placeholder-is-argument': {
    accepts: [
      query('sum(x{service="{{args.service}}"})'), query('sum(x{service="{{ args.service }}"})'), metric('provider: {web: {jsonBody: {a: {b: {c: 1}}}}}'),
      query('sum(x) > {{ .Values.limit }}'), query('{{ "{{args.query}}" }}'), query('x{a="}}"}'),
    ],
    rejects: {
      [`/spec/metrics/0: double braces hold {{ $labels.pod }}: ${ONLY_ARGUMENTS}`]: query('sum(x{pod="{{ $labels.pod }}"})'),
      [`/spec/metrics/0: double braces hold {{.status}}: ${ONLY_ARGUMENTS}`]:
        metric('provider: {job: {spec: {template: {spec: {containers: [{name: a, args: ["-o", "go-template={{.status}}"]}]}}}}}'),
      [`/spec/metrics/0: double braces are never closed: ${ONLY_ARGUMENTS}`]: metric('successCondition: "{{ args.a", provider: {web: {jsonBody: {a: {b: 1}}}}'),
    },
  },
  'argument-has-value': {
    accepts: [step('args: [{name: a, value: ""}]'), field('metadata.name'), step('')],
    rejects: { [`${STEP}/args/0: argument "a" has neither a value nor a source: give one, or leave the argument out`]: step('args: [{name: a}]') },
  },
  'pod-hash-known': {
    accepts: [from('podTemplateHashValue: Latest'), from('podTemplateHashValue: Stable'), field('metadata.name')],
    rejects: {
      [`${STEP}/args/0/valueFrom/podTemplateHashValue: the hash is that of the version Stable or Latest, got "latest"`]: from('podTemplateHashValue: latest'),
    },
  },
  'rollout-field-known': {
    accepts: [
      'spec.strategy.canary.canaryService', 'spec.replicas', 'status.canary.weights.canary.weight', "metadata.labels['app']", 'spec.strategy.canary.steps[0].setWeight',
      'spec.template.metadata.labels.app', 'spec.template.spec.containers[0].image',
    ].map((path) => field(path)),
    rejects: Object.fromEntries([
      noField('spec.replica', 'there is no field "replica", allowed are: analysis, minReadySeconds, paused, progressDeadlineAbort, progressDeadlineSeconds, '
        + 'replicas, restartAt, revisionHistoryLimit, rollbackWindow, selector, strategy, template, workloadRef'),
      noField('spec.strategy.canary.steps.first', '"first" is no place in a list'),
      noField('spec.strategy', 'there is more than one value'),
      noField('spec.replicas.count', 'there is no field "count", allowed are: none'),
    ]),
  },
  'metadata-key-set': {
    accepts: [field("metadata.labels['app']", 'name: api, labels: {app: api}'), field("metadata.annotations['a/b']", 'name: api, annotations: {a/b: c}'), field('metadata.labels')],
    rejects: {
      [`${STEP}/args/0/valueFrom/fieldRef/fieldPath: the rollout has no "region" among its labels, got: app`]:
        field("metadata.labels['region']", 'name: api, labels: {app: api}'),
    },
  },
  'argument-secret-wins': {
    accepts: [
      together(step(''), metric(WEB, SECRET)),
      together(step('args: [{name: token, value: x}]'), metric(WEB, 'args: [{name: token, value: y}], ')),
    ],
    rejects: {
      [`${STEP}/args/0: argument "token" comes from a Secret in the template, which drops the value given here: leave it out here or there`]:
        together(step('args: [{name: token, value: x}]'), metric(WEB, SECRET)),
    },
  },
  'secret-has-key': {
    accepts: [
      together(metric(WEB, SECRET), '{kind: Secret, metadata: {name: a}, stringData: {b: x}}'),
      together(metric(WEB, SECRET), '{kind: Secret, metadata: {name: a}}'),
      together(metric(WEB, SECRET), '{kind: Secret, metadata: {name: a, namespace: other}, data: {c: eA==}}'),
      metric(WEB, SECRET),
    ],
    rejects: {
      '/spec/args/0/valueFrom/secretKeyRef/key: Secret "a" has no key "b", allowed are: c, d':
        together(metric(WEB, SECRET), '{kind: Secret, metadata: {name: a}, data: {c: eA==}, stringData: {d: x}}'),
    },
  },
  'argument-writable': {
    accepts: [
      together(step('args: [{name: a, value: "line\\n\\ttabbed"}]'), query('{{args.a}}')),
      together(step('args: [{name: a, value: "\\u0007"}]'), query('x')),
    ],
    rejects: {
      [`${STEP}/args/0/value: argument "a" has a control character in its value, got "\\u0007"`]:
        together(step('args: [{name: a, value: "\\u0007"}]'), query('{{args.a}}')),
      [`${STEP}/templates: argument "a" has a control character in its value, got "\\u0001"`]:
        together(step(''), metric('provider: {prometheus: {query: "{{args.a}}"}}', 'args: [{name: a, value: "\\u0001"}], ')),
    },
  },
  'run-argument-valued': {
    accepts: [run('args: [{name: a, value: b}, {name: c, valueFrom: {secretKeyRef: {name: d, key: e}}}]'), template('args: [{name: a}]')],
    rejects: {
      '/spec/args/0: argument "a" of a run has a value or comes from a Secret, got neither': run('args: [{name: a}]'),
      '/spec/args/0: argument "a" of a run has a value or comes from a Secret, got a field, which only a rollout can read':
        run('args: [{name: a, valueFrom: {fieldRef: {fieldPath: metadata.name}}}]'),
    },
  },
  'run-measures': {
    accepts: [run('metrics: [{name: a}]'), template('metrics: []')],
    rejects: { '/spec/metrics: a run needs at least one metric, got none': run('metrics: []') },
  },
  'metric-decides': {
    accepts: [
      metric('successCondition: "result[0] < 1", provider: {prometheus: {query: x}}'),
      metric('failureCondition: result > 1, provider: {datadog: {query: x}}'),
      metric(WEB),
      metric('provider: {job: {}}'),
      metric('provider: {plugin: {a/b: {}}}'),
      metric('provider: {prometheus: {query: x}}', 'dryRun: [{metricName: a}], '),
    ],
    rejects: {
      '/spec/metrics/0: a prometheus metric is judged by a condition, got none: give a successCondition or a failureCondition, or name the metric under dryRun':
        metric('provider: {prometheus: {query: x}}', 'dryRun: [{metricName: b}], '),
    },
  },
  'interval-above-zero': {
    accepts: [metric('interval: 1m'), metric('interval: "{{args.interval}}"'), metric('interval: 0s, count: 1'), metric('')],
    rejects: Object.fromEntries(['0s', '-5m'].map((interval) => [
      `/spec/metrics/0/interval: the time between two measurements must be above zero, got "${interval}"`, metric(`interval: ${interval}, count: 3`),
    ])),
  },
  'background-repeats': {
    accepts: [
      together(background(), metric(`interval: 1m, ${WEB}`)),
      together(background(), metric('provider: {job: {}}')),
      together(step(''), metric(WEB)),
    ],
    rejects: {
      [`${BACKGROUND}/templates: metric "a" of AnalysisTemplate "health" has no interval, so it is measured once and never again: give it one, or make the analysis a step`]:
        together(background(), metric(WEB)),
    },
  },
  'background-starts': {
    accepts: [
      rollout('canary: {analysis: {templates: [{templateName: health}], startingStep: 1}, steps: [{setWeight: 20}, {pause: {}}]}'),
      // after the last step, until the old version is gone
      rollout('canary: {analysis: {templates: [{templateName: health}], startingStep: 1}, steps: [{pause: {}}]}'),
      // without steps the controller does not look at it
      background('startingStep: 3'),
    ],
    rejects: {
      [`${BACKGROUND}/startingStep: a background analysis starts at one of the steps, which are counted from 0 to 1, got 3: it would never start`]:
        rollout('canary: {analysis: {templates: [{templateName: health}], startingStep: 3}, steps: [{setWeight: 20}, {pause: {}}]}'),
    },
  },
  'dry-run-leaves-metric': {
    accepts: [
      together(step('dryRun: [{metricName: a}]'), template('metrics: [{name: a}, {name: b}]')),
      together(step('dryRun: [{metricName: "^b"}]'), metric('')),
      together(step(''), template('metrics: []')),
    ],
    rejects: {
      [`${STEP}/dryRun: an analysis should have a metric that counts, got only metrics in a dry run: a, b`]:
        together(step('dryRun: [{metricName: ".*"}]'), template('metrics: [{name: a}, {name: b}]')),
      [`${STEP}/templates: an analysis should have a metric that counts, got only metrics in a dry run: a`]:
        together(step(''), metric('', 'dryRun: [{metricName: a}], ')),
    },
  },
  'gate-takes-long': {
    accepts: [
      together(step(''), metric('count: 10, interval: 1h')),
      together(step(''), metric('count: 1000, interval: 1h, consecutiveSuccessLimit: 5')),
      together(step(''), metric('count: "{{args.n}}", interval: 1h')),
      together(background(), metric('count: 1000, interval: 1h')),
    ],
    rejects: {
      [`${STEP}/templates: metric "a" of AnalysisTemplate "health" takes at least 60h30m, allowed are 24h in a step or a gate: measure less often, or in the background`]:
        together(step(''), metric('initialDelay: 30m, count: 61, interval: 1h')),
    },
  },
  'job-ends': {
    accepts: [
      together(step(''), metric('provider: {job: {spec: {activeDeadlineSeconds: 600}}}')),
      together(step(''), metric('provider: {job: {spec: {template: {spec: {activeDeadlineSeconds: 600}}}}}')),
      together(background(), metric('provider: {job: {spec: {}}}')),
    ],
    rejects: {
      [`${STEP}/templates: the Job of metric "a" of AnalysisTemplate "health" should have a deadline, got none: give its spec activeDeadlineSeconds`]:
        together(step(''), metric('provider: {job: {spec: {}}}')),
    },
  },
  'experiment-measures-all': {
    accepts: [
      measured('duration: 5m', 'interval: 1m, count: 5'), measured('duration: 5m', 'interval: 1m'), measured('duration: 5m', 'interval: 1m, count: 60', REQUIRED),
      measured('', 'interval: 1m, count: 60', REQUIRED), measured('duration: 5m', 'interval: "{{args.every}}", count: 60'),
    ],
    rejects: {
      [`${MEASURED}: metric "a" of AnalysisTemplate "health" takes at least 9m, but the experiment ends after 5m: `
        + 'give it more time, or make the analysis requiredForCompletion']: measured('duration: 5m', 'interval: 1m, count: 10'),
      [`${MEASURED}: metric "a" of AnalysisTemplate "health" takes at least 10m, but the experiment ends after 5m: `
        + 'give it more time, or make the analysis requiredForCompletion']: measured('duration: 5m', 'interval: 1m, initialDelay: 10m'),
    },
  },
};
