import { readFileSync } from 'fs';
import { join } from 'path';
import { App, Chart } from 'cdk8s';
import { ArgoCdSync, FluxSync } from '../../src';
import { ROUTER_FIELDS } from '../../src/operate/gitops/router-fields';
import { SYNC_WAVES } from '../../src/operate/gitops/sync-waves';
import { GITOPS_CASES } from './gitops-cases';

const PAGE = readFileSync(join(__dirname, '../../docs/gitops.md'), 'utf8');

/** The cells of the table under a heading, without its head. */
function table(heading: string): string[][] {
  const section = PAGE.split(`\n## ${heading}\n`)[1].split('\n## ')[0];
  const [rows] = /(^\|.*\n)+/m.exec(section)!;
  return rows.trim().split('\n').slice(2).map((row) => row.split(/(?<!\\)\|/).slice(1, -1).map((cell) => cell.trim().replace(/\\\|/g, '|')));
}

const codes = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, code]) => code);

const rows = table('What the controller writes');

test('the table has the rows that are tested, and one of each router at least', () => {
  expect(rows.map(([what]) => what)).toEqual(Object.keys(GITOPS_CASES));
  const names: Record<keyof typeof ROUTER_FIELDS, string> = {
    alb: 'ALB',
    ambassador: 'Ambassador',
    apisix: 'APISIX',
    appMesh: 'App Mesh',
    istio: 'Istio',
    nginx: 'ingress-nginx',
    plugins: 'Gateway API',
    smi: 'SMI',
    traefik: 'Traefik',
  };
  expect(Object.values(names).filter((name) => !rows.some(([what]) => what.startsWith(name)))).toEqual([]);
});

test.each(rows)('%s is what is ignored', (what, kind, argo, flux) => {
  const chart = new Chart(new App(), 'shop');
  GITOPS_CASES[what].build(chart);
  const entries = ArgoCdSync.of(chart).ignoreDifferences.filter((entry) => entry.kind === kind);
  const rules = FluxSync.of(chart).ignore.filter(({ target }) => target.kind === kind);
  expect(entries).toHaveLength(kind === '–' ? 0 : ['Service', 'VirtualNode'].includes(kind) ? 2 : 1);
  for (const { jsonPointers = [], jqPathExpressions = [] } of entries) {
    expect([...jsonPointers, ...jqPathExpressions]).toEqual(codes(argo));
  }
  for (const { paths } of rules) {
    expect(paths).toEqual(codes(flux));
  }
});

test('of a rollout with nginx nothing but Services is ignored', () => {
  const chart = new Chart(new App(), 'shop');
  GITOPS_CASES['ingress-nginx'].build(chart);
  expect(ArgoCdSync.of(chart).ignoreDifferences.map(({ kind }) => kind)).toEqual(['Service', 'Service']);
});

test('the waves are those of the page', () => {
  const waves = table('Sync waves').slice(0, -1);
  expect(waves).toEqual(SYNC_WAVES.map(({ wave, kinds }) => [String(wave), kinds?.join(', ') ?? 'everything else of `ArgoRolloutsInstall`']));
});
