import { RuleCases } from '../../rule-cases';

const metric = (provider: string) => `{kind: AnalysisTemplate, metadata: {name: health}, spec: {metrics: [{name: a, provider: {${provider}}}]}}`;
const web = (url: string, headers = '') => metric(`web: {url: "${url}", headers: [${headers}]}`);
const header = (key: string, value: string) => web('https://api.shop.example/ok', `{key: ${key}, value: "${value}"}`);
const at = (place: string, message: string) => `/spec/metrics/0/provider/${place}: ${message}: give it as an argument from a Secret`;

export const CREDENTIALS_CASES: Record<string, RuleCases> = {
  'credential-not-written': {
    accepts: [
      header('Authorization', 'Bearer {{args.token}}'), header('X-Api-Key', '${API_KEY}'), header('Accept', 'application/json'), header('X-Scope-OrgID', 'shop'),
      web('https://api.shop.example/ok?version=5&tokens=9'), web('https://{{args.user}}:{{args.password}}@api.shop.example/'), web('https://api.shop.example/a:b@c'),
      web('https://api.shop.example/?token={{ args.token }}'), metric('prometheus: {query: up, authentication: {oauth2: {clientSecret: "{{args.secret}}"}}}'),
    ],
    rejects: {
      [at('web/headers/0/value', 'header "Authorization" has its value written out')]: header('Authorization', 'Bearer abcdef'),
      [at('web/headers/0/value', 'header "X-Api-Key" has its value written out')]: header('X-Api-Key', 'abcdef'),
      [at('web/headers/0/value', 'header "PRIVATE-TOKEN" has its value written out')]: header('PRIVATE-TOKEN', 'abcdef'),
      [at('web/url', 'the url has "api_key" written out')]: web('https://api.shop.example/ok?a=b&api_key=abcdef'),
      [at('web/url', 'the url has a password written out')]: web('https://shop:abcdef@api.shop.example/ok'),
      [at('prometheus/address', 'the address has a password written out')]: metric('prometheus: {query: up, address: "http://shop:abcdef@prometheus:9090"}'),
      [at('prometheus/authentication/oauth2/clientSecret', 'the clientSecret is written out')]:
        metric('prometheus: {query: up, authentication: {oauth2: {tokenUrl: a, clientId: b, clientSecret: abcdef}}}'),
    },
  },
};
