import { checked } from '../../api/checked';

const REASON = 'cdk8s-argo-rollouts/no-authentication';

/**
 * How visitors of the dashboard are authenticated. The dashboard itself does not authenticate them.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/dashboard/
 * @example
 * const signIn = DashboardAuthentication.ingressAnnotations({ 'nginx.ingress.kubernetes.io/auth-url': 'https://login.example/oauth2/auth' });
 * new ArgoRolloutsInstall(new Chart(app, 'argo-rollouts'), 'Install', {
 *   dashboard: { ingress: { host: 'rollouts.example', tlsSecretName: 'rollouts-tls', authentication: signIn } },
 * });
 */
@checked
export class DashboardAuthentication {
  /**
   * The ingress controller authenticates visitors, because of these annotations: basic authentication, an OAuth proxy, a client certificate. See the
   * documentation of your ingress controller for the annotations.
   *
   * @param annotations at least one annotation, such as `nginx.ingress.kubernetes.io/auth-url`
   */
  public static ingressAnnotations(annotations: Record<string, string>): DashboardAuthentication {
    if (Object.keys(annotations).length === 0) {
      throw new Error('annotations for authentication must name at least one, got {}: '
        + 'give those of the ingress controller, or DashboardAuthentication.none(reason)');
    }
    return new DashboardAuthentication({ ...annotations });
  }

  /**
   * No authentication. Everybody who can reach the host sees every rollout. If the dashboard is not read-only, they can also promote, abort and
   * change rollouts.
   *
   * @param reason why this is acceptable. It becomes an annotation of the Ingress, for later readers
   */
  public static none(reason: string): DashboardAuthentication {
    if (reason.trim() === '') {
      throw new Error(`reason for no authentication must not be empty, got "${reason}": say what else protects the dashboard`);
    }
    return new DashboardAuthentication({ [REASON]: reason });
  }

  private constructor(private readonly annotations: Record<string, string>) {}

  /**
   * The annotations of the Ingress.
   *
   * @internal
   */
  public _toKube(): Record<string, string> {
    return this.annotations;
  }
}
