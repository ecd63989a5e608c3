import { Bundle, Manifest } from '../../../manifest/bundle';
import { Path, pointer } from '../../../manifest/pointer';
import { closureOf, mountsOf } from '../../../reading/analyses';
import { credentialsOf, inAddress, sentBy } from '../../../reading/credentials';
import { mergedRunsOf } from '../../../reading/merged-runs';
import { METRIC_KINDS } from '../../../reading/metrics';
import { TAG } from '../../../reading/open-value';
import { Violation, Severity } from '../../rule/finding';
import { Rule } from '../../rule/rule';

const credentialNotWritten: Rule = {
  id: 'credential-not-written',
  stage: 'never',
  severity: Severity.WARNING,
  kinds: [...METRIC_KINDS, 'Rollout', 'Experiment'],
  why: 'whoever can read the template, or the repository that it is in, can use it',
  check: (manifest, bundle) => METRIC_KINDS.includes(manifest.kind)
    ? [...writtenInMetrics(manifest), ...writtenInArguments(manifest.spec, ['spec'], usersOfArguments(manifest, bundle))]
    : mountsOf(manifest).flatMap(({ analysis, path, references, namespace }) => {
      return writtenInArguments(analysis, path, closureOf(references.map(({ reference }) => reference), namespace, bundle).templates);
    }),
};

function writtenInMetrics(manifest: Manifest): Violation[] {
  return credentialsOf(manifest).filter(({ secret }) => isWritten(secret)).map(({ path, where, part }) => ({
    pointer: pointer(...path), message: `${where} has ${part} written out: give it as an argument from a Secret`,
  }));
}

/** All templates whose metrics can read the arguments of one. */
function usersOfArguments(manifest: Manifest, bundle: Bundle): Manifest[] {
  const hasArguments = (manifest.spec?.args ?? []).length > 0;
  return !hasArguments ? [] : [...new Set([manifest, ...mergedRunsOf(manifest, bundle).flatMap(({ templates }) => templates)])];
}

function writtenInArguments(owner: Record<string, any> | undefined, path: Path, users: readonly Manifest[]): Violation[] {
  const args: (Record<string, any> | null)[] = owner?.args ?? [];
  return args.flatMap((argument, index) => {
    const { name, value, valueFrom } = argument ?? {};
    const told = valueFrom === undefined && isWritten(value) ? whatIsTold(name, value, users) : undefined;
    return told === undefined ? [] : [{
      pointer: pointer(...path, 'args', index, 'value'), message: `argument "${name}" ${told}: take it from a Secret`,
    }];
  });
}

/** What the value of an argument gives away, where metrics use it or by itself. */
function whatIsTold(name: string, value: string, users: readonly Manifest[]): string | undefined {
  const use = SCHEME.test(value) ? undefined : users.flatMap(credentialsOf).find(({ secret }) => mentions(secret, name));
  if (use) {
    return `is written out, and goes into ${use.where}`;
  }
  const isSent = users.flatMap(sentBy).some(({ text }) => mentions(text, name));
  const shown = isSent ? inAddress(value).find(({ secret }) => isWritten(secret)) : undefined;
  return shown && `has ${shown.part} written out`;
}

function mentions(text: string, name: string): boolean {
  return [...text.matchAll(TAG)].some(([, mentioned]) => mentioned === name);
}

/** What a header can have before the secret. */
const SCHEME = /^(basic|bearer|digest|token|apikey|negotiate)$/i;

/** What is filled in later: an argument, or what a tool before us replaces. */
const OPEN = /\{\{|\$/;

function isWritten(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && !OPEN.test(value);
}

export const CREDENTIAL_RULES: readonly Rule[] = [credentialNotWritten];
