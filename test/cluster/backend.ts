import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import { Manifest } from './api';
import { applicationMetrics } from './application-metrics';
import { Behaviour, behaviourOfPod } from './behaviours';
import { Watched } from './watched';

/** What pods listen on, and what Services do. */
const PORTS = [8000, 80];

/** What somebody sent to a Service that has no pods of its own: a receiver of notifications. */
export interface Received {
  readonly service: string;
  readonly path: string;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: string;
}

/**
 * One server for all pods and Services. It tells them apart by the address that was asked: that of a pod, or that of a Service,
 * which leads to one of the ready pods that it selects.
 */
export class Backend {
  public readonly received: Received[] = [];
  private turn = 0;

  public constructor(private readonly pods: Watched, private readonly services: Watched) {}

  public async serve(): Promise<void> {
    for (const port of PORTS) {
      const server = createServer((request, response) => this.answer(request, response));
      await new Promise<void>((resolve) => server.listen(port, resolve));
    }
  }

  /** One of the pods that a Service leads to. */
  public podBehind({ metadata, spec }: Manifest): Manifest | undefined {
    const ready = this.pods.selected(metadata.namespace, spec.selector ?? {}).filter(isReady);
    return ready[this.turn++ % (ready.length || 1)];
  }

  private answer(request: IncomingMessage, response: ServerResponse) {
    const address = request.socket.localAddress!.replace('::ffff:', '');
    const service = this.services.all.find(({ spec }) => spec.clusterIP === address);
    const pod = service ? this.podBehind(service) : this.pods.all.find(({ status }) => status.podIP === address);
    if (service && !service.spec.selector) {
      this.receive(`${service.metadata.namespace}/${service.metadata.name}`, request, response);
    } else if (pod === undefined) {
      // nothing listens there
      request.socket.destroy();
    } else {
      respond(pod, behaviourOfPod(pod), request, response);
    }
  }

  private receive(service: string, request: IncomingMessage, response: ServerResponse) {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk) => body += chunk).on('end', () => {
      this.received.push({ service, path: request.url!, headers: request.headers, body });
      response.setHeader('Content-Type', 'application/json').end('{"ok":true}');
    });
  }
}

export function isReady({ status }: Manifest): boolean {
  return status.conditions?.some(({ type, status: value }: Manifest) => type === 'Ready' && value === 'True') ?? false;
}

/** How many requests a pod was asked, so that it fails as often as it should, beginning with the first. */
const asked = new Map<string, number>();

function respond(pod: Manifest, behaviour: Behaviour, request: IncomingMessage, response: ServerResponse) {
  if (request.url === '/metrics') {
    response.end(behaviour.metrics ? applicationMetrics(behaviour, Date.parse(pod.status.startTime)) : '');
    return;
  }
  const before = asked.get(pod.metadata.uid) ?? 0;
  asked.set(pod.metadata.uid, before + 1);
  const fails = Math.ceil((before + 1) * behaviour.errors) > Math.ceil(before * behaviour.errors);
  response.statusCode = fails ? 500 : 200;
  response.setHeader('Content-Type', 'application/json').end(JSON.stringify({ status: behaviour.status }));
}
