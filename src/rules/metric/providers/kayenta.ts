import { parseGoDuration } from '../../../manifest/go-duration';
import { pointer } from '../../../manifest/pointer';
import { isOpen } from '../../../reading/open-value';
import { Severity } from '../../rule/finding';
import { Rule } from '../../rule/rule';
import { isSaid, providerRule } from './provider-rule';

type Scope = Record<string, any>;

const SIDES = ['controlScope', 'experimentScope'];

const kayentaScopesAgree = providerRule(['kayenta'], {
  id: 'kayenta-scopes-agree',
  stage: 'measure',
  severity: Severity.ERROR,
  why: 'each measurement ends in an error, and after five of them the analysis does, in the middle of a release',
  check: ({ scopes }) => (scopes ?? []).flatMap((scope: Scope, index: number) => ['start', 'end'].flatMap((field) => {
    const times = SIDES.map((side) => scope[side]?.[field]);
    const missing = SIDES.filter((_, place) => !isSaid(times[place]));
    return missing.length !== 1 || times.some(isOpen) ? [] : {
      pointer: pointer('scopes', index, missing[0], field),
      message: `both scopes have "${field}" or none has, got none in ${missing[0]}`,
    };
  })),
});

function needsInterval({ controlScope, experimentScope }: Scope): boolean {
  return !isSaid(controlScope?.start) && !isSaid(experimentScope?.start);
}

const kayentaStart = providerRule(['kayenta'], {
  id: 'kayenta-start',
  stage: 'measure',
  severity: Severity.ERROR,
  why: 'a scope without a start begins one interval ago, and without an interval each measurement ends in an error',
  check({ scopes, lookback }, _, { interval }) {
    const index: number = lookback || isOpen(interval) || parseGoDuration(interval ?? '') !== undefined ? -1 : (scopes ?? []).findIndex(needsInterval);
    return index < 0 ? [] : [{
      pointer: pointer('scopes', index), message: 'the start of a scope is not known, got neither a start nor an interval of the metric: give one, or set lookback',
    }];
  },
});

const kayentaBand = providerRule(['kayenta'], {
  id: 'kayenta-band',
  stage: 'never',
  severity: Severity.WARNING,
  why: 'a score passes from the one number on and is inconclusive from the other on, so no score is ever inconclusive',
  check: ({ threshold: { pass, marginal } = { pass: 0, marginal: 0 } }) => !(marginal > pass) ? [] : [{
    pointer: pointer('threshold', 'marginal'), message: `the marginal score must not be above the passing one (${pass}), got ${marginal}`,
  }],
});

export const KAYENTA_RULES: readonly Rule[] = [kayentaScopesAgree, kayentaStart, kayentaBand];
