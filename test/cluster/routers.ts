import { createServer } from 'node:http';
import { Manifest } from './api';
import { histogram, lines, Sample } from './application-metrics';
import { Backend } from './backend';
import { behaviourOfPod } from './behaviours';
import { Watched } from './watched';

export const ROUTERS_PORT = 8001;

/** Requests that come in for each route object, all the time. */
const REQUESTS_PER_SECOND = 100;
const CANARY = 'nginx.ingress.kubernetes.io/canary';

/** A share of the requests to a route, and the Service that it leads to. */
interface Share {
  readonly labels: Record<string, string>;
  readonly service: Manifest | undefined;
  readonly weight: number;
}

/**
 * Clients, and the metrics of the routers between them and the pods: requests are split by the weights that are in the route objects
 * at that moment, and counted under the labels that ingress-nginx and Istio use.
 */
export class Routers {
  private readonly counted = new Map<string, { readonly share: Share; good: number; bad: number; seconds: number }>();
  private last = Date.now();

  public constructor(
    private readonly backend: Backend,
    private readonly services: Watched,
    private readonly ingresses: Watched,
    private readonly virtualServices: Watched,
  ) {}

  public serve(): Promise<void> {
    const server = createServer((_, response) => response.end(this.metrics()));
    return new Promise((resolve) => server.listen(ROUTERS_PORT, '127.0.0.1', resolve));
  }

  private metrics(): string {
    const now = Date.now();
    const requests = REQUESTS_PER_SECOND * (now - this.last) / 1000;
    this.last = now;
    const nginx = this.count(this.sharesOfNginx(), requests);
    const istio = this.count(this.sharesOfIstio(), requests);
    return lines([...nginx.flatMap(nginxSamples), ...istio.flatMap(istioSamples)]);
  }

  /** What was counted once is told for ever, as a counter does. */
  private count(shares: readonly Share[], requests: number) {
    return shares.map((share) => {
      const key = JSON.stringify(share.labels);
      const counted = this.counted.get(key) ?? { share, good: 0, bad: 0, seconds: 0 };
      this.counted.set(key, counted);
      const pod = share.service && this.backend.podBehind(share.service);
      const behaviour = pod && behaviourOfPod(pod);
      const errors = behaviour?.errors ?? 1;
      counted.good += requests * share.weight / 100 * (1 - errors);
      counted.bad += requests * share.weight / 100 * errors;
      counted.seconds = behaviour?.latency ?? 0;
      return counted;
    });
  }

  /** A canary Ingress takes its weight from the Ingress that leads to the same host, and is counted under that one's Service. */
  private sharesOfNginx(): Share[] {
    const isCanary = ({ metadata }: Manifest) => metadata.annotations?.[CANARY] === 'true';
    return this.ingresses.all.filter((ingress) => !isCanary(ingress)).flatMap((ingress) => {
      const { namespace, name } = ingress.metadata;
      const [service, host] = leadsTo(ingress);
      const canary = this.ingresses.all.find((other) => isCanary(other) && other.metadata.namespace === namespace && leadsTo(other)[1] === host);
      const weight = Number(canary?.metadata.annotations[`${CANARY}-weight`] ?? 0);
      const labels = { namespace, ingress: name, service: service.name };
      const stable: Share = { labels: { ...labels, canary: '' }, service: this.services.find(namespace, service.name), weight: 100 - weight };
      if (canary === undefined) {
        return [stable];
      }
      const [to] = leadsTo(canary);
      const port = to.port.name ?? to.port.number;
      return [stable, { labels: { ...labels, canary: `${namespace}-${to.name}-${port}` }, service: this.services.find(namespace, to.name), weight }];
    });
  }

  /** Requests without a special header: they take the first route that asks for nothing. */
  private sharesOfIstio(): Share[] {
    return this.virtualServices.all.flatMap(({ metadata: { namespace }, spec }) => {
      const route = spec.http?.find((candidate: Manifest) => candidate.match === undefined);
      return (route?.route ?? []).map(({ destination: { host }, weight = 100 }: Manifest): Share => ({
        labels: { reporter: 'source', destination_service_namespace: namespace, destination_service_name: host },
        service: this.services.find(namespace, host),
        weight,
      }));
    });
  }
}

function leadsTo({ spec }: Manifest): [service: Manifest, host: string] {
  const [{ host, http }] = spec.rules;
  return [http.paths[0].backend.service, host];
}

function nginxSamples({ share: { labels }, good, bad, seconds }: { share: Share; good: number; bad: number; seconds: number }): Sample[] {
  return [
    ['nginx_ingress_controller_requests', { ...labels, status: '200' }, good],
    ['nginx_ingress_controller_requests', { ...labels, status: '500' }, bad],
    ...histogram('nginx_ingress_controller_request_duration_seconds', labels, good + bad, seconds),
  ];
}

function istioSamples({ share: { labels }, good, bad, seconds }: { share: Share; good: number; bad: number; seconds: number }): Sample[] {
  return [
    ['istio_requests_total', { ...labels, response_code: '200' }, good],
    ['istio_requests_total', { ...labels, response_code: '500' }, bad],
    ...histogram('istio_request_duration_milliseconds', labels, good + bad, seconds * 1000, [100, 250, 500, 1000, 2500]),
  ];
}
