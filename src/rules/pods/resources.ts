import { pointer } from '../../manifest/pointer';
import { parseQuantity } from '../../manifest/quantity';
import { isLabelKey } from '../objects/labels';
import { Rule } from '../rule/rule';
import { containerRule, itemRule } from './pod-rule';

const STANDARD = ['cpu', 'memory', 'ephemeral-storage'];
const HUGE_PAGES = 'hugepages-';

/** Whether it is of a device, as in `nvidia.com/gpu`: such a resource is counted, and one that is given away is gone. */
function isExtended(resource: string): boolean {
  return resource.includes('/') && !resource.includes('kubernetes.io/');
}

function isResource(resource: string): boolean {
  return resource.includes('/')
    ? isLabelKey(isExtended(resource) ? `requests.${resource}` : resource)
    : STANDARD.includes(resource) || resource.startsWith(HUGE_PAGES);
}

const resourceValid = containerRule({
  id: 'resource-valid',
  stage: 'lint',
  why: 'the controller refuses a container that asks for what no node can have',
  check({ resources }) {
    return ['limits', 'requests'].flatMap((list) => Object.keys(resources?.[list] ?? {}).flatMap((resource) => {
      const message = problemOf(resource, resources[list][resource]);
      return message === undefined ? [] : [{ pointer: pointer('resources', list, resource), message }];
    }));
  },
});

function problemOf(resource: string, quantity: unknown): string | undefined {
  const amount = parseQuantity(quantity) ?? 0;
  if (!isResource(resource)) {
    return `a resource is one of ${STANDARD.join(', ')}, ${HUGE_PAGES}<size> or <domain>/<name>, got "${resource}"`;
  }
  if (amount < 0) {
    return `an amount must be at least 0, got ${quantity}`;
  }
  return isExtended(resource) && Math.abs(amount - Math.round(amount)) > 1e-9 ? `${resource} can only be given as a whole, got ${quantity}` : undefined;
}

/** More than two ways to write one number differ by. */
const SLACK = 1 + 1e-9;

const requestsWithinLimits = containerRule({
  id: 'request-within-limit',
  stage: 'lint',
  why: 'the controller refuses a container that asks for more than it may have',
  check({ resources }) {
    const limits: Record<string, unknown> = resources?.limits ?? {};
    const requests: Record<string, unknown> = resources?.requests ?? {};
    return Object.keys(requests).flatMap((resource) => {
      const request = requests[resource];
      const limit = Object.hasOwn(limits, resource) ? limits[resource] : undefined;
      const isWhole = isExtended(resource) || resource.startsWith(HUGE_PAGES);
      const [asked, most] = [parseQuantity(request), limit === undefined ? (isWhole ? 0 : Infinity) : parseQuantity(limit)];
      const fits = asked === undefined || most === undefined || (asked <= most * SLACK && (!isWhole || asked >= most));
      return fits ? [] : [{
        pointer: pointer('resources', 'requests', resource),
        message: `a request ${isWhole ? 'of this resource must be' : 'may be at most'} its limit (${limit ?? 'none'}), got ${request}`,
      }];
    });
  },
});

const ENV_NAME = /^(?!\.\.|\.$)[-._a-zA-Z][-._a-zA-Z0-9]*$/;

const envName = itemRule('env', {
  id: 'env-name-valid',
  stage: 'lint',
  why: 'the controller refuses a variable that no program could read',
  check: ({ name }) => name === undefined || ENV_NAME.test(name) ? [] : [{
    pointer: pointer('name'),
    message: `the name of a variable has letters, digits, "-", "_" and "." and does not begin with a digit, got "${name}"`,
  }],
});

const FROM = ['configMapRef', 'secretRef'];

const envOneSource = containerRule({
  id: 'env-one-source',
  stage: 'lint',
  why: 'the controller refuses a variable with two values, or with none',
  check({ env = [], envFrom = [] }) {
    const variables = (env as (Record<string, any> | null)[]).map((variable, index) => {
      const { name, value, valueFrom } = variable ?? {};
      const sources = valueFrom ? [...value ? ['value'] : [], ...Object.keys(valueFrom)] : ['value'];
      return { at: ['env', index, 'valueFrom'], who: `variable "${name}"`, sources };
    });
    const lists = (envFrom as (Record<string, any> | null)[]).map((from, index) => {
      return { at: ['envFrom', index], who: 'a list of variables', sources: FROM.filter((source) => from?.[source] !== undefined) };
    });
    return [...variables, ...lists].filter(({ sources }) => sources.length !== 1).map(({ at, who, sources }) => ({
      pointer: pointer(...at),
      message: `${who} has exactly one source, got ${sources.join(' and ') || 'none'}`,
    }));
  },
});

export const RESOURCE_RULES: readonly Rule[] = [resourceValid, requestsWithinLimits, envName, envOneSource];
