import { checked } from '../../api/checked';

const REASON = 'cdk8s-argo-rollouts/no-authentication';

/**
 * Who asks visitors of the dashboard for their name. The dashboard itself never does.
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
   * The ingress controller asks, because these annotations tell it to: basic authentication, an OAuth proxy, a
   * client certificate. Their names and values are those of the ingress controller that serves the Ingress.
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
   * Nobody asks. Whoever reaches the host sees every rollout, and can promote, abort and change them
   * unless the dashboard is read-only.
   *
   * @param reason why that is enough, for whoever finds the Ingress later: it becomes an annotation of it
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
