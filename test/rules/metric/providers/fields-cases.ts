import { RuleCases } from '../../rule-cases';

const metric = (fields: string, kind = 'AnalysisTemplate') => `{kind: ${kind}, metadata: {name: health}, spec: {metrics: [{name: a, ${fields}}]}}`;
const told = (name: string, fields: string) => metric(`provider: {${name}: {${fields}}}`);
const at = (name: string, rest: string) => `/spec/metrics/0/provider/${name}${rest}`;

const A_URL = 'a URL such as http://api.monitoring:8080';
const A_DURATION = 'a duration such as 90s, 5m or 1h30m';
const HOST = 'a host such as example.wavefront.com, which is also the key of its token in a Secret';
const field = (name: string, key: string, allowed: string, got: string) => at(name, `/${key}: the ${key} of ${name} must be ${allowed}, got ${got}`);

export const FIELDS_CASES: Record<string, RuleCases> = {
  'provider-fields': {
    accepts: [
      told('web', 'url: "https://api/health"'),
      told('web', 'url: "{{args.url}}"'),
      ...['http://api:8080', 'http://[::1]:80/', 'http://u:p@api/a b?q={a b}#c', 'HTTP://api/%20', 'http://api?x=%'].map((url) => told('web', `url: "${url}"`)),
      told('datadog', 'interval: 5m, requestTimeout: 30s'),
      told('datadog', 'query: x'),
      told('cloudWatch', 'interval: ""'),
      told('skywalking', 'address: "http://sky:12800", interval: 3m, query: q'),
      told('wavefront', 'address: example.wavefront.com, query: q'),
      told('newRelic', 'timeout: 0'), told('prometheus', 'query: up'), told('influxdb', 'query: "{{args.query}}"'),
    ],
    rejects: {
      [field('web', 'url', A_URL, '"api/health"')]: told('web', 'url: api/health'),
      ...Object.fromEntries(['http://a b/', 'http://api:port/', 'http://api/%zz', 'http://[::1/', 'http:///health', 'http://a{b}/', 'http://a/\\n'].map((url) => (
        [field('web', 'url', A_URL, `"${url}"`), told('web', `url: "${url}"`)]
      ))),
      [field('graphite', 'address', A_URL, 'none')]: told('graphite', 'query: x'),
      [field('kayenta', 'address', A_URL, '"kayenta:8090"')]: told('kayenta', 'address: "kayenta:8090"'),
      [field('skywalking', 'interval', A_DURATION, 'none')]: told('skywalking', 'address: "http://sky:12800", query: q'),
      [field('cloudWatch', 'interval', A_DURATION, '"30"')]: told('cloudWatch', 'interval: "30"'),
      [field('datadog', 'requestTimeout', 'a duration above zero such as 30s', '"0s"')]: told('datadog', 'requestTimeout: 0s'),
      [field('wavefront', 'address', HOST, '"https://example.wavefront.com"')]: told('wavefront', 'address: "https://example.wavefront.com", query: q'),
      [field('prometheus', 'query', 'given', 'none')]: told('prometheus', 'address: "http://prometheus:9090"'),
      [field('influxdb', 'query', 'given', '" "')]: told('influxdb', 'query: " "'),
      [field('graphite', 'query', 'given', 'none')]: told('graphite', 'address: "http://graphite:9090"'),
      [field('newRelic', 'timeout', 'at least 0 seconds', '-1')]: metric('provider: {newRelic: {timeout: -1}}', 'AnalysisRun'),
    },
  },
};
