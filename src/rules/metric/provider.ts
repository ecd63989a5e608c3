import { isDnsName } from '../../manifest/object-name';
import { pointer } from '../../manifest/pointer';
import { isGoUrl } from '../../reading/go-url';
import { metricsOf } from '../../reading/metrics';
import { isOpen } from '../../reading/open-value';
import { Severity } from '../rule/finding';
import { Rule } from '../rule/rule';
import { metricRule } from './metric-rule';

const PROVIDERS = [
  'prometheus', 'job', 'web', 'wavefront', 'kayenta', 'datadog', 'newRelic', 'cloudWatch', 'graphite', 'influxdb', 'skywalking',
];

const oneProvider = metricRule({
  id: 'one-provider',
  stage: 'run-start',
  severity: Severity.ERROR,
  why: 'an analysis ends in an error where a metric can be measured by nothing, or in two ways',
  check({ metric: { provider }, path }) {
    const got = [
      ...PROVIDERS.filter((name) => provider?.[name] !== undefined),
      ...Object.keys(provider?.plugin ?? {}).map((name) => `the plugin ${name}`),
    ];
    // a field that nobody knows is another rule's
    const isUnknown = got.length === 0 && Object.keys(provider ?? {}).some((name) => name !== 'plugin');
    return provider === undefined || got.length === 1 || isUnknown ? [] : [{
      pointer: pointer(...path, 'provider'),
      message: `a metric has exactly one provider, got ${got.join(' and ') || `none, allowed are: ${PROVIDERS.join(', ')}, plugin`}`,
    }];
  },
});

/** The controller cuts the name so that `<uid of 36 characters>.<name>.<number>` has 63 characters. */
const JOB_METRIC_CHARACTERS = 24;

const jobMetricName = metricRule({
  id: 'job-metric-name',
  stage: 'measure',
  severity: Severity.ERROR,
  why: 'the name becomes part of the Job\'s: the API server refuses one that is no DNS name, and two that are cut to the same start are one Job',
  check({ metric: { name, provider }, path }, template) {
    if (!provider?.job || isOpen(name)) {
      return [];
    }
    const cut = String(name).slice(0, JOB_METRIC_CHARACTERS);
    const isSame = (other: unknown) => other !== name && String(other).slice(0, JOB_METRIC_CHARACTERS) === cut;
    const same = metricsOf(template).find(({ metric: other }) => other.provider?.job && isSame(other.name))?.metric;
    const violation = (message: string) => [{ pointer: pointer(...path, 'name'), message }];
    return same ? violation(`job metrics differ in the first ${JOB_METRIC_CHARACTERS} characters of their names, got "${name}" and "${same.name}"`)
      : isDnsName(cut) ? []
        : violation(`the name of a job metric, cut to ${JOB_METRIC_CHARACTERS} characters, is a lower-case DNS name, got "${cut}"`);
  },
});

const jobRestarts = metricRule({
  id: 'job-restarts',
  stage: 'measure',
  severity: Severity.ERROR,
  why: 'the API server refuses a Job whose pods would be started again for ever',
  check({ metric: { provider }, path }) {
    const pod = provider?.job?.spec?.template?.spec;
    return !pod || (pod.restartPolicy ?? 'Always') !== 'Always' ? [] : [{
      pointer: pointer(...path, 'provider', 'job', 'spec', 'template', 'spec', 'restartPolicy'),
      message: `the restart policy of a job must be Never or OnFailure, got ${pod.restartPolicy ?? 'none, which means Always'}`,
    }];
  },
});

const prometheusAddress = metricRule({
  id: 'prometheus-address',
  stage: 'measure',
  severity: Severity.ERROR,
  why: 'each measurement ends in an error',
  check({ metric: { provider }, path }) {
    const { address } = provider?.prometheus ?? {};
    return !address || isOpen(address) || isGoUrl(address) ? [] : [{
      pointer: pointer(...path, 'provider', 'prometheus', 'address'),
      message: `the address of Prometheus must be a URL such as http://prometheus.monitoring:9090, got "${address}"`,
    }];
  },
});

const prometheusTimeout = metricRule({
  id: 'prometheus-timeout',
  stage: 'measure',
  severity: Severity.ERROR,
  why: 'each measurement ends in an error, with 0 because no time is left to ask',
  check({ metric: { provider }, path }) {
    const { timeout } = provider?.prometheus ?? {};
    return !(timeout <= 0) ? [] : [{
      pointer: pointer(...path, 'provider', 'prometheus', 'timeout'),
      message: `the timeout of Prometheus must be at least 1 second, got ${timeout}`,
    }];
  },
});

const webOneBody = metricRule({
  id: 'web-one-body',
  stage: 'measure',
  severity: Severity.ERROR,
  why: 'each measurement ends in an error',
  check({ metric: { provider }, path }) {
    const { body, jsonBody } = provider?.web ?? {};
    return !body || isOpen(body) || jsonBody === undefined ? [] : [{
      pointer: pointer(...path, 'provider', 'web', 'jsonBody'),
      message: 'a request has one body, got both "body" and "jsonBody": leave one of them out',
    }];
  },
});

const webMethodWithBody = metricRule({
  id: 'web-method-with-body',
  stage: 'measure',
  severity: Severity.ERROR,
  why: 'each measurement ends in an error',
  check({ metric: { provider }, path }) {
    const { body, jsonBody, method } = provider?.web ?? {};
    const sends = (body && !isOpen(body)) || jsonBody !== undefined;
    return !sends || (method || 'GET') !== 'GET' ? [] : [{
      pointer: pointer(...path, 'provider', 'web', 'method'),
      message: `a request with a body must be POST or PUT, got ${method || 'none, which means GET'}`,
    }];
  },
});

export const PROVIDER_RULES: readonly Rule[] = [
  oneProvider, jobMetricName, jobRestarts, prometheusAddress, prometheusTimeout, webOneBody, webMethodWithBody,
];
