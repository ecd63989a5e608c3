import { typeOfQuery } from '../../src/reading/promql/check';
import { parseQuery } from '../../src/reading/promql/parse';

// Prometheus judged each of these the same way
describe('is', () => {
  test.each([
    ['scalar', '1 + 2 * 3 ^ -4 % Inf'], ['scalar', 'scalar(up) > bool time()'], ['scalar', '-pi()'], ['vector', 'vector(0x1F)'], ['vector', 'x > 1'],
    ['vector', '-a offset 5m'], ['vector', 'x < y offset 5m'], ['vector', 'a @ 123 offset -1h'], ['vector', 'up @ end()'], ['vector', 'SUM BY (a) (x)'],
    ['vector', 'sum(x) without ("a")'], ['vector', 'count_values("v", x)'], ['vector', 'quantile(0.9, x)'], ['vector', 'limitk(2, x)'], ['vector', 'x and on (a) y or z'],
    ['vector', 'a * on (x) group_left (y) b'], ['vector', 'a / ignoring (x) group_right () b'], ['vector', 'label_replace(x, "a", "$1", "b", "(.*)")'],
    ['vector', 'label_join(x, "a", ",")'], ['vector', 'round(x)'], ['vector', 'round(x, 5)'], ['vector', 'hour()'], ['vector', 'hour(x)'],
    ['vector', 'quantile_over_time(0.9, x[5m])'], ['vector', 'max_over_time((a + b)[1h:5m])'], ['vector', 'rate(x[1h30m] offset 1d)'], ['vector', 'absent_over_time(x[1d12h])'],
    ['vector', '{"a.b", c!~"d|e", f=`\\d`}'], ['vector', 'x{a="\\u00e9\\"\\\\", b=\'it\\\'s\'}'], ['vector', '{a=~".+"}'], ['vector', '{a!=""}'], ['vector', 'x{a=~"(?i)b"}'],
    ['vector', '-x ^ 2 # end'], ['vector', '((x))'], ['vector', 'x atan2 y'], ['vector', 'clamp_min(x{a="1. "}, 5.)'], ['open', 'x[5m] anchored @ 1'], ['open', 'x smoothed offset 5m'], ['open', 'info(x, {a=""})'], ['range', 'x[5m]'], ['range', 'sum(x)[5m:]'], ['string', '"text"'], ['string', '`text`'],
  ])('%s: %s', (type, query) => {
    expect(typeOfQuery(parseQuery(query))).toBe(type);
  });
});

describe('is refused', () => {
  test.each([
    ['# nothing', 'it ends too early'], ['sum by (a', 'it ends too early'], ['x == = 1', 'unexpected "="'], ['sum(a, b)', 'sum takes 1 argument, got 2'],
    ['topk(x)', 'topk takes 2 arguments, got 1'], ['topk(x, x)', 'topk takes a number, got an instant vector'], ['count_values(5, x)', 'count_values takes a text, got a number'],
    ['round(x, 1, 2)', 'round takes 1 or 2 arguments, got 3'], ['hour(x, x)', 'hour takes 0 or 1 arguments, got 2'], ['label_join(x)', 'label_join takes at least 3 arguments, got 1'],
    ['abs(1)', 'abs takes an instant vector, got a number'], ['-"a"', 'a sign takes a number or an instant vector, got a text'],
    ['x + y[5m]', 'an operator cannot take a range such as x[5m]'], ['1[5m]', 'a range such as [5m] follows a selector'],
    ['-x[5m:]', 'what a subquery such as [1h:5m] is taken of stands in parentheses'], ['a + b offset 5m[5m:]', 'what a subquery such as [1h:5m] is taken of stands in parentheses'],
    ['(1)[5m:]', 'a subquery takes an instant vector, got a number'], ['x offset 5m offset 5m', '"offset" can be given once'], ['x @ 1 @ 2', '"@" can be given once'],
    ['(x) @ 1', '"@" follows a selector, a range or a subquery'], ['x + bool y', '"bool" goes with a comparison, got "+"'], ['x or 1', '"or" takes instant vectors, got a number'],
    ['x and on (a) group_left y', '"and" goes without group_left and group_right'], ['x + on (a) 1', 'labels match between instant vectors, got a number'],
    ['x * on (a) group_left (a) y', 'label "a" stands in both "on" and "group_left"'], ['x{a="\\q"}', 'bad escape in "\\q"'], ['x{a="\\\'"}', 'bad escape in "\\\'"'], ['x{a="\\\'b"}', 'bad escape in "\\\'b"'],
    ['"text', 'a text has no end'], ['\'', 'a text has no end'], ['x{__name__="y"}', 'a metric has one name, got x and y'], ['{a!~".+"}', 'a selector needs a name or a label that is not empty'],
    ['{}', 'a selector needs a name or a label that is not empty'], ['x{a=~"b)"}', '"b)" is not a regular expression'], ['x[1m1h]', /^(unexpected|a duration is above zero)/],
    ['x[1.5m]', /^(unexpected|a duration is above zero)/], ['x[]', 'unexpected "]"'], ['x[-1m]', 'a duration is above zero and written like 5m or 1h30m, got -1m'], ['0.5.', 'unexpected "."'],
    ['x{a=~")("}', '")(" is not a regular expression'],
  ])('%j: %s', (query, message) => {
    expect(() => typeOfQuery(parseQuery(query))).toThrow(message);
  });
});
