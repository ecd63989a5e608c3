import { Document, isAlias, isCollection, isMap, isScalar, isSeq, LineCounter, Node, Pair, parseDocument, visit, YAMLMap } from 'yaml';
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
  /** What aliases stand for. */
  readonly targets: Targets;
  placeOf(offset: number): Place;
}

type Targets = ReadonlyMap<unknown, Node | undefined>;

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
    targets: text.includes('*') ? targetsIn(document) : new Map(),
    placeOf(offset) {
      const { line, col } = lineCounter.linePos(offset);
      return { line, column: col };
    },
  };
}

/** An alias stands for the last node before it that has its anchor. Each looks through the whole document to find it, so all are found at once. */
function targetsIn(document: Document.Parsed): Targets {
  const anchored = new Map<string, Node>();
  const targets = new Map<unknown, Node | undefined>();
  visit(document, {
    Node(_, node) {
      if (isAlias(node)) {
        targets.set(node, anchored.get(node.source));
      } else if (node.anchor) {
        anchored.set(node.anchor, node);
      }
    },
  });
  return targets;
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
  const placed = parse(text);
  return (path) => {
    const place = placed.placeOf(offsetOf(placed, list ? path.slice(1) : path));
    return { line: place.line + line, column: place.column };
  };
}

/** A scalar stands for itself. A map or a list stands below its key, and what is null or missing stands nowhere: there the key is the place. */
function offsetOf({ document, targets }: PlacedText, path: Path): number {
  let node: unknown = document.contents;
  let offset = startOf(node);
  for (const step of path) {
    const outer = withoutAlias(targets, node);
    const pair = pairOf(targets, outer, String(step));
    if (!pair && !(isSeq(outer) && outer.items[Number(step)])) {
      return offset;
    }
    node = pair ? pair.value : (outer as { items: unknown[] }).items[Number(step)];
    offset = startOf(pair && (isNull(node) || isCollection(withoutAlias(targets, node))) ? pair.key : node);
  }
  return offset;
}

/**
 * The last of a key given twice wins, and a map's own keys win over those it merges. What is merged can merge more, without end or in a
 * circle.
 */
function pairOf(targets: Targets, map: unknown, name: string): Pair | undefined {
  const seen = new Set<unknown>();
  const waiting = [map];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (isMap(next) && !seen.has(next)) {
      seen.add(next);
      const pair = next.items.filter(({ key }) => !isMerge(key) && nameOf(key) === name).at(-1);
      if (pair) {
        return pair;
      }
      waiting.push(...mergedInto(targets, next).reverse());
    }
  }
  return undefined;
}

function mergedInto(targets: Targets, { items }: YAMLMap): unknown[] {
  return items.filter(({ key }) => isMerge(key))
    .map(({ value }) => withoutAlias(targets, value))
    .flatMap((source) => isSeq(source) ? source.items.map((item) => withoutAlias(targets, item)) : [source]);
}

function withoutAlias(targets: Targets, node: unknown): unknown {
  return isAlias(node) ? targets.get(node) : node;
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
