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
  readonly args?: string[];

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
