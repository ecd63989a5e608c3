import { pointer } from '../../../manifest/pointer';
import { isOpen } from '../../../reading/open-value';
import { Severity } from '../../rule/finding';
import { Rule } from '../../rule/rule';
import { isSaid, providerRule } from './provider-rule';

const NEEDED = ['tokenUrl', 'clientId', 'clientSecret'];

const oauthComplete = providerRule(['prometheus', 'web'], {
  id: 'oauth-complete',
  stage: 'measure',
  severity: Severity.ERROR,
  why: 'without a token URL the request is sent with no token, and without the rest each measurement ends in an error',
  check({ authentication }) {
    const oauth2 = authentication?.oauth2 ?? {};
    const missing = NEEDED.filter((field) => !isSaid(oauth2[field]));
    return missing.length === NEEDED.length || missing.length === 0 || isOpen(oauth2.tokenUrl) ? [] : [{
      pointer: pointer('authentication', 'oauth2'),
      message: `oauth2 needs ${NEEDED.join(', ')}, got no ${missing.join(' and no ')}`,
    }];
  },
});

function signs({ authentication }: Record<string, any>): boolean {
  return Object.values(authentication?.sigv4 ?? {}).some(isSaid);
}

const webUnsigned = providerRule(['web'], {
  id: 'web-unsigned',
  stage: 'measure',
  severity: Severity.ERROR,
  why: 'the controller signs only requests to Prometheus, so the request is sent without a signature',
  check: (told) => !signs(told) ? [] : [{
    pointer: pointer('authentication', 'sigv4'),
    message: `a web request is never signed, got ${JSON.stringify(told.authentication.sigv4)}: leave sigv4 out, and use oauth2 or a header`,
  }],
});

const SIGNED_HOST = 'aps-workspaces';

const prometheusSigned = providerRule(['prometheus'], {
  id: 'prometheus-signed',
  stage: 'measure',
  severity: Severity.WARNING,
  why: 'the controller knows the Prometheus of AWS by its address, and sends all other requests without a signature',
  check: (told) => !signs(told) || !isSaid(told.address) || isOpen(told.address) || told.address.includes(SIGNED_HOST) ? [] : [{
    pointer: pointer('authentication', 'sigv4'),
    message: `only requests to an address with "${SIGNED_HOST}" in it are signed, got "${told.address}"`,
  }],
});

export const AUTHENTICATION_RULES: readonly Rule[] = [oauthComplete, webUnsigned, prometheusSigned];
