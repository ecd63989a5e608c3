import { Document, isAlias, isCollection, isMap, isScalar, isSeq, LineCounter, Node, Pair, parseDocument, visit } from 'yaml';
import { Path } from '../../manifest/pointer';
import { LARGEST_DOCUMENT, SourceDocument } from './documents';

/** Lines and columns count from one. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A text of which every node knows where it stands. */
interface PlacedText {
  readonly document: Document.Parsed;
  placeOf(offset: number): Place;
}

/** The types are those of `GO_SCHEMA`, for the keys alone. What is no valid YAML to this reader has been taken by the other, so it is read as far as possible. */
function parse(text: string): PlacedText {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, {
    schema: 'yaml-1.1',
    customTags: (tags) => tags.filter((tag) => typeof tag !== 'object' || tag.default && tag.format !== 'TIME' && !tag.tag.endsWith(':timestamp')),
    resolveKnownTags: false,
    uniqueKeys: false,
    strict: false,
    logLevel: 'silent',
    lineCounter,
  });
  return {
    document,
    placeOf(offset) {
      const { line, col } = lineCounter.linePos(offset);
      return { line, column: col };
    },
  };
}

/**
 * The keys that a map has already.
 */
export function duplicateKeys(text: string): (Place & { key: string })[] {
  const { document, placeOf } = parse(text);
  const duplicates: (Place & { key: string })[] = [];
  visit(document, {
    Map(_, { items }) {
      const seen = new Set<string>();
      for (const { key } of items) {
        if (!isMerge(key) && seen.size === seen.add(nameOf(key)).size) {
          duplicates.push({ key: nameOf(key), ...placeOf(startOf(key)) });
        }
      }
    },
  });
  return duplicates;
}

/**
 * Where a document has `{{ .Values.name }}`, to YAML a map with a map for a key, which nobody else writes.
 */
export function unquotedBraces(text: string): Place | undefined {
  const { document, placeOf } = parse(text);
  let found: Place | undefined;
  visit(document, {
    Map(_, node) {
      if (text.startsWith('{{', startOf(node))) {
        found = placeOf(startOf(node));
        return visit.BREAK;
      }
      return undefined;
    },
  });
  return found;
}

/**
 * Where in its file something of a document stands, by its keys and indexes. Unknown where the document is large.
 */
export function locator({ text, line, list }: SourceDocument): (path: Path) => Place | undefined {
  if (text.length > LARGEST_DOCUMENT) {
    return () => undefined;
  }
  const { document, placeOf } = parse(text);
  return (path) => {
    const place = placeOf(offsetOf(document, list ? path.slice(1) : path));
    return { line: place.line + line, column: place.column };
  };
}

/** A scalar stands for itself. A map or a list stands below its key, and what is null or missing stands nowhere: there the key is the place. */
function offsetOf(document: Document.Parsed, path: Path): number {
  let node: unknown = document.contents;
  let offset = startOf(node);
  for (const step of path) {
    const outer = withoutAlias(document, node);
    const pair = pairOf(document, outer, String(step));
    if (!pair && !(isSeq(outer) && outer.items[Number(step)])) {
      return offset;
    }
    node = pair ? pair.value : (outer as { items: unknown[] }).items[Number(step)];
    offset = startOf(pair && (isNull(node) || isCollection(withoutAlias(document, node))) ? pair.key : node);
  }
  return offset;
}

/** The last of a key given twice wins, and a map's own keys win over those it merges. */
function pairOf(document: Document.Parsed, map: unknown, name: string): Pair | undefined {
  if (!isMap(map)) {
    return undefined;
  }
  const [merged, own] = [true, false].map((wanted) => map.items.filter(({ key }) => isMerge(key) === wanted));
  return own.filter(({ key }) => nameOf(key) === name).at(-1) ?? merged
    .map(({ value }) => withoutAlias(document, value))
    .flatMap((source) => isSeq(source) ? source.items.map((item) => withoutAlias(document, item)) : [source])
    .map((source) => pairOf(document, source, name))
    .find((pair) => pair);
}

function withoutAlias(document: Document.Parsed, node: unknown): unknown {
  return isAlias(node) ? node.resolve(document) : node;
}

function isMerge(key: unknown): boolean {
  return isScalar(key) && typeof key.value === 'symbol';
}

function nameOf(key: unknown): string {
  return String(isScalar(key) ? key.value : key);
}

function isNull(node: unknown): boolean {
  return !node || isScalar(node) && node.value === null;
}

function startOf(node: unknown): number {
  return (node as Node | null)?.range?.[0] ?? 0;
}
