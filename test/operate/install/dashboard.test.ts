import { App, Chart, Testing } from 'cdk8s';
import { ArgoRolloutsInstall } from '../../../src/operate/argo-rollouts-install';
import { InstallDashboard } from '../../../src/operate/install/dashboard';
import { DashboardAuthentication } from '../../../src/operate/install/dashboard-authentication';

const LABELS = {
  'app.kubernetes.io/component': 'argo-rollouts-dashboard',
  'app.kubernetes.io/name': 'argo-rollouts-dashboard',
  'app.kubernetes.io/part-of': 'argo-rollouts',
};
const METADATA = { name: 'argo-rollouts-dashboard', namespace: 'argo-rollouts', labels: LABELS };
const BASIC = DashboardAuthentication.ingressAnnotations({
  'nginx.ingress.kubernetes.io/auth-type': 'basic',
  'nginx.ingress.kubernetes.io/auth-secret': 'dashboard-users',
});

function dashboard(options: InstallDashboard): Record<string, any> {
  const chart = new Chart(new App(), 'test');
  new ArgoRolloutsInstall(chart, 'ArgoRollouts', { installCrds: false, dashboard: options });
  const objects = Testing.synth(chart).filter(({ metadata }: any) => metadata.name === 'argo-rollouts-dashboard');
  return Object.fromEntries(objects.map((object: any) => [object.kind, object]));
}

describe('by default', () => {
  const objects = dashboard({});

  test('it is not exposed', () => {
    expect(Object.keys(objects)).toEqual(['ServiceAccount', 'ClusterRole', 'ClusterRoleBinding', 'Service', 'Deployment']);
    expect(objects.Service).toEqual({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: METADATA,
      spec: {
        ports: [{ port: 3100, protocol: 'TCP', targetPort: 3100 }],
        selector: { 'app.kubernetes.io/name': 'argo-rollouts-dashboard' },
      },
    });
  });

  test('it can change nothing', () => {
    expect(objects.ClusterRole.rules).toEqual([
      {
        apiGroups: ['argoproj.io'],
        resources: ['rollouts', 'rollouts/status', 'rollouts/finalizers'],
        verbs: ['get', 'list', 'watch'],
      },
      {
        apiGroups: ['argoproj.io'],
        resources: ['analysisruns', 'analysisruns/finalizers', 'experiments', 'experiments/finalizers'],
        verbs: ['get', 'list', 'watch'],
      },
      { apiGroups: ['argoproj.io'], resources: ['analysistemplates', 'clusteranalysistemplates'], verbs: ['get', 'list', 'watch'] },
      { apiGroups: ['apps'], resources: ['deployments'], verbs: ['get', 'list', 'watch'] },
      { apiGroups: ['apps'], resources: ['replicasets'], verbs: ['get', 'list', 'watch'] },
      { apiGroups: [''], resources: ['pods'], verbs: ['list', 'watch'] },
    ]);
  });

  test('it runs restricted, from a pinned image', () => {
    expect(objects.Deployment).toEqual({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: METADATA,
      spec: {
        replicas: 1,
        selector: { matchLabels: { 'app.kubernetes.io/name': 'argo-rollouts-dashboard' } },
        template: {
          metadata: { labels: { 'app.kubernetes.io/name': 'argo-rollouts-dashboard' } },
          spec: {
            containers: [{
              name: 'argo-rollouts-dashboard',
              image: 'quay.io/argoproj/kubectl-argo-rollouts:v1.10.2',
              imagePullPolicy: 'IfNotPresent',
              args: ['dashboard', '--address=0.0.0.0'],
              ports: [{ containerPort: 3100 }],
              securityContext: {
                allowPrivilegeEscalation: false,
                capabilities: { drop: ['ALL'] },
                readOnlyRootFilesystem: true,
                seccompProfile: { type: 'RuntimeDefault' },
              },
            }],
            securityContext: { runAsNonRoot: true },
            serviceAccountName: 'argo-rollouts-dashboard',
          },
        },
      },
    });
  });
});

test('with readOnly off it can act on rollouts', () => {
  const { rules } = dashboard({ readOnly: false }).ClusterRole;
  expect(rules.map(({ verbs }: any) => verbs)).toEqual([
    ['get', 'list', 'watch', 'update', 'patch'],
    ['create', 'get', 'list', 'watch'],
    ['get', 'list', 'watch'],
    ['get', 'update', 'list', 'watch', 'patch'],
    ['get', 'list', 'watch'],
    ['list', 'watch'],
  ]);
});

describe('ingress', () => {
  test('with authentication', () => {
    expect(dashboard({ ingress: { host: 'rollouts.example', authentication: BASIC } }).Ingress).toEqual({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: {
        ...METADATA,
        annotations: {
          'nginx.ingress.kubernetes.io/auth-type': 'basic',
          'nginx.ingress.kubernetes.io/auth-secret': 'dashboard-users',
        },
      },
      spec: {
        rules: [{
          host: 'rollouts.example',
          http: {
            paths: [{
              path: '/rollouts',
              pathType: 'Prefix',
              backend: { service: { name: 'argo-rollouts-dashboard', port: { number: 3100 } } },
            }],
          },
        }],
      },
    });
  });

  test('with class, certificate and further annotations', () => {
    const { metadata, spec } = dashboard({
      ingress: {
        host: 'rollouts.example',
        authentication: BASIC,
        className: 'nginx',
        tlsSecretName: 'rollouts-example',
        annotations: {
          'cert-manager.io/cluster-issuer': 'internal',
          'nginx.ingress.kubernetes.io/auth-type': 'digest',
        },
      },
    }).Ingress;
    expect(spec.ingressClassName).toBe('nginx');
    expect(spec.tls).toEqual([{ hosts: ['rollouts.example'], secretName: 'rollouts-example' }]);
    expect(metadata.annotations).toEqual({
      'cert-manager.io/cluster-issuer': 'internal',
      'nginx.ingress.kubernetes.io/auth-type': 'basic',
      'nginx.ingress.kubernetes.io/auth-secret': 'dashboard-users',
    });
  });

  test('without authentication the reason is on the object', () => {
    const authentication = DashboardAuthentication.none('only reachable inside the company network');
    expect(dashboard({ ingress: { host: 'rollouts.example', authentication } }).Ingress.metadata.annotations).toEqual({
      'cdk8s-argo-rollouts/no-authentication': 'only reachable inside the company network',
    });
  });

  test('behind a network policy the namespace of the ingress controller is named', () => {
    const install = (dashboardFrom?: string[]) => new ArgoRolloutsInstall(new Chart(new App(), 'test'), 'ArgoRollouts', {
      installCrds: false, networkPolicy: { dashboardFrom }, dashboard: { ingress: { host: 'rollouts.example', authentication: BASIC } },
    });
    for (const nobody of [undefined, []]) {
      expect(() => install(nobody)).toThrow('networkPolicy would keep the ingress controller from the dashboard of host "rollouts.example": '
        + 'give the namespace of the ingress controller as "dashboardFrom"');
    }
    expect(() => install(['ingress-nginx'])).not.toThrow();
  });

  test('authentication that asks nobody is refused', () => {
    expect(() => DashboardAuthentication.ingressAnnotations({})).toThrow(
      'annotations for authentication must name at least one, got {}: '
      + 'give those of the ingress controller, or DashboardAuthentication.none(reason)',
    );
  });

  test.each(['', ' '])('no reason is refused: "%s"', (reason) => {
    expect(() => DashboardAuthentication.none(reason)).toThrow(
      `reason for no authentication must not be empty, got "${reason}": say what else protects the dashboard`,
    );
  });
});
