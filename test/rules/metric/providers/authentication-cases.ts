import { RuleCases } from '../../rule-cases';

const metric = (fields: string, kind = 'AnalysisTemplate') => `{kind: ${kind}, metadata: {name: health}, spec: {metrics: [{name: a, ${fields}}]}}`;
const told = (name: string, fields: string) => metric(`provider: {${name}: {${fields}}}`);
const at = (name: string, rest: string) => `/spec/metrics/0/provider/${name}${rest}`;

const OAUTH = 'tokenUrl: "https://a", clientId: b, clientSecret: "{{args.secret}}"';
const oauth = (fields: string, name = 'web') => told(name, `authentication: {oauth2: {${fields}}}`);
const incomplete = (missing: string, name = 'web') => at(name, `/authentication/oauth2: oauth2 needs tokenUrl, clientId, clientSecret, got no ${missing}`);

export const AUTHENTICATION_CASES: Record<string, RuleCases> = {
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
};
