import { existsSync, readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import * as library from '../../src';
import { Ability, Router, ROUTERS } from '../../src/reading/routers';

const DOCS = join(__dirname, '..', '..', 'docs');
const PAGE = readFileSync(join(DOCS, 'traffic-routing.md'), 'utf8');

const COLUMNS: Record<string, Ability> = {
  'header route': 'setHeaderRoute',
  'mirror': 'setMirrorRoute',
  'experiment weight': 'experimentWeight',
  'ping-pong': 'pingPong',
  'finer weights': 'maxTrafficWeight',
};

const BUILT = Object.keys(library).filter((name) => name.endsWith('TrafficRouting'));

/** A plugin says itself what it can do. */
const PLUGINS = ['GatewayApiTrafficRouting', 'PluginTrafficRouting'];

const [head, , ...rows] = /^\| router \|.*\n(\|.*\n)+/m.exec(PAGE)![0].trim().split('\n')
  .map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));

function rowOf(construct: string): Record<string, string> {
  const found = rows.filter((cells) => cells[head.indexOf('construct')].includes(`\`${construct}\``));
  expect(found).toHaveLength(1);
  return Object.fromEntries(head.map((column, index) => [column, found[0][index]]));
}

test('the table has a row for each router, and for each construct', () => {
  const named = rows.map((cells) => /`(\w+)`/.exec(cells[head.indexOf('construct')])![1]);
  const constructs = new Set([...Object.values(ROUTERS).map(({ construct }) => construct), ...BUILT, 'GatewayApiTrafficRouting']);
  expect([...named].sort()).toEqual([...constructs].sort());
});

test.each(Object.values(ROUTERS).filter(({ construct }) => !PLUGINS.includes(construct)))('what $title can do is what rules and constructs know', ({ construct, can }: Router) => {
  const row = rowOf(construct);
  const said = Object.entries(COLUMNS).filter(([column]) => row[column].startsWith('yes'));
  expect(said.map(([, ability]) => ability)).toEqual(Object.values(COLUMNS).filter((ability) => can.includes(ability)));
});

test('each construct that there is has a page, and each page is led to', () => {
  const links = [...PAGE.matchAll(/\]\((traffic\/[^)#]+)/g)].map(([, link]) => link);
  expect(links.filter((link) => !existsSync(join(DOCS, link)))).toEqual([]);
  expect(readdirSync(join(DOCS, 'traffic')).filter((name) => !links.includes(`traffic/${name}`))).toEqual([]);
  expect(BUILT.filter((construct) => !rowOf(construct).construct.startsWith('['))).toEqual([]);
});
