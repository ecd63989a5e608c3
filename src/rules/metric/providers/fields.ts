import { parseGoDuration } from '../../../manifest/go-duration';
import { pointer } from '../../../manifest/pointer';
import { isGoUrl } from '../../../reading/go-url';
import { isOpen } from '../../../reading/open-value';
import { Severity } from '../../rule/finding';
import { got } from '../../rule/got';
import { Rule } from '../../rule/rule';
import { providerRule } from './provider-rule';

/** How the controller reads a field. */
interface Reading {
  readonly allowed: string;
  readonly reads: (text: string) => boolean;
  /** Whether the controller also reads the field where it is left out. */
  readonly required?: boolean;
}

const URL: Reading = { allowed: 'a URL such as http://api.monitoring:8080', reads: (text) => /^https?:/i.test(text) && isGoUrl(text), required: true };
const DURATION: Reading = { allowed: 'a duration such as 90s, 5m or 1h30m', reads: (text) => parseGoDuration(text) !== undefined };
const NEEDED_DURATION: Reading = { ...DURATION, required: true };
const TIMEOUT: Reading = { allowed: 'a duration above zero such as 30s', reads: (text) => text === '' || (parseGoDuration(text) ?? 0) > 0 };
const SECONDS: Reading = { allowed: 'at least 0 seconds', reads: (text) => Number(text) >= 0 };
const SECRET_KEY: Reading = {
  allowed: 'a host such as example.wavefront.com, which is also the key of its token in a Secret', reads: (text) => /^[-._a-zA-Z0-9]+$/.test(text), required: true,
};

/** A query. Prometheus' own rule reads it. */
const QUERY: Reading = { allowed: 'given', reads: (text) => text.trim() !== '', required: true };

const READINGS: Record<string, Record<string, Reading>> = {
  cloudWatch: { interval: { ...DURATION, reads: (text) => text === '' || DURATION.reads(text) } },
  datadog: { interval: DURATION, requestTimeout: TIMEOUT },
  graphite: { address: URL, query: QUERY },
  influxdb: { query: QUERY },
  kayenta: { address: URL },
  newRelic: { timeout: SECONDS },
  prometheus: { query: { ...QUERY, reads: () => true } },
  skywalking: { address: URL, interval: NEEDED_DURATION, query: QUERY },
  wavefront: { address: SECRET_KEY, query: QUERY },
  web: { url: URL },
};

const providerFields = providerRule(Object.keys(READINGS), {
  id: 'provider-fields',
  stage: 'measure',
  severity: Severity.ERROR,
  why: 'each measurement ends in an error, and after five of them the analysis does, in the middle of a release',
  check: (told, name) => Object.entries(READINGS[name]).flatMap(([field, { allowed, reads, required }]) => {
    const value = told[field];
    const isRead = value === undefined ? !required : isOpen(value) || reads(String(value));
    return isRead ? [] : [{
      pointer: pointer(field), message: `the ${field} of ${name} must be ${allowed}, got ${got(value)}`,
    }];
  }),
});

export const FIELD_RULES: readonly Rule[] = [providerFields];
