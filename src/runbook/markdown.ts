import { rolloutTitle } from '../manifest/rollout-title';
import { Runbook } from './runbook';
import { code } from './words';

const INTRODUCTION = 'Made from the manifests by `cdk8s-argo-rollouts runbook`. What is in `<>` is for you to fill in.';

/** A page with a section for each rollout. */
export function formatMarkdown(runbooks: readonly Runbook[]): string {
  const titles = runbooks.map(rolloutTitle);
  const contents = titles.length > 1 ? [bullets(titles.map((title) => `[${title}](#${anchorOf(title)})`))] : [];
  return `${['# Runbook', INTRODUCTION, ...contents, ...runbooks.flatMap(sections)].join('\n\n')}\n`;
}

function sections(runbook: Runbook): string[] {
  const { summary, objects, course: { phases, notes }, tasks, symptoms, alerts } = runbook;
  return [
    `## ${rolloutTitle(runbook)}`,
    summary,
    ...section('What belongs to it', table(['Object', 'What for'], objects.map(({ kind, name, role, found }) => [
      `${kind} ${code(name)}`, `${role}${found ? '' : ' (deployed from elsewhere)'}`,
    ]))),
    '### An update',
    ...table([phases.some(({ name }) => name === '0') ? 'Step' : 'Phase', 'What happens', 'Then'], phases.map(({ name, happens, then }) => [name, happens, then])),
    bullets(notes),
    ...section('What you see', table(['`get rollout` shows', 'It means', 'What to do'], symptoms.map(({ phase, messages, means, next }) => [
      `${code(phase)}${messages.length > 0 ? `: ${messages.map(code).join(', ')}` : ''}`, means, next,
    ]))),
    '### What to do',
    ...tasks.flatMap(({ title, text, commands }) => [`**${title}.** ${text}`, ...commands.length > 0 ? [shell(commands)] : []]),
    ...section('Alerts', table(['Alert', 'Severity', 'What it says'], alerts.map(({ name, severity, page, text }) => [
      page ? `[${name}](${page})` : name, severity, text,
    ]))),
  ];
}

/** A section, if there is anything in it. */
function section(title: string, content: readonly string[]): string[] {
  return content.length > 0 ? [`### ${title}`, ...content] : [];
}

function anchorOf(title: string): string {
  return title.toLowerCase().replace(/[^\w-]/g, '');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.map(cell).join(' | ')} |`);
  return rows.length > 0 ? [lines.join('\n')] : [];
}

/** On one line, and with the character that ends a cell marked as text. */
function cell(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ').replace(/(?<!\\)\|/g, '\\|');
}

function bullets(texts: readonly string[]): string {
  return texts.map((text) => `- ${text}`).join('\n');
}

function shell(commands: readonly string[]): string {
  return `\`\`\`sh\n${commands.join('\n')}\n\`\`\``;
}
