import { RuleCases } from '../rule-cases';

const gated = (analysis: string) => `{kind: Rollout, metadata: {name: api}, spec: {strategy: {canary: {steps: [{analysis: {${analysis}}}]}}}}`;
const blueGreen = (analysis: string) => `{kind: Rollout, metadata: {name: api}, spec: {strategy: {blueGreen: {prePromotionAnalysis: {${analysis}}}}}}`;
const background = (analysis: string) => `{kind: Rollout, metadata: {name: api}, spec: {strategy: {canary: {analysis: {${analysis}}}}}}`;
const template = (name: string, spec: string, kind = 'AnalysisTemplate') => `{kind: ${kind}, metadata: {name: ${name}}, spec: {${spec}}}`;
const together = (...documents: string[]) => documents.join('\n---\n');

const USES_HEALTH = 'templates: [{templateName: health}]';
const experimental = (analysis: string) =>
  `{kind: Rollout, metadata: {name: api}, spec: {strategy: {canary: {steps: [{experiment: {templates: [], analyses: [{name: a, templateName: health, ${analysis}}]}}]}}}}`;
const experiment = (analysis: string) => `{kind: Experiment, metadata: {name: api}, spec: {templates: [], analyses: [{name: a, templateName: health, ${analysis}}]}}`;
const STEP = '/spec/strategy/canary/steps/0/analysis';
const EXPERIMENTAL = '/spec/strategy/canary/steps/0/experiment/analyses/0';

/** A step that runs two templates. */
const pair = (one: string, other: string) =>
  together(gated('templates: [{templateName: health}, {templateName: more}]'), template('health', one), template('more', other));
const FROM_FIELD = 'valueFrom: {fieldRef: {fieldPath: metadata.namespace}}';
const SECRET = 'valueFrom: {secretKeyRef: {name: a, key: b}}';
const OTHER_SECRET = 'valueFrom: {secretKeyRef: {name: c, key: d}}';
const LOST = 'argument "token" comes from a Secret in AnalysisTemplate "health", and is lost because AnalysisTemplate "more", which comes later, only requires it: '
  + 'take it from the Secret there as well, or name that template first';
const ORIGIN = 'argument "token" comes from';
const DIFFERENT = 'give the two different names';
const NEEDS_COUNT = 'outside of a background analysis it needs a count, whose argument, if any, has a value in the template';

export const USE_CASES: Record<string, RuleCases> = {
  'analysis-has-template': {
    accepts: [gated(USES_HEALTH)],
    rejects: {
      [`${STEP}/templates: an analysis needs at least one template, got none`]: gated('templates: []'),
      '/spec/strategy/blueGreen/prePromotionAnalysis/templates: an analysis needs at least one template, got none': blueGreen(''),
    },
  },
  'argument-supplied': {
    accepts: [
      together(gated(`${USES_HEALTH}, args: [{name: url, value: x}]`), template('health', 'args: [{name: url}]')),
      together(gated(USES_HEALTH), template('health', 'args: [{name: url, value: x}, {name: token, valueFrom: {secretKeyRef: {name: a, key: b}}}]')),
      together(gated(USES_HEALTH), template('health', 'args: [{name: url}], templates: [{templateName: more}]'), template('more', 'args: [{name: url, value: x}]')),
      gated(USES_HEALTH),
      pair('args: [{name: token}]', `args: [{name: token, ${SECRET}}]`),
      pair(`args: [{name: token, ${SECRET}}], templates: [{templateName: all, clusterScope: true}]`, `args: [{name: token, ${SECRET}}]`)
        + `\n---\n${template('all', '', 'ClusterAnalysisTemplate')}`,
      together(
        gated('templates: [{templateName: health}, {templateName: more}], args: [{name: token, value: x}]'),
        template('health', `args: [{name: token, ${SECRET}}]`), template('more', 'args: [{name: token}]'),
      ),
      // the one of the cluster comes last, wherever it is named
      together(
        gated('templates: [{templateName: health, clusterScope: true}, {templateName: more}]'),
        template('health', `args: [{name: token, ${SECRET}}]`, 'ClusterAnalysisTemplate'), template('more', 'args: [{name: token}]'),
      ),
      // one has a default, and the other is given the value
      ...[background, gated].map((place) => together(
        place('templates: [{templateName: health}, {templateName: more}], args: [{name: url, value: y}]'),
        template('health', 'args: [{name: url, value: x}]'), template('more', 'args: [{name: url}]'),
      )),
    ],
    rejects: {
      [`${STEP}/args: argument "url" is required by AnalysisTemplate "health" and has no value: give it a value here, or a default there`]:
        together(gated(USES_HEALTH), template('health', 'args: [{name: url}]')),
      [`${STEP}/args: argument "url" is required by ClusterAnalysisTemplate "more" and has no value: give it a value here, or a default there`]:
        together(
          gated(USES_HEALTH),
          template('health', 'templates: [{templateName: more, clusterScope: true}, {templateName: health}]'),
          template('more', 'args: [{name: url}]', 'ClusterAnalysisTemplate'),
        ),
      ['/spec/strategy/blueGreen/prePromotionAnalysis/args: argument "url" is required by AnalysisTemplate "health" and has no value: '
        + 'give it a value here, or a default there']: together(blueGreen(USES_HEALTH), template('health', 'args: [{name: url}]')),
      ['/spec/strategy/canary/analysis/args: argument "url" is required by AnalysisTemplate "health" and has no value: '
        + 'give it a value here, or a default there']:
        together(background(USES_HEALTH), template('health', 'args: [{name: url}], templates: [{templateName: more}]'), template('more', 'args: [{name: url, value: x}]')),
      [`${STEP}/args: ${LOST}`]: pair(`args: [{name: token, ${SECRET}}]`, 'args: [{name: token}]'),
      [`/spec/analyses/0/args: ${LOST}`]: together(
        experiment(''), template('health', `args: [{name: token, ${SECRET}}], templates: [{templateName: more}]`), template('more', 'args: [{name: token}]'),
      ),
      [`${EXPERIMENTAL}/args: argument "url" is required by AnalysisTemplate "health" and has no value: give it a value here, or a default there`]:
        together(experimental(''), template('health', 'args: [{name: url}]')),
      '/spec/analyses/0/args: argument "url" is required by AnalysisTemplate "health" and has no value: give it a value here, or a default there':
        together(experiment('args: [{name: other, value: x}]'), template('health', 'args: [{name: url}]')),
    },
  },
  'argument-declared': {
    accepts: [
      together(gated(`${USES_HEALTH}, args: [{name: url, value: x}]`), template('health', 'args: [{name: url}]')),
      gated(`${USES_HEALTH}, args: [{name: url, value: x}]`),
    ],
    rejects: {
      [`${STEP}/args/0/name: argument "ulr" is declared by no template of this analysis, allowed are: url, path`]:
        together(gated(`${USES_HEALTH}, args: [{name: ulr, value: x}]`), template('health', 'args: [{name: url, value: a}, {name: path, value: b}]')),
      [`${STEP}/args/0/name: argument "url" is declared by no template of this analysis, allowed are: none`]:
        together(gated(`${USES_HEALTH}, args: [{name: url, value: x}]`), template('health', '')),
      [`${EXPERIMENTAL}/args/0/name: argument "url" is declared by no template of this analysis, allowed are: none`]:
        together(experimental('args: [{name: url, value: x}]'), template('health', 'metrics: []')),
    },
  },
  'argument-agreed': {
    accepts: [
      pair('args: [{name: url, value: a}]', 'args: [{name: url, value: a}]'),
      pair('args: [{name: url, value: a}]', 'args: [{name: url}]'),
    ],
    rejects: {
      [`${STEP}/templates: argument "url" has one value in all templates of an analysis, got "a" in AnalysisTemplate "health" and "b" in AnalysisTemplate "more"`]:
        pair('args: [{name: url, value: a}]', 'args: [{name: url, value: b}]'),
    },
  },
  'argument-one-origin': {
    accepts: [
      pair(`args: [{name: token, ${SECRET}}]`, `args: [{name: token, ${SECRET}}]`),
      pair('args: [{name: token}]', `args: [{name: token, ${SECRET}}]`),
      pair('args: [{name: token, value: x}]', 'args: [{name: token}]'),
      pair(`args: [{name: token, ${SECRET}}]`, `args: [{name: other, ${OTHER_SECRET}}]`),
    ],
    rejects: {
      [`${STEP}/templates: ${ORIGIN} the key "d" of Secret "c" of AnalysisTemplate "more" in all templates of this analysis, although AnalysisTemplate "health" `
        + `takes it from the key "b" of Secret "a": ${DIFFERENT}`]: pair(`args: [{name: token, ${SECRET}}]`, `args: [{name: token, ${OTHER_SECRET}}]`),
      [`${STEP}/templates: ${ORIGIN} the value of AnalysisTemplate "more" in all templates of this analysis, although AnalysisTemplate "health" `
        + `takes it from the key "b" of Secret "a": ${DIFFERENT}`]: pair(`args: [{name: token, ${SECRET}}]`, 'args: [{name: token, value: x}]'),
      [`${STEP}/templates: ${ORIGIN} the value of AnalysisTemplate "health" in all templates of this analysis, although AnalysisTemplate "more" `
        + `takes it from the key "b" of Secret "a": ${DIFFERENT}`]: pair('args: [{name: token, value: x}]', `args: [{name: token, ${SECRET}}]`),
    },
  },
  'argument-resolved': {
    accepts: [
      together(gated(`${USES_HEALTH}, args: [{name: env, value: x}]`), template('health', `args: [{name: env, ${FROM_FIELD}}]`)),
      pair(`args: [{name: env, ${FROM_FIELD}}]`, 'args: [{name: env, value: a}]'),
      together(gated(USES_HEALTH), template('health', 'args: [{name: env, valueFrom: {secretKeyRef: {name: a, key: b}}}]')),
      template('health', `args: [{name: env, ${FROM_FIELD}}]`),
    ],
    rejects: {
      [`${STEP}/args: argument "env" of AnalysisTemplate "health" gets no value from the field metadata.namespace: a template reads only secrets, `
        + 'refer to the field here']: together(gated(USES_HEALTH), template('health', `args: [{name: env, ${FROM_FIELD}}]`)),
    },
  },
  'metric-once': {
    accepts: [
      pair('metrics: [{name: a}]', 'metrics: [{name: b}]'),
      together(gated('templates: [{templateName: health}, {templateName: health}]'), template('health', 'metrics: [{name: a}]')),
      together(gated('templates: [{templateName: health}, {templateName: elsewhere}]'), template('health', 'metrics: [{name: a}]')),
    ],
    rejects: {
      [`${STEP}/templates: a metric has a name of its own in an analysis, got "a" in AnalysisTemplate "health" and AnalysisTemplate "more"`]:
        pair('metrics: [{name: a}]', 'metrics: [{name: b}, {name: a}]'),
      [`${EXPERIMENTAL}/templateName: a metric has a name of its own in an analysis, got "a" in AnalysisTemplate "health" and AnalysisTemplate "more"`]:
        together(experimental(''), template('health', 'templates: [{templateName: more}], metrics: [{name: a}]'), template('more', 'metrics: [{name: a}]')),
    },
  },
  'analysis-measures': {
    accepts: [pair('metrics: []', 'metrics: [{name: a}]'), gated(USES_HEALTH), gated('templates: []')],
    rejects: {
      [`${STEP}/templates: an analysis needs at least one metric, got none in AnalysisTemplate "health", AnalysisTemplate "more"`]: pair('metrics: []', ''),
      ['/spec/analyses/0/templateName: an analysis needs at least one metric, got none in AnalysisTemplate "health"']:
        together(experiment(''), template('health', 'metrics: []')),
    },
  },
  'gate-ends': {
    accepts: [
      together(gated(USES_HEALTH), template('health', 'metrics: [{name: a}, {name: b, interval: 1m, count: 3}, {name: c, count: "3", interval: 1m}]')),
      together(gated(USES_HEALTH), template('health', 'args: [{name: n, value: "3"}], metrics: [{name: a, interval: 1m, count: "{{args.n}}"}]')),
      together(gated(USES_HEALTH), template('health', 'args: [{name: i, value: ""}], metrics: [{name: a, interval: "{{args.i}}"}]')),
      together(
        '{kind: Rollout, metadata: {name: api}, spec: {strategy: {canary: {analysis: {templates: [{templateName: health}]}}}}}',
        template('health', 'metrics: [{name: a, interval: 1m}]'),
      ),
      // waits until it holds
      together(gated(USES_HEALTH), template('health', `metrics: [{name: a, interval: 1m, count: ${2 ** 31 - 1}, consecutiveSuccessLimit: 1, failureLimit: -1}]`)),
    ],
    rejects: {
      [`${STEP}/templates: metric "a" of AnalysisTemplate "health" has an interval and no end, got none as its count: ${NEEDS_COUNT}`]:
        together(gated(USES_HEALTH), template('health', 'metrics: [{name: a, interval: 1m}]')),
      [`${STEP}/templates: metric "a" of AnalysisTemplate "health" has an interval and no end, got 0 as its count: ${NEEDS_COUNT}`]:
        together(gated(USES_HEALTH), template('health', 'metrics: [{name: a, interval: 1m, count: 0}]')),
      ['/spec/strategy/blueGreen/prePromotionAnalysis/templates: metric "a" of AnalysisTemplate "health" has an interval and no end, '
        + `got {{args.n}} as its count: ${NEEDS_COUNT}`]: together(
        blueGreen(`${USES_HEALTH}, args: [{name: n, value: "3"}]`),
        template('health', 'args: [{name: n}], metrics: [{name: a, interval: 1m, count: "{{args.n}}"}]'),
      ),
    },
  },
};
