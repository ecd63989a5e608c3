import { checked } from '../../api/checked';
import { PolicyRule } from './rbac';

/**
 * A plugin of the controller: a program that the controller starts beside itself, with its permissions.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/plugins/
 */
export interface InstallPluginOptions {
  /**
   * The name by which rollouts and templates use it: `owner/name`, as of a repository. Another form is an error, because the controller
   * does not start with it.
   */
  readonly name: string;

  /**
   * Where the program is: an `http://` or `https://` address, from which every start of the controller downloads it, or the
   * `file://` path of one that a volume brings, relative to the home of the controller or absolute. Another scheme is an error, because the controller does not start with it.
   */
  readonly location: string;

  /**
   * The SHA-256 of the program, 64 hexadecimal digits in lower case. Any other length or case is an error, because it can never match and
   * the controller does not start. It is an error with a `file://` location too, where the controller does not look at it.
   *
   * @default - the program is run without being checked
   */
  readonly sha256?: string;

  /**
   * Arguments of the program.
   *
   * @default - none
   */
  readonly arguments?: string[];

  /**
   * Names of Secrets in the namespace of the controller. Every key of them becomes a header of the download, such as `Authorization`.
   * Since 1.8; an error for an older version.
   *
   * @default - none
   */
  readonly headersFromSecrets?: string[];

  /**
   * What the plugin needs to do, as the controller's role has to allow it.
   *
   * @default - what is known of the plugin: `argoproj-labs/gatewayAPI`, `argoproj-labs/contour`, `argoproj-labs/openshift`, `hashicorp/consul`,
   * `solo-io/glooedge` and `solo-io/glooplatform`; nothing for others
   */
  readonly permissions?: InstallPolicyRule[];
}

/**
 * A plugin that steps of a rollout use.
 */
export interface InstallStepPluginOptions extends InstallPluginOptions {
  /**
   * Pass over the steps that use it, as if they had succeeded.
   *
   * @default false
   */
  readonly disabled?: boolean;
}

/**
 * What a role allows, as in its YAML.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/
 */
export interface InstallPolicyRule {
  /** The API groups of the resources, `''` for the core. */
  readonly apiGroups: string[];
  /** The resources, in lower case and plural. */
  readonly resources: string[];
  /** What may be done with them. */
  readonly verbs: string[];
}

const NAME = /^[a-zA-Z0-9-]+\/[a-zA-Z0-9_.-]+$/;
const LOCATION = /^(https?:\/\/[^\s/]|file:\/\/\S)\S*$/;
const SHA256 = /^[0-9a-f]{64}$/;

/**
 * What the plugins that are known do, by the names that they look for their configuration under.
 *
 * @see https://rollouts-plugin-trafficrouter-gatewayapi.readthedocs.io/en/latest/installation/#permissions
 * @see https://github.com/argoproj-labs/rollouts-plugin-trafficrouter-consul/blob/main/yaml/rbac.yaml
 * @see https://github.com/argoproj-labs/rollouts-plugin-trafficrouter-contour/blob/main/yaml/rbac.yaml
 * @see https://github.com/argoproj-labs/rollouts-plugin-trafficrouter-openshift/blob/main/yaml/rbac.yaml
 * @see https://github.com/argoproj-labs/rollouts-plugin-trafficrouter-glooedge/blob/main/deploy/kustomization.yaml
 * @see https://github.com/argoproj-labs/rollouts-plugin-trafficrouter-glooplatform/blob/main/deploy/kustomization.yaml
 */
const PERMISSIONS: Readonly<Record<string, readonly PolicyRule[]>> = {
  'argoproj-labs/gatewayAPI': [
    changes('gateway.networking.k8s.io', 'httproutes', 'grpcroutes', 'tcproutes', 'tlsroutes', 'udproutes'),
    // where its older versions remember the routes that they made
    { apiGroups: [''], resources: ['configmaps'], verbs: ['create', 'update'] },
  ],
  'argoproj-labs/contour': [changes('projectcontour.io', 'httpproxies')],
  'argoproj-labs/openshift': [changes('route.openshift.io', 'routes')],
  'hashicorp/consul': [changes('consul.hashicorp.com', 'serviceresolvers', 'servicesplitters')],
  'solo-io/glooedge': [changes('gateway.solo.io', 'virtualservices', 'routetables')],
  'solo-io/glooplatform': [changes('networking.gloo.solo.io', 'routetables')],
};

function changes(apiGroup: string, ...resources: string[]): PolicyRule {
  return { apiGroups: [apiGroup], resources, verbs: ['get', 'list', 'watch', 'update', 'patch'] };
}

/**
 * A plugin of the controller, by what uses it.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/plugins/
 */
@checked
export class InstallPlugin {
  /** A plugin that measures, for the metrics of analysis templates. */
  public static metric(options: InstallPluginOptions): InstallPlugin {
    return new InstallPlugin('metricProviderPlugins', options);
  }

  /** A plugin that routes traffic, for canary rollouts. */
  public static trafficRouter(options: InstallPluginOptions): InstallPlugin {
    return new InstallPlugin('trafficRouterPlugins', options);
  }

  /** A plugin for the steps of canary rollouts. Since 1.8; an error for an older version. */
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
    this._permissions = permissions ?? (Object.hasOwn(PERMISSIONS, name) ? PERMISSIONS[name] : []);
  }

  /** @internal */
  public _toKube(): Record<string, unknown> {
    const { name, location, sha256, disabled, arguments: args, headersFromSecrets } = this._options;
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
