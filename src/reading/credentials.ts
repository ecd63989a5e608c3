import { Manifest } from '../manifest/bundle';
import { Path } from '../manifest/pointer';
import { remembered } from '../manifest/remembered';
import { metricsOf, PlacedMetric } from './metrics';

/** A text of a metric that its provider is sent, and where it stands. */
interface Sent {
  readonly path: Path;
  /** As a message calls the place: `header "Authorization"`. */
  readonly where: string;
  readonly text: string;
  /** What of a text lets somebody in. */
  readonly read: (text: string) => readonly Credential[];
}

/** What lets somebody in. */
export interface Credential {
  /** Which part of the text that has it: `a password`. */
  readonly part: string;
  readonly secret: string;
}

type PlacedCredential = Credential & Pick<Sent, 'path' | 'where'>;

const PROVIDERS = ['web', 'prometheus', 'graphite', 'skywalking', 'kayenta'];

/** What the metrics of a manifest send. */
export const sentBy = remembered((manifest: Manifest): readonly Sent[] => {
  return metricsOf(manifest).flatMap((placed) => PROVIDERS.flatMap((name) => sentTo(name, placed)))
    .filter(({ text }) => typeof text === 'string' && text !== '');
});

function sentTo(provider: string, { metric, path }: PlacedMetric): Sent[] {
  const told = metric.provider?.[provider] ?? {};
  const at = (...more: Path) => [...path, 'provider', provider, ...more];
  const address = provider === 'web' ? 'url' : 'address';
  const headers: ({ key?: string; value: string } | null)[] = told.headers ?? [];
  return [
    ...headers.map((header, index) => {
      const key = header?.key ?? '';
      return { path: at('headers', index, 'value'), where: `header "${key}"`, text: header?.value ?? '', read: SECRET.test(key) ? all : issuedIn };
    }),
    { path: at(address), where: `the ${address}`, text: told[address], read: inAddress },
    { path: at('authentication', 'oauth2', 'clientSecret'), where: 'the clientSecret', text: told.authentication?.oauth2?.clientSecret, read: all },
  ];
}

export const credentialsOf = remembered((manifest: Manifest): readonly PlacedCredential[] => {
  return sentBy(manifest).flatMap(({ path, where, text, read }) => read(text).map((credential) => ({ path, where, ...credential })));
});

const KEY = '(api|access|app|application|auth|private|secret|subscription)[-_]?key';

/** Names of headers and of parts of an address whose value lets somebody in. */
const SECRET = new RegExp(`^(authorization|proxy-authorization|x-auth|cookie|.*(token|password|passwd|secret|credentials?|${KEY}))$`, 'i');

/** What stands before the host. */
const USER = /^[a-z][a-z+]*:\/\/(?:\{\{.*?\}\}|[^/?#@:{])*:((?:\{\{.*?\}\}|[^/?#@])+)@/i;

/** What is asked behind the question mark. */
const ASKED = /[?&]([^=&#]+)=([^&#]+)/g;

/** How those who issue a token begin it. */
const ISSUED = /\b(gh[pousr]_\w{16,}|github_pat_\w{20,}|glpat-[\w-]{16,}|xox[abeprs]-[\w-]{10,}|(AKIA|ASIA)[0-9A-Z]{16}|AIza[\w-]{30,}|hvs\.[\w-]{20,}|glsa_\w{20,}|eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]+)/;

function all(secret: string): Credential[] {
  return [{ part: 'its value', secret }];
}

/** What an address shows of whoever may use it. */
export function inAddress(address: string): Credential[] {
  const [, password] = USER.exec(address) ?? [];
  const found = [
    ...password === undefined ? [] : [{ part: 'a password', secret: password }],
    ...[...address.matchAll(ASKED)].filter(([, key]) => SECRET.test(key)).map(([, key, secret]) => ({ part: `"${key}"`, secret })),
  ];
  return found.length > 0 ? found : issuedIn(address);
}

function issuedIn(text: string): Credential[] {
  const [secret] = ISSUED.exec(text) ?? [];
  return secret === undefined ? [] : [{ part: 'a token', secret }];
}
