import { Panel } from './panel';
import { CountedRequests, Version } from './requests';
import { timeSeries } from './views';
import { Watched } from './watched';

const COUNTED = ({ requests }: Watched) => requests !== undefined;

/** Panels about the requests to the versions of a rollout, where something counts them. */
export const REQUEST_PANELS: readonly Panel<Watched>[] = [
  {
    title: 'Share of the traffic',
    description: 'The part of all requests that goes to each version: what the weights of an update come to.',
    width: 6,
    view: timeSeries({ unit: 'percentunit', max: 1 }),
    applies: COUNTED,
    queries: ofVersions((counted, version) => [{ expr: `${rate(counted, version)}\n/ scalar(sum(rate(${counted.requests}{${counted.all}}[$__rate_interval])))` }]),
  },
  {
    title: 'Requests',
    description: 'The requests that go to each version in a second.',
    width: 6,
    view: timeSeries({ unit: 'reqps' }),
    applies: COUNTED,
    queries: ofVersions((counted, version) => [{ expr: rate(counted, version) }]),
  },
  {
    title: 'Server errors',
    description: 'The part of the requests to each version that it answers with a status of 500 or above.',
    width: 6,
    view: timeSeries({ unit: 'percentunit' }),
    applies: COUNTED,
    queries: ofVersions((counted, version) => [{ expr: errorRatio(counted, version) }]),
  },
  {
    title: 'Latency',
    description: 'The time that half, 95 % and 99 % of the requests to each version stay below.',
    width: 6,
    view: timeSeries({ unit: 's' }),
    applies: COUNTED,
    queries: ofVersions((counted, version) => [0.5, 0.95, 0.99].map((quantile) => ({ expr: latency(counted, version, quantile), of: ` p${quantile * 100}` }))),
  },
];

function ofVersions(queries: (counted: CountedRequests, version: Version) => ReadonlyArray<{ readonly expr: string; readonly of?: string }>) {
  return ({ requests }: Watched) => (requests?.versions ?? [])
    .flatMap((version) => queries(requests!, version).map(({ expr, of = '' }) => ({ expr, legend: `${version.legend}${of}` })));
}

function rate({ requests }: CountedRequests, { matchers, label }: Version, having = ''): string {
  return `sum${label ? ` by (${label}) ` : ''}(rate(${requests}{${matchers}${having}}[$__rate_interval]))`;
}

/** A version that never failed has no series of errors; its ratio is zero all the same. */
function errorRatio(counted: CountedRequests, version: Version): string {
  const all = rate(counted, version);
  return `(${rate(counted, version, `,${counted.statusLabel}=~"5.."`)} or ${all} * 0)\n/ ${all}`;
}

function latency({ durationBuckets, unitsPerSecond }: CountedRequests, { matchers, label }: Version, quantile: number): string {
  const by = label ? `${label}, le` : 'le';
  const found = `histogram_quantile(${quantile}, sum by (${by}) (rate(${durationBuckets}{${matchers}}[$__rate_interval])))`;
  return unitsPerSecond === 1 ? found : `${found} / ${unitsPerSecond}`;
}
