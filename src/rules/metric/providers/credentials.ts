import { Bundle } from '../../../manifest/bundle';
import { pointer } from '../../../manifest/pointer';
import { Severity } from '../../rule/finding';
import { Rule } from '../../rule/rule';
import { isSaid, providerRule } from './provider-rule';

type Part = Record<string, any>;

/** Names of headers and of parts of an address whose value lets somebody in. */
const SECRET = /^(authorization|proxy-authorization|cookie|.*(token|password|passwd|secret|api[-_]?key|apikey|access[-_]?key))$/i;

/** What is filled in later: an argument, or what a tool before us replaces. */
const OPEN = /\{\{|\$/;

/** A user and a password before the host, and what is asked behind the question mark. */
const USER = /^[a-z]+:\/\/([^/?#@]*:[^/?#@]+)@/i;

const credentialNotWritten = providerRule(['web', 'prometheus', 'graphite', 'skywalking', 'kayenta'], {
  id: 'credential-not-written',
  stage: 'never',
  severity: Severity.WARNING,
  why: 'whoever can read the template, or the repository that it is in, can use it',
  check(told: Part, name: string, _metric: Part, _bundle: Bundle) {
    const headers: (Part | null)[] = told.headers ?? [];
    const address = name === 'web' ? 'url' : 'address';
    const got = secretIn(String(told[address] ?? ''));
    const { clientSecret } = told.authentication?.oauth2 ?? {};
    return [
      ...headers.flatMap((header, index) => !SECRET.test(header?.key ?? '') || !isWritten(header!.value) ? [] : [{
        pointer: pointer('headers', index, 'value'), message: `header "${header!.key}" has its value written out: ${REMEDY}`,
      }]),
      ...got === undefined ? [] : [{ pointer: pointer(address), message: `the ${address} has ${got} written out: ${REMEDY}` }],
      ...!isWritten(clientSecret) ? [] : [{ pointer: pointer('authentication', 'oauth2', 'clientSecret'), message: `the clientSecret is written out: ${REMEDY}` }],
    ];
  },
});

const REMEDY = 'give it as an argument from a Secret';

function isWritten(value: unknown): boolean {
  return isSaid(value) && typeof value === 'string' && !OPEN.test(value);
}

function secretIn(address: string): string | undefined {
  const [, user] = USER.exec(address) ?? [];
  if (isWritten(user)) {
    return 'a password';
  }
  const asked = [...address.matchAll(/[?&]([^=&#]+)=([^&#]+)/g)].find(([, key, value]) => SECRET.test(key) && isWritten(value));
  return asked && `"${asked[1]}"`;
}

export const CREDENTIAL_RULES: readonly Rule[] = [credentialNotWritten];
