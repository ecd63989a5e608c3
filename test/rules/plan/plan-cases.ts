import { RuleCases } from '../rule-cases';

const rollout = (strategy: string, more = 'replicas: 3') => `{kind: Rollout, metadata: {name: api}, spec: {${more}, strategy: {${strategy}}}}`;
const template = (metric: string) => `{kind: AnalysisTemplate, metadata: {name: health}, spec: {metrics: [{name: a, successCondition: 'result[0] > 0', ${metric}}]}}`;
const asks = (range: string) => `provider: {prometheus: {query: 'rate(requests_total{app="[1s]"}[${range}])'}}`;
const together = (...documents: string[]) => documents.join('\n---\n');

const USE = 'templates: [{templateName: health}]';
const STEPS = '/spec/strategy/canary/steps';
const BLUE_GREEN = '/spec/strategy/blueGreen';
const steps = (...all: string[]) => `canary: {steps: [${all.map((step) => `{${step}}`).join(', ')}]}`;
const before = `blueGreen: {activeService: live, prePromotionAnalysis: {${USE}}}`;
const after = `blueGreen: {activeService: live, postPromotionAnalysis: {${USE}}}`;

const LONG = 'interval: 1m, count: 12, initialDelay: 1m, provider: {web: {url: "https://shop.example"}}';
const TOO_LONG = 'the analysis takes at least 12m, and progressDeadlineSeconds allows 10m without progress: measure in less time, or allow more';
const TOO_EARLY = 'metric "a" is measured as soon as the new version gets this traffic, and looks back over 2m without it: '
  + 'pause before the analysis, or give the metric an initialDelay';

export const PLAN_CASES: Record<string, RuleCases> = {
  'weights-differ': {
    accepts: [
      rollout(steps('setWeight: 25', 'setWeight: 50')),
      rollout(steps('setWeight: 5', 'setWeight: 20'), 'replicas: 20'),
      // another rule says that the weight is the same
      rollout(steps('setWeight: 20', 'setWeight: 20')),
      rollout(steps('setWeight: 5', 'setWeight: 20'), 'paused: false'),
      rollout('canary: {trafficRouting: {nginx: {}}, steps: [{setWeight: 5}, {setWeight: 20}]}'),
    ],
    rejects: {
      [`${STEPS}/2/setWeight: with 3 replicas the weights 5 and 20 are the same: 1 of 4 pods. Leave one out, or take other weights, more replicas, or a router`]:
        rollout(steps('setWeight: 5', 'pause: {}', 'setWeight: 20')),
      [`${STEPS}/1/setWeight: with 1 replica the weights 20 and 50 are the same: 1 of 2 pods. Leave one out, or take other weights, more replicas, or a router`]:
        rollout(steps('setWeight: 20', 'setWeight: 50'), 'replicas: 1'),
    },
  },
  'gate-within-deadline': {
    accepts: [
      together(rollout(before), template('interval: 1m, count: 10, provider: {web: {url: "https://shop.example"}}')),
      together(rollout(before, 'progressDeadlineSeconds: 900'), template(LONG)),
      together(rollout(steps(`analysis: {${USE}}`)), template(LONG)),
      rollout(before),
      together(rollout(after), template(LONG)),
    ],
    rejects: {
      [`${BLUE_GREEN}/prePromotionAnalysis: ${TOO_LONG}`]: together(rollout(before), template(LONG)),
      [`${BLUE_GREEN}/postPromotionAnalysis: ${TOO_LONG}`]: together(rollout(after, 'progressDeadlineAbort: true'), template(LONG)),
    },
  },
  'gate-after-traffic': {
    accepts: [
      together(rollout(steps('setWeight: 20', 'pause: {duration: 2m}', `analysis: {${USE}}`)), template(asks('2m'))),
      together(rollout(steps('setWeight: 20', 'pause: {}', `analysis: {${USE}}`)), template(asks('2m'))),
      together(rollout(steps('setWeight: 20', `analysis: {${USE}}`)), template(`initialDelay: 2m, ${asks('2m')}`)),
      // an analysis before there is any traffic looks at something else
      together(rollout(steps(`analysis: {${USE}}`, 'setWeight: 20')), template(asks('2m'))),
      together(rollout(before), template(asks('2m'))),
      together(rollout(steps('setWeight: 20', `analysis: {${USE}}`)), template('provider: {prometheus: {query: up}}')),
      together(rollout(steps('setWeight: 20', `analysis: {${USE}, dryRun: [{metricName: a}]}`)), template(asks('2m'))),
      together(rollout(steps('setWeight: 20', `analysis: {${USE}}`)), template(asks('{{args.range}}'))),
    ],
    rejects: {
      [`${STEPS}/1/analysis: ${TOO_EARLY}`]: together(rollout(steps('setWeight: 20', `analysis: {${USE}}`)), template(asks('2m'))),
      [`${BLUE_GREEN}/postPromotionAnalysis: ${TOO_EARLY}`]: together(rollout(after), template(asks('1m60s'))),
    },
  },
  'measurements-differ': {
    accepts: [
      together(rollout(steps('pause: {}', `analysis: {${USE}}`)), template(`interval: 30s, count: 5, ${asks('2m')}`)),
      together(rollout(steps('pause: {}', `analysis: {${USE}}`)), template(asks('1h'))),
      together(rollout(steps('pause: {}', `analysis: {${USE}}`)), template(`interval: 30s, count: "{{args.n}}", ${asks('1h')}`)),
      together(rollout(`canary: {analysis: {${USE}}}`), template(`interval: 30s, ${asks('1h')}`)),
    ],
    rejects: {
      [`${STEPS}/1/analysis: the 5 measurements of metric "a" are taken within 40s, and each looks back over 2m: `
        + 'lengthen the interval, measure more often, or shorten the range of the query']:
        together(rollout(steps('pause: {}', `analysis: {${USE}}`)), template(`interval: 10s, count: 5, ${asks('2m')}`)),
    },
  },
};
