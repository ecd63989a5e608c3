import { RuleCases } from '../../rule-cases';

const metric = (provider: string) => `{kind: AnalysisTemplate, metadata: {name: health}, spec: {metrics: [{name: a, provider: {${provider}}}]}}`;
const web = (url: string, headers = '') => metric(`web: {url: "${url}", headers: [${headers}]}`);
const header = (key: string, value: string) => web('https://api.shop.example/ok', `{key: ${key}, value: "${value}"}`);
const together = (...documents: string[]) => documents.join('\n---\n');
const template = (args: string, provider: string, name = 'health') =>
  `{kind: AnalysisTemplate, metadata: {name: ${name}}, spec: {args: [${args}], metrics: [{name: ${name}, provider: {web: {${provider}}}}]}}`;
const sends = (value: string, key = 'Authorization') => `url: "https://api.shop.example/ok", headers: [{key: ${key}, value: "${value}"}]`;
const rollout = (analysis: string) => `{kind: Rollout, metadata: {name: api}, spec: {strategy: {canary: {steps: [{analysis: {${analysis}}}]}}}}`;
const GIVEN = '/spec/strategy/canary/steps/0/analysis/args/0/value: argument "token"';
const BEARER = sends('Bearer {{args.token}}');
const at = (place: string, message: string) => `/spec/metrics/0/provider/${place}: ${message}: give it as an argument from a Secret`;

export const CREDENTIALS_CASES: Record<string, RuleCases> = {
  'credential-not-written': {
    accepts: [
      header('Authorization', 'Bearer {{args.token}}'), header('X-Api-Key', '${API_KEY}'), header('Accept', 'application/json'), header('X-Scope-OrgID', 'shop'),
      web('https://api.shop.example/ok?version=5&tokens=9'), web('https://{{args.user}}:{{args.password}}@api.shop.example/'), web('https://api.shop.example/a:b@c'),
      web('https://api.shop.example/?token={{ args.token }}'), template('{name: token}', BEARER), template('{name: token, value: "${TOKEN}"}', BEARER),
      template('{name: token, valueFrom: {secretKeyRef: {name: a, key: b}}}', BEARER),
      template('{name: kind, value: Bearer}, {name: token}', sends('{{args.kind}} {{args.token}}')),
      template('{name: user, value: shop}, {name: password}', 'url: "https://{{args.user}}:{{args.password}}@api.shop.example/"'),
      template('{name: team, value: shop}', sends('{{args.team}}', 'X-Scope-OrgID')), header('X-Build', 'ghp-short'),
      together(rollout('templates: [{templateName: health}], args: [{name: other, value: abcdef}]'), template('{name: token}, {name: other}', BEARER)), metric('prometheus: {query: up, authentication: {oauth2: {clientSecret: "{{args.secret}}"}}}'),
    ],
    rejects: {
      [at('web/headers/0/value', 'header "Authorization" has its value written out')]: header('Authorization', 'Bearer abcdef'),
      [at('web/headers/0/value', 'header "X-Api-Key" has its value written out')]: header('X-Api-Key', 'abcdef'),
      [at('web/headers/0/value', 'header "PRIVATE-TOKEN" has its value written out')]: header('PRIVATE-TOKEN', 'abcdef'),
      [at('web/url', 'the url has "api_key" written out')]: web('https://api.shop.example/ok?a=b&api_key=abcdef'),
      [at('web/url', 'the url has a password written out')]: web('https://shop:abcdef@api.shop.example/ok'),
      [at('prometheus/address', 'the address has a password written out')]: metric('prometheus: {query: up, address: "http://shop:abcdef@prometheus:9090"}'),
      ['/spec/args/0/value: argument "token" is written out, and goes into header "Authorization": take it from a Secret']:
        template('{name: token, value: abcdef}', BEARER),
      ['/spec/args/0/value: argument "key" is written out, and goes into the url: take it from a Secret']:
        template('{name: key, value: changeme}', 'url: "https://api.shop.example/?api_key={{args.key}}"'),
      ['/spec/args/1/value: argument "password" is written out, and goes into the url: take it from a Secret']:
        template('{name: user, value: shop}, {name: password, value: abcdef}', 'url: "https://{{args.user}}:{{args.password}}@api.shop.example/"'),
      ['/spec/args/0/value: argument "url" has a password written out: take it from a Secret']:
        template('{name: url, value: "https://shop:abcdef@api.shop.example/"}', 'url: "{{args.url}}"'),
      [`${GIVEN} is written out, and goes into header "Authorization": take it from a Secret`]:
        together(rollout('templates: [{templateName: health}], args: [{name: token, value: abcdef}]'), template('{name: token}', BEARER)),
      ['/spec/analyses/0/args/0/value: argument "token" is written out, and goes into header "Authorization": take it from a Secret']: together(
        '{kind: Experiment, metadata: {name: api}, spec: {templates: [], analyses: [{name: a, templateName: health, args: [{name: token, value: abcdef}]}]}}',
        template('{name: token}', BEARER),
      ),
      ['/spec/args/0/value: argument "token" is written out, and goes into header "X-Auth-Key": take it from a Secret']: together(
        rollout('templates: [{templateName: health}, {templateName: more}]'),
        template('{name: token, value: abcdef}', 'url: "https://api.shop.example/ok"'), template('{name: token}', sends('{{args.token}}', 'X-Auth-Key'), 'more'),
      ),
      [at('web/headers/0/value', 'header "X-Build" has a token written out')]: header('X-Build', 'token ghp_abcdefghijklmnop0123'),
      [at('graphite/address', 'the address has a password written out')]: metric('graphite: {query: up, address: "http://{{args.user}}:abcdef@graphite"}'),
      [at('prometheus/authentication/oauth2/clientSecret', 'the clientSecret has its value written out')]:
        metric('prometheus: {query: up, authentication: {oauth2: {tokenUrl: a, clientId: b, clientSecret: abcdef}}}'),
    },
  },
};
