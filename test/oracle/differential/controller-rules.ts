/** One thing that the real validation rejects, under a number of our own: by these the runs are counted. */
export interface ControllerRule {
  readonly id: string;
  /** Rejected is... */
  readonly what: string;
  /** How its rejections read. */
  readonly met?: RegExp;
  /** Why we do not claim to know it, or why it cannot be met here. */
  readonly unclaimed?: string;
}

const UPDATE = 'needs an older version of the object';
const OUTSIDE = 'outside of the pod templates that are varied here';

function rule(id: string, what: string, met?: RegExp, unclaimed?: string): ControllerRule {
  return { id, what, met, unclaimed };
}

/** `spec.strategy` of the rollout, as paths have it, and more. */
function strategy(path: string, message = ''): RegExp {
  return new RegExp(`^rollout Rollout spec\\.strategy\\.${path}: .*${message}`);
}

const SHAPES: readonly ControllerRule[] = [
  rule('R001', 'a value of another type', /^schema .*must be of type/),
  rule('R002', 'a required field of a rollout left out', /^schema Rollout .*Required value/),
  rule('R003', 'a required field of a template left out', /^schema \w*AnalysisTemplate .*Required value/),
  rule('R004', 'an API version that datadog does not have', /datadog\.apiVersion: Unsupported value/),
  rule('R005', 'an aggregator that datadog does not have', /datadog\.aggregator: Unsupported value/),
  rule('R006', 'another selector', undefined, UPDATE),
  rule('R007', 'a restart at no time', /^schema Rollout spec\.restartAt/),
  rule('R008', 'an unknown field', /^schema .*unknown field/),
];

const SPEC: readonly ControllerRule[] = [
  rule('R009', 'negative replicas', /^rollout Rollout spec\.replicas: .*greater than or equal to 0/),
  rule('R010', 'no selector', /^rollout Rollout spec\.selector: Required value/),
  rule('R011', 'a selector that cannot be read', /^rollout Rollout spec\.selector\./),
  rule('R012', 'an empty selector', /^rollout Rollout spec\.selector: Invalid value.*empty selector/),
  rule('R013', 'two pod sources', /template must be empty for workload reference|spec\.template: .*(cannot|must)/),
  rule('R014', 'a selector of other pods', /`selector` does not match template `labels`/),
  rule('R015', 'a pod template that Kubernetes refuses', /^rollout Rollout spec\.template\.(labels|annotations|spec\.(containers|initContainers|volumes|dnsPolicy))/),
  rule('R016', 'a writable disk of several pods', undefined, OUTSIDE),
  rule('R017', 'pods that end', /spec\.template\.spec\.restartPolicy/),
  rule('R018', 'pods with a deadline', /spec\.template\.spec\.activeDeadlineSeconds/),
  rule('R019', 'a negative time until ready', /^rollout Rollout spec\.minReadySeconds/),
  rule('R020', 'a negative history', /^rollout Rollout spec\.revisionHistoryLimit/),
  rule('R021', 'a negative deadline', /^rollout Rollout spec\.progressDeadlineSeconds: .*greater than or equal to 0/),
  rule('R022', 'a deadline before pods are ready', /^rollout Rollout spec\.progressDeadlineSeconds: .*must be greater than minReadySeconds/),
  rule('R023', 'no strategy', strategy('strategy', 'missing field')),
  rule('R024', 'two strategies', strategy('strategy', 'Multiple')),
];

const STRATEGY: readonly ControllerRule[] = [
  rule('R025', 'one Service for both versions, blue-green', strategy('activeService')),
  rule('R026', 'more old versions than history', strategy('scaleDownDelayRevisionLimit')),
  rule('R027', 'not one anti-affinity', strategy('antiAffinity', 'exactly one')),
  rule('R028', 'a weight that no affinity has', strategy('antiAffinity\\.weight')),
  rule('R029', 'pods that cannot move', strategy('maxSurge')),
  rule('R030', 'one Service for both versions, canary', strategy('stableService', 'same service')),
  rule('R031', 'Services that take turns where the router cannot', strategy('trafficRouting\\.alb', 'Ping-pong')),
  rule('R032', 'a ping Service without a name', strategy('pingPong\\.pingService', 'must to be set')),
  rule('R033', 'a pong Service without a name', strategy('pingPong\\.pongService', 'must to be set')),
  rule('R034', 'a Service that takes turns with itself', strategy('pingPong\\.pingService', 'same service')),
  rule('R035', 'no root Service', strategy('trafficRouting\\.alb\\.rootService')),
  rule('R036', 'no stable Service', strategy('stableService', 'must to be set')),
  rule('R037', 'no canary Service', strategy('canaryService', 'must to be set')),
  rule('R038', 'a delay without a router', strategy('scaleDownDelaySeconds')),
  rule('R039', 'a dynamic scale without a router', strategy('dynamicStableScale', 'only be used')),
  rule('R040', 'two ways to scale down', strategy('dynamicStableScale', 'cannot be used')),
  rule('R041', 'a total that the router does not have', strategy('trafficRouting\\.maxTrafficWeight')),
  rule('R042', 'the anti-affinity of a canary', strategy('antiAffinity(\\.weight)?', '(exactly one|1-100)')),
];

const STEPS: readonly ControllerRule[] = [
  rule('R043', 'several actions', /spec\.strategy\.steps\[\d+\]: (?!.*SetCanaryScale: true).*: true/),
  rule('R044', 'no action', /spec\.strategy\.steps\[\d+\]: .*SetCanaryScale: true/),
  rule('R045', 'a weight beyond the total', strategy('steps\\[\\d+\\]\\.setWeight')),
  rule('R046', 'a pause that is no duration', strategy('steps\\[\\d+\\]\\.pause\\.duration')),
  rule('R047', 'a scale without a router', /SetCanaryScale requires/),
  rule('R048', 'a header that the router cannot tell', /SetHeaderRoute requires/),
  rule('R049', 'no value of a header', undefined, 'the schema knows it first: R002'),
  rule('R050', 'a match that alb does not know', /ALB supports 'exact' value only/),
  rule('R051', 'not one match of a header', /setHeaderRoute\.match\[\d+\]: .*StringMatch/),
  rule('R052', 'a mirror that the router does not have', /SetMirrorRoute requires/),
  rule('R053', 'not one method of a mirror', /setMirrorRoute\.match\[\d+\]: .*StringMatch/),
  rule('R054', 'not one path of a mirror', undefined, 'reads like R053, and is met beside it'),
  rule('R055', 'a route without managed routes', strategy('trafficRouting\\.managedRoutes')),
  rule('R056', 'a route that is not managed', /does not exist in spec\.strategy\.canary\.trafficRouting\.managedRoutes/),
  rule('R057', 'a share without a router', /weight cannot be set unless TrafficRouting/),
  rule('R058', 'a share that the router cannot give', /weight is only available for TrafficRouting/),
  rule('R059', 'metadata that cannot be read', /Analyses arguments must refer/),
];

const REFERENCES: readonly ControllerRule[] = [
  rule('R060', 'a workload of another kind', /workload of type .* is not supported/),
  rule('R061', 'a kind that the cluster does not serve', undefined, 'the cluster decides'),
  rule('R062', 'a workload that is not there', /^rollout Rollout spec\.workloadRef: .* not found/),
  rule('R063', 'a PodTemplate without a selector', undefined, 'reads like R010 and R012'),
  rule('R064', 'a Service that is not there', /Service ".*" not found/),
  rule('R065', 'a Service of other pods', /has unmatch label/),
  rule('R066', 'a Service of another rollout', /is managed by another Rollout/),
  rule('R067', 'not one way to name the Ingresses of nginx', /trafficRouting\.nginx: Internal error/),
  rule('R068', 'not one way to name the Ingresses of alb', /trafficRouting\.alb: Internal error/),
  rule('R069', 'an Ingress that is not there', /Ingress ".*" not found/),
  rule('R070', 'an Ingress of nginx that leads elsewhere', /nginx\.stableIngress.*has no rules using service/),
  rule('R071', 'an Ingress of alb that leads elsewhere', /alb\.ingress.*has no rules using service/),
  rule('R072', 'not one way to name VirtualServices', /trafficRouting\.istio: Internal error/),
  rule('R073', 'a VirtualService that is not there', /virtualservices\.networking\.istio\.io ".*" not found/),
  rule('R074', 'a VirtualService without routes', /Unable to get any of the HTTP, TCP or TLS/),
  rule('R075', 'routes that are none', /Unable to get (HTTP|TLS|TCP) routes/),
  rule('R075-panic', 'lists of routes without routes', /panic: .*index out of range/),
  rule('R076', 'an http route that is not there', /HTTP Route '.*' is not found/),
  rule('R077', 'an http route without both versions', /invalid HTTP routes.*not found in route/),
  rule('R078', 'http routes without a name', /invalid HTTP routes.*exactly one route/),
  rule('R079', 'a tls route that is not there', /No matching TLS routes/),
  rule('R080', 'a tls route without both versions, or without a match', /invalid TLS routes.*(not found in route|exactly one route)/),
  rule('R081', 'a tcp route that is not there or not whole', /invalid TCP routes/),
  rule('R082', 'no Mapping', /ambassador\.mappings: .*at least one mapping/),
  rule('R083', 'a Mapping that is not there', /mappings\.getambassador\.io ".*" not found/),
  rule('R084', 'a Mapping with a weight', /Ambassador mapping .* can not define weight/),
  rule('R085', 'no virtual service of App Mesh', /must provide a virtual service/),
  rule('R086', 'a virtual service that is not there', /virtualservices\.appmesh\.k8s\.aws ".*" not found/),
  rule('R087', 'a virtual router of another kind', undefined, 'objects are found by their kind'),
  rule('R088', 'a virtual router without routes', /No routes defined for AppMesh/),
  rule('R089', 'a virtual route of no kind', /(Invalid route was found|Error getting route details) for AppMesh/),
  rule('R090', 'not two targets', /Invalid (route action|number of weightedTargets)/),
  rule('R091', 'a template that is not there', /^rollout (?!.*spec\.templates: ).* AnalysisTemplate '.*' not found/),
  rule('R092', 'a template of the cluster that is not there', /^rollout (?!.*spec\.templates: ).*ClusterAnalysisTemplate '.*' not found/),
  rule('R093', 'a nested template that is not there', /^rollout Rollout spec\.templates: .* not found/),
];

const ANALYSES: readonly ControllerRule[] = [
  rule('R094', 'one metric name in two templates', /^rollout .*two metrics have the same name/),
  rule('R095', 'two values of an argument', /specified multiple times with different values/),
  rule('R096', 'two dry runs of one metric', /two Dry-Run metric rules/),
  rule('R097', 'two retentions of one metric', /two Measurement Retention metric rules/),
  rule('R098', 'an argument that nobody gives', /^rollout .*steps.*args\..* was not resolved/),
  rule('R099', 'an argument of two sources', /^rollout .*(has both|both) /i),
  rule('R100', 'a placeholder in a step that is no argument', /^rollout .*failed to resolve {{args/),
  rule('R101', 'a step without an end', /runs indefinitely/),
  rule('R102', 'an argument beside the steps that nobody gives', /^rollout .*canary\.analysis\.templates: (?!.*was not resolved)/),
  rule('R103', 'metadata beside the steps that cannot be read', /unsupported fieldPath/),
  rule('R148', 'an argument without a value', /^analysis .*(was not resolved|was not supplied)/),
  rule('R149', 'a placeholder that is no argument', /failed to resolve {{(?! \.Values)/),
  rule('R149-helm', 'a placeholder of Helm', /failed to resolve {{ \.Values/, 'Helm fills it in before it reaches the cluster'),
  rule('R150', 'characters that Go quotes in its own way', /in string escape code/),
  rule('R151', 'no metrics', /^(analysis|experiment) Rollout .*no metrics specified/),
  rule('R152', 'one metric name twice', /(duplicate name|two metrics have the same name)/),
  rule('R153', 'a negative limit of successes', /consecutiveSuccessLimit must be >= 0/),
  rule('R154', 'a negative limit of failures', /failureLimit must be >= 0, or -1/),
  rule('R155', 'no limit at all', /cannot both be disabled/),
  rule('R156', 'a negative limit of inconclusive measurements', /inconclusiveLimit must be >= 0/),
  rule('R157', 'a negative limit of errors', /consecutiveErrorLimit must be >= 0/),
  rule('R158', 'limits beyond the count', /count \(\d+\) must be >= failureLimit \+|must be >= consecutiveSuccessLimit/),
  rule('R159', 'more successes than measurements', /count must be >= consecutiveSuccessLimit/),
  rule('R160', 'more inconclusive measurements than there are', /count must be >= inconclusiveLimit/),
  rule('R161', 'measurements without an interval', /interval must be specified/),
  rule('R162', 'an interval that is no duration', /invalid interval string/),
  rule('R163', 'a delay that is no duration', /invalid startDelay string/),
  rule('R164', 'no provider', /no provider specified/),
  rule('R165', 'two providers', /multiple providers specified/),
  rule('R166', 'dry runs of no metric', / Rollout .*dryRun\[\d+\]: Rule didn't match/),
  rule('R167', 'retention of no metric', / Rollout .*measurementRetention\[\d+\]: Rule didn't match/),
  rule('R168', 'a secret that is not there', undefined, 'secrets are made in the cluster'),
];

export const CONTROLLER_RULES: readonly ControllerRule[] = [...SHAPES, ...SPEC, ...STRATEGY, ...STEPS, ...REFERENCES, ...ANALYSES];

/** The rules of the controller by which a line of the real validation is one that we do not claim to know; none if we do. */
export function unclaimedIn(text: string): readonly string[] {
  const rules = CONTROLLER_RULES.filter(({ met }) => met?.test(text));
  return rules.every(({ unclaimed }) => unclaimed !== undefined) ? rules.map(({ id }) => id) : [];
}
