import { App, Chart, Duration, Size, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { ArgoRolloutsInstall, ArgoRolloutsInstallProps, InstallScope } from '../../../src/operate/argo-rollouts-install';
import { ControllerLogFormat, ControllerLogLevel, ControllerSettings } from '../../../src/operate/install/controller-settings';
import { InstallDisruptionBudget } from '../../../src/operate/install/disruption-budget';
import { InstallPermission } from '../../../src/operate/install/permission';
import { InstallPods } from '../../../src/operate/install/pods';
import { ArgoRolloutsVersion } from '../../../src/operate/install/releases';

const { absolute, percent } = kplus.PercentOrAbsolute;

function objects(props: ArgoRolloutsInstallProps): Record<string, any> {
  const chart = new Chart(new App(), 'test');
  new ArgoRolloutsInstall(chart, 'Install', { installCrds: false, ...props });
  return Object.fromEntries(Testing.synth(chart).map((object: any) => [`${object.kind}/${object.metadata.name}`, object]));
}

const template = (props: ArgoRolloutsInstallProps, name = 'argo-rollouts') => objects(props)[`Deployment/${name}`].spec.template;
const args = (settings: ControllerSettings, props: ArgoRolloutsInstallProps = {}) => template({ settings, ...props }).spec.containers[0].args;

describe('flags', () => {
  test('every setting', () => {
    expect(args({
      logLevel: ControllerLogLevel.DEBUG,
      logFormat: ControllerLogFormat.JSON,
      kubernetesLogLevel: 4,
      rolloutThreads: 20,
      experimentThreads: 5,
      analysisThreads: 60,
      serviceThreads: 15,
      ingressThreads: 12,
      ephemeralMetadataThreads: 8,
      qps: 100.5,
      burst: 200,
      resync: Duration.minutes(5),
      leaderElectionLeaseDuration: Duration.minutes(1),
      leaderElectionRenewDeadline: Duration.seconds(40),
      leaderElectionRetryPeriod: Duration.millis(5500),
      nginxIngressClasses: ['nginx', 'internal'],
      albIngressClasses: ['alb', ''],
      istioApiVersion: 'v1',
      ambassadorApiVersion: 'getambassador.io/v3alpha1',
      trafficSplitApiVersion: 'v1alpha2',
      traefikApiVersion: 'traefik.io/v1alpha1',
      awsVerifyTargetGroup: true,
      awsTargetGroupBindingApiVersion: 'eks.amazonaws.com/v1',
      selfServiceNotifications: true,
      extraArgs: ['--ingress-api-version=networking.k8s.io/v1'],
    })).toEqual([
      '--loglevel=debug', '--logformat=json', '--kloglevel=4',
      '--rollout-threads=20', '--experiment-threads=5', '--analysis-threads=60', '--service-threads=15', '--ingress-threads=12',
      '--ephemeral-metadata-threads=8', '--qps=100.5', '--burst=200', '--rollout-resync=300',
      '--leader-election-lease-duration=1m', '--leader-election-renew-deadline=40s', '--leader-election-retry-period=5s500ms',
      '--nginx-ingress-classes=nginx', '--nginx-ingress-classes=internal', '--alb-ingress-classes=alb', '--alb-ingress-classes=',
      '--istio-api-version=v1', '--ambassador-api-version=getambassador.io/v3alpha1', '--traffic-split-api-version=v1alpha2',
      '--traefik-api-group=traefik.io', '--traefik-api-version=traefik.io/v1alpha1',
      '--aws-verify-target-group=true', '--aws-target-group-binding-api-version=eks.amazonaws.com/v1',
      '--self-service-notification-enabled=true',
      '--ingress-api-version=networking.k8s.io/v1',
    ]);
  });

  test('those of the installation come first', () => {
    const props = { installScope: InstallScope.NAMESPACED, instanceId: 'blue', leaderElection: false, settings: { qps: 10 } };
    expect(template(props, 'argo-rollouts-blue').spec.containers[0].args)
      .toEqual(['--namespaced', '--instance-id=blue', '--leader-elect=false', '--qps=10']);
  });

  test('without settings there are none', () => {
    expect(args({})).toBeUndefined();
  });

  test.each<[ControllerSettings, string]>([
    [{ extraArgs: ['--nginx-ingress-classes=nginx,internal'] }, '--nginx-ingress-classes takes one value, got the list "nginx,internal", which it '
      + 'reads as a single name: repeat the flag, as in --nginx-ingress-classes=nginx --nginx-ingress-classes=internal'],
    [{ extraArgs: ['--alb-ingress-classes', 'alb, other'] }, '--alb-ingress-classes takes one value, got the list "alb, other", which it '
      + 'reads as a single name: repeat the flag, as in --alb-ingress-classes=alb --alb-ingress-classes=other'],
    [{ nginxIngressClasses: ['nginx, internal'] }, 'nginxIngressClasses takes one class in each item, got "nginx, internal": give ["nginx","internal"]'],
    [{ extraArgs: ['--instance-id=blue'] },
      '--instance-id is set by the property "instanceId", got "--instance-id=blue" as an extra argument too: leave one of them out'],
    [{ qps: 10, extraArgs: ['--qps', '20'] },
      '--qps is set by the property "settings.qps", got "--qps" as an extra argument too: leave one of them out'],
    [{ rolloutThreads: 0 }, 'rolloutThreads must be a whole number of at least 1, got 0'],
    [{ analysisThreads: 1.5 }, 'analysisThreads must be a whole number of at least 1, got 1.5'],
    [{ kubernetesLogLevel: 11 }, 'kubernetesLogLevel must be a whole number from 0 to 10, got 11'],
    [{ qps: 0 }, 'qps must be a number above 0, got 0'],
    [{ istioApiVersion: 'networking.istio.io/v1' }, 'istioApiVersion is a version without its group, such as v1, got "networking.istio.io/v1"'],
    [{ traefikApiVersion: 'v1alpha1' }, 'traefikApiVersion is a group and a version, such as traefik.io/v1alpha1, got "v1alpha1"'],
  ])('%j is refused', (settings, message) => {
    expect(() => args(settings)).toThrow(new Error(`[test/Install] ${message}`));
  });

  test.each<[ArgoRolloutsVersion, ControllerSettings, string, string]>([
    [ArgoRolloutsVersion.V1_8, { ephemeralMetadataThreads: 5 }, '--ephemeral-metadata-threads', '1.9'],
    [ArgoRolloutsVersion.V1_8, { extraArgs: ['--metricsPort=9000'] }, '--metricsPort', '1.9'],
    [ArgoRolloutsVersion.V1_7, { extraArgs: ['--enable-pprof-address=:6060'] }, '--enable-pprof-address', '1.8'],
  ])('version %s does not know %j', (version, settings, flag, since) => {
    expect(() => args(settings, { version })).toThrow(new Error(`[test/Install] ${flag} is known since version ${since}, got version ${version}, which does not start with it: `
      + `leave it out or install ${since}`));
  });

  test('a flag that the version knows, and lists where they are one value, pass', () => {
    expect(args({ extraArgs: ['--enable-pprof-address=:6060', '--controllers=analysis,other', '-v'] }, { version: ArgoRolloutsVersion.V1_8 })).toHaveLength(3);
  });
});

describe('the lease', () => {
  test.each<[ControllerSettings, string]>([
    [{ leaderElectionLeaseDuration: Duration.seconds(10) }, '[test/Install] leaderElectionLeaseDuration must be longer than leaderElectionRenewDeadline, '
      + 'got a lease of 10s, a deadline of 10s and a retry after 2s: the controller would not start'],
    [{ leaderElectionRetryPeriod: Duration.millis(8500) }, '[test/Install] leaderElectionRenewDeadline must be longer than 1.2 times leaderElectionRetryPeriod, '
      + 'got a lease of 15s, a deadline of 10s and a retry after 8s500ms: the controller would not start'],
    [{ leaderElectionLeaseDuration: Duration.millis(900) }, '[test/Install] leaderElectionLeaseDuration must be at least a second, and '
      + 'leaderElectionRetryPeriod above 0, got a lease of 900ms, a deadline of 10s and a retry after 2s: the controller would not start'],
    [{ leaderElectionRetryPeriod: Duration.seconds(0) }, '[test/Install] leaderElectionLeaseDuration must be at least a second, and '
      + 'leaderElectionRetryPeriod above 0, got a lease of 15s, a deadline of 10s and a retry after 0s: the controller would not start'],
  ])('%j is refused', (settings, message) => {
    expect(() => args(settings)).toThrow(new Error(message));
  });

  test('a lease that is a second longer than the defaults need passes', () => {
    expect(args({ leaderElectionLeaseDuration: Duration.seconds(11), leaderElectionRetryPeriod: Duration.seconds(8) })).toHaveLength(2);
  });

  test('without leader election its times are refused', () => {
    expect(() => args({ leaderElectionRetryPeriod: Duration.seconds(1) }, { leaderElection: false }))
      .toThrow('leaderElectionRetryPeriod has no effect without leader election, got leaderElection: false: leave one of them out');
  });
});

describe('replicas', () => {
  test('without leader election one is allowed, and two are refused', () => {
    expect(args({}, { leaderElection: false })).toEqual(['--leader-elect=false']);
    expect(() => args({}, { leaderElection: false, replicas: 2 }))
      .toThrow('controllers without leader election work against each other, got 2 replicas: leave leaderElection on, or run one');
  });

  const budget = (disruptionBudget: InstallDisruptionBudget, replicas = 2) => objects({ replicas, disruptionBudget })['PodDisruptionBudget/argo-rollouts'];

  test.each<[InstallDisruptionBudget, object]>([
    [{}, { maxUnavailable: 1 }],
    [{ minAvailable: absolute(1) }, { minAvailable: 1 }],
    [{ minAvailable: percent(50) }, { minAvailable: '50%' }],
    [{ maxUnavailable: percent(50) }, { maxUnavailable: '50%' }],
  ])('disruption budget %j', (disruptionBudget, expected) => {
    const { apiVersion, spec } = budget(disruptionBudget);
    expect(apiVersion).toBe('policy/v1');
    expect(spec).toEqual({ ...expected, selector: { matchLabels: { 'app.kubernetes.io/name': 'argo-rollouts' } } });
  });

  test.each<[InstallDisruptionBudget, string]>([
    [{ minAvailable: absolute(1), maxUnavailable: absolute(1) }, 'a disruption budget takes one of "minAvailable" and "maxUnavailable", got both: leave one of them out'],
    ...([[{ minAvailable: absolute(2) }, 'minAvailable 2 of 2'], [{ minAvailable: percent(51) }, 'minAvailable 51% of 2'],
      [{ maxUnavailable: percent(0) }, 'maxUnavailable 0%']] as [InstallDisruptionBudget, string][]).map(([options, got]): [InstallDisruptionBudget, string] => [
      options, `a disruption budget must let a pod go, got ${got}: no node with a controller could be drained. Raise "replicas" or let more pods go`,
    ]),
  ])('disruption budget %j is refused', (options, message) => {
    expect(() => budget(options)).toThrow(new Error(`[test/Install] ${message}`));
  });
});

describe('pods', () => {
  const PODS: InstallPods = {
    resources: {
      cpu: { request: kplus.Cpu.millis(100), limit: kplus.Cpu.units(1) },
      memory: { request: Size.mebibytes(128), limit: Size.gibibytes(1) },
    },
    nodeSelector: { pool: 'system' },
    tolerations: [{ key: 'system', operator: 'Exists' }],
    affinity: { nodeAffinity: {} },
    spreadOverNodes: true,
    spreadOverZones: true,
    priorityClassName: 'system-cluster-critical',
    imagePullSecrets: ['mirror'],
    labels: { 'team': 'platform', 'app.kubernetes.io/name': 'other' },
    annotations: { 'cluster-autoscaler.kubernetes.io/safe-to-evict': 'true' },
    env: { HTTPS_PROXY: kplus.EnvValue.fromValue('http://proxy.example.com:3128') },
  };

  test.each(['argo-rollouts', 'argo-rollouts-dashboard'])('of %s', (name) => {
    const { metadata, spec } = template({ pods: PODS, dashboard: { pods: PODS } }, name);
    const labelSelector = { matchLabels: { 'app.kubernetes.io/name': name } };
    expect(metadata).toEqual({
      labels: { 'team': 'platform', 'app.kubernetes.io/name': name },
      annotations: { 'cluster-autoscaler.kubernetes.io/safe-to-evict': 'true' },
    });
    expect(spec).toMatchObject({
      nodeSelector: { pool: 'system' },
      tolerations: [{ key: 'system', operator: 'Exists' }],
      affinity: { nodeAffinity: {} },
      priorityClassName: 'system-cluster-critical',
      imagePullSecrets: [{ name: 'mirror' }],
      topologySpreadConstraints: [
        { maxSkew: 1, topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'DoNotSchedule', labelSelector },
        { maxSkew: 1, topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable: 'ScheduleAnyway', labelSelector },
      ],
    });
    expect(spec.containers[0].env).toEqual([{ name: 'HTTPS_PROXY', value: 'http://proxy.example.com:3128' }]);
    expect(spec.containers[0].resources).toEqual({
      requests: { cpu: '100m', memory: '128Mi' },
      limits: { ...name === 'argo-rollouts' && { 'ephemeral-storage': '1Gi' }, cpu: '1', memory: '1024Mi' },
    });
  });

  test('the limit of ephemeral storage can be another', () => {
    const { resources } = template({ pods: { resources: { ephemeralStorage: { limit: Size.gibibytes(2) } } } }).spec.containers[0];
    expect(resources).toEqual({ limits: { 'ephemeral-storage': '2048Mi' } });
  });
});

describe('permissions', () => {
  const rulesOf = (permissions?: InstallPermission[]): any[] => objects({ permissions })['ClusterRole/argo-rollouts'].rules;
  const resources = (permissions?: InstallPermission[]) => rulesOf(permissions).flatMap((rule) => rule.resources);

  test('none leaves what the controller reads whenever it starts', () => {
    expect(resources([])).toEqual([
      'rollouts', 'rollouts/status', 'rollouts/finalizers',
      'analysisruns', 'analysisruns/finalizers', 'experiments', 'experiments/finalizers', 'analysistemplates', 'clusteranalysistemplates',
      'replicasets', 'services', 'leases', 'secrets', 'configmaps', 'pods', 'pods/eviction', 'events', 'ingresses', 'jobs',
    ]);
  });

  test.each([
    [InstallPermission.WORKLOAD_REFERENCE, ['deployments', 'podtemplates']],
    [InstallPermission.ISTIO, ['virtualservices', 'destinationrules']],
    [InstallPermission.SMI, ['trafficsplits']],
    [InstallPermission.AMBASSADOR, ['mappings', 'ambassadormappings']],
    [InstallPermission.AWS_TARGET_GROUPS, ['endpoints', 'targetgroupbindings']],
    [InstallPermission.AWS_APP_MESH, ['virtualservices', 'virtualnodes', 'virtualrouters']],
    [InstallPermission.TRAEFIK, ['traefikservices']],
    [InstallPermission.APISIX, ['apisixroutes']],
  ])('%s adds %j', (permission, added) => {
    const least = resources([]);
    expect(resources([permission]).filter((resource: string) => !least.includes(resource))).toEqual(added);
  });

  test('APISIX gets what header routes need', () => {
    const rules = rulesOf([InstallPermission.APISIX]);
    expect(rules.find((rule) => rule.resources.includes('apisixroutes')).verbs).toEqual(['create', 'watch', 'get', 'update', 'delete']);
  });

  test('all are those of the release', () => {
    expect(resources(Object.values(InstallPermission))).toEqual(resources());
  });

  test('the ServiceAccount takes annotations', () => {
    const serviceAccountAnnotations = { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::111122223333:role/rollouts' };
    const accounts = objects({ serviceAccountAnnotations, dashboard: {} });
    expect(accounts['ServiceAccount/argo-rollouts'].metadata.annotations).toEqual(serviceAccountAnnotations);
    expect(accounts['ServiceAccount/argo-rollouts-dashboard'].metadata.annotations).toBeUndefined();
  });
});

describe('network policy', () => {
  const policy = (props: ArgoRolloutsInstallProps, name = 'argo-rollouts') => objects(props)[`NetworkPolicy/${name}`]?.spec;
  const from = (name: string) => [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } }];

  test('is not there unless wanted', () => {
    expect(policy({ dashboard: {} })).toBeUndefined();
    expect(policy({ dashboard: {} }, 'argo-rollouts-dashboard')).toBeUndefined();
  });

  test('leaves the metrics open and closes the dashboard', () => {
    const props = { networkPolicy: {}, dashboard: {} };
    expect(policy(props)).toEqual({
      podSelector: { matchLabels: { 'app.kubernetes.io/name': 'argo-rollouts' } },
      policyTypes: ['Ingress'],
      ingress: [{ ports: [{ port: 8090, protocol: 'TCP' }] }],
    });
    expect(policy(props, 'argo-rollouts-dashboard')).toEqual({
      podSelector: { matchLabels: { 'app.kubernetes.io/name': 'argo-rollouts-dashboard' } },
      policyTypes: ['Ingress'],
      ingress: [],
    });
  });

  test('takes namespaces', () => {
    const props = { networkPolicy: { metricsFrom: ['monitoring'], dashboardFrom: ['ingress-nginx'] }, dashboard: {} };
    expect(policy(props).ingress).toEqual([{ from: from('monitoring'), ports: [{ port: 8090, protocol: 'TCP' }] }]);
    expect(policy(props, 'argo-rollouts-dashboard').ingress).toEqual([{ from: from('ingress-nginx'), ports: [{ port: 3100, protocol: 'TCP' }] }]);
    expect(policy({ networkPolicy: { metricsFrom: [] } }).ingress).toEqual([]);
  });
});

describe('image registry', () => {
  test('is that of both images', () => {
    const props = { imageRegistry: 'registry.example.com:5000/quay', dashboard: {} };
    expect(template(props).spec.containers[0].image).toBe('registry.example.com:5000/quay/argoproj/argo-rollouts:v1.10.2');
    expect(template(props, 'argo-rollouts-dashboard').spec.containers[0].image).toBe('registry.example.com:5000/quay/argoproj/kubectl-argo-rollouts:v1.10.2');
  });

  test.each(['https://registry.example.com', 'registry.example.com/', ''])('"%s" is refused', (imageRegistry) => {
    expect(() => template({ imageRegistry }))
      .toThrow(`imageRegistry is a host with an optional port and path, such as registry.example.com:5000/quay, got "${imageRegistry}"`);
  });
});
