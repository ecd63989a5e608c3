import { checked } from '../../api/checked';
import { ROUTER_PLUGIN } from '../../manifest/names';
import { GatewayApiPluginOptions, gatewayApiPlugin, gatewayApiRules } from './gateway-api-plugin';
import { InstallPluginOptions, InstallStepPluginOptions } from './plugin-options';
import { PolicyRule } from './rbac';

const NAME = /^[a-zA-Z0-9-]+\/[a-zA-Z0-9_.-]+$/;
const LOCATION = /^(https?:\/\/[^\s/]|file:\/\/\S)\S*$/;
const SHA256 = /^[0-9a-f]{64}$/;

/**
 * What the plugins that are known do, by the names that they look for their configuration under. That of the Gateway API depends on its version.
 *
 * @see https://github.com/argoproj-labs/rollouts-plugin-trafficrouter-consul/blob/main/yaml/rbac.yaml
 * @see https://github.com/argoproj-labs/rollouts-plugin-trafficrouter-contour/blob/main/yaml/rbac.yaml
 * @see https://github.com/argoproj-labs/rollouts-plugin-trafficrouter-openshift/blob/main/yaml/rbac.yaml
 * @see https://github.com/argoproj-labs/rollouts-plugin-trafficrouter-glooedge/blob/main/deploy/kustomization.yaml
 * @see https://github.com/argoproj-labs/rollouts-plugin-trafficrouter-glooplatform/blob/main/deploy/kustomization.yaml
 */
const PERMISSIONS: Readonly<Record<string, readonly PolicyRule[]>> = {
  [ROUTER_PLUGIN.contour]: [changes('projectcontour.io', 'httpproxies')],
  [ROUTER_PLUGIN.openShift]: [changes('route.openshift.io', 'routes')],
  [ROUTER_PLUGIN.consul]: [changes('consul.hashicorp.com', 'serviceresolvers', 'servicesplitters')],
  [ROUTER_PLUGIN.glooEdge]: [changes('gateway.solo.io', 'virtualservices', 'routetables')],
  [ROUTER_PLUGIN.glooPlatform]: [changes('networking.gloo.solo.io', 'routetables')],
};

function changes(apiGroup: string, ...resources: string[]): PolicyRule {
  return { apiGroups: [apiGroup], resources, verbs: ['get', 'list', 'watch', 'update', 'patch'] };
}

function permissionsOf({ name, location }: InstallPluginOptions): readonly PolicyRule[] {
  return name === ROUTER_PLUGIN.gatewayApi ? gatewayApiRules(location) : Object.hasOwn(PERMISSIONS, name) ? PERMISSIONS[name] : [];
}

/**
 * A plugin of the controller. Each method is for one kind of plugin.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/plugins/
 * @example
 * new ArgoRolloutsInstall(new Chart(app, 'argo-rollouts'), 'Install', {
 *   plugins: [InstallPlugin.metric({
 *     name: 'shop/sampler',
 *     location: 'https://mirror.example/sampler-linux-amd64-1.4.0',
 *     sha256: '0b7a5c9e3d1f2a4b6c8d0e1f3a5b7c9d2e4f6a8b0c1d3e5f7a9b2c4d6e8f0a1b',
 *   })],
 * });
 */
@checked
export class InstallPlugin {
  /** A metric plugin, for the metrics of analysis templates. */
  public static metric(options: InstallPluginOptions): InstallPlugin {
    return new InstallPlugin('metricProviderPlugins', options);
  }

  /** A traffic router plugin, for canary rollouts. */
  public static trafficRouter(options: InstallPluginOptions): InstallPlugin {
    return new InstallPlugin('trafficRouterPlugins', options);
  }

  /**
   * The plugin that `GatewayApiTrafficRouting` needs, from its official releases.
   *
   * @example
   * InstallPlugin.gatewayApi({
   *   version: 'v0.15.0',
   *   sha256: '0b7a5c9e3d1f2a4b6c8d0e1f3a5b7c9d2e4f6a8b0c1d3e5f7a9b2c4d6e8f0a1b',
   * });
   */
  public static gatewayApi(options: GatewayApiPluginOptions): InstallPlugin {
    return InstallPlugin.trafficRouter(gatewayApiPlugin(options));
  }

  /** A step plugin, for the steps of canary rollouts. Needs Argo Rollouts 1.8: it is an error for an older version. */
  public static step(options: InstallStepPluginOptions): InstallPlugin {
    return new InstallPlugin('stepPlugins', options);
  }

  /** @internal */
  public readonly _permissions: readonly PolicyRule[];

  private constructor(
    /** @internal */
    public readonly _list: 'metricProviderPlugins' | 'trafficRouterPlugins' | 'stepPlugins',
    /** @internal */
    public readonly _options: InstallStepPluginOptions,
  ) {
    const { name, location, sha256, permissions } = _options;
    if (!NAME.test(name)) {
      throw new Error(`the name of a plugin is owner/name, got "${name}": the parts take letters, digits and hyphens, the second also dots and underscores`);
    }
    if (!LOCATION.test(location)) {
      throw new Error(`the location of plugin "${name}" is an http://, https:// or file:// address, got "${location}"`);
    }
    if (sha256 !== undefined && !SHA256.test(sha256)) {
      throw new Error(`sha256 of plugin "${name}" is 64 hexadecimal digits in lower case, got ${sha256.length} characters, "${sha256}": `
        + 'the controller would not start');
    }
    if (sha256 !== undefined && location.startsWith('file:')) {
      throw new Error(`sha256 of plugin "${name}" would not be checked, got the location "${location}": the controller checks downloads alone. Leave it out`);
    }
    this._permissions = permissions ?? permissionsOf(_options);
  }

  /** @internal */
  public _toKube(): Record<string, unknown> {
    const { name, location, sha256, disabled, args, headersFromSecrets } = this._options;
    return {
      name,
      location,
      ...sha256 && { sha256 },
      ...disabled && { disabled },
      ...args && { args },
      ...headersFromSecrets && { headersFrom: headersFromSecrets.map((secret) => ({ secretRef: { name: secret } })) },
    };
  }
}
