import { Bundle, Manifest } from '../../../manifest/bundle';
import { PLUGIN_CONFIG } from '../../../manifest/names';
import { pointer } from '../../../manifest/pointer';
import { remembered } from '../../../manifest/remembered';
import { configuredPlugins } from '../../../reading/plugin-config';
import { Severity } from '../../rule/finding';
import { Rule } from '../../rule/rule';
import { providerRule } from './provider-rule';

const metricPluginConfigured = providerRule(['plugin'], {
  id: 'metric-plugin-configured',
  stage: 'measure',
  severity: Severity.ERROR,
  why: 'the controller does not know the plugin, and each measurement ends in an error',
  check(plugins, _, __, bundle) {
    const known = configuredPlugins(bundle).get('metricProviderPlugins');
    return !known ? [] : Object.keys(plugins).filter((name) => !known.has(name)).map((name) => ({
      pointer: pointer(name),
      message: `ConfigMap "${PLUGIN_CONFIG}" has no plugin "${name}" in metricProviderPlugins, it has: ${[...known].join(', ') || 'none'}`,
    }));
  },
});

const CONTROLLER = /(^|\/)argo-rollouts[:@]/;

/** The namespaces in which a controller runs. */
const controllerNamespaces = remembered((bundle: Bundle): string[] => bundle.ofKind('Deployment').flatMap(({ metadata, spec }) => {
  const containers: unknown = metadata?.namespace ? spec?.template?.spec?.containers : [];
  return Array.isArray(containers) && containers.some((container) => CONTROLLER.test(container?.image)) ? metadata.namespace! : [];
}));

/** The Secrets from which providers take their credentials, unless the metric names another. */
const SECRETS: Record<string, (told: Record<string, any>) => string | undefined> = {
  newRelic: ({ profile }) => profile || 'newrelic',
  influxdb: ({ profile }) => profile || 'influxdb',
  wavefront: () => 'wavefront-api-tokens',
  datadog: ({ secretRef }) => secretRef?.namespaced ? undefined : secretRef?.name || 'datadog',
};

const providerSecretInReach = providerRule(Object.keys(SECRETS), {
  id: 'provider-secret-in-reach',
  stage: 'measure',
  severity: Severity.WARNING,
  why: 'the controller looks for the Secret in its own namespace only, and each measurement ends in an error',
  check(told, provider, _, bundle) {
    const name = SECRETS[provider](told);
    const near = name === undefined ? [] : bundle.ofKind('Secret').filter(({ metadata }) => metadata?.name === name);
    const reached = controllerNamespaces(bundle);
    const isFar = ({ metadata: { namespace } }: Manifest) => namespace !== undefined && !reached.includes(namespace);
    return near.length === 0 || reached.length === 0 || !near.every(isFar) ? [] : [{
      pointer: '',
      message: `the controller looks for Secret "${name}" in namespace "${reached.join('", "')}", got it in "${near[0].metadata.namespace}": put it there as well`,
    }];
  },
});


/** The rules about what a provider needs of the controller. */
export const CONTROLLER_RULES: readonly Rule[] = [metricPluginConfigured, providerSecretInReach];
