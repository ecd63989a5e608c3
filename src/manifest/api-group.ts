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

/** Kinds of which other APIs have a namesake, such as the Service of Knative, and the groups that a bare name means. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  Service: [''],
  Secret: [''],
  PodTemplate: [''],
  Deployment: ['apps'],
  ReplicaSet: ['apps'],
  Ingress: ['networking.k8s.io', 'extensions'],
  VirtualService: ISTIO,
  DestinationRule: ISTIO,
  Rollout: ARGO,
  AnalysisTemplate: ARGO,
  ClusterAnalysisTemplate: ARGO,
};

/** Whether a reference to its kind can mean an object. One that does not say its API is not held against it. */
export function isMeant(object: ApiObject): boolean {
  const groups = Object.hasOwn(GROUPS, object.kind) ? GROUPS[object.kind] : undefined;
  return !groups || object.apiVersion === undefined || groups.includes(groupOf(object));
}
