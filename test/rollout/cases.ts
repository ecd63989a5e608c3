import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  AnalysisArgument, AnalysisMetric, AnalysisTemplate, AntiAffinity, ArgumentValue, BlueGreenRolloutProps, CanaryRolloutProps, CanaryScale, CanaryStep,
  ClusterAnalysisTemplate, ExperimentTemplate, MetricProvider, ReplicaProgressThreshold, RolloutAnalysis, RolloutProps, ServiceReference, StringMatch,
  WorkloadReference, WorkloadScaleDown,
} from '../../src';

/**
 * Properties, the place in the manifest that they are for, and what stands there.
 */
export interface Case<Props> {
  readonly props: Partial<Props>;
  readonly path: string;
  readonly value: unknown;
}

export const POD_TEMPLATE = {
  metadata: { labels: { 'app.kubernetes.io/name': 'api', 'role': 'web' }, annotations: { team: 'shop' } },
  spec: {
    containers: [{
      name: 'web',
      image: 'registry.example/api:1',
      ports: [{ name: 'http', containerPort: 8080 }, { name: 'metrics', containerPort: 9090, protocol: 'TCP' }],
      resources: { limits: { 'cpu': '500m', 'example.com/gpu': 1 } },
    }],
    hostIPC: true,
    hostnameOverride: 'newer-than-cdk8s-plus-28',
  },
};

const DEPLOYMENT = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'old-api' };
const WORKLOAD_OPTIONS = { podLabels: { app: 'old-api' }, ports: [8080] };

export const WORKLOAD_CASES: Case<RolloutProps>[] = [
  { props: { replicas: 3 }, path: 'replicas', value: 3 },
  { props: { replicas: 0 }, path: 'replicas', value: 0 },
  { props: { minReady: Duration.seconds(5) }, path: 'minReadySeconds', value: 5 },
  { props: { progressDeadline: Duration.minutes(5) }, path: 'progressDeadlineSeconds', value: 300 },
  { props: { progressDeadlineAbort: true }, path: 'progressDeadlineAbort', value: true },
  { props: { revisionHistoryLimit: 4 }, path: 'revisionHistoryLimit', value: 4 },
  { props: { rollbackWindow: { revisions: 3 } }, path: 'rollbackWindow', value: { revisions: 3 } },
  {
    props: { analysisRunHistory: { successfulRunHistoryLimit: 1, unsuccessfulRunHistoryLimit: 9 } },
    path: 'analysis',
    value: { successfulRunHistoryLimit: 1, unsuccessfulRunHistoryLimit: 9 },
  },
  { props: { paused: true }, path: 'paused', value: true },
  { props: { restartAt: '2030-01-31T12:00:00Z' }, path: 'restartAt', value: '2030-01-31T12:00:00Z' },
  { props: { selector: { app: 'shop', tier: 'web' } }, path: 'selector', value: { matchLabels: { app: 'shop', tier: 'web' } } },
  { props: { containers: undefined, podTemplate: POD_TEMPLATE }, path: 'template', value: POD_TEMPLATE },
  {
    props: { containers: undefined, workloadRef: WorkloadReference.fromName('old-api', WORKLOAD_OPTIONS) },
    path: 'workloadRef',
    value: DEPLOYMENT,
  },
  {
    props: { containers: undefined, workloadRef: WorkloadReference.fromName('pods', { ...WORKLOAD_OPTIONS, kind: 'PodTemplate' }) },
    path: 'workloadRef',
    value: { apiVersion: 'v1', kind: 'PodTemplate', name: 'pods' },
  },
  {
    props: { containers: undefined, workloadRef: WorkloadReference.fromName('set', { ...WORKLOAD_OPTIONS, kind: 'ReplicaSet' }) },
    path: 'workloadRef',
    value: { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'set' },
  },
  ...Object.values(WorkloadScaleDown).map((scaleDown): Case<RolloutProps> => ({
    props: { containers: undefined, workloadRef: WorkloadReference.fromName('old-api', { ...WORKLOAD_OPTIONS, scaleDown }) },
    path: 'workloadRef',
    value: { ...DEPLOYMENT, scaleDown },
  })),
];

const errors = new AnalysisMetric({ name: 'errors', provider: MetricProvider.web({ url: 'http://errors.shop.svc' }) });
const team = AnalysisArgument.required('team');

const HEALTH = AnalysisTemplate.fromName('health', { arguments: [team, AnalysisArgument.latestPodTemplateHash(), AnalysisArgument.rolloutLabel('tier', 'tier')] });
const COMPARE = AnalysisTemplate.fromName('compare', {
  arguments: [AnalysisArgument.stablePodTemplateHash(), AnalysisArgument.latestPodTemplateHash()],
});

/** An analysis that uses every field there is. */
export const ANALYSIS: RolloutAnalysis = {
  templates: [
    HEALTH,
    ClusterAnalysisTemplate.fromName('smoke'),
  ],
  args: [team.value('shop')],
  dryRun: [errors],
  measurementRetention: [{ metric: errors, limit: 20 }],
  analysisRunMetadata: { labels: { team: 'shop' }, annotations: { why: 'update' } },
};

export const ANALYSIS_FRAGMENT = {
  templates: [{ templateName: 'health' }, { templateName: 'smoke', clusterScope: true }],
  args: [
    { name: 'latest-hash', valueFrom: { podTemplateHashValue: 'Latest' } },
    { name: 'tier', valueFrom: { fieldRef: { fieldPath: "metadata.labels['tier']" } } },
    { name: 'team', value: 'shop' },
  ],
  dryRun: [{ metricName: '^errors$' }],
  measurementRetention: [{ metricName: '^errors$', limit: 20 }],
  analysisRunMetadata: { labels: { team: 'shop' }, annotations: { why: 'update' } },
};

const METADATA = { labels: { slot: 'new' }, annotations: { note: 'look' } };

export const BLUE_GREEN_CASES: Case<BlueGreenRolloutProps>[] = [
  { props: {}, path: 'activeService', value: 'api-active' },
  { props: {}, path: 'previewService', value: 'api-preview' },
  { props: { activeService: ServiceReference.fromName('shop') }, path: 'activeService', value: 'shop' },
  { props: { previewService: ServiceReference.fromName('shop-next') }, path: 'previewService', value: 'shop-next' },
  { props: { autoPromotionEnabled: false }, path: 'autoPromotionEnabled', value: false },
  { props: { autoPromotionDelay: Duration.minutes(2) }, path: 'autoPromotionSeconds', value: 120 },
  { props: { scaleDownDelay: Duration.minutes(1) }, path: 'scaleDownDelaySeconds', value: 60 },
  { props: { scaleDownDelayRevisionLimit: 2 }, path: 'scaleDownDelayRevisionLimit', value: 2 },
  { props: { abortScaleDownDelay: Duration.seconds(0) }, path: 'abortScaleDownDelaySeconds', value: 0 },
  { props: { previewReplicaCount: 1 }, path: 'previewReplicaCount', value: 1 },
  { props: { maxUnavailable: kplus.PercentOrAbsolute.percent(10) }, path: 'maxUnavailable', value: '10%' },
  { props: { maxUnavailable: kplus.PercentOrAbsolute.absolute(2) }, path: 'maxUnavailable', value: 2 },
  {
    props: { antiAffinity: AntiAffinity.preferred(40) },
    path: 'antiAffinity',
    value: { preferredDuringSchedulingIgnoredDuringExecution: { weight: 40 } },
  },
  { props: { antiAffinity: AntiAffinity.required() }, path: 'antiAffinity', value: { requiredDuringSchedulingIgnoredDuringExecution: {} } },
  { props: { activeMetadata: METADATA }, path: 'activeMetadata', value: METADATA },
  { props: { previewMetadata: METADATA }, path: 'previewMetadata', value: METADATA },
  { props: { prePromotionAnalysis: ANALYSIS }, path: 'prePromotionAnalysis', value: ANALYSIS_FRAGMENT },
  { props: { postPromotionAnalysis: ANALYSIS }, path: 'postPromotionAnalysis', value: ANALYSIS_FRAGMENT },
];

const PING_PONG = { pingService: ServiceReference.fromName('ping'), pongService: ServiceReference.fromName('pong') };

export const CANARY_CASES: Case<CanaryRolloutProps>[] = [
  { props: {}, path: 'stableService', value: 'api-stable' },
  { props: {}, path: 'canaryService', value: 'api-canary' },
  { props: { stableService: ServiceReference.fromName('shop') }, path: 'stableService', value: 'shop' },
  { props: { canaryService: ServiceReference.fromName('shop-next') }, path: 'canaryService', value: 'shop-next' },
  { props: { pingPong: PING_PONG }, path: 'pingPong', value: { pingService: 'ping', pongService: 'pong' } },
  { props: { pingPong: PING_PONG }, path: 'stableService', value: undefined },
  { props: { maxSurge: kplus.PercentOrAbsolute.percent(50) }, path: 'maxSurge', value: '50%' },
  { props: { maxSurge: kplus.PercentOrAbsolute.absolute(1) }, path: 'maxSurge', value: 1 },
  { props: { maxUnavailable: kplus.PercentOrAbsolute.absolute(0) }, path: 'maxUnavailable', value: 0 },
  { props: { minPodsPerReplicaSet: 2 }, path: 'minPodsPerReplicaSet', value: 2 },
  {
    props: { replicaProgressThreshold: ReplicaProgressThreshold.percent(80) },
    path: 'replicaProgressThreshold',
    value: { type: 'Percent', value: 80 },
  },
  { props: { replicaProgressThreshold: ReplicaProgressThreshold.pods(3) }, path: 'replicaProgressThreshold', value: { type: 'Pods', value: 3 } },
  { props: { dynamicStableScale: true }, path: 'dynamicStableScale', value: true },
  { props: { scaleDownDelay: Duration.minutes(1) }, path: 'scaleDownDelaySeconds', value: 60 },
  { props: { scaleDownDelayRevisionLimit: 2 }, path: 'scaleDownDelayRevisionLimit', value: 2 },
  { props: { abortScaleDownDelay: Duration.minutes(1) }, path: 'abortScaleDownDelaySeconds', value: 60 },
  {
    props: { antiAffinity: AntiAffinity.preferred() },
    path: 'antiAffinity',
    value: { preferredDuringSchedulingIgnoredDuringExecution: { weight: 100 } },
  },
  { props: { antiAffinity: AntiAffinity.required() }, path: 'antiAffinity', value: { requiredDuringSchedulingIgnoredDuringExecution: {} } },
  { props: { canaryMetadata: METADATA }, path: 'canaryMetadata', value: METADATA },
  { props: { stableMetadata: METADATA }, path: 'stableMetadata', value: METADATA },
  { props: { analysis: ANALYSIS }, path: 'analysis', value: ANALYSIS_FRAGMENT },
  { props: { analysis: { ...ANALYSIS, startingStep: 2 } }, path: 'analysis', value: { ...ANALYSIS_FRAGMENT, startingStep: 2 } },
  { props: { steps: [] }, path: 'steps', value: [] },
];

export const STEP_CASES: { readonly step: CanaryStep; readonly fragment: object }[] = [
  { step: CanaryStep.weight(20), fragment: { setWeight: 20 } },
  { step: CanaryStep.weight(0), fragment: { setWeight: 0 } },
  { step: CanaryStep.pause(), fragment: { pause: {} } },
  { step: CanaryStep.pause(Duration.seconds(90)), fragment: { pause: { duration: '1m30s' } } },
  { step: CanaryStep.pause(Duration.days(1)), fragment: { pause: { duration: '24h' } } },
  { step: CanaryStep.canaryScale(CanaryScale.replicas(3)), fragment: { setCanaryScale: { replicas: 3 } } },
  { step: CanaryStep.canaryScale(CanaryScale.weight(25)), fragment: { setCanaryScale: { weight: 25 } } },
  { step: CanaryStep.canaryScale(CanaryScale.matchTrafficWeight()), fragment: { setCanaryScale: { matchTrafficWeight: true } } },
  { step: CanaryStep.analysis(ANALYSIS), fragment: { analysis: ANALYSIS_FRAGMENT } },
  {
    step: CanaryStep.experiment({ templates: [ExperimentTemplate.canary('new')], duration: Duration.minutes(5) }),
    fragment: { experiment: { templates: [{ name: 'new', specRef: 'canary' }], duration: '5m' } },
  },
  {
    step: CanaryStep.experiment({
      templates: [
        ExperimentTemplate.stable('old', { replicas: 2, weight: 5, service: { name: 'api-old' } }),
        ExperimentTemplate.canary('new', { service: {}, metadata: METADATA, selector: { 'app.kubernetes.io/name': 'api' } }),
      ],
      analyses: [
        { name: 'health', template: HEALTH, args: [team.value('shop')], requiredForCompletion: true },
        { name: 'smoke', template: ClusterAnalysisTemplate.fromName('smoke'), args: [ArgumentValue.latestPodTemplateHash('hash')] },
      ],
      scaleDownDelay: Duration.minutes(1),
      dryRun: [errors],
      analysisRunMetadata: METADATA,
    }),
    fragment: {
      experiment: {
        templates: [
          { name: 'old', specRef: 'stable', replicas: 2, weight: 5, service: { name: 'api-old' } },
          { name: 'new', specRef: 'canary', service: {}, metadata: METADATA, selector: { matchLabels: { 'app.kubernetes.io/name': 'api' } } },
        ],
        analyses: [
          {
            name: 'health',
            templateName: 'health',
            args: [
              { name: 'latest-hash', value: '{{templates.new.podTemplateHash}}' },
              { name: 'tier', valueFrom: { fieldRef: { fieldPath: "metadata.labels['tier']" } } },
              { name: 'team', value: 'shop' },
            ],
            requiredForCompletion: true,
          },
          { name: 'smoke', templateName: 'smoke', clusterScope: true, args: [{ name: 'hash', valueFrom: { podTemplateHashValue: 'Latest' } }] },
        ],
        scaleDownDelaySeconds: 60,
        dryRun: [{ metricName: '^errors$' }],
        analysisRunMetadata: METADATA,
      },
    },
  },
  {
    step: CanaryStep.baselineAndCanary({ template: COMPARE, replicas: 2, weight: 5 }),
    fragment: {
      experiment: {
        templates: [
          { name: 'baseline', specRef: 'stable', replicas: 2, weight: 5 },
          { name: 'canary', specRef: 'canary', replicas: 2, weight: 5 },
        ],
        analyses: [{
          name: 'compare',
          templateName: 'compare',
          args: [
            { name: 'stable-hash', value: '{{templates.baseline.podTemplateHash}}' },
            { name: 'latest-hash', value: '{{templates.canary.podTemplateHash}}' },
          ],
          requiredForCompletion: true,
        }],
      },
    },
  },
  {
    step: CanaryStep.headerRoute('testers', [
      { name: 'x-user', value: StringMatch.exact('me') },
      { name: 'x-team', value: StringMatch.prefix('shop-') },
      { name: 'x-agent', value: StringMatch.regex('curl.*') },
    ]),
    fragment: {
      setHeaderRoute: {
        name: 'testers',
        match: [
          { headerName: 'x-user', headerValue: { exact: 'me' } },
          { headerName: 'x-team', headerValue: { prefix: 'shop-' } },
          { headerName: 'x-agent', headerValue: { regex: 'curl.*' } },
        ],
      },
    },
  },
  { step: CanaryStep.headerRoute('testers'), fragment: { setHeaderRoute: { name: 'testers' } } },
  {
    step: CanaryStep.mirrorRoute('copy', {
      percentage: 35,
      match: [
        { method: StringMatch.exact('GET'), path: StringMatch.prefix('/api'), headers: [{ name: 'x-user', value: StringMatch.exact('me') }] },
        { method: StringMatch.prefix('P'), path: StringMatch.exact('/') },
        { method: StringMatch.regex('G.*'), path: StringMatch.regex('/v[12]') },
      ],
    }),
    fragment: {
      setMirrorRoute: {
        name: 'copy',
        percentage: 35,
        match: [
          { method: { exact: 'GET' }, path: { prefix: '/api' }, headers: { 'x-user': { exact: 'me' } } },
          { method: { prefix: 'P' }, path: { exact: '/' } },
          { method: { regex: 'G.*' }, path: { regex: '/v[12]' } },
        ],
      },
    },
  },
  { step: CanaryStep.mirrorRoute('copy'), fragment: { setMirrorRoute: { name: 'copy' } } },
  {
    step: CanaryStep.plugin('example/wait', { hours: [1, 2], strict: true }),
    fragment: { plugin: { name: 'example/wait', config: { hours: [1, 2], strict: true } } },
  },
  { step: CanaryStep.plugin('example/wait'), fragment: { plugin: { name: 'example/wait' } } },
];
