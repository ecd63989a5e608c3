import { readdirSync, readFileSync } from 'fs';
import { dirname, join, relative } from 'path';
import * as ts from 'typescript';

/** What imports what, each by its name. */
export type Graph = ReadonlyMap<string, ReadonlySet<string>>;

const ROOT = join(__dirname, '..', '..');
const SRC = join(ROOT, 'src');

/** The files of src/, and where their imports inside the project lead. */
const FILES: Graph = new Map(readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts')).sort().map((name) => {
  const { importedFiles } = ts.preProcessFile(readFileSync(join(SRC, name), 'utf8'));
  const own = importedFiles.map(({ fileName }) => fileName).filter((specifier) => specifier.startsWith('.'));
  return [`src/${name}`, new Set(own.map((specifier) => relative(ROOT, join(SRC, dirname(name), specifier))))];
}));

/** What boxes import of each other, when each file lies in one, or in none that is looked at. */
export function importsBetween(boxOf: (file: string) => string | undefined): Graph {
  const graph = new Map<string, Set<string>>();
  for (const [file, imported] of FILES) {
    const [from, ...to] = [file, ...imported].map(boxOf);
    if (from !== undefined) {
      graph.set(from, new Set([...graph.get(from) ?? [], ...to.filter((box) => box !== undefined && box !== from) as string[]]));
    }
  }
  return graph;
}

/** The graph without the imports to which a longer way leads as well. */
export function reduced(graph: Graph): Graph {
  const isFurther = (from: string, to: string): boolean => [...graph.get(from) ?? []].some((next) => next === to || isFurther(next, to));
  const isDirect = (to: string, tos: ReadonlySet<string>) => ![...tos].some((other) => other !== to && isFurther(other, to));
  return new Map([...graph].map(([from, tos]) => [from, new Set([...tos].filter((to) => isDirect(to, tos)))]));
}

/** How many floors there are below each. */
export function floors(graph: Graph): ReadonlyMap<string, number> {
  const floorOf = (name: string): number => Math.max(0, ...[...graph.get(name) ?? []].map((below) => floorOf(below) + 1));
  const names = new Set([...graph.keys(), ...[...graph.values()].flatMap((tos) => [...tos])]);
  return new Map([...names].sort().map((name) => [name, floorOf(name)]));
}
