import { RolloutCase } from './rollout-cases';

const metric = (fields: string, kind = 'AnalysisTemplate') => `{kind: ${kind}, metadata: {name: health}, spec: {metrics: [{name: a, ${fields}}]}}`;
const told = (name: string, fields: string) => metric(`provider: {${name}: {${fields}}}`);
const at = (name: string, rest: string) => `/spec/metrics/0/provider/${name}${rest}`;

const A_URL = 'a URL such as http://api.monitoring:8080';
const A_DURATION = 'a duration such as 90s, 5m or 1h30m';
const HOST = 'a host such as example.wavefront.com, which is also the key of its token in a Secret';
const field = (name: string, key: string, allowed: string, got: string) => at(name, `/${key}: the ${key} of ${name} must be ${allowed}, got ${got}`);

const web = (jsonPath: string) => told('web', `url: "http://a", jsonPath: ${JSON.stringify(jsonPath)}`);
const unreadable = (path: string, problem: string) =>
  [at('web', `/jsonPath: a JSONPath such as {$.data.ok} that cannot be read: ${problem}, got ${JSON.stringify(path)}`), web(path)];

const OAUTH = 'tokenUrl: "https://a", clientId: b, clientSecret: "{{args.secret}}"';
const oauth = (fields: string, name = 'web') => told(name, `authentication: {oauth2: {${fields}}}`);
const incomplete = (missing: string, name = 'web') => at(name, `/authentication/oauth2: oauth2 needs tokenUrl, clientId, clientSecret, got no ${missing}`);

const scopes = (control: string, experiment: string) => `scopes: [{name: a, controlScope: {${control}}, experimentScope: {${experiment}}}]`;
const kayenta = (fields: string, more = '') => metric(`${more}provider: {kayenta: {${fields}}}`);
const UNKNOWN_START = at('kayenta', '/scopes/0: the start of a scope is not known, got neither a start nor an interval of the metric: give one, or set lookback');

const queries = (...fields: string[]) => told('cloudWatch', `metricDataQueries: [${fields.map((one) => `{${one}}`).join(', ')}]`);

export const PROVIDER_CASES: Record<string, RolloutCase> = {
  'provider-fields': {
    accepts: [
      told('web', 'url: "https://api/health"'),
      told('web', 'url: "{{args.url}}"'),
      told('datadog', 'interval: 5m, requestTimeout: 30s'),
      told('datadog', 'query: x'),
      told('cloudWatch', 'interval: ""'),
      told('skywalking', 'address: "http://sky:12800", interval: 3m'),
      told('wavefront', 'address: example.wavefront.com'),
      told('newRelic', 'timeout: 0'),
    ],
    rejects: {
      [field('web', 'url', A_URL, '"api/health"')]: told('web', 'url: api/health'),
      [field('graphite', 'address', A_URL, 'none')]: told('graphite', 'query: x'),
      [field('kayenta', 'address', A_URL, '"kayenta:8090"')]: told('kayenta', 'address: "kayenta:8090"'),
      [field('skywalking', 'interval', A_DURATION, 'none')]: told('skywalking', 'address: "http://sky:12800"'),
      [field('cloudWatch', 'interval', A_DURATION, '"30"')]: told('cloudWatch', 'interval: "30"'),
      [field('datadog', 'requestTimeout', 'a duration above zero such as 30s', '"0s"')]: told('datadog', 'requestTimeout: 0s'),
      [field('wavefront', 'address', HOST, '"https://example.wavefront.com"')]: told('wavefront', 'address: "https://example.wavefront.com"'),
      [field('newRelic', 'timeout', 'at least 0 seconds', '-1')]: metric('provider: {newRelic: {timeout: -1}}', 'AnalysisRun'),
    },
  },
  'oauth-complete': {
    accepts: [oauth(OAUTH), oauth(''), oauth('scopes: [a]'), oauth('tokenUrl: "{{args.url}}"')],
    rejects: {
      [incomplete('tokenUrl')]: oauth('clientId: b, clientSecret: c'),
      [incomplete('clientId and no clientSecret', 'prometheus')]: oauth('tokenUrl: "https://a"', 'prometheus'),
    },
  },
  'web-unsigned': {
    accepts: [told('web', 'authentication: {sigv4: {}}'), oauth(OAUTH), told('prometheus', 'authentication: {sigv4: {region: eu-west-1}}')],
    rejects: {
      [at('web', '/authentication/sigv4: a web request is never signed, got {"region":"eu-west-1"}: leave sigv4 out, and use oauth2 or a header')]:
        told('web', 'authentication: {sigv4: {region: eu-west-1}}'),
    },
  },
  'prometheus-signed': {
    accepts: [
      told('prometheus', 'address: "https://aps-workspaces.eu-west-1.amazonaws.com/workspaces/a", authentication: {sigv4: {region: eu-west-1}}'),
      told('prometheus', 'address: "{{args.address}}", authentication: {sigv4: {region: eu-west-1}}'),
      told('prometheus', 'authentication: {sigv4: {region: eu-west-1}}'),
    ],
    rejects: {
      [at('prometheus', '/authentication/sigv4: only requests to an address with "aps-workspaces" in it are signed, got "http://proxy"')]:
        told('prometheus', 'address: "http://proxy", authentication: {sigv4: {region: eu-west-1}}'),
    },
  },
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
  'datadog-one-query': {
    accepts: [told('datadog', 'query: x'), told('datadog', 'apiVersion: v2, queries: {a: x}'), told('datadog', 'query: "{{args.query}}", queries: {a: x}')],
    rejects: {
      [at('datadog', '/query: datadog needs exactly one of "query" and "queries", got neither')]: told('datadog', 'apiVersion: v2'),
      [at('datadog', '/query: datadog needs exactly one of "query" and "queries", got both')]: told('datadog', 'query: x, queries: {a: x}'),
    },
  },
  'datadog-version': {
    accepts: [told('datadog', 'apiVersion: v2, queries: {a: x}, aggregator: avg'), told('datadog', 'query: x')],
    rejects: {
      [at('datadog', '/queries: "queries" needs apiVersion "v2", got none, which means v1')]: told('datadog', 'queries: {a: x}'),
      [at('datadog', '/aggregator: "aggregator" needs apiVersion "v2", got "v1"')]: told('datadog', 'apiVersion: v1, query: x, aggregator: avg'),
    },
  },
  'datadog-formula': {
    accepts: [
      told('datadog', 'apiVersion: v2, queries: {a: x, b: y}, formula: a / b'), told('datadog', 'apiVersion: v2, queries: {a: x}'),
      told('datadog', 'query: x, formula: "{{args.formula}}"'),
    ],
    rejects: {
      [at('datadog', '/formula: 2 queries need a formula that makes one number of them, got none')]: told('datadog', 'apiVersion: v2, queries: {a: x, b: y}'),
      [at('datadog', '/formula: a formula combines "queries", got none: put the query there under a name, or leave the formula out')]:
        told('datadog', 'apiVersion: v2, query: x, formula: a * 2'),
    },
  },
  'datadog-secret-named': {
    accepts: [told('datadog', 'secretRef: {namespaced: true, name: datadog}'), told('datadog', 'secretRef: {namespaced: false}'), told('datadog', 'query: x')],
    rejects: {
      [at('datadog', '/secretRef/name: a Secret in the namespace of the analysis needs a name, got none: give it, or leave "namespaced" out')]:
        told('datadog', 'secretRef: {namespaced: true}'),
    },
  },
  'cloud-watch-queries': {
    accepts: [
      queries('id: rate, expression: errors / requests', 'id: errors, metricStat: {}, returnData: false', 'id: requests, metricStat: {}, returnData: false'),
      queries('id: "{{args.id}}", expression: a', 'id: "{{args.id}}", expression: a'),
    ],
    rejects: {
      [at('cloudWatch', '/metricDataQueries/0: the id of a query is a name that starts with a lower-case letter, got "Rate"')]: queries('id: Rate, expression: a'),
      [at('cloudWatch', '/metricDataQueries/0: the id of a query is a name that starts with a lower-case letter, got "none"')]: queries('expression: a'),
      [at('cloudWatch', '/metricDataQueries/1: each query has an id of its own, got "a" twice')]: queries('id: a, expression: x', 'id: a, expression: y'),
      [at('cloudWatch', '/metricDataQueries/0: a query has exactly one of "expression" and "metricStat", got neither')]: queries('id: a'),
      [at('cloudWatch', '/metricDataQueries/0: a query has exactly one of "expression" and "metricStat", got both')]: queries('id: a, expression: x, metricStat: {}'),
    },
  },
  'cloud-watch-one-result': {
    accepts: [queries('id: a, expression: x', 'id: b, metricStat: {}, returnData: false'), queries('id: a, expression: x')],
    rejects: {
      [at('cloudWatch', '/metricDataQueries: one query should return its data, got 2: give the others "returnData: false"')]:
        queries('id: a, expression: x', 'id: b, metricStat: {}'),
    },
  },
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
