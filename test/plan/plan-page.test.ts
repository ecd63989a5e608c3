import { readFileSync } from 'fs';
import { join } from 'path';
import { planFormats } from '../../src/cli/lazy';
import { PLAN_HELP } from '../../src/cli/plan-verb';
import { folderWith, runCli } from '../cli/fake-terminal';

const PAGE = readFileSync(join(__dirname, '..', '..', 'docs', 'plan.md'), 'utf8');

test('the example has the plan that the page speaks of', async () => {
  const folder = folderWith({ 'shop.yaml': PAGE.split('```yaml file=shop.yaml\n')[1].split('```')[0] });
  const { code, out, err } = await runCli(['plan', join(folder, 'shop.yaml')]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toContain('exposed before the first measurement that can stop it: 25% of traffic for 7m30s');
  expect(out).toMatch(/0 {6}weight 5 .* 5% → 25%/);
});

test('all options are named', () => {
  const named = (text: string) => new Set([...text.matchAll(/(?<=[ `])--(?!help)[a-z]+\b/g)].map(([option]) => option));
  expect(named(PAGE)).toEqual(named(PLAN_HELP));
  const formats = [...new Set([...PAGE.matchAll(/`--format (\w+)`/g)].map(([, format]) => format))];
  expect(formats.sort()).toEqual(Object.keys(planFormats()).sort());
  expect(formats.filter((format) => !PLAN_HELP.split('--replicas')[0].includes(format))).toEqual([]);
});
