import { RuleCases } from '../../rule-cases';

const metric = (fields: string, kind = 'AnalysisTemplate') => `{kind: ${kind}, metadata: {name: health}, spec: {metrics: [{name: a, ${fields}}]}}`;
const at = (name: string, rest: string) => `/spec/metrics/0/provider/${name}${rest}`;

const scopes = (control: string, experiment: string) => `scopes: [{name: a, controlScope: {${control}}, experimentScope: {${experiment}}}]`;
const kayenta = (fields: string, more = '') => metric(`${more}provider: {kayenta: {${fields}}}`);
const UNKNOWN_START = at('kayenta', '/scopes/0: the start of a scope is not known, got neither a start nor an interval of the metric: give one, or set lookback');

export const KAYENTA_CASES: Record<string, RuleCases> = {
  'kayenta-scopes-agree': {
    accepts: [scopes('start: a, end: b', 'start: c, end: d'), scopes('', ''), scopes('start: "{{args.start}}"', '')].map((fields) => kayenta(fields)),
    rejects: {
      [at('kayenta', '/scopes/0/experimentScope/start: both scopes have "start" or none has, got none in experimentScope')]: kayenta(scopes('start: a', '')),
      [at('kayenta', '/scopes/0/controlScope/end: both scopes have "end" or none has, got none in controlScope')]: kayenta(scopes('', 'end: a')),
    },
  },
  'kayenta-start': {
    accepts: [
      kayenta(scopes('', ''), 'interval: 5m, '), kayenta(`lookback: true, ${scopes('', '')}`), kayenta(scopes('start: a', 'start: b')),
      kayenta(scopes('', ''), 'interval: "{{args.interval}}", '),
    ],
    rejects: { [UNKNOWN_START]: kayenta(scopes('', '')) },
  },
  'kayenta-band': {
    accepts: [kayenta('threshold: {pass: 90, marginal: 75}'), kayenta('threshold: {pass: 90, marginal: 90}'), kayenta('')],
    rejects: {
      [at('kayenta', '/threshold/marginal: the marginal score must not be above the passing one (75), got 90')]: kayenta('threshold: {pass: 75, marginal: 90}'),
    },
  },
};
