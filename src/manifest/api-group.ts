interface ApiObject {
  readonly apiVersion?: unknown;
  readonly kind: string;
}

/** The API group of an object, whatever the version. The core group is ''. */
export function groupOf({ apiVersion }: ApiObject): string {
  const text = String(apiVersion);
  return text.slice(0, Math.max(text.indexOf('/'), 0));
}

const ISTIO = ['networking.istio.io'];
const ARGO = ['argoproj.io'];
const GATEWAY = ['gateway.networking.k8s.io'];

/** The API groups that the bare name of a kind means: other APIs have a namesake of many, such as the Service of Knative. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  Service: [''],
  Secret: [''],
  PodTemplate: [''],
  Deployment: ['apps'],
  ReplicaSet: ['apps'],
  Ingress: ['networking.k8s.io', 'extensions'],
  VirtualService: ISTIO,
  DestinationRule: ISTIO,
  HTTPRoute: GATEWAY,
  GRPCRoute: GATEWAY,
  TCPRoute: GATEWAY,
  TLSRoute: GATEWAY,
  Mapping: ['getambassador.io'],
  TraefikService: ['traefik.io', 'traefik.containo.us'],
  ApisixRoute: ['apisix.apache.org'],
  Rollout: ARGO,
  AnalysisTemplate: ARGO,
  ClusterAnalysisTemplate: ARGO,
};

/** Whether a reference to its kind can mean an object. One that does not say its API is not held against it. */
export function isMeant(object: ApiObject): boolean {
  const groups = Object.hasOwn(GROUPS, object.kind) ? GROUPS[object.kind] : undefined;
  return !groups || object.apiVersion === undefined || groups.includes(groupOf(object));
}
