import { ApiObject, App, Chart, JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  AnalysisArgument, AnalysisMetric, AnalysisTemplate, AnalysisTemplateProps, BlueGreenRollout, CanaryRollout, CanaryRolloutProps, CanaryStep,
  ClusterAnalysisTemplate, IngressReference, IstioTrafficRouting, Lint, MetricProvider, NginxTrafficRouting, NotificationEvent, NotificationSecret,
  NotificationService, NotificationTrigger, PrometheusAnalysis, PrometheusMetric, RolloutNotifications, RolloutPodMonitor, ObjectReference,
  ServiceReference, Severity, Threshold, VirtualServiceReference, WorkloadReference,
} from '../../src';

const CONTAINERS = [{ image: 'registry.example/api:1', ports: [{ name: 'http', number: 8080 }] }];

const canary = (chart: Chart, props: Partial<CanaryRolloutProps> = {}) =>
  new CanaryRollout(chart, 'Api', { metadata: { name: 'api' }, containers: CONTAINERS, ...props });

const gate = (template: AnalysisTemplate | ClusterAnalysisTemplate) => ({ steps: [CanaryStep.analysis({ templates: [template] })] });

const METRICS = [PrometheusMetric.restarts({ healthy: Threshold.atMost(0) })];

const template = (chart: Chart, props: AnalysisTemplateProps = { metrics: METRICS }) =>
  new AnalysisTemplate(chart, 'Health', { metadata: { name: 'health' }, ...props });

const secret = (chart: Chart, name = 'token') => new kplus.Secret(chart, name, { metadata: { name }, stringData: { token: 'x' } });

const withSecret = (chart: Chart): AnalysisTemplateProps => {
  const token = AnalysisArgument.secret('token', secret(chart), 'token');
  const headers = [{ name: 'Authorization', value: `Bearer ${token.placeholder}` }];
  return { metrics: [PrometheusMetric.restarts({ headers, arguments: [token], healthy: Threshold.atMost(0) })] };
};

const job = (chart: Chart): AnalysisTemplateProps => {
  const serviceAccount = new kplus.ServiceAccount(chart, 'Account', { metadata: { name: 'smoke' } });
  return { metrics: [new AnalysisMetric({ name: 'smoke', provider: MetricProvider.job({ containers: [{ image: 'smoke:1' }], serviceAccount }) })] };
};

const service = (chart: Chart, name: string) => ServiceReference.of(new kplus.Service(chart, name, { metadata: { name }, ports: [{ name: 'http', port: 80 }] }));

const ingress = (chart: Chart, backend: ServiceReference) => {
  const made = new kplus.Ingress(chart, 'Ingress', { metadata: { name: 'api' }, className: 'nginx' });
  made.addHostRule('api.example', '/', backend.toIngressBackend());
  return made;
};

interface Case {
  /** What refers to what, as the error says it. */
  readonly from: string;
  readonly to: string;
  build(home: Chart, other: Chart): void;
}

const CASES: Record<string, Case> = {
  'a template of a step': {
    from: 'Rollout "api"', to: 'AnalysisTemplate "health"', build: (home, other) => canary(home, gate(template(other))),
  },
  'a template in the background': {
    from: 'Rollout "api"', to: 'AnalysisTemplate "health"', build: (home, other) => canary(home, { analysis: { templates: [template(other)] } }),
  },
  'a Prometheus analysis after promotion': {
    from: 'Rollout "api"',
    to: 'AnalysisTemplate "health"',
    build: (home, other) => new BlueGreenRollout(home, 'Api', {
      metadata: { name: 'api' },
      containers: CONTAINERS,
      postPromotionAnalysis: { templates: [new PrometheusAnalysis(other, 'Health', { metadata: { name: 'health' }, metrics: METRICS })] },
    }),
  },
  'an included template': {
    from: 'AnalysisTemplate "outer"',
    to: 'AnalysisTemplate "health"',
    build: (home, other) => new AnalysisTemplate(home, 'Outer', { metadata: { name: 'outer' }, templates: [template(other)] }),
  },
  'a template that one of the cluster includes': {
    from: 'Rollout "api"',
    to: 'AnalysisTemplate "health"',
    build: (home, other) => canary(home, gate(new ClusterAnalysisTemplate(home, 'Outer', { metadata: { name: 'outer' }, templates: [template(other)] }))),
  },
  'the Secret of an argument': {
    from: 'AnalysisTemplate "health"', to: 'Secret "token"', build: (home, other) => template(home, withSecret(other)),
  },
  'the Secret of an argument of a cluster-wide template': {
    from: 'Rollout "api"',
    to: 'Secret "token"',
    build: (home, other) => canary(home, gate(new ClusterAnalysisTemplate(home, 'Health', { metadata: { name: 'health' }, ...withSecret(other) }))),
  },
  'the Secret of an argument of a template that exists elsewhere': {
    from: 'Rollout "api"',
    to: 'Secret "token"',
    build: (home, other) => canary(home, {
      analysis: { templates: [AnalysisTemplate.fromName('health', { arguments: [AnalysisArgument.secret('token', secret(other), 'token')] })] },
    }),
  },
  'the service account of a job': {
    from: 'AnalysisTemplate "health"', to: 'ServiceAccount "smoke"', build: (home, other) => template(home, job(other)),
  },
  'a Deployment to take over': {
    from: 'Rollout "api"',
    to: 'Deployment "old"',
    build: (home, other) => {
      const deployment = new kplus.Deployment(other, 'Old', { metadata: { name: 'old' }, containers: CONTAINERS });
      canary(home, { containers: undefined, workloadRef: WorkloadReference.of(deployment) });
    },
  },
  'the service account of the pods': {
    from: 'Rollout "api"',
    to: 'ServiceAccount "api"',
    build: (home, other) => canary(home, { serviceAccount: new kplus.ServiceAccount(other, 'Account', { metadata: { name: 'api' } }) }),
  },
  'the registry Secret of the pods': {
    from: 'Rollout "api"',
    to: 'Secret "registry"',
    build: (home, other) => canary(home, {
      dockerRegistryAuth: new kplus.DockerConfigSecret(other, 'Registry', { metadata: { name: 'registry' }, data: {} }),
    }),
  },
  'an active Service': {
    from: 'Rollout "api"',
    to: 'Service "web"',
    build: (home, other) => new BlueGreenRollout(home, 'Api', { metadata: { name: 'api' }, containers: CONTAINERS, activeService: service(other, 'web') }),
  },
  'a canary Service': {
    from: 'Rollout "api"', to: 'Service "web"', build: (home, other) => canary(home, { canaryService: service(other, 'web') }),
  },
  'a Service of ping and pong': {
    from: 'Rollout "api"',
    to: 'Service "pong"',
    build: (home, other) => new IstioTrafficRouting(home, 'Traffic', {
      rollout: canary(home, { pingPong: { pingService: service(home, 'ping'), pongService: service(other, 'pong') } }),
    }),
  },
  'an Ingress that a router makes': {
    from: 'Rollout "api"',
    to: 'Ingress "api"',
    build: (home, { namespace }) => new NginxTrafficRouting(home, 'Traffic', { rollout: canary(home), metadata: { namespace } }),
  },
  'an Ingress that a router is given': {
    from: 'Rollout "api"',
    to: 'Ingress "api"',
    build: (home, other) => {
      const rollout = canary(home, { services: {} });
      new NginxTrafficRouting(home, 'Traffic', { rollout, ingresses: [IngressReference.of(ingress(other, rollout.stableService))] });
    },
  },
  'the certificate of an Ingress': {
    from: 'Ingress "api"',
    to: 'Secret "certificate"',
    build: (home, other) => new NginxTrafficRouting(home, 'Traffic', {
      rollout: canary(home), host: 'api.example', tls: [{ hosts: ['api.example'], secret: secret(other, 'certificate') }],
    }),
  },
  'the DestinationRule that a router is given': {
    from: 'Rollout "api"',
    to: 'DestinationRule "api"',
    build: (home, other) => new IstioTrafficRouting(home, 'Traffic', {
      rollout: canary(home),
      subsets: {
        destinationRule: ObjectReference.of(new ApiObject(other, 'Rule', {
          apiVersion: 'networking.istio.io/v1',
          kind: 'DestinationRule',
          metadata: { name: 'api' },
          spec: { host: 'api', subsets: [{ name: 'stable' }, { name: 'canary' }] },
        })),
      },
    }),
  },
  'an Ingress that leads to all pods': {
    from: 'Ingress "shared"',
    to: 'Rollout "api"',
    build: (home, other) => canary(other).exposeViaIngress('/', { ingress: new kplus.Ingress(home, 'Ingress', { metadata: { name: 'shared' } }) }),
  },
  'an Ingress that leads to the active Service': {
    from: 'Ingress "shared"',
    to: 'Rollout "api"',
    build: (home, other) => new BlueGreenRollout(other, 'Api', { metadata: { name: 'api' }, containers: CONTAINERS })
      .exposeViaIngress('/', { ingress: new kplus.Ingress(home, 'Ingress', { metadata: { name: 'shared' } }) }),
  },
  'the Secret of a PodMonitor': {
    from: 'PodMonitor "api"',
    to: 'Secret "token"',
    build: (home, other) => new RolloutPodMonitor(home, 'Monitor', {
      rollout: canary(home), port: 'http', bearerToken: { secret: new kplus.Secret(other, 'Token', { metadata: { name: 'token' } }), key: 'token' },
    }),
  },
};

let told: jest.SpyInstance;
beforeEach(() => {
  told = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => told.mockRestore());

/** Two charts in one app, and what synth says of them. */
function errorsOf(namespaces: readonly [string | undefined, string | undefined], build: Case['build']): string {
  const app = new App();
  const [home, other] = namespaces.map((namespace, index) => new Chart(app, ['home', 'other'][index], { namespace }));
  build(home, other);
  try {
    app.synthYaml();
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}

describe.each(Object.entries(CASES))('%s', (_, { from, to, build }) => {
  test('is an error in another namespace, which names both objects and both namespaces', () => {
    const said = errorsOf(['team', 'monitoring'], build).match(/\S+: .*\(same-namespace\)/g);
    expect(said).toHaveLength(1);
    expect(said![0]).toContain(`/metadata/namespace: ${from} in namespace "team" refers to ${to} in namespace "monitoring", `
      + 'and a name means an object of the own namespace: give both one namespace');
  });

  test('is right in the same', () => {
    expect(errorsOf(['team', 'team'], build)).toBe('');
  });

  test('is right where neither says a namespace', () => {
    expect(errorsOf([undefined, undefined], build)).toBe('');
  });
});

test('a template of another namespace can be one of the cluster instead', () => {
  const remedy = /give both one namespace, or make it a ClusterAnalysisTemplate \(same-namespace\)/;
  expect(errorsOf(['team', 'monitoring'], CASES['a template of a step'].build)).toMatch(remedy);
  expect(errorsOf(['team', 'monitoring'], (home, other) => canary(home, gate(new ClusterAnalysisTemplate(other, 'Health', { metrics: METRICS }))))).toBe('');
});

test.each([
  { rollout: undefined, router: 'edge', said: 'Rollout "api" in no given namespace refers to Ingress "api" in namespace "edge"' },
  { rollout: 'team', router: undefined, said: '' },
  { rollout: 'team', router: 'edge', said: '' },
])('the Ingress of a router in "$router" for a rollout in "$rollout" is where the rollout is, or an error', ({ rollout, router, said }) => {
  const errors = errorsOf([rollout, router], (home, other) => new NginxTrafficRouting(other, 'Traffic', { rollout: canary(home) }));
  expect(errors).toMatch(said === '' ? /^$/ : said);
});

describe('the namespace is that of the manifest', () => {
  const patched = (value: string) => (home: Chart, other: Chart) => {
    const health = template(other);
    canary(home, gate(health));
    ApiObject.of(health).addJsonPatch(JsonPatch.add('/metadata/namespace', value));
  };

  test('after a JSON patch', () => {
    expect(errorsOf(['team', 'team'], patched('monitoring'))).toContain('AnalysisTemplate "health" in namespace "monitoring"');
    expect(errorsOf(['team', 'monitoring'], patched('team'))).toBe('');
  });

  test('and not that of the chart', () => {
    const build = (namespace: string) => (home: Chart, other: Chart) => canary(home, gate(template(other, { metadata: { name: 'health', namespace }, metrics: METRICS })));
    expect(errorsOf(['team', 'monitoring'], build('team'))).toBe('');
    expect(errorsOf(['team', 'team'], build('monitoring'))).toContain('AnalysisTemplate "health" in namespace "monitoring"');
  });
});

test('each of several is told once', () => {
  const errors = errorsOf(['team', 'monitoring'], (home, other) => {
    const health = template(other);
    canary(home, { analysis: { templates: [health] }, steps: [CanaryStep.analysis({ templates: [health] })], canaryService: service(other, 'web') });
  });
  expect(errors.match(/refers to \S+ "\w+"/g)).toEqual(['refers to Service "web"', 'refers to AnalysisTemplate "health"']);
});

test('a Service that exists elsewhere can say its namespace', () => {
  const build = (namespace: string) => (home: Chart) => canary(home, { canaryService: ServiceReference.fromName('web', { namespace }) });
  expect(errorsOf(['team', 'team'], build('team'))).toBe('');
  expect(errorsOf(['team', 'team'], build('web'))).toContain('Rollout "api" in namespace "team" refers to Service "web" in namespace "web"');
});

test('a VirtualService that exists can be anywhere', () => {
  const virtualServices = [VirtualServiceReference.fromName('front', { namespace: 'edge' })];
  expect(errorsOf(['team', 'edge'], (home) => new IstioTrafficRouting(home, 'Traffic', { rollout: canary(home), virtualServices }))).toBe('');
});

test('notifications of one namespace hear of its rollouts alone', () => {
  const subscribe = (namespace: string) => (home: Chart) => {
    const notifications = new RolloutNotifications(home, 'Notifications', { selfService: true, namespace });
    const slack = NotificationService.slack({ token: NotificationSecret.withKeys('slack').key('slack') });
    const completed = NotificationTrigger.onEvent(NotificationEvent.ROLLOUT_COMPLETED);
    const rollout = canary(home);
    for (const channel of ['shop', 'team']) {
      notifications.subscribe(rollout, completed, slack.to(channel));
    }
  };
  expect(errorsOf(['shop', undefined], subscribe('shop'))).toBe('');
  expect(errorsOf(['shop', undefined], subscribe('ops')).match(/refers to ConfigMap "argo-rollouts-notification-configmap" in namespace "ops"/g)).toHaveLength(1);
});

test('it can be a warning, or suppressed with a reason', () => {
  const build = (decide: (rollout: CanaryRollout) => void) => (home: Chart, other: Chart) => decide(canary(home, gate(template(other))));
  const warnings = () => told.mock.calls.flat().join('');
  expect(errorsOf(['team', 'monitoring'], build((rollout) => Lint.configure(rollout, { rules: { 'same-namespace': Severity.WARNING } })))).toBe('');
  expect(warnings()).toContain('warning: [home/Api] /metadata/namespace: Rollout "api"');
  told.mockClear();
  expect(errorsOf(['team', 'monitoring'], build((rollout) => Lint.suppress(rollout, 'same-namespace', 'copied there by a job')))).toBe('');
  expect(warnings()).not.toContain('same-namespace');
});
