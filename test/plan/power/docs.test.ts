import { readFileSync } from 'fs';
import { join } from 'path';
import { loadAll } from 'js-yaml';
import { trafficOf } from '../../../src/cli/traffic';
import { plansOf } from '../../../src/plan/plan';
import { powerOf } from '../../../src/plan/power/power';
import { powerText } from '../../../src/plan/power/words';
import { folderWith } from '../../cli/fake-terminal';

const PAGE = readFileSync(join(__dirname, '..', '..', '..', 'docs', 'power.md'), 'utf8');

function block(start: string): string {
  return PAGE.split(`\`\`\`${start}\n`)[1].split('```')[0];
}

const [plan] = plansOf(loadAll(block('yaml file=shop.yaml')).map((manifest: any) => ({ manifest, origin: undefined })));

test('the page shows what the plan says', () => {
  const file = join(folderWith({ 'traffic.yaml': block('yaml file=traffic.yaml') }), 'traffic.yaml');
  const traffic = trafficOf([plan], { traffic: file }).get(plan)!;
  expect(traffic).toEqual({ requestsPerSecond: 10, errorRate: 0.01, slowRate: 0.002 });
  expect(`${powerText(powerOf(plan, traffic)).join('\n')}\n`).toBe(block('text'));
});

test('the table has the chances of that gate', () => {
  const rows = [...PAGE.matchAll(/^\| ([\d,]+) \| ([\d.]+)% \| (\d+)% \| (\d+)% \|$/gm)].map(([, ...cells]) => cells.map((cell) => Number(cell.replace(',', ''))));
  expect(rows.map(([requests]) => requests)).toEqual([12, 60, 240, 2400]);
  for (const [requests, ...shown] of rows) {
    const { healthy, regressions } = powerOf(plan, { requestsPerSecond: requests / 120 / 0.05, errorRate: 0.01 }).whole;
    [healthy, ...regressions].forEach(({ aborted }, index) => expect(Math.abs(100 * aborted - shown[index])).toBeLessThan(0.7));
  }
});
