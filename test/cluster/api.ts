import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { setTimeout as pass } from 'node:timers/promises';

/** Where the API server has the kinds that the harness and its scenarios ask for. */
const KINDS = {
  Node: 'api/v1/nodes',
  Namespace: 'api/v1/namespaces',
  Pod: 'api/v1/pods',
  Service: 'api/v1/services',
  Secret: 'api/v1/secrets',
  ConfigMap: 'api/v1/configmaps',
  ServiceAccount: 'api/v1/serviceaccounts',
  Event: 'api/v1/events',
  Deployment: 'apis/apps/v1/deployments',
  ReplicaSet: 'apis/apps/v1/replicasets',
  StatefulSet: 'apis/apps/v1/statefulsets',
  Job: 'apis/batch/v1/jobs',
  Lease: 'apis/coordination.k8s.io/v1/leases',
  HorizontalPodAutoscaler: 'apis/autoscaling/v2/horizontalpodautoscalers',
  Ingress: 'apis/networking.k8s.io/v1/ingresses',
  ClusterRole: 'apis/rbac.authorization.k8s.io/v1/clusterroles',
  CustomResourceDefinition: 'apis/apiextensions.k8s.io/v1/customresourcedefinitions',
  Rollout: 'apis/argoproj.io/v1alpha1/rollouts',
  AnalysisRun: 'apis/argoproj.io/v1alpha1/analysisruns',
  AnalysisTemplate: 'apis/argoproj.io/v1alpha1/analysistemplates',
  Experiment: 'apis/argoproj.io/v1alpha1/experiments',
  VirtualService: 'apis/networking.istio.io/v1/virtualservices',
  DestinationRule: 'apis/networking.istio.io/v1/destinationrules',
  TrafficSplit: 'apis/split.smi-spec.io/v1alpha3/trafficsplits',
  TraefikService: 'apis/traefik.io/v1alpha1/traefikservices',
  ApisixRoute: 'apis/apisix.apache.org/v2/apisixroutes',
  Mapping: 'apis/getambassador.io/v2/mappings',
  Prometheus: 'apis/monitoring.coreos.com/v1/prometheuses',
} as const;

export type Kind = keyof typeof KINDS;

/** An object of the cluster. */
export type Manifest = Record<string, any>;

export type Change = 'ADDED' | 'MODIFIED' | 'DELETED';

/** What an answer says that is no success. */
export class ApiError extends Error {
  public constructor(public readonly code: number, message: string) {
    super(message);
  }
}

/** What we ask the API server, as plain requests. */
export class Api {
  private readonly agent: Agent;

  public constructor(private readonly port: number, caFile: string, private readonly token: string) {
    this.agent = new Agent({ keepAlive: true, ca: readFileSync(caFile) });
  }

  /** The object, if there is one. */
  public async get(kind: Kind, namespace: string, name: string): Promise<Manifest | undefined> {
    try {
      return await this.ask('GET', path(kind, namespace, name));
    } catch (error) {
      if (error instanceof ApiError && error.code === 404) {
        return undefined;
      }
      throw error;
    }
  }

  public async list(kind: Kind, namespace = '', query = ''): Promise<Manifest[]> {
    return (await this.ask('GET', `${path(kind, namespace)}?${query}`)).items;
  }

  public create(kind: Kind, namespace: string, object: object, part = ''): Promise<Manifest> {
    return this.ask('POST', `${path(kind, namespace)}${part}`, object);
  }

  /** A merge patch. A part is `/status` or `/scale`. */
  public patch(kind: Kind, namespace: string, name: string, change: object, part = ''): Promise<Manifest> {
    return this.ask('PATCH', `${path(kind, namespace, name)}${part}`, change, 'application/merge-patch+json');
  }

  public delete(kind: Kind, namespace: string, name: string, options: object = {}): Promise<Manifest> {
    return this.ask('DELETE', path(kind, namespace, name), options);
  }

  public async ask(method: string, where: string, body?: object, type = 'application/json'): Promise<Manifest> {
    const { code, text } = await this.text(method, where, body, type);
    if (code >= 300) {
      throw new ApiError(code, `${method} ${where}: ${code} ${messageOf(text)}`);
    }
    return JSON.parse(text);
  }

  public text(method: string, where: string, body?: object, type = 'application/json'): Promise<{ code: number; text: string }> {
    return new Promise((resolve, reject) => {
      const content = body && JSON.stringify(body);
      const asked = this.request(method, where, type, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk) => text += chunk).on('end', () => resolve({ code: response.statusCode!, text }));
      });
      asked.on('error', reject);
      // for a DELETE with a body Node does not say where it ends
      asked.setHeader('Content-Length', Buffer.byteLength(content ?? ''));
      asked.end(content);
    });
  }

  /** All objects of a kind as they are now, and then each change, in the order of the API server. */
  public async watch(kind: Kind, namespace: string, on: (change: Change, object: Manifest) => void): Promise<void> {
    const { items, metadata } = await this.ask('GET', path(kind, namespace));
    for (const object of items) {
      on('ADDED', object);
    }
    const query = `watch=true&timeoutSeconds=14400&resourceVersion=${metadata.resourceVersion}`;
    await new Promise<void>((resolve, reject) => {
      let rest = '';
      const asked = this.request('GET', `${path(kind, namespace)}?${query}`, 'application/json', (response) => {
        if (response.statusCode !== 200) {
          reject(new ApiError(response.statusCode!, `watch ${kind}: ${response.statusCode}`));
          return;
        }
        resolve();
        response.setEncoding('utf8').on('data', (chunk: string) => {
          const lines = (rest + chunk).split('\n');
          rest = lines.pop()!;
          for (const { type, object } of lines.map((line) => JSON.parse(line))) {
            on(type, object);
          }
        }).on('close', () => void this.watchAgain(kind, namespace, on));
      });
      asked.on('error', reject);
      asked.end();
    });
  }

  /** A change of a CRD ends all that watch its objects. */
  private async watchAgain(kind: Kind, namespace: string, on: (change: Change, object: Manifest) => void) {
    await pass(500);
    await this.watch(kind, namespace, on).catch(() => this.watchAgain(kind, namespace, on));
  }

  private request(method: string, where: string, type: string, then: (response: import('node:http').IncomingMessage) => void) {
    const headers = { 'Authorization': `Bearer ${this.token}`, 'Content-Type': type, 'Accept': 'application/json' };
    return request({ host: '127.0.0.1', port: this.port, agent: this.agent, method, path: where, headers }, then);
  }
}

function path(kind: Kind, namespace: string, name?: string): string {
  const [, version, plural] = /^(.*)\/(\w+)$/.exec(KINDS[kind])!;
  return `/${version}${namespace && `/namespaces/${namespace}`}/${plural}${name === undefined ? '' : `/${name}`}`;
}

function messageOf(text: string): string {
  try {
    return JSON.parse(text).message;
  } catch {
    return text;
  }
}
