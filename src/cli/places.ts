import { load } from 'js-yaml';
import { LARGEST_DOCUMENT, SourceDocument } from './documents';
import { GO_SCHEMA } from './go-schema';

/** Lines and columns count from one. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Something of a document, and from where to where it stands. */
interface PlacedNode {
  readonly value: unknown;
  readonly start: number;
  readonly end: number;
}

interface Entry {
  readonly key: PlacedNode;
  /** None if nothing comes after the key. */
  readonly value?: PlacedNode;
}

interface PlacedText {
  readonly data: unknown;
  /** Where maps start. */
  readonly maps: readonly number[];
  readonly entries: ReadonlyMap<unknown, Entry[]>;
  readonly items: ReadonlyMap<unknown, PlacedNode[]>;
}

const GAP = /(?:\s|#[^\n]*)*/y;

/** Where something begins if all before it has been read up to an offset. The parser also reads an end that it puts there itself. */
function afterGap(text: string, offset: number): number {
  const start = Math.min(offset, text.length);
  GAP.lastIndex = start;
  return start + GAP.exec(text)![0].length;
}

/**
 * The parser tells when it enters and leaves a node. Who leaves first with a value knows its places: the parser also enters for
 * what it then takes for the node itself, and it leaves an alias with the very value of its anchor.
 */
function parse(text: string): PlacedText {
  const [entries, items] = [new Map<unknown, Entry[]>(), new Map<unknown, PlacedNode[]>()];
  const maps: number[] = [];
  const open: { start: number; children: PlacedNode[] }[] = [{ start: 0, children: [] }];
  const data = load(text, {
    schema: GO_SCHEMA,
    json: true,
    listener(event, { position, result }) {
      if (event === 'open') {
        open.push({ start: afterGap(text, position), children: [] });
        return;
      }
      const { start, children } = open.pop()!;
      open.at(-1)!.children.push({ value: result, start, end: position });
      if (Array.isArray(result) && children.length === result.length && !items.has(result)) {
        items.set(result, children);
      } else if (isMap(result) && !entries.has(result)) {
        entries.set(result, entriesOf(children, text));
        maps.push(start);
      }
    },
  });
  return { data, maps, entries, items };
}

function isMap(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A key is what a colon comes after. Its value is the next node, unless that is a key as well. */
function entriesOf(nodes: readonly PlacedNode[], text: string): Entry[] {
  const keys = nodes.map(({ end }) => /^\s*:/.test(text.slice(end, end + 200)));
  return nodes.flatMap((key, index) => keys[index] ? [{ key, value: keys[index + 1] ? undefined : nodes[index + 1] }] : []);
}

/**
 * The keys that a map has already.
 */
export function duplicateKeys(text: string): (Place & { key: string })[] {
  const nodes = [...parse(text).entries.values()].flatMap((entries) => {
    const seen = new Set<string>();
    return entries.map(({ key }) => key).filter(({ value }) => value !== '<<' && seen.size === seen.add(String(value)).size);
  });
  return nodes.sort((one, other) => one.start - other.start).map(({ value, start }) => ({ key: String(value), ...placeOf(text, start) }));
}

/**
 * Where a document has `{{ .Values.name }}`, to YAML a map with a map for a key, which nobody else writes.
 */
export function unquotedBraces(text: string): Place | undefined {
  const [first] = parse(text).maps.map((start) => start - 1).filter((start) => text.startsWith('{{', start));
  return first === undefined ? undefined : placeOf(text, first);
}

/**
 * Where in its file something of a document stands, by its keys and indexes. Unknown where the document is large.
 */
export function locator({ text, line, list }: SourceDocument): (path: readonly (string | number)[]) => Place | undefined {
  if (text.length > LARGEST_DOCUMENT) {
    return () => undefined;
  }
  const parsed = parse(text);
  return (path) => {
    const place = placeOf(text, offsetOf(parsed, list ? path.slice(1) : path, text));
    return { line: place.line + line, column: place.column };
  };
}

/** A scalar stands for itself. A map or a list stands below its key, and what is missing stands nowhere: there the key is the place. */
function offsetOf(parsed: PlacedText, path: readonly (string | number)[], text: string): number {
  let value = parsed.data;
  let offset = afterGap(text, 0);
  for (const step of path) {
    const item = parsed.items.get(value)?.[Number(step)];
    const entry = item ? undefined : entryOf(parsed, value, String(step));
    if (!item && !entry) {
      return offset;
    }
    const node = item ?? entry!.value;
    offset = entry && (!node || node.start >= node.end || typeof node.value === 'object') ? entry.key.start : node!.start;
    value = node?.value;
  }
  return offset;
}

/** The last of a key given twice wins, and a map's own keys win over those it merges. */
function entryOf(parsed: PlacedText, map: unknown, key: string): Entry | undefined {
  const entries = parsed.entries.get(map) ?? [];
  return entries.filter((entry) => String(entry.key.value) === key).at(-1)
    ?? entries.filter((entry) => entry.key.value === '<<')
      .flatMap(({ value }) => Array.isArray(value?.value) ? value.value : [value?.value])
      .map((source) => entryOf(parsed, source, key))
      .find((entry) => entry);
}

function placeOf(text: string, offset: number): Place {
  const before = text.lastIndexOf('\n', offset - 1);
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) {
    line++;
  }
  return { line, column: offset - before };
}
