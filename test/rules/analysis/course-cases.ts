import { RuleCases } from '../rule-cases';

const rollout = (strategy: string, metadata = 'name: api') => `{kind: Rollout, metadata: {${metadata}}, spec: {strategy: {${strategy}}}}`;
const step = (fields: string) => rollout(`canary: {steps: [{analysis: {templates: [{templateName: health}], ${fields}}}]}`);
const background = (fields = '') => rollout(`canary: {analysis: {templates: [{templateName: health}], ${fields}}}`);
const template = (spec: string, kind = 'AnalysisTemplate') => `{kind: ${kind}, metadata: {name: health}, spec: {${spec}}}`;
const metric = (fields: string, more = '') => template(`${more}metrics: [{name: a, ${fields}}]`);
const together = (...documents: string[]) => documents.join('\n---\n');

const STEP = '/spec/strategy/canary/steps/0/analysis';
const BACKGROUND = '/spec/strategy/canary/analysis';
const WEB = 'provider: {web: {}}';
const WAITS = `interval: 1m, count: ${2 ** 31 - 1}, consecutiveSuccessLimit: 1, failureLimit: -1`;
const IN_STEP = 'wait in a step of a canary';
const MEASURED = '/spec/strategy/canary/steps/0/experiment/analyses/0/templateName';
const REQUIRED = 'requiredForCompletion: true';
const measured = (experiment: string, fields: string, analysis = '', more = '') =>
  together(rollout(`canary: {steps: [{experiment: {templates: [], analyses: [{name: a, templateName: health, ${analysis}}], ${experiment}}}]}`), metric(fields, more));

export const COURSE_CASES: Record<string, RuleCases> = {
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
  'wait-has-no-deadline': {
    accepts: [
      together(step(''), metric(WAITS)),
      together(rollout('blueGreen: {prePromotionAnalysis: {templates: [{templateName: health}]}}'), metric('interval: 1m, count: 5')),
      // five successes in a row, and it ends
      together(rollout('blueGreen: {prePromotionAnalysis: {templates: [{templateName: health}]}}'), metric('interval: 1m, count: 5, consecutiveSuccessLimit: 3')),
    ],
    rejects: {
      [`/spec/strategy/blueGreen/prePromotionAnalysis/templates: metric "a" of AnalysisTemplate "health" waits until something holds, and the progress deadline takes that for an update that hangs: ${IN_STEP}`]:
        together(rollout('blueGreen: {prePromotionAnalysis: {templates: [{templateName: health}]}}'), metric(WAITS)),
    },
  },
  'gate-takes-long': {
    accepts: [
      together(step(''), metric('count: 10, interval: 1h')),
      together(step(''), metric('count: 1000, interval: 1h, consecutiveSuccessLimit: 5')),
      together(step(''), metric(WAITS)),
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
        + 'give it more time, or make the analysis requiredForCompletion and leave the duration out']: measured('duration: 5m', 'interval: 1m, count: 10'),
      [`${MEASURED}: metric "a" of AnalysisTemplate "health" takes at least 10m, but the experiment ends after 5m: `
        + 'give it more time, or make the analysis requiredForCompletion and leave the duration out']: measured('duration: 5m', 'interval: 1m, initialDelay: 10m'),
    },
  },
  'experiment-pods-stay': {
    accepts: [
      measured('duration: 5m', 'interval: 1m, count: 5', REQUIRED), measured('', 'interval: 1m, count: 60', REQUIRED),
      measured('duration: 5m', 'interval: 1m, count: 60'),
    ],
    rejects: {
      [`${MEASURED}: metric "a" of AnalysisTemplate "health" takes at least 9m, but the pods stop after 5m: give the experiment more time, or no duration`]:
        measured('duration: 5m', 'interval: 1m, count: 10', REQUIRED),
    },
  },
  'experiment-analysis-ends': {
    accepts: [
      measured('', 'interval: 1m, count: 5', REQUIRED), measured('duration: 5m', 'interval: 1m'), measured('', '', REQUIRED),
      measured('', 'interval: 1m, consecutiveSuccessLimit: 5', REQUIRED), measured('', 'interval: 1m, count: "{{args.n}}"', REQUIRED),
      measured('dryRun: [{metricName: a}]', 'interval: 1m', REQUIRED),
    ],
    rejects: {
      [`${MEASURED}: metric "a" of AnalysisTemplate "health" has an interval and no end, got none as its count: `
        + 'give it a count, or make the analysis not requiredForCompletion']: measured('duration: 5m', 'interval: 1m', REQUIRED),
      [`${MEASURED}: metric "a" of AnalysisTemplate "health" has an interval and no end, got 0 as its count: `
        + 'give it a count, or make the analysis not requiredForCompletion']:
        measured('', 'interval: 1m, count: "{{args.n}}"', `${REQUIRED}, args: [{name: n, value: "0"}]`, 'args: [{name: n}], '),
    },
  },
};
