import { pointer } from '../manifest/pointer';
import { routerRule } from './router-rule';
import { Rule } from './rule';

const LONGEST_STICKINESS = 7 * 24 * 60 * 60;

const stickinessInRange = routerRule('alb', {
  id: 'stickiness-in-range',
  stage: 'traffic',
  why: 'the controller moves no traffic with a time that AWS does not know, and no step completes',
  check({ stickinessConfig: { enabled, durationSeconds } = {} }) {
    return !enabled || (durationSeconds >= 1 && durationSeconds <= LONGEST_STICKINESS) ? [] : [{
      pointer: pointer('stickinessConfig', 'durationSeconds'),
      message: `durationSeconds must lie between 1 and ${LONGEST_STICKINESS} (a week), got ${durationSeconds}`,
    }];
  },
});

export const ALB_RULES: readonly Rule[] = [stickinessInRange];
