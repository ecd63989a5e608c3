import { readFileSync } from 'fs';
import { join } from 'path';
import { RUNBOOK_HELP } from '../../src/cli/runbook-verb';
import { folderWith, runCli } from './fake-terminal';

const DOCS = readFileSync(join(__dirname, '..', '..', 'docs', 'operations.md'), 'utf8');

function block(start: string): string {
  return DOCS.split(`\`\`\`${start}\n`)[1].split('```')[0];
}

test('the runbook has the part that is shown', async () => {
  const folder = folderWith({ 'shop.yaml': block('yaml file=shop.yaml') });
  const { out } = await runCli(['runbook', join(folder, 'shop.yaml')]);
  expect(out).toContain(`\n${block('markdown')}\n`);
});

test('it has the commands of the page, but for the one that is about all rollouts', async () => {
  const { out } = await runCli(['runbook', '-'], block('yaml file=shop.yaml'));
  const commands = [...DOCS.matchAll(/^\|[^|]*\| `(kubectl argo rollouts [^`]*)`/gm)].map(([, command]) => command.replace(/--timeout \w+/, '--timeout'));
  expect(commands.length).toBeGreaterThan(8);
  const missing = commands.filter((command) => !out.replace(/--timeout \w+/, '--timeout').includes(command));
  expect(missing).toEqual(['kubectl argo rollouts list rollouts -n shop']);
});

test('the statuses that it explains are those of a runbook', async () => {
  const [canary, blueGreen] = await Promise.all(['canary:\n      steps: [{ pause: {} }, { analysis: { templates: [{ templateName: a }] } }]', 'blueGreen: { activeService: api, autoPromotionEnabled: false }']
    .map(async (strategy) => (await runCli(['runbook', '-'], block('yaml file=shop.yaml').replace(/canary:[\s\S]*(?= {2}template)/, `${strategy}\n`))).out));
  const shown = [...DOCS.matchAll(/^\| (`(?:Paused|Progressing|Degraded)`) \| (`[^|]*`) \|/gm)].map(([, phase, messages]) => messages.split(', ').map((message) => [phase, message])).flat();
  expect(shown.length).toBeGreaterThan(5);
  expect(shown.filter(([phase, message]) => !new RegExp(`^\\| ${phase}: .*${message}`, 'm').test(canary + blueGreen))).toEqual([]);
});

test('the options it names exist, and all options are named', () => {
  const named = (text: string) => new Set([...text.matchAll(/(?<=[ `])--(?:rollout|output)\b/g)].map(([option]) => option));
  expect(named(DOCS)).toEqual(named(RUNBOOK_HELP));
  expect(named(DOCS).size).toBe(2);
});
