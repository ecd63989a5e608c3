import { formatHtml } from './html';
import { formatJson } from './json';
import { formatMarkdown } from './markdown';
import { formatMermaid } from './mermaid';
import { ShownPlan } from './shown';
import { formatSvg } from './svg';
import { formatTable } from './table';

/** How plans can be shown. */
export const FORMATS: Readonly<Record<string, (plans: readonly ShownPlan[], isTerminal?: boolean) => string>> = {
  table: formatTable, markdown: formatMarkdown, mermaid: formatMermaid, svg: formatSvg, html: formatHtml, json: formatJson,
};
