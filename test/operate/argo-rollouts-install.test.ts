import { App, Chart, JsonPatch, Testing } from 'cdk8s';
import {
  ArgoRolloutsInstall, ArgoRolloutsInstallProps, InstallScope,
} from '../../src/operate/argo-rollouts-install';
import { ArgoRolloutsVersion } from '../../src/operate/install/releases';

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

  test('nothing that deploys them deletes them', () => {
    expect(CRDS.map((id) => object(id).metadata.annotations)).toEqual(CRDS.map(() => ({
      'argocd.argoproj.io/sync-options': 'Prune=false',
      'helm.sh/resource-policy': 'keep',
    })));
  });

  test.each([
    [{ serverSideApply: true }, { 'argocd.argoproj.io/sync-options': 'Prune=false,ServerSideApply=true', 'helm.sh/resource-policy': 'keep' }],
    [{ serverSideApply: true, keep: false }, { 'argocd.argoproj.io/sync-options': 'ServerSideApply=true' }],
    [{ keep: false }, undefined],
  ])('%j', (crds, annotations) => {
    expect(installation({ crds }).object(CRDS[0]).metadata.annotations).toEqual(annotations);
  });

  test('in a chart of their own they come first', () => {
    const app = new App();
    const chart = new Chart(app, 'controller');
    const crdChart = new Chart(app, 'crds');
    new ArgoRolloutsInstall(chart, 'Install', { crdChart });
    expect(Testing.synth(crdChart).map(({ kind }: any) => kind)).toEqual(CRDS.map(() => 'CustomResourceDefinition'));
    expect(Testing.synth(chart).map(({ kind }: any) => kind)).not.toContain('CustomResourceDefinition');
    expect(chart.node.dependencies).toEqual([crdChart]);
  });

  test('in the chart of the installation they stay where they were', () => {
    const chart = new Chart(new App(), 'all');
    new ArgoRolloutsInstall(chart, 'Install', { crdChart: chart });
    expect(Testing.synth(chart)[1].kind).toBe('CustomResourceDefinition');
    expect(chart.node.dependencies).toEqual([]);
  });

  test('they can be left to someone else', () => {
    expect(installation({ installCrds: false }).ids).not.toEqual(expect.arrayContaining([expect.stringMatching(/^CustomResource/)]));
  });
});

describe('versions', () => {
  const { V1_7, V1_8, V1_9, V1_10 } = ArgoRolloutsVersion;
  const all = (version: ArgoRolloutsVersion) => installation({ version, dashboard: {} });
  const container = (version: ArgoRolloutsVersion, name = 'argo-rollouts') => all(version).object(`Deployment/${name}`).spec.template.spec.containers[0];

  test.each([[V1_7, 'v1.7.2'], [V1_8, 'v1.8.5'], [V1_9, 'v1.9.3'], [V1_10, 'v1.10.2']])('%s has the images of %s', (version, tag) => {
    expect(container(version).image).toBe(`quay.io/argoproj/argo-rollouts:${tag}`);
    expect(container(version, 'argo-rollouts-dashboard').image).toBe(`quay.io/argoproj/kubectl-argo-rollouts:${tag}`);
  });

  test('before 1.9 the controller is ready once its metrics can be read', () => {
    expect([V1_7, V1_8, V1_9, V1_10].map((version) => container(version).readinessProbe?.httpGet.path)).toEqual(['/metrics', '/metrics', undefined, undefined]);
  });

  test('since 1.8 the dashboard is told where to listen', () => {
    expect([V1_7, V1_8].map((version) => container(version, 'argo-rollouts-dashboard').args)).toEqual([undefined, ['dashboard', '--address=0.0.0.0']]);
  });

  test('since 1.9 the controller reads target groups of EKS', () => {
    const groups = (version: ArgoRolloutsVersion) => all(version).object('ClusterRole/argo-rollouts').rules
      .find(({ resources }: any) => resources.includes('targetgroupbindings')).apiGroups;
    expect([V1_8, V1_9].map(groups)).toEqual([['elbv2.k8s.aws'], ['elbv2.k8s.aws', 'eks.amazonaws.com']]);
  });

  test('the CRDs are those of the version', () => {
    const canary = (version: ArgoRolloutsVersion) => Object.keys(all(version).object('CustomResourceDefinition/rollouts.argoproj.io')
      .spec.versions[0].schema.openAPIV3Schema.properties.spec.properties.strategy.properties.canary.properties.steps.items.properties);
    expect([V1_7, V1_8].map((version) => canary(version).includes('plugin'))).toEqual([false, true]);
    expect(CRDS.map((id) => JSON.stringify(all(V1_9).object(id)).includes('"requestTimeout"'))).toEqual(CRDS.map(() => false));
    expect(JSON.stringify(all(V1_10).object(CRDS[0]))).toContain('"requestTimeout"');
  });
});

describe('instance id', () => {
  const { install, ids, object } = installation({ instanceId: 'blue', installCrds: false, aggregateRoles: false, dashboard: {} });

  test('is a flag, a label for charts, and the end of names', () => {
    expect(install.instanceLabels).toEqual({ 'argo-rollouts.argoproj.io/controller-instance-id': 'blue' });
    expect(object('Deployment/argo-rollouts-blue').spec.template.spec.containers[0].args).toEqual(['--instance-id=blue']);
    expect(ids).toEqual([
      'Namespace/argo-rollouts',
      'ServiceAccount/argo-rollouts-blue', 'ClusterRole/argo-rollouts-blue', 'ClusterRoleBinding/argo-rollouts-blue',
      'ConfigMap/argo-rollouts-config', 'Secret/argo-rollouts-notification-secret',
      'Service/argo-rollouts-metrics-blue', 'Deployment/argo-rollouts-blue',
      'ServiceAccount/argo-rollouts-dashboard-blue', 'ClusterRole/argo-rollouts-dashboard-blue', 'ClusterRoleBinding/argo-rollouts-dashboard-blue',
      'Service/argo-rollouts-dashboard-blue', 'Deployment/argo-rollouts-dashboard-blue',
    ]);
    expect(install.metricsService).toBe('argo-rollouts-metrics-blue');
    expect(object(`Service/${install.metricsService}`).spec.selector).toEqual(object('Deployment/argo-rollouts-blue').spec.selector.matchLabels);
  });

  test('without one there is no label', () => {
    expect(installation().install.instanceLabels).toEqual({});
  });

  test.each(['', 'Blue', '-blue', 'a'.repeat(33)])('"%s" is refused', (instanceId) => {
    expect(() => installation({ instanceId })).toThrow(`instanceId is part of the names of objects, got "${instanceId}": `
      + 'give 1 to 32 lower case letters, digits and hyphens that begin and end with a letter or digit');
  });

  const second = (version: ArgoRolloutsVersion, namespace?: string, leaderElection?: boolean) => () => {
    const { chart } = installation({ version });
    return new ArgoRolloutsInstall(chart, 'Second', {
      version, namespace, leaderElection, instanceId: 'blue', installCrds: false, createConfig: false,
    });
  };

  test('before 1.10 two in one namespace are refused', () => {
    expect(second(ArgoRolloutsVersion.V1_9)).toThrow('two controllers in namespace "argo-rollouts" must not share a lease, got '
      + '"argo-rollouts-controller-lock" for both: the second would never work. Give each a namespace of its own, or install 1.10 with an instance id for each');
    expect(second(ArgoRolloutsVersion.V1_9, undefined, false)).not.toThrow();
    expect(second(ArgoRolloutsVersion.V1_9, 'other')).not.toThrow();
    expect(second(ArgoRolloutsVersion.V1_10)).not.toThrow();
  });

  test('the configuration that controllers share can be left out', () => {
    expect(installation({ createConfig: false }).ids.filter((id) => /^(ConfigMap|Secret)/.test(id))).toEqual([]);
  });
});

describe('namespace', () => {
  const CLUSTER_SCOPED = /^(Namespace|CustomResourceDefinition|ClusterRole|ClusterRoleBinding)\//;

  test.each([
    ['by default', {}, undefined, 'argo-rollouts'],
    ['of its own', { namespace: 'delivery' }, undefined, 'delivery'],
    ['in a chart with another', { namespace: 'delivery' }, 'shop', 'delivery'],
    ['that of its chart', {}, 'delivery', 'delivery'],
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
  const { ids, object } = installation({ installScope: InstallScope.NAMESPACED, namespace: 'shop', dashboard: {} });

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
      installScope: InstallScope.NAMESPACED, namespace: 'shop', createNamespace: true, installCrds: true, aggregateRoles: true,
    });
    expect(admin.ids.slice(0, 9)).toEqual(['Namespace/shop', ...CRDS, ...AGGREGATED]);
  });

  test('a namespace shared with the pods of rollouts is not restricted', () => {
    const { object: objectOf } = installation({ installScope: InstallScope.NAMESPACED, namespace: 'shop', createNamespace: true });
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
