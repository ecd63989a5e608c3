import { Construct } from 'constructs';
import { apiObject } from '../../synth/api-object';
import { grant } from './access';
import { DashboardAuthentication } from './dashboard-authentication';
import { pinned, releasedImage } from './image';
import { labelsOf, selectorOf } from './labels';
import { addNetworkPolicy, InstallNetworkPolicy } from './network-policy';
import { InstallPlace } from './place';
import { environment, InstallPods, placement, podMetadata, resourcesOf } from './pods';
import { DASHBOARD_RULES, readOnly } from './rbac';
import { RESTRICTED_CONTAINER, RESTRICTED_POD } from './restricted';

const DASHBOARD = 'argo-rollouts-dashboard';
const PORT = 3100;

/**
 * An Ingress for the dashboard. Its pages are at the path `/rollouts/` of the host.
 */
export interface DashboardIngress {
  /**
   * The host name of the dashboard.
   */
  readonly host: string;

  /**
   * How visitors are authenticated. The dashboard itself does not authenticate them.
   */
  readonly authentication: DashboardAuthentication;

  /**
   * The class of the Ingress.
   *
   * @default - the cluster's default class
   */
  readonly className?: string;

  /**
   * The name of the Secret with the certificate of the host. Without TLS, passwords and cookies are sent unencrypted.
   *
   * @default - no `tls` section: the ingress controller decides
   */
  readonly tlsSecretName?: string;

  /**
   * More annotations of the Ingress, such as those for cert-manager.
   *
   * @default - only those of the authentication
   */
  readonly annotations?: Record<string, string>;
}

/**
 * Options of the dashboard: a web page that shows rollouts and can change them.
 *
 * It has no authentication. Everybody who can reach its Service has its permissions. This includes every pod of the cluster.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/dashboard/
 */
export interface InstallDashboard {
  /**
   * The image of the dashboard. It needs a digest, or a tag other than `latest`.
   *
   * @default - `quay.io/argoproj/kubectl-argo-rollouts` with the installed version
   */
  readonly image?: string;

  /**
   * Give the dashboard no permission to change anything. Its buttons are still visible, but do not work.
   *
   * @default true
   */
  readonly readOnly?: boolean;

  /**
   * Settings of its pod, such as resources, node selection and labels.
   *
   * @default - any node, no resource requests
   */
  readonly pods?: InstallPods;

  /**
   * Create an Ingress, so that the dashboard is reachable from outside the cluster.
   *
   * @default - no Ingress: `kubectl port-forward service/argo-rollouts-dashboard 3100`, then `http://localhost:3100/rollouts/`
   */
  readonly ingress?: DashboardIngress;
}

/**
 * The dashboard with its permissions, its Service and, if wanted, its Ingress.
 */
export function addDashboard(scope: Construct, place: InstallPlace, options: InstallDashboard, network?: InstallNetworkPolicy) {
  const name = `${DASHBOARD}${place.suffix}`;
  const labels = labelsOf(name, name);
  const metadata = { name, labels, namespace: place.namespace };
  const rules = (options.readOnly ?? true) ? readOnly(DASHBOARD_RULES) : DASHBOARD_RULES;
  grant(scope, { name, place, labels, rules });

  apiObject(scope, 'Service', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata,
    spec: {
      ports: [{ port: PORT, protocol: 'TCP', targetPort: PORT }],
      selector: selectorOf(name),
    },
  });
  apiObject(scope, 'Deployment', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata,
    spec: {
      replicas: 1,
      selector: { matchLabels: selectorOf(name) },
      template: { metadata: podMetadata(name, options.pods ?? {}), spec: podSpec(name, place, options) },
    },
  });
  if (network) {
    addNetworkPolicy(scope, metadata, PORT, dashboardVisitors(options, network));
  }
  if (options.ingress) {
    apiObject(scope, 'Ingress', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { ...metadata, annotations: { ...options.ingress.annotations, ...options.ingress.authentication._toKube() } },
      spec: ingressSpec(name, options.ingress),
    });
  }
}

function dashboardVisitors({ ingress }: InstallDashboard, { dashboardFrom }: InstallNetworkPolicy): string[] {
  if (ingress && !dashboardFrom?.length) {
    throw new Error(`networkPolicy would keep the ingress controller from the dashboard of host "${ingress.host}": `
      + 'give the namespace of the ingress controller as "dashboardFrom"');
  }
  return dashboardFrom ?? [];
}

function podSpec(name: string, { release, imageRegistry }: InstallPlace, { image, pods = {} }: InstallDashboard) {
  return {
    containers: [{
      name: DASHBOARD,
      image: pinned(image ?? releasedImage('kubectl-argo-rollouts', release.name, imageRegistry)),
      imagePullPolicy: 'IfNotPresent',
      // localhost is out of reach of its Service
      ...release.dashboardAddress ? { args: ['dashboard', '--address=0.0.0.0'] } : {},
      ...environment(pods),
      ports: [{ containerPort: PORT }],
      ...resourcesOf(pods),
      securityContext: RESTRICTED_CONTAINER,
    }],
    securityContext: RESTRICTED_POD,
    serviceAccountName: name,
    ...placement(name, pods),
  };
}

function ingressSpec(name: string, { host, className, tlsSecretName }: DashboardIngress) {
  const backend = { service: { name, port: { number: PORT } } };
  return {
    ingressClassName: className,
    rules: [{ host, http: { paths: [{ path: '/rollouts', pathType: 'Prefix', backend }] } }],
    ...tlsSecretName ? { tls: [{ hosts: [host], secretName: tlsSecretName }] } : {},
  };
}
