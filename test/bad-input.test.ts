import { existsSync, mkdtempSync, readdirSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ApiObject, App, Chart, Duration, JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  AnalysisArgument, AnalysisMetric, AnalysisTemplate, ArgoRolloutsInstall, ArgoRolloutsInstallProps, ArgoRolloutsVersion, BlueGreenRollout,
  CanaryRamp, CanaryRollout, CanaryRolloutProps, CanaryStep, ClusterAnalysisTemplate, InstallPlugin, InstallScope, IstioTrafficRouting,
  MetricProvider, NginxTrafficRouting, PrometheusAnalysis, PrometheusMetric, PrometheusSource, RolloutAlerts, ServiceReference, StringMatch,
  Threshold, WorkloadReference,
} from '../src';

const CONTAINERS = [{ image: 'registry.example/api:1.0.0', portNumber: 8000 }];

const canary = (chart: Chart, props: Partial<CanaryRolloutProps> = {}) =>
  new CanaryRollout(chart, 'Api', { metadata: { name: 'api' }, containers: CONTAINERS, ...props });

const health = (chart: Chart, ...args: AnalysisArgument[]) => new AnalysisTemplate(chart, 'Health', {
  metadata: { name: 'health' },
  metrics: [new AnalysisMetric({ name: 'up', provider: MetricProvider.web({ url: `http://api.example/${args.join('/')}` }), arguments: args })],
});

const install = (chart: Chart, props: ArgoRolloutsInstallProps, id = 'Install') => new ArgoRolloutsInstall(chart, id, { installCrds: false, ...props });

const plugin = (sha256: string) => InstallPlugin.trafficRouter({ name: 'argoproj-labs/gatewayAPI', location: 'https://mirror.example/gatewayapi', sha256 });

const alert = (chart: Chart, expr: string) => {
  canary(chart);
  new ApiObject(chart, 'Own', {
    apiVersion: 'monitoring.coreos.com/v1', kind: 'PrometheusRule', metadata: { name: 'own' }, spec: { groups: [{ name: 'own', rules: [{ alert: 'Own', expr }] }] },
  });
};

/** Bad input, and the lines of the error that it gives. */
const CASES: Record<string, { build: (chart: Chart) => void; errors: string[] }> = {
  'no containers and no reference': {
    build: (chart) => canary(chart, { containers: undefined }),
    errors: ['[test/Api] /spec: a rollout needs pods, got neither "template" nor "workloadRef": give it containers, a pod template or a workload reference '
      + '(one-pod-source)'],
  },
  'two pod sources': {
    build: (chart) => canary(chart, { workloadRef: WorkloadReference.fromName('api', { podLabels: { app: 'api' } }) }),
    errors: ['[test/Api] /spec/workloadRef: the pods of a rollout come from one source, got both "template" and "workloadRef": leave one of them out '
      + '(one-pod-source)'],
  },
  'a weight outside 0 to 100': {
    build: (chart) => canary(chart, { steps: [CanaryStep.weight(-1), CanaryStep.weight(120)] }),
    errors: [
      '[test/Api] /spec/strategy/canary/steps/0/setWeight: weight must lie between 0 and 100, got -1 (canary-weight-in-range)',
      '[test/Api] /spec/strategy/canary/steps/1/setWeight: weight must lie between 0 and 100, got 120 (canary-weight-in-range)',
    ],
  },
  'maxSurge and maxUnavailable both zero': {
    build: (chart) => canary(chart, { maxSurge: kplus.PercentOrAbsolute.absolute(0), maxUnavailable: kplus.PercentOrAbsolute.percent(0) }),
    errors: ['[test/Api] /spec/strategy/canary/maxSurge: maxSurge and maxUnavailable must not both be zero, got 0 and 0%: '
      + 'allow at least one pod more or less (pods-can-move)'],
  },
  'the same Service twice': {
    build: (chart) => {
      const service = ServiceReference.fromName('api');
      new BlueGreenRollout(chart, 'Api', { metadata: { name: 'api' }, containers: CONTAINERS, activeService: service, previewService: service });
    },
    errors: ['[test/Api] /spec/strategy/blueGreen/previewService: activeService and previewService must be different Services, got "api" for both '
      + '(services-differ)'],
  },
  'a zero pause and one below a second': {
    build: (chart) => canary(chart, { steps: [CanaryStep.pause(Duration.seconds(0)), CanaryStep.pause(Duration.millis(500))] }),
    errors: ['0s', '500ms'].map((got, index) => `[test/Api] /spec/strategy/canary/steps/${index}/pause/duration: a pause lasts at least a second, and at most `
      + `2147483647 seconds, got "${got}": give seconds or a duration such as 5m, or no duration to wait until promoted (pause-lasts)`),
  },
  'a header route without a router': {
    build: (chart) => canary(chart, { steps: [CanaryStep.headerRoute('testers', [{ name: 'x-tester', value: StringMatch.exact('yes') }])] }),
    errors: ['[test/Api] /spec/strategy/canary/steps/0/setHeaderRoute: setHeaderRoute needs a router that can route by header '
      + '(alb, apisix, istio, plugins), got no traffic routing (router-can-route)'],
  },
  'a header route with a router that cannot do it': {
    build: (chart) => {
      const rollout = canary(chart, { steps: [CanaryStep.headerRoute('testers', [{ name: 'x-tester', value: StringMatch.exact('yes') }])] });
      new NginxTrafficRouting(chart, 'Traffic', { rollout });
    },
    errors: ['[test/Api] /spec/strategy/canary/steps/0/setHeaderRoute: setHeaderRoute needs a router that can route by header '
      + '(alb, apisix, istio, plugins), got nginx (router-can-route)'],
  },
  'an argument that nobody supplies': {
    build: (chart) => canary(chart, { steps: [CanaryStep.analysis({ templates: [health(chart, AnalysisArgument.required('path'))] })] }),
    errors: ['[test/Api] /spec/strategy/canary/steps/0/analysis/args: argument "path" is required by AnalysisTemplate "health" and has no value: '
      + 'give it a value here, or a default there (argument-supplied)'],
  },
  'an analysis step without a template': {
    build: (chart) => canary(chart, { steps: [CanaryStep.analysis({ templates: [] })] }),
    errors: ['[test/Api] /spec/strategy/canary/steps/0/analysis/templates: an analysis needs at least one template, got none (analysis-has-template)'],
  },
  'a gate that cannot tell the new version apart, of a rollout that is watched': {
    build: (chart) => {
      const metrics = [PrometheusMetric.successRate({ source: PrometheusSource.ingressNginx(), healthy: Threshold.atLeast(0.99) })];
      const rollout = canary(chart, { analysis: { templates: [new PrometheusAnalysis(chart, 'Health', { metrics })] } });
      new RolloutAlerts(chart, 'Alerts', { rollouts: [rollout] });
    },
    errors: ['[test/Api] PrometheusSource.ingressNginx cannot tell the new version\'s requests apart: the canary has no NginxTrafficRouting. '
      + 'Give it one, or measure the application\'s own metrics with PrometheusSource.application and a RolloutPodMonitor'],
  },
  'a cluster template with a namespaced controller': {
    build: (chart) => {
      install(chart, { installScope: InstallScope.NAMESPACED, namespace: 'shop' });
      const template = new ClusterAnalysisTemplate(chart, 'Health', {
        metadata: { name: 'health' },
        metrics: [new AnalysisMetric({ name: 'up', provider: MetricProvider.web({ url: 'http://api.example/' }) })],
      });
      canary(chart, { metadata: { name: 'api', namespace: 'shop' }, steps: [CanaryStep.analysis({ templates: [template] })] });
    },
    errors: ['[test/Api] /spec/strategy/canary/steps/0/analysis/templates/0: the controller of this namespace runs with --namespaced and sees no '
      + 'ClusterAnalysisTemplate, got "health": use an AnalysisTemplate, or install the controller for the whole cluster (cluster-template-seen)'],
  },
  'an alert about a metric that the controller does not have': {
    build: (chart) => alert(chart, 'time() - rollout_phase_last_transition_time{job="argo-rollouts-metrics"} > 3600'),
    errors: ['[test/Own] /spec/groups/0/rules/0/expr: the controller has no metric "rollout_phase_last_transition_time" '
      + '(if another program has it, match its job), and none of the 34 allowed ones is like it (controller-metric-known)'],
  },
  'an alert about a phase that no rollout has': {
    build: (chart) => alert(chart, 'rollout_info{phase=~"Error|Degraded"} == 1'),
    errors: ['[test/Own] /spec/groups/0/rules/0/expr: rollout_info never has the phase "Degraded", allowed are: InvalidSpec, Completed, Progressing, Paused, '
      + 'Timeout, Error, Abort (controller-metric-value)'],
  },
  'an Ingress in another namespace': {
    build: (chart) => new NginxTrafficRouting(chart, 'Traffic', { rollout: canary(chart), metadata: { namespace: 'edge' } }),
    errors: ['[test/Api] /metadata/namespace: Rollout "api" in no given namespace refers to Ingress "api" in namespace "edge", and a name means an object of '
      + 'the own namespace: give both one namespace (same-namespace)'],
  },
  'a field of a pod template that does not exist': {
    build: (chart) => canary(chart, {
      containers: undefined,
      podTemplate: { metadata: { labels: { 'app.kubernetes.io/name': 'api' } }, spec: { containers: [{ name: 'api', image: 'api:1', imagePullPolcy: 'Always' }] } },
    }),
    errors: ['[test/Api] /spec/template/spec/containers/0/imagePullPolcy: unknown field "imagePullPolcy", did you mean "imagePullPolicy"? (schema-unknown-field)'],
  },
  'a known field broken by a JSON patch': {
    build: (chart) => ApiObject.of(canary(chart, { steps: [CanaryStep.weight(20)] })).addJsonPatch(JsonPatch.replace('/spec/strategy/canary/steps/0/setWeight', 101)),
    errors: ['[test/Api] /spec/strategy/canary/steps/0/setWeight: weight must lie between 0 and 100, got 101 (canary-weight-in-range)'],
  },
};

describe.each(Object.entries(CASES))('%s', (_, { build, errors }) => {
  test('is found at synth, with the place and the remedy, and nothing is written', () => {
    const outdir = join(mkdtempSync(join(tmpdir(), 'bad-input-')), 'dist');
    const app = new App({ outdir });
    new kplus.ConfigMap(new Chart(app, 'fine'), 'Config', { data: { a: 'b' } });
    build(new Chart(app, 'test'));
    expect(() => app.synth()).toThrow(new Error(['Validation failed with the following errors:', ...errors].join('\n  ')));
    expect(existsSync(outdir) ? readdirSync(outdir) : []).toEqual([]);
  });
});

test('an unknown field that a JSON patch puts in is written, with a warning', () => {
  const app = new App();
  const rollout = canary(new Chart(app, 'test'));
  ApiObject.of(rollout).addJsonPatch(JsonPatch.add('/spec/fieldOfTheFuture', { kept: true }));
  const told = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  expect(app.synthYaml()).toContain('fieldOfTheFuture:\n    kept: true\n');
  expect(told.mock.calls).toEqual([[expect.stringMatching(/^warning: \[test\/Api\] \/spec\/fieldOfTheFuture: unknown field .* \(schema-unknown-field\)\n$/)]]);
  told.mockRestore();
});

test('all mistakes are told at once', () => {
  const app = new App();
  const chart = new Chart(app, 'test');
  canary(chart, { containers: undefined, steps: [CanaryStep.weight(120), CanaryStep.pause(Duration.seconds(0))] });
  new CanaryRollout(chart, 'Web', { metadata: { name: 'web' }, containers: CONTAINERS, steps: [CanaryStep.weight(-1)] });
  expect(() => app.synthYaml()).toThrow(/one-pod-source.*canary-weight-in-range.*pause-lasts.*\[test\/Web\].*canary-weight-in-range/s);
});

/** What only a caller of our API can do wrong is refused where it is done. */
const MISUSES: Record<string, { build: (chart: Chart) => void; error: string | RegExp }> = {
  'a step as in YAML': {
    build: (chart) => canary(chart, { steps: [{ setWeight: 20 }] as any }),
    error: '[test/Api] "steps[0]" must be a CanaryStep, got {"setWeight":20}: make it with CanaryStep.weight, CanaryStep.pause or CanaryStep.analysis, for example',
  },
  'a ramp among the steps': {
    build: (chart) => canary(chart, { steps: [CanaryRamp.cautious(), CanaryStep.pause()] as any }),
    error: '[test/Api] "steps[0]" must be a CanaryStep, got a list with a CanaryStep: spread it into the list, as in [ ...list ]',
  },
  'a text for a time': {
    build: () => CanaryStep.pause('5m' as any),
    error: 'CanaryStep.pause: "duration" must be a Duration, got "5m": make it with Duration.millis, Duration.seconds or Duration.minutes, for example',
  },
  'a text for a time of a rollout': {
    build: (chart) => canary(chart, { minReady: '5m' as any }),
    error: '[test/Api] "minReady" must be a Duration, got "5m": make it with Duration.millis, Duration.seconds or Duration.minutes, for example',
  },
  'an analysis of nothing': {
    build: () => CanaryStep.analysis({} as any),
    error: 'CanaryStep.analysis: "analysis.templates" is missing: it must be a list of IAnalysisTemplate',
  },
  'a template as in YAML': {
    build: () => CanaryStep.analysis({ templates: [{ templateName: 'health' }] as any }),
    error: 'CanaryStep.analysis: "analysis.templates[0]" must be an IAnalysisTemplate, got {"templateName":"health"}: make it with new AnalysisTemplate, '
      + 'new ClusterAnalysisTemplate or new HookJob, for example',
  },
  'a router for a blue-green rollout': {
    build: (chart) => new NginxTrafficRouting(chart, 'Traffic', { rollout: new BlueGreenRollout(chart, 'Api', { containers: CONTAINERS }) as any }),
    error: '[test/Traffic] "rollout" must be a CanaryRollout, got a BlueGreenRollout: a blue-green rollout moves its Services by itself, and needs no router',
  },
  'a threshold that is no number': {
    build: () => Threshold.atLeast('0.99' as any),
    error: 'Threshold.atLeast: "value" must be a number, got "0.99"',
  },
  'a weight that is no number': {
    build: () => CanaryStep.weight('20' as any),
    error: 'CanaryStep.weight: "percent" must be a number, got "20"',
  },
  'one rollout where several can be given': {
    build: (chart) => new RolloutAlerts(chart, 'Alerts', { rollouts: canary(chart) as any }),
    error: '[test/Alerts] "rollouts" must be a list of Rollout, got a CanaryRollout: put it into a list, as in [ ... ]',
  },
  'no rollout at all': {
    build: (chart) => new NginxTrafficRouting(chart, 'Traffic', {} as any),
    error: '[test/Traffic] "rollout" is missing: it must be a CanaryRollout: make it with new CanaryRollout',
  },
  'a constant that there is not': {
    build: (chart) => install(chart, { installScope: 'everywhere' as any }),
    error: '[test/Install] "installScope" must be a value of InstallScope (cluster, namespaced), got "everywhere"',
  },
  'containers and a pod template': {
    build: (chart) => canary(chart, { podTemplate: {} }),
    error: '[test/Api] got both "containers" and "podTemplate": the pods of a rollout come from one of them, or from "workloadRef"',
  },
  'a container for pods that come from elsewhere': {
    build: (chart) => canary(chart, { containers: undefined, podTemplate: {} }).addContainer(CONTAINERS[0]),
    error: '[test/Api] addContainer has no effect: the pods of this rollout come from "podTemplate". Change them there',
  },
  'two routers of one kind': {
    build: (chart) => {
      const rollout = canary(chart);
      new IstioTrafficRouting(chart, 'One', { rollout });
      new IstioTrafficRouting(chart, 'Other', { rollout });
    },
    error: '[test/Api] already has istio traffic routing: give one construct all of its routes',
  },
  'an Ingress to all pods, before traffic routing': {
    build: (chart) => {
      const rollout = canary(chart);
      rollout.exposeViaIngress('/');
      new NginxTrafficRouting(chart, 'Traffic', { rollout });
    },
    error: '[test/Api] has nginx traffic routing, and "exposeViaIngress" would lead requests past it to all pods: give hosts and paths to the traffic '
      + 'routing, or lead the Ingress to "stableService.toIngressBackend()"',
  },
  'an Ingress to all pods, beside traffic routing': {
    build: (chart) => {
      const rollout = canary(chart);
      new IstioTrafficRouting(chart, 'Traffic', { rollout });
      rollout.exposeViaIngress('/');
    },
    error: /^\[test\/Api\] has istio traffic routing, and "exposeViaIngress" would lead requests past it to all pods/,
  },
  'one argument name with two sources': {
    build: (chart) => health(chart, AnalysisArgument.withDefault('path', 'a'), AnalysisArgument.withDefault('path', 'b')).arguments,
    error: 'analysis argument "path" has two sources: "a" by default, and "b" by default. Give one of them another name',
  },
  'a property of pods that come from elsewhere': {
    build: (chart) => canary(chart, { containers: undefined, podTemplate: {}, podMetadata: { labels: { app: 'api' } } }),
    error: '[test/Api] "podMetadata" has no effect: the pods of this rollout come from "podTemplate". Change them there',
  },
  'several ports without names': {
    build: (chart) => canary(chart, { servicePorts: [{ port: 80 }, { port: 81 }] }).exposeViaService(),
    error: '[test/Api] has several ports for a service, got one without a name: name each of them',
  },
  'a Service for all versions of a blue-green rollout': {
    build: (chart) => new BlueGreenRollout(chart, 'Api', { containers: CONTAINERS }).exposeViaService(),
    error: '[test/Api] a service for all pods would lead to versions that are not promoted: use "activeService" or "previewService", '
      + 'with "servicePorts" for their ports',
  },
  'a secret in the manifest': {
    build: (chart) => AnalysisArgument.secret('token', kplus.Secret.fromSecretName(chart, 'Secret', 'metrics'), 'key').value('hunter2'),
    error: 'argument "token" is key "key" of secret "metrics": the controller ignores a value, and it would be in the manifest for all to read',
  },
  'a percentage where a ratio is meant': {
    build: () => PrometheusMetric.successRate({ source: PrometheusSource.application(), healthy: Threshold.atLeast(95) }),
    error: 'success-rate is a ratio from 0 to 1, got the threshold 95: 95 % is 0.95',
  },
  'a percentile where a quantile is meant': {
    build: () => PrometheusMetric.latency({ source: PrometheusSource.application(), quantile: 99, atMost: Duration.seconds(1) }),
    error: 'a quantile lies between 0 and 1, got 99: the time of 99 in 100 requests is the quantile 0.99',
  },
  'two volumes of one name in a job': {
    build: (chart) => MetricProvider.job({
      containers: [{
        image: 'k6:1',
        volumeMounts: ['a', 'b'].map((path) => ({ path, volume: kplus.Volume.fromEmptyDir(chart, path, 'tmp') })),
      }],
    }),
    error: 'two volumes of one pod have the name "tmp": give one of them another name',
  },
  'a checksum that is too short': {
    build: () => plugin('7f3b8a3c5d2e1f4a6b9c0d8e7f6a5b4c3d2e1f0a'),
    error: 'sha256 of plugin "argoproj-labs/gatewayAPI" is 64 hexadecimal digits in lower case, got 40 characters, '
      + '"7f3b8a3c5d2e1f4a6b9c0d8e7f6a5b4c3d2e1f0a": the controller would not start',
  },
  'a checksum in upper case': {
    build: () => plugin('A'.repeat(64)),
    error: `sha256 of plugin "argoproj-labs/gatewayAPI" is 64 hexadecimal digits in lower case, got 64 characters, "${'A'.repeat(64)}": the controller would not start`,
  },
  'a list of classes where the flag is repeated': {
    build: (chart) => install(chart, { settings: { extraArgs: ['--nginx-ingress-classes=nginx,internal'] } }),
    error: '[test/Install] --nginx-ingress-classes takes one value, got the list "nginx,internal", which it reads as a single name: repeat the flag, '
      + 'as in --nginx-ingress-classes=nginx --nginx-ingress-classes=internal',
  },
  'two controllers of one namespace before 1.10': {
    build: (chart) => ['blue', 'green'].map((instanceId) => install(chart, { version: ArgoRolloutsVersion.V1_9, instanceId }, instanceId)),
    error: '[test/green] two controllers in namespace "argo-rollouts" must not share a lease, got "argo-rollouts-controller-lock" for both: the second would '
      + 'never work. Give each a namespace of its own, or install 1.10 with an instance id for each',
  },
  'a path without a slash': {
    build: () => MetricProvider.web({ path: 'health' }),
    error: 'the path of a web metric starts with a slash, got "health"',
  },
  'a number and an argument for it': {
    build: () => new AnalysisMetric({
      name: 'up', provider: MetricProvider.web({ path: '/' }), count: 1, countArgument: AnalysisArgument.withDefault('count', '1'),
    }),
    error: 'metric "up" got both "count" and "countArgument": give one of them',
  },
  'a web metric without an address': {
    build: () => MetricProvider.web({}),
    error: 'a web metric needs exactly one of "url" and "path"',
  },
};

test.each(Object.entries(MISUSES))('%s is refused at once', (_, { build, error }) => {
  expect(() => build(new Chart(new App(), 'test'))).toThrow(typeof error === 'string' ? new Error(error) : error);
});
