import { Manifest } from '../../manifest/bundle';
import { pointer } from '../../manifest/pointer';
import { Violation, Severity } from '../rule/finding';
import { Rule } from '../rule/rule';

/** The fields of an object that hold texts by key. */
const TEXTS: Record<string, readonly string[]> = { ConfigMap: ['data', 'binaryData'], Secret: ['data', 'stringData'] };

/** Those whose texts are bytes in base64. */
const ENCODED: Record<string, string> = { ConfigMap: 'binaryData', Secret: 'data' };

const dataIsTexts: Rule = {
  id: 'data-is-texts',
  stage: 'admission',
  severity: Severity.ERROR,
  kinds: Object.keys(TEXTS),
  why: 'the API server refuses the object, and pods that name it do not start',
  check: (manifest) => !isCore(manifest) ? [] : TEXTS[manifest.kind].flatMap((field): Violation[] => {
    const data: unknown = manifest[field] ?? {};
    return typeof data !== 'object' || Array.isArray(data) ? [{ pointer: pointer(field), message: `${field} of a ${manifest.kind} is a map of texts, got ${shown(data)}` }]
      : Object.entries(data as object).filter(([, value]) => value !== null && typeof value !== 'string').map(([key, value]) => ({
        pointer: pointer(field, key), message: `what ${field} holds is text, got ${shown(value)}: put it in quotes`,
      }));
  }),
};

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** What a tool fills in or decrypts later. */
const OPEN = /\{\{|\$|^<.*>$|^ENC\[|^ref\+/s;

/** Words, and digits behind them: what people write, and bytes hardly ever look like. */
const PLAIN = /^[a-z]{4,}\d{0,4}$/;

const secretIsEncoded = encodedRule({
  id: 'secret-is-encoded',
  stage: 'admission',
  severity: Severity.ERROR,
  why: 'the API server refuses bytes that it cannot decode',
  isWrong: (value) => !BASE64.test(value),
});

const secretIsNoWord = encodedRule({
  id: 'secret-is-no-word',
  stage: 'never',
  severity: Severity.WARNING,
  why: 'a word whose length is a multiple of four can be decoded, and what reads it gets other bytes',
  isWrong: (value) => BASE64.test(value) && PLAIN.test(value),
});

/** A rule about each text that is to be in base64. No message says what it is. */
function encodedRule({ isWrong, ...rule }: Omit<Rule, 'check' | 'kinds'> & { isWrong(value: string): boolean }): Rule {
  return {
    ...rule,
    kinds: Object.keys(ENCODED),
    check(manifest) {
      const field = ENCODED[manifest.kind];
      const data: unknown = isCore(manifest) && !manifest.sops ? manifest[field] : undefined;
      const wrong = Object.entries(typeof data === 'object' ? { ...data } : {})
        .filter(([, value]) => typeof value === 'string' && !OPEN.test(value) && isWrong(value.replace(/[\r\n]/g, '')));
      return wrong.map(([key]) => ({
        pointer: pointer(field, key),
        message: `${field} of a ${manifest.kind} is in base64, got plain text: ${manifest.kind === 'Secret' ? 'write it in stringData' : 'write it in data'}, or encode it`,
      }));
    },
  };
}

function shown(value: unknown): string {
  return Array.isArray(value) ? 'a list' : typeof value === 'object' ? 'an object' : JSON.stringify(value);
}

/** Other APIs may have a kind of the same name. */
function isCore({ apiVersion }: Manifest): boolean {
  return apiVersion === 'v1';
}

export const DATA_RULES: readonly Rule[] = [dataIsTexts, secretIsEncoded, secretIsNoWord];
