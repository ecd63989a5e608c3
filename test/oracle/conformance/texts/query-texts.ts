import * as fc from 'fast-check';
import { filled, oftenBroken } from './random';

const SELECTORS = ['x', 'a:b', 'x{}', 'x{a="b"}', '{a=~".+"}', '{a=~".*"}', 'x{a!="b", c!~"d|e",}', '{"x.y"}', '{"x", a="b"}', 'x{a=~"("}', '{__name__="x"}', 'x{__name__="y"}', '{a=""}', 'x{\'a\'=`b`}'];
const NUMBERS = ['1', '.5', '5.', '1e3', '0x1F', 'Inf', '-1', 'NaN', '1_000', '5m', '1h30m', '0'];
const TEXTS = ['"a"', '\'b\'', '`c`', '"\\u00e9"', '"\\q"', '"$1"'];
const DURATIONS = ['5m', '1h30m', '1d', '0s', '300', '1.5h', '-5m', '5m30', '1m1h', '', '5', '1y2w', '5 * 1m', '5m + 1h', 'step()', 'max(5m, 1h)'];
const OPERATORS = ['+', '-', '*', '/', '%', '^', 'atan2', '==', '!=', '<', '>', '<=', '>=', '> bool', '+ bool', 'and', 'or', 'unless', '=~', '='];
const MATCHINGS = ['on (a)', 'on ()', 'ignoring (a, b)', 'on (a) group_left', 'on (a) group_left (b)', 'on (a) group_left (a)', 'ignoring (a) group_right ()', 'group_left (b)', 'on (a) fill (0)'];
const AGGREGATIONS = ['sum', 'avg', 'count', 'min', 'max', 'stddev', 'stdvar', 'group', 'topk', 'bottomk', 'quantile', 'count_values', 'limitk', 'limit_ratio'];
const FUNCTIONS = [
  'rate', 'increase', 'irate', 'delta', 'avg_over_time', 'quantile_over_time', 'mad_over_time', 'absent_over_time', 'histogram_quantile', 'histogram_avg', 'abs', 'absent',
  'clamp', 'clamp_max', 'round', 'scalar', 'vector', 'time', 'pi', 'hour', 'days_in_month', 'label_replace', 'label_join', 'sort_by_label', 'predict_linear',
  'double_exponential_smoothing', 'timestamp', 'changes', 'info', 'first_over_time', 'ts_of_max_over_time', 'histogram_quantiles', 'nothing', 'range', 'step', 'start', 'end',
];
const MODIFIERS = ['offset 5m', 'offset -1h', 'offset 5', '@ 123', '@ start()', '@ end()', 'offset (5m)', 'offset step()', 'anchored', 'smoothed', '@ x', 'offset 5m @ 1', '@ 1 offset 5m'];
const TOKENS = ['(', ')', '[', ']', '{', '}', ',', ':', '"', '\'', '`', '\\', ' ', '#', '\n', '=', '!', '~', 'by', 'without', 'on', 'bool', 'offset', '@', '.', '-', 'é', '$', '1', ...OPERATORS];

const word = (words: readonly string[]) => fc.constantFrom(...words);

/** Queries of every construction of the language, with operands that fit and some that do not. */
export const QUERY_TEXTS = oftenBroken(fc.letrec<{ vector: string; range: string; scalar: string; any: string }>((tie) => ({
  scalar: fc.oneof({ depthSize: 'small', withCrossShrink: true },
    { weight: 3, arbitrary: word(NUMBERS) },
    filled('% % %', tie('scalar'), word(['+', '-', '*', '/', '^', '%', '> bool']), tie('scalar')),
    filled('scalar(%)', tie('vector')),
    word(['time()', 'pi()'])),
  range: fc.oneof({ depthSize: 'small', withCrossShrink: true },
    { weight: 3, arbitrary: filled('%[%]', word(SELECTORS), word(['5m', '1h30m', '300', ...DURATIONS])) },
    filled('(%)[%:%]', tie('vector'), word(DURATIONS), word(DURATIONS)),
    filled('% %', tie('range'), word(MODIFIERS))),
  vector: fc.oneof({ depthSize: 'small', withCrossShrink: true },
    { weight: 3, arbitrary: word(SELECTORS) },
    filled('%(%)', word(['rate', 'increase', 'avg_over_time', 'max_over_time', 'changes', 'deriv', 'stddev_over_time']), tie('range')),
    filled('%(%)', word(['abs', 'ceil', 'sort', 'ln', 'absent', 'timestamp', 'hour', 'sgn', 'histogram_count']), tie('vector')),
    filled('%(%)', word(AGGREGATIONS), tie('vector')),
    filled('% % (a, b) (%)', word(AGGREGATIONS), word(['by', 'without', 'BY']), tie('vector')),
    filled('%(%) by (a)', word(['sum', 'max']), tie('vector')),
    filled('%(%, %)', word(['topk', 'quantile', 'limitk', 'histogram_quantile', 'limit_ratio']), tie('scalar'), tie('vector')),
    filled('% % %', tie('vector'), word(OPERATORS), tie('vector')),
    filled('% % % %', tie('vector'), word(['+', '*', 'and', '>']), word(MATCHINGS), tie('vector')),
    filled('% % %', tie('vector'), word(['+', '/', '>', '> bool', '%']), tie('scalar')),
    filled('% %', tie('vector'), word(MODIFIERS)),
    filled('(%)', tie('vector')),
    filled('-%', tie('vector'))),
  any: fc.oneof({ depthSize: 'small', withCrossShrink: true },
    { weight: 4, arbitrary: tie('vector') },
    tie('range'), tie('scalar'), word(TEXTS),
    filled('%(%)', word(FUNCTIONS), fc.array(tie('any'), { maxLength: 4 }).map((args) => args.join(', '))),
    filled('%(%, %)', word([...AGGREGATIONS, ...FUNCTIONS]), tie('any'), tie('any')),
    filled('% % %', tie('any'), word(OPERATORS), tie('any')),
    filled('label_replace(%, "a", "$1", "b", "(.*)")', tie('any')),
    filled('% # end', tie('any'))),
})).any, TOKENS);
