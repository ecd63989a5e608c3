import { App, Chart, JsonPatch, Testing } from 'cdk8s';
import {
  ArgoRolloutsInstall, ArgoRolloutsInstallProps, InstallScope,
} from '../../src/operate/argo-rollouts-install';

interface Installation {
  readonly chart: Chart;
  readonly install: ArgoRolloutsInstall;
  /** The objects in the order of the file, each as `Kind/name`. */
  readonly ids: string[];
  object(id: string): any;
}

function installation(props?: ArgoRolloutsInstallProps, chartNamespace?: string): Installation {
  const chart = new Chart(new App(), 'test', { namespace: chartNamespace });
  const install = new ArgoRolloutsInstall(chart, 'ArgoRollouts', props);
  const objects = Testing.synth(chart);
  const idOf = ({ kind, metadata }: any) => `${kind}/${metadata.name}`;
  return {
    chart,
    install,
    ids: objects.map(idOf),
    object: (id) => objects.find((object: any) => idOf(object) === id),
  };
}

const CRDS = ['analysisruns', 'analysistemplates', 'clusteranalysistemplates', 'experiments', 'rollouts']
  .map((plural) => `CustomResourceDefinition/${plural}.argoproj.io`);
const AGGREGATED = ['admin', 'edit', 'view'].map((role) => `ClusterRole/argo-rollouts-aggregate-to-${role}`);
const CONTROLLER = [
  'ConfigMap/argo-rollouts-config',
  'Secret/argo-rollouts-notification-secret',
  'Service/argo-rollouts-metrics',
  'Deployment/argo-rollouts',
];
const LABELS = {
  'app.kubernetes.io/component': 'rollouts-controller',
  'app.kubernetes.io/name': 'argo-rollouts',
  'app.kubernetes.io/part-of': 'argo-rollouts',
};

describe('by default', () => {
  const { install, ids, object } = installation();

  test('the namespace and the CRDs come first', () => {
    expect(ids).toEqual([
      'Namespace/argo-rollouts',
      ...CRDS,
      ...AGGREGATED,
      'ServiceAccount/argo-rollouts',
      'ClusterRole/argo-rollouts',
      'ClusterRoleBinding/argo-rollouts',
      ...CONTROLLER,
    ]);
  });

  test('the namespace refuses pods that are not restricted', () => {
    expect(object('Namespace/argo-rollouts')).toEqual({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'argo-rollouts', labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
    });
  });

  test('the controller runs restricted, from a pinned image', () => {
    expect(object('Deployment/argo-rollouts')).toEqual({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'argo-rollouts', namespace: 'argo-rollouts', labels: LABELS },
      spec: {
        replicas: 1,
        selector: { matchLabels: { 'app.kubernetes.io/name': 'argo-rollouts' } },
        strategy: { type: 'RollingUpdate' },
        template: {
          metadata: { labels: { 'app.kubernetes.io/name': 'argo-rollouts' } },
          spec: {
            containers: [{
              name: 'argo-rollouts',
              image: 'quay.io/argoproj/argo-rollouts:v1.10.2',
              imagePullPolicy: 'IfNotPresent',
              ports: [{ name: 'metrics', containerPort: 8090 }, { name: 'healthz', containerPort: 8080 }],
              livenessProbe: {
                httpGet: { path: '/healthz', port: 'healthz' },
                initialDelaySeconds: 30,
                periodSeconds: 20,
                timeoutSeconds: 10,
                successThreshold: 1,
                failureThreshold: 3,
              },
              resources: { limits: { 'ephemeral-storage': '1Gi' } },
              securityContext: {
                allowPrivilegeEscalation: false,
                capabilities: { drop: ['ALL'] },
                readOnlyRootFilesystem: true,
                seccompProfile: { type: 'RuntimeDefault' },
              },
              volumeMounts: [
                { name: 'plugin-bin', mountPath: '/home/argo-rollouts/plugin-bin' },
                { name: 'tmp', mountPath: '/tmp' },
              ],
            }],
            securityContext: { runAsNonRoot: true },
            serviceAccountName: 'argo-rollouts',
            volumes: [{ name: 'plugin-bin', emptyDir: {} }, { name: 'tmp', emptyDir: {} }],
          },
        },
      },
    });
  });

  test('its metrics have a service', () => {
    expect(object('Service/argo-rollouts-metrics')).toEqual({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: {
        name: 'argo-rollouts-metrics',
        namespace: 'argo-rollouts',
        labels: {
          'app.kubernetes.io/component': 'server',
          'app.kubernetes.io/name': 'argo-rollouts-metrics',
          'app.kubernetes.io/part-of': 'argo-rollouts',
        },
      },
      spec: {
        ports: [{ name: 'metrics', port: 8090, protocol: 'TCP', targetPort: 8090 }],
        selector: { 'app.kubernetes.io/name': 'argo-rollouts' },
      },
    });
  });

  test('the configuration and the notification secret are there to be filled', () => {
    expect(object('ConfigMap/argo-rollouts-config')).toEqual({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'argo-rollouts-config', namespace: 'argo-rollouts', labels: LABELS },
    });
    expect(object('Secret/argo-rollouts-notification-secret')).toEqual({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'argo-rollouts-notification-secret', namespace: 'argo-rollouts' },
    });
  });

  test('the controller can do what a release lets it do', () => {
    const { rules } = object('ClusterRole/argo-rollouts');
    expect(rules).toHaveLength(22);
    expect(rules.slice(0, 3)).toEqual([
      {
        apiGroups: ['argoproj.io'],
        resources: ['rollouts', 'rollouts/status', 'rollouts/finalizers'],
        verbs: ['get', 'list', 'watch', 'update', 'patch'],
      },
      {
        apiGroups: ['argoproj.io'],
        resources: ['analysisruns', 'analysisruns/finalizers', 'experiments', 'experiments/finalizers'],
        verbs: ['create', 'get', 'list', 'watch', 'update', 'patch', 'delete'],
      },
      {
        apiGroups: ['argoproj.io'],
        resources: ['analysistemplates', 'clusteranalysistemplates'],
        verbs: ['get', 'list', 'watch'],
      },
    ]);
    expect(object('ClusterRoleBinding/argo-rollouts')).toEqual({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name: 'argo-rollouts', labels: LABELS },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'argo-rollouts' },
      subjects: [{ kind: 'ServiceAccount', name: 'argo-rollouts', namespace: 'argo-rollouts' }],
    });
  });

  test("the cluster's own roles cover the kinds of Argo Rollouts", () => {
    expect(object('ClusterRole/argo-rollouts-aggregate-to-view')).toEqual({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: {
        name: 'argo-rollouts-aggregate-to-view',
        labels: {
          'app.kubernetes.io/component': 'aggregate-cluster-role',
          'app.kubernetes.io/name': 'argo-rollouts-aggregate-to-view',
          'app.kubernetes.io/part-of': 'argo-rollouts',
          'rbac.authorization.k8s.io/aggregate-to-view': 'true',
        },
      },
      rules: [{
        apiGroups: ['argoproj.io'],
        resources: ['rollouts', 'rollouts/scale', 'experiments', 'analysistemplates', 'clusteranalysistemplates', 'analysisruns'],
        verbs: ['get', 'list', 'watch'],
      }],
    });
  });

  test('the ids of its constructs are those that users patch', () => {
    expect(install.node.children.map(({ node }) => node.id)).toEqual([
      'Namespace',
      'AnalysisRunCrd', 'AnalysisTemplateCrd', 'ClusterAnalysisTemplateCrd', 'ExperimentCrd', 'RolloutCrd',
      'AggregateToAdmin', 'AggregateToEdit', 'AggregateToView',
      'ServiceAccount', 'Role', 'RoleBinding',
      'Config', 'NotificationSecret', 'MetricsService', 'Deployment',
    ]);
  });
});

describe('CRDs', () => {
  const { object } = installation();

  test.each(CRDS)('%s is complete', (id) => {
    const { apiVersion, metadata, spec } = object(id);
    expect(apiVersion).toBe('apiextensions.k8s.io/v1');
    expect(spec.group).toBe('argoproj.io');
    expect(metadata.name).toBe(`${spec.names.plural}.argoproj.io`);
    expect(spec.versions.map(({ name, served, storage }: any) => ({ name, served, storage })))
      .toEqual([{ name: 'v1alpha1', served: true, storage: true }]);
  });

  test.each(CRDS)('%s is small enough for kubectl apply', (id) => {
    expect(JSON.stringify(object(id)).length).toBeLessThan(262144);
  });

  test('they can be left to someone else', () => {
    expect(installation({ installCrds: false }).ids).not.toEqual(expect.arrayContaining([expect.stringMatching(/^CustomResource/)]));
  });
});

describe('namespace', () => {
  const CLUSTER_SCOPED = /^(Namespace|CustomResourceDefinition|ClusterRole|ClusterRoleBinding)\//;

  test.each([
    ['by default', {}, undefined, 'argo-rollouts'],
    ['of its own', { namespace: 'delivery' }, undefined, 'delivery'],
    ['in a chart with another', { namespace: 'delivery' }, 'shop', 'delivery'],
    ['by default in a chart with another', {}, 'shop', 'argo-rollouts'],
  ])('%s: is on every object that has one, and on no other', (_, props, chartNamespace, expected) => {
    const { install, ids, object } = installation({ ...props, dashboard: {} }, chartNamespace);
    expect(install.namespace).toBe(expected);
    for (const id of ids) {
      expect([id, object(id).metadata.namespace]).toEqual([id, CLUSTER_SCOPED.test(id) ? undefined : expected]);
    }
    expect(object(`Namespace/${expected}`)).toBeDefined();
  });

  test('is written into the subjects of the bindings', () => {
    const { object } = installation({ namespace: 'delivery', dashboard: {} });
    expect(object('ClusterRoleBinding/argo-rollouts').subjects)
      .toEqual([{ kind: 'ServiceAccount', name: 'argo-rollouts', namespace: 'delivery' }]);
    expect(object('ClusterRoleBinding/argo-rollouts-dashboard').subjects)
      .toEqual([{ kind: 'ServiceAccount', name: 'argo-rollouts-dashboard', namespace: 'delivery' }]);
  });

  test('can exist already', () => {
    expect(installation({ createNamespace: false }).ids).not.toContain('Namespace/argo-rollouts');
    expect(installation({ namespace: 'kube-system', createNamespace: false }).install.namespace).toBe('kube-system');
  });

  test.each(['default', 'kube-system'])('%s is not created', (namespace) => {
    expect(() => installation({ namespace })).toThrow(
      `namespace "${namespace}" belongs to Kubernetes and cannot be created: give another namespace, or createNamespace: false`,
    );
  });

  test('a name that only begins alike is', () => {
    expect(installation({ namespace: 'defaults' }).ids).toContain('Namespace/defaults');
  });
});

describe('namespaced', () => {
  const { ids, object } = installation({ scope: InstallScope.NAMESPACED, namespace: 'shop', dashboard: {} });

  test('needs no right on the cluster', () => {
    expect(ids).toEqual([
      'ServiceAccount/argo-rollouts',
      'Role/argo-rollouts',
      'RoleBinding/argo-rollouts',
      ...CONTROLLER,
      'ServiceAccount/argo-rollouts-dashboard',
      'Role/argo-rollouts-dashboard',
      'RoleBinding/argo-rollouts-dashboard',
      'Service/argo-rollouts-dashboard',
      'Deployment/argo-rollouts-dashboard',
    ]);
  });

  test('the controller stays in its namespace', () => {
    expect(object('Deployment/argo-rollouts').spec.template.spec.containers[0].args).toEqual(['--namespaced']);
  });

  test('its role allows the same, there', () => {
    expect(object('Role/argo-rollouts').rules).toEqual(installation().object('ClusterRole/argo-rollouts').rules);
    expect(object('RoleBinding/argo-rollouts')).toEqual({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: 'argo-rollouts', namespace: 'shop', labels: LABELS },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'argo-rollouts' },
      subjects: [{ kind: 'ServiceAccount', name: 'argo-rollouts', namespace: 'shop' }],
    });
  });

  test('an administrator can add what the cluster shares', () => {
    const admin = installation({
      scope: InstallScope.NAMESPACED, namespace: 'shop', createNamespace: true, installCrds: true, aggregateRoles: true,
    });
    expect(admin.ids.slice(0, 9)).toEqual(['Namespace/shop', ...CRDS, ...AGGREGATED]);
  });

  test('a namespace shared with the pods of rollouts is not restricted', () => {
    const { object: objectOf } = installation({ scope: InstallScope.NAMESPACED, namespace: 'shop', createNamespace: true });
    expect(objectOf('Namespace/shop').metadata).toEqual({ name: 'shop' });
  });
});

describe('controller', () => {
  test('replicas', () => {
    expect(installation({ replicas: 2 }).object('Deployment/argo-rollouts').spec.replicas).toBe(2);
  });

  test('without the aggregated roles', () => {
    const { ids } = installation({ aggregateRoles: false });
    expect(ids.filter((id) => id.startsWith('ClusterRole/'))).toEqual(['ClusterRole/argo-rollouts']);
  });

  test('what has no property can be patched', () => {
    const { chart, install } = installation({ installCrds: false });
    install.deployment.addJsonPatch(JsonPatch.add('/spec/template/spec/containers/0/args', ['--loglevel=debug']));
    const deployment = Testing.synth(chart).find(({ kind }: any) => kind === 'Deployment');
    expect(deployment.spec.template.spec.containers[0].args).toEqual(['--loglevel=debug']);
  });
});

describe('image', () => {
  const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

  test.each([
    'registry.example/argo-rollouts:v1.10.2',
    'registry.example:5000/argo-rollouts:v1.10.2',
    'argo-rollouts:latest-1.10',
    `registry.example/argo-rollouts@${DIGEST}`,
    `registry.example:5000/argo-rollouts:v1.10.2@${DIGEST}`,
  ])('%s is pinned', (image) => {
    const { object } = installation({ image, dashboard: { image } });
    expect(object('Deployment/argo-rollouts').spec.template.spec.containers[0].image).toBe(image);
    expect(object('Deployment/argo-rollouts-dashboard').spec.template.spec.containers[0].image).toBe(image);
  });

  test.each([
    '',
    'argo-rollouts',
    'registry.example/argo-rollouts',
    'registry.example:5000/argo-rollouts',
    'registry.example/argo-rollouts:',
    'registry.example/argo-rollouts:latest',
    'registry.example/argo-rollouts@sha256:0123',
    'registry.example/argo-rollouts:v1 ',
  ])('"%s" is refused', (image) => {
    const message = `image must be pinned to a tag or digest, got "${image}"`;
    expect(() => installation({ image })).toThrow(message);
    expect(() => installation({ dashboard: { image } })).toThrow(message);
  });

  test('latest is nowhere', () => {
    const { chart } = installation({ installCrds: false, dashboard: {} });
    expect(JSON.stringify(Testing.synth(chart))).not.toContain('latest');
  });
});

test('rendering twice gives the same', () => {
  const { chart } = installation({ dashboard: {} });
  expect(Testing.synth(chart)).toEqual(Testing.synth(chart));
  expect(JSON.stringify(Testing.synth(chart))).toEqual(JSON.stringify(Testing.synth(installation({ dashboard: {} }).chart)));
});
