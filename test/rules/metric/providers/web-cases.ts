import { RuleCases } from '../../rule-cases';

const metric = (fields: string, kind = 'AnalysisTemplate') => `{kind: ${kind}, metadata: {name: health}, spec: {metrics: [{name: a, ${fields}}]}}`;
const told = (name: string, fields: string) => metric(`provider: {${name}: {${fields}}}`);
const at = (name: string, rest: string) => `/spec/metrics/0/provider/${name}${rest}`;

const web = (jsonPath: string) => told('web', `url: "http://a", jsonPath: ${JSON.stringify(jsonPath)}`);
const unreadable = (path: string, problem: string) =>
  [at('web', `/jsonPath: a JSONPath such as {$.data.ok} that cannot be read: ${problem}, got ${JSON.stringify(path)}`), web(path)];

export const WEB_CASES: Record<string, RuleCases> = {
  'web-json-path-parses': {
    accepts: [
      '{$.data.ok}', '', '{$}', '{.items[0].name}', "{$['a.b']['c']}", '{.a\\ b}', '{$.items[*].x}', '{.items[-1:]}', '{$..name}', '{.items[?(@.a=="b")].c}', "{.a['b','c']}",
      '{range .items[*]}{.name}{end}', '{.a\\.b}', '{{args.path}}', '{.items[?(@.n>5.5)].c}', '{"text"}', "{.items[?(@.a=='(x)')].c}",
    ].map(web),
    rejects: Object.fromEntries([
      unreadable('{$.data.ok', 'a brace is never closed'),
      unreadable('{$.items[0}', 'a bracket is never closed'),
      unreadable('{$["a"]}', '""a"" is neither a place nor a key in single quotes'),
      unreadable('{$.items[first]}', '"first" is neither a place nor a key in single quotes'),
      unreadable('{.items[?(@.a=="b").c}', 'a filter is never closed'),
      unreadable('{.items[?(@.a=="b)]}', 'a quoted text is never closed'),
      unreadable('{"a}', 'a quoted text is never closed'),
      unreadable('{$.a|length}{#}', 'unexpected "#"'),
      unreadable('{....a}', 'two descents in a row'),
      unreadable('{1.2.3}', '1.2.3 is no number'),
      unreadable('{data.ok}', '"data" is no field, which begins with a dot and has a backslash before a space'),
      unreadable("{$['a b']}", '"b" is no field, which begins with a dot and has a backslash before a space'),
      unreadable('{.a[0,x]}', '"x" is neither a place nor a key in single quotes'),
    ]),
  },
  'web-json-path-selects': {
    accepts: [web('{$.data.ok}'), web(''), web('{{args.path}}'), told('web', 'url: "http://a"')],
    rejects: Object.fromEntries(['$.data.ok', ' {$.data.ok}'].map((path) => [
      at('web', `/jsonPath: a JSONPath stands in braces, such as {$.data.ok}, got "${path}"`), web(path),
    ])),
  },
  'web-method': {
    accepts: ['POST', '""', '"{{args.method}}"', 'PATCH'].map((method) => told('web', `method: ${method}`)),
    rejects: { [at('web', '/method: the method of a request is one of GET, POST, PUT, got "post"')]: told('web', 'method: post') },
  },
};
