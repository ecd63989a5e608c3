import { Bundle, Manifest } from '../../manifest/bundle';
import { pointer } from '../../manifest/pointer';
import { remembered } from '../../manifest/remembered';
import { Severity } from '../finding';
import { Rule } from '../rule';
import { providerRule } from './provider-rule';

const CONFIG = 'argo-rollouts-config';
const PLUGIN = /\bname["']?\s*:\s*["']?([-\w.]+\/[-\w.]+)/g;

/** The plugins that measure, of all configurations of controllers. Undefined where there is none. */
const configuredPlugins = remembered((bundle: Bundle): string[] | undefined => {
  const configs = bundle.manifests.filter(({ kind, metadata }) => kind === 'ConfigMap' && metadata?.name === CONFIG);
  return configs.length === 0 ? undefined : configs.flatMap(({ data }) => [...String(data?.metricProviderPlugins ?? '').matchAll(PLUGIN)].map(([, name]) => name));
});

const metricPluginConfigured = providerRule(['plugin'], {
  id: 'metric-plugin-configured',
  stage: 'measure',
  severity: Severity.ERROR,
  why: 'the controller does not know the plugin, and each measurement ends in an error',
  check(plugins, _, __, bundle) {
    const known = configuredPlugins(bundle);
    return !known ? [] : Object.keys(plugins).filter((name) => !known.includes(name)).map((name) => ({
      pointer: pointer(name),
      message: `ConfigMap "${CONFIG}" has no plugin "${name}" in metricProviderPlugins, it has: ${known.join(', ') || 'none'}`,
    }));
  },
});

const CONTROLLER = /(^|\/)argo-rollouts[:@]/;

/** The namespaces in which a controller runs. */
const controllerNamespaces = remembered((bundle: Bundle): string[] => bundle.manifests.flatMap(({ kind, metadata, spec }) => {
  const containers: unknown = kind === 'Deployment' && metadata?.namespace ? spec?.template?.spec?.containers : [];
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
    const near = name === undefined ? [] : bundle.manifests.filter((each) => isSecret(each, name));
    const reached = controllerNamespaces(bundle);
    const isFar = ({ metadata: { namespace } }: Manifest) => namespace !== undefined && !reached.includes(namespace);
    return near.length === 0 || reached.length === 0 || !near.every(isFar) ? [] : [{
      pointer: '',
      message: `the controller looks for Secret "${name}" in namespace "${reached.join('", "')}", got it in "${near[0].metadata.namespace}": put it there as well`,
    }];
  },
});

function isSecret({ kind, metadata }: Manifest, name: string): boolean {
  return kind === 'Secret' && metadata?.name === name;
}

/** The rules about what a provider needs of the controller. */
export const CONTROLLER_RULES: readonly Rule[] = [metricPluginConfigured, providerSecretInReach];
