import { readFileSync } from 'fs';
import { join } from 'path';
import { ApiObject, App, Chart, JsonPatch } from 'cdk8s';
import {
  ArgoCdSync, CanaryRollout, CanaryRolloutProps, CanaryStep, FluxSync, IstioTrafficRouting, NginxTrafficRouting, StringMatch, VirtualServiceReference,
  WorkloadReference, WorkloadScaleDown,
} from '../../src';
import { ROUTER_FIELDS } from '../../src/operate/gitops/router-fields';
import { SYNC_WAVES } from '../../src/operate/gitops/sync-waves';

const PAGE = readFileSync(join(__dirname, '../../docs/gitops.md'), 'utf8');

function canary(chart: Chart, props: CanaryRolloutProps = {}): CanaryRollout {
  return new CanaryRollout(chart, 'Api', {
    metadata: { name: 'api' },
    ...props.workloadRef ? {} : { containers: [{ image: 'api:1', portNumber: 80 }] },
    ...props,
  });
}

function istio(chart: Chart, props: CanaryRolloutProps = {}, virtualServices?: VirtualServiceReference[]) {
  new IstioTrafficRouting(chart, 'Traffic', { rollout: canary(chart, props), virtualServices });
}

const patch = (chart: Chart, path: string, value: unknown) => ApiObject.of(chart.node.findChild('Api')).addJsonPatch(JsonPatch.add(path, value));
const header = CanaryStep.headerRoute('testers', [{ name: 'x-canary', value: StringMatch.exact('2') }]);
const workload = WorkloadReference.fromName('orders', { podLabels: { app: 'orders' }, ports: [80], scaleDown: WorkloadScaleDown.ON_SUCCESS });
const streams = VirtualServiceReference.fromName('api', { tlsRoutes: [{ port: 443 }], tcpRoutes: [{ port: 5432 }] });

/** What makes each row of the page true. */
const ROWS: Record<string, (chart: Chart) => void> = {
  'the Services that a rollout names': (chart) => new NginxTrafficRouting(chart, 'Traffic', { rollout: canary(chart) }),
  '`workloadRef` with `scaleDown`': (chart) => canary(chart, { workloadRef: workload }),
  'ingress-nginx': (chart) => new NginxTrafficRouting(chart, 'Traffic', { rollout: canary(chart) }),
  'Istio, weights of the route `primary`': istio,
  'Istio, a step that adds the route `testers`': (chart) => istio(chart, { steps: [header] }),
  'Istio, a step with an experiment that has a weight': (chart) => {
    istio(chart);
    patch(chart, '/spec/strategy/canary/steps', [{ experiment: { templates: [{ name: 'other', specRef: 'canary', weight: 5 }] } }]);
  },
  'Istio, routes of TLS or TCP': (chart) => istio(chart, {}, [streams]),
  'Istio, subsets (a patch, or a Rollout of your own)': (chart) => {
    istio(chart);
    patch(chart, '/spec/strategy/canary/trafficRouting/istio/destinationRule', { name: 'api', canarySubsetName: 'canary', stableSubsetName: 'stable' });
  },
};

/** The cells of the table under a heading, without its head. */
function table(heading: string): string[][] {
  const section = PAGE.split(`\n## ${heading}\n`)[1].split('\n## ')[0];
  const [rows] = /(^\|.*\n)+/m.exec(section)!;
  return rows.trim().split('\n').slice(2).map((row) => row.split(/(?<!\\)\|/).slice(1, -1).map((cell) => cell.trim().replace(/\\\|/g, '|')));
}

const codes = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, code]) => code);

const rows = table('What the controller writes');

test('the table has the rows that are tested, and one of each router at least', () => {
  expect(rows.map(([what]) => what)).toEqual(Object.keys(ROWS));
  const names: Record<keyof typeof ROUTER_FIELDS, string> = { istio: 'Istio', nginx: 'ingress-nginx' };
  expect(Object.values(names).filter((name) => !rows.some(([what]) => what.startsWith(name)))).toEqual([]);
});

test.each(rows)('%s is what is ignored', (what, kind, argo, flux) => {
  const chart = new Chart(new App(), 'shop');
  ROWS[what](chart);
  const entries = ArgoCdSync.of(chart).ignoreDifferences.filter((entry) => entry.kind === kind);
  const rules = FluxSync.of(chart).ignore.filter(({ target }) => target.kind === kind);
  expect(entries).toHaveLength(kind === '–' ? 0 : kind === 'Service' ? 2 : 1);
  for (const { jsonPointers = [], jqPathExpressions = [] } of entries) {
    expect([...jsonPointers, ...jqPathExpressions]).toEqual(codes(argo));
  }
  for (const { paths } of rules) {
    expect(paths).toEqual(codes(flux));
  }
});

test('of a rollout with nginx nothing but Services is ignored', () => {
  const chart = new Chart(new App(), 'shop');
  ROWS['ingress-nginx'](chart);
  expect(ArgoCdSync.of(chart).ignoreDifferences.map(({ kind }) => kind)).toEqual(['Service', 'Service']);
});

test('the waves are those of the page', () => {
  const waves = table('Sync waves').slice(0, -1);
  expect(waves).toEqual(SYNC_WAVES.map(({ wave, kinds }) => [String(wave), kinds?.join(', ') ?? 'everything else of `ArgoRolloutsInstall`']));
});
