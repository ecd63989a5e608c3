import { Path } from '../manifest/pointer';
import { rolloutTitle } from '../manifest/rollout-title';
import type { Plan } from '../plan/plan';
import type { Traffic } from '../plan/power/traffic';
import { readText } from './input/files';
import { plainData } from './input/yaml';
import { places } from './lazy';
import { placedMessage } from './report';
import { UsageError } from './terminal';

/** What the options of the command line say of traffic. */
export interface TrafficOptions {
  /** A file with the traffic of each rollout. */
  readonly 'traffic'?: string;
  /** What all rollouts have. */
  readonly 'rps'?: string;
  readonly 'error-rate'?: string;
}

/** The traffic of rollouts, as far as it is given. */
export function trafficOf(plans: readonly Plan[], { traffic: file, rps, 'error-rate': errorRate }: TrafficOptions): ReadonlyMap<Plan, Traffic> {
  const isGiven = rps !== undefined || errorRate !== undefined;
  if (file !== undefined && isGiven) {
    throw new UsageError('the traffic is given once: by --traffic, a file with that of each rollout, or by --rps and --error-rate for all of them');
  }
  if (file !== undefined) {
    return inFile(file, plans);
  }
  if (isGiven && (rps === undefined || errorRate === undefined)) {
    throw new UsageError(`--rps and --error-rate go together, got only ${rps === undefined ? '--error-rate' : '--rps'}`);
  }
  const refuse = (option: string, allowed: string, got: unknown): never => {
    throw new UsageError(`--${option} is ${allowed}, got ${JSON.stringify(got)}`);
  };
  return isGiven ? new Map(plans.map((plan) => [plan, {
    requestsPerSecond: rateOf(rps) ?? refuse('rps', RATE, rps),
    errorRate: shareOf(errorRate) ?? refuse('error-rate', SHARE, errorRate),
  }])) : new Map();
}

type Refusal = (path: Path, message: string) => never;

function inFile(file: string, plans: readonly Plan[]): ReadonlyMap<Plan, Traffic> {
  const { text, problems: ofBytes } = readText(file);
  const { data, problems } = plainData(text);
  const [problem] = [...ofBytes, ...problems];
  if (problem) {
    throw new UsageError(placedMessage(file, problem));
  }
  const refuse: Refusal = (path, message) => {
    const { line, column } = places().locator({ file, text, line: 0 })(path) ?? { line: 1, column: 1 };
    throw new UsageError(`${file}:${line}:${column} ${message}`);
  };
  if (!isMap(data)) {
    return refuse([], `traffic is a map from the names of rollouts to ${Object.keys(FIELDS).join(', ')}`);
  }
  const named = Object.entries(data).map(([name, written]) => ({ name, traffic: readTraffic(name, written, refuse) }));
  const unknown = named.find(({ name }) => !plans.some((plan) => isCalled(name, plan)));
  if (unknown) {
    refuse([unknown.name], `there is no Rollout "${unknown.name}" among the manifests, got: ${plans.map(rolloutTitle).join(', ') || 'none'}`);
  }
  // a name with its namespace says more
  const inOrder = [...named].sort((one, other) => Number(other.name.includes('/')) - Number(one.name.includes('/')));
  return new Map(plans.flatMap((plan): [Plan, Traffic][] => {
    const found = inOrder.find(({ name }) => isCalled(name, plan));
    return found ? [[plan, found.traffic]] : [];
  }));
}

function isCalled(name: string, plan: Plan): boolean {
  return name === plan.name || name === rolloutTitle(plan);
}

const RATE = 'a number of requests per second, such as 20 or 0.5';
const SHARE = 'a share from 0 to 1 or in percent, such as 0.01 or 1%';

/** The fields of a traffic, how each is read, and what it may be. */
const FIELDS: Readonly<Record<keyof Traffic, { read: (written: unknown) => number | undefined; allowed: string }>> = {
  requestsPerSecond: { read: rateOf, allowed: RATE },
  errorRate: { read: shareOf, allowed: SHARE },
  slowRate: { read: shareOf, allowed: SHARE },
};

function readTraffic(name: string, written: unknown, refuse: Refusal): Traffic {
  if (!isMap(written)) {
    return refuse([name], `the traffic of a rollout is a map with ${Object.keys(FIELDS).join(', ')}, got ${JSON.stringify(written)}`);
  }
  const unknown = Object.keys(written).find((field) => !Object.hasOwn(FIELDS, field));
  if (unknown !== undefined) {
    refuse([name, unknown], `unknown field "${unknown}", there are: ${Object.keys(FIELDS).join(', ')}`);
  }
  const missing = ['requestsPerSecond', 'errorRate'].find((field) => written[field] === undefined || written[field] === null);
  if (missing) {
    refuse([name], `"${missing}" is missing, ${FIELDS[missing as keyof Traffic].allowed}`);
  }
  const values = Object.entries(written).map(([field, value]) => {
    const { read, allowed } = FIELDS[field as keyof Traffic];
    return [field, read(value) ?? refuse([name, field], `"${field}" is ${allowed}, got ${JSON.stringify(value)}`)];
  });
  return Object.fromEntries(values);
}

function isMap(data: unknown): data is Record<string, unknown> {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}

function rateOf(written: unknown): number | undefined {
  const rate = numberOf(written);
  return rate !== undefined && rate <= MOST_PER_SECOND ? rate : undefined;
}

/** More than the largest services have. */
const MOST_PER_SECOND = 10_000_000;

function shareOf(written: unknown): number | undefined {
  const [, percent] = /^(.*)%$/.exec(String(written)) ?? [];
  const share = percent === undefined ? numberOf(written) : numberOf(percent);
  const whole = percent === undefined ? 1 : 100;
  return share !== undefined && share <= whole ? share / whole : undefined;
}

/** A number that is not below zero. */
function numberOf(written: unknown): number | undefined {
  return !Array.isArray(written) && /^\d*\.?\d+(e[+-]?\d+)?$/i.test(String(written)) ? Number(written) : undefined;
}
