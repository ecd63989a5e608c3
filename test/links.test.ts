import { existsSync, readdirSync, readFileSync } from 'fs';
import { dirname, join } from 'path';

const ROOT = join(__dirname, '..');

const FOLDERS = ['.', 'imports', 'test/oracle', ...foldersIn('docs'), ...foldersIn('examples')];
const pages = FOLDERS.flatMap((folder) => readdirSync(join(ROOT, folder)).filter((name) => name.endsWith('.md')).map((name) => join(folder, name)));

test.each(pages)('%s leads nowhere that does not exist', (page) => {
  expect(linksOf(textOf(page)).filter((link) => !leadsSomewhere(page, link))).toEqual([]);
});

test('a link to a file, a heading or a place that is not there is noticed', () => {
  const links = linksOf('[a](docs/none.md) [b](docs/lint.md#none) [c](#none) [d](docs/lint.md) <img src="docs/images/none.svg"> `[e](none.md)`');
  expect(links).toHaveLength(5);
  expect(links.filter((link) => !leadsSomewhere('README.md', link))).toEqual(['docs/none.md', 'docs/lint.md#none', '#none', 'docs/images/none.svg']);
});

function foldersIn(folder: string): string[] {
  const entries = readdirSync(join(ROOT, folder), { withFileTypes: true });
  return [folder, ...entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name))];
}

/** The text of a page without its examples, in which a bracket is no link. */
function textOf(page: string): string {
  return readFileSync(join(ROOT, page), 'utf8').replace(/^( *)```.*?^\1```$/gms, '');
}

/** What links and pictures of a text lead to, in this project. */
function linksOf(text: string): string[] {
  const links = text.replace(/`[^`\n]+`/g, (code) => code.replace(/\]\(/g, '')).matchAll(/\]\(([^)\s]*)[^)]*\)|(?:href|src|srcset)="([^"]*)"/g);
  return [...links].map(([, link, attribute]) => link ?? attribute).filter((link) => !/^(https?|mailto):/.test(link));
}

function leadsSomewhere(page: string, link: string): boolean {
  const [file, anchor] = link.split('#');
  const target = file === '' ? page : join(dirname(page), file);
  return existsSync(join(ROOT, target)) && (anchor === undefined || anchorsOf(target).has(anchor));
}

const anchors = new Map<string, Set<string>>();

/** Where in a page a link can lead: its headings, of which GitHub numbers those that say the same, and named places. */
function anchorsOf(page: string): Set<string> {
  const known = anchors.get(page) ?? new Set([...headingsIn(textOf(page)), ...[...textOf(page).matchAll(/ (?:id|name)="([^"]*)"/g)].map(([, id]) => id)]);
  anchors.set(page, known);
  return known;
}

function headingsIn(text: string): string[] {
  const slugs = [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading]) => slug(heading));
  const met = new Map<string, number>();
  return slugs.map((each) => {
    const before = met.get(each) ?? 0;
    met.set(each, before + 1);
    return before === 0 ? each : `${each}-${before}`;
  });
}

/** As GitHub makes an anchor of a heading: of its words, without what surrounds them. */
function slug(heading: string): string {
  return heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase().replace(/[^\w\- ]/g, '').replace(/ /g, '-');
}
