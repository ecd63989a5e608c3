/**
 * A plugin of the controller. The controller starts it as a separate program, and it has the permissions of the controller.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/plugins/
 */
export interface InstallPluginOptions {
  /**
   * The name that rollouts and templates use: `owner/name`, like a repository. Other formats are an error, because the controller would not start.
   */
  readonly name: string;

  /**
   * Where the program is. With an `http://` or `https://` URL the controller downloads it at every start. With `file://` it is a path in a volume,
   * absolute or relative to the home directory of the controller. Other schemes are an error, because the controller would not start.
   */
  readonly location: string;

  /**
   * The SHA-256 checksum of the program: 64 hexadecimal digits in lower case. Other formats are an error, because they never match and the controller
   * would not start. It is also an error with a `file://` location, because the controller ignores it there.
   *
   * @default - the program is not verified
   */
  readonly sha256?: string;

  /**
   * Command-line arguments of the program.
   *
   * @default - none
   */
  readonly args?: string[];

  /**
   * Names of Secrets in the namespace of the controller. Each key becomes an HTTP header of the download, such as `Authorization`. Needs Argo
   * Rollouts 1.8: it is an error for an older version.
   *
   * @default - none
   */
  readonly headersFromSecrets?: string[];

  /**
   * The permissions that the plugin needs. They are added to the role of the controller.
   *
   * @default - for `argoproj-labs/gatewayAPI`, `argoproj-labs/contour`, `argoproj-labs/openshift`, `hashicorp/consul`, `solo-io/glooedge` and
   * `solo-io/glooplatform` what they need; none for others
   */
  readonly permissions?: InstallPolicyRule[];
}

/**
 * A plugin for steps of a rollout.
 */
export interface InstallStepPluginOptions extends InstallPluginOptions {
  /**
   * Skip all steps that use this plugin, as if they had succeeded.
   *
   * @default false
   */
  readonly disabled?: boolean;
}

/**
 * A rule of a role, as in YAML.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/
 */
export interface InstallPolicyRule {
  /** The API groups of the resources. `''` is the core group. */
  readonly apiGroups: string[];
  /** The plural names of the resources in lower case. */
  readonly resources: string[];
  /** The allowed actions, such as `get` and `update`. */
  readonly verbs: string[];
}
