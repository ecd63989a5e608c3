/**
 * Writes docs/api/ from what jsii-docgen knows of the compiled package: a page for each construct and its values, and an index by
 * task.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { join } from 'path';
import { ApiReferenceSchema, Documentation, Language } from 'jsii-docgen';
import { ApiType, Page, pagesOf } from './api-pages/place';
import { ApiText } from './api-pages/render';
import { TASKS } from './api-pages/tasks';

const ROOT = join(__dirname, '..');
const PAGES = join(ROOT, 'docs', 'api');
const GIVEN = 'The examples have an `app`, a `chart` in it, a canary `api`, an analysis template `health` and a Deployment `deployment`. Their imports are left out.';
const GENERATED = 'Generated from the source: `npx projen docgen`. Never edit it.';

/** What the assembly of jsii says of a type and jsii-docgen does not: whose its members are. */
interface AssemblyType {
  readonly base?: string;
  readonly interfaces?: readonly string[];
  readonly methods?: readonly { name: string }[];
  readonly properties?: readonly { name: string }[];
}

const assembly: Record<string, AssemblyType> = JSON.parse(readFileSync(join(ROOT, '.jsii'), 'utf8')).types;

/** A type of this package with all that it inherits from others of this package, itself first. */
function family(name: string): string[] {
  const { base, interfaces = [] } = assembly[name] ?? {};
  return name in assembly ? [name, ...[...base ? [base] : [], ...interfaces].flatMap(family)] : [];
}

/** What is written of all pages. */
class ApiPages {
  constructor(private readonly pages: readonly Page[]) {}

  textOf(page: Page): string {
    const text = new ApiText({ linkTo: (name) => this.linkTo(name, page), foreignBaseOf, isOwn });
    const sections = page.types.map((type) => ({ name: type.displayName, text: text.ofType(type) }));
    const own = sections.filter(({ name }) => name === page.title).map((section) => section.text);
    const others = sections.filter(({ name }) => name !== page.title);
    const contents = others.length > 0 ? [`On this page: ${others.map(({ name }) => `[${name}](${this.linkTo(name, page)})`).join(', ')}.`] : [];
    return [
      `# ${page.title}`, `${GENERATED} [All of the API](README.md)`, ...own, ...contents, ...others.flatMap((section) => [`## ${section.name}`, section.text]),
    ].join('\n\n') + '\n';
  }

  index(): string {
    const link = (name: string) => `[${name}](${this.linkTo(name)})`;
    const tasks = Object.entries(TASKS).map(([title, rows]) => `## ${title}\n\n| You want | See |\n|---|---|\n${rows
      .map(({ want, types }) => `| ${want} | ${types.map(link).join(', ')} |`).join('\n')}`);
    const names = this.pages.flatMap(({ types }) => types.map(({ displayName }) => displayName)).sort();
    return ['# API', GENERATED, GIVEN, ...tasks, '## All names', names.map(link).join(' · ')].join('\n\n') + '\n';
  }

  /** Where a type is explained, seen from a page or from the index. */
  private linkTo(type: string, from?: Page): string {
    const page = this.pages.find(({ types }) => types.some(({ displayName }) => displayName === type))!;
    return `${page === from ? '' : `${page.name}.md`}${page === from || type !== page.title ? `#${type.toLowerCase()}` : ''}`;
  }
}

function foreignBaseOf({ id }: ApiType): string | undefined {
  return family(id).map((name) => assembly[name].base).find((base) => base !== undefined && !(base in assembly));
}

function isOwn({ id }: ApiType, member: string): boolean {
  return family(id).map((name) => assembly[name])
    .some(({ methods = [], properties = [] }) => [...methods, ...properties].some(({ name }) => name === member));
}

async function main() {
  const documentation = await Documentation.forProject(ROOT);
  const { apiReference } = (await documentation.toJson({ language: Language.TYPESCRIPT })).content as { apiReference: ApiReferenceSchema };
  const pages = pagesOf(apiReference, TASKS, ({ id }) => family(id).slice(1).map((name) => name.split('.').pop()!));
  rmSync(PAGES, { recursive: true, force: true });
  mkdirSync(PAGES, { recursive: true });
  const texts = new ApiPages(pages);
  writeFileSync(join(PAGES, 'README.md'), texts.index());
  for (const page of pages) {
    writeFileSync(join(PAGES, `${page.name}.md`), texts.textOf(page));
  }
}

void main();
