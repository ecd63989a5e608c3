/* eslint-disable no-bitwise -- the flags of the compiler's API are bits */
import { readdirSync, readFileSync } from 'fs';
import { isBuiltin } from 'module';
import { dirname, join, relative } from 'path';
import * as ts from 'typescript';

const ROOT = join(__dirname, '..');
const SRC = join(ROOT, 'src');

/** What each folder may import of the others. Nothing else of the project, and itself always. */
const FOLDERS: Record<string, string[]> = {
  api: [],
  manifest: ['imports', 'api'],
  reading: ['manifest'],
  plan: ['reading', 'manifest'],
  rules: ['plan', 'reading', 'manifest', 'api'],
  runbook: ['reading', 'manifest'],
  synth: ['rules', 'reading', 'manifest', 'api'],
  analysis: ['synth', 'manifest', 'api'],
  experiment: ['analysis', 'synth', 'manifest', 'api'],
  rollout: ['experiment', 'analysis', 'synth', 'plan', 'rules', 'manifest', 'api'],
  traffic: ['rollout', 'analysis', 'synth', 'manifest', 'api'],
  operate: ['rollout', 'analysis', 'synth', 'manifest', 'imports', 'api'],
  cli: ['rules', 'runbook', 'plan', 'reading', 'manifest'],
};

/** The rooms of src/rules, floor by floor from the ground: a room imports from lower floors only. Above them is the table of contents. */
const FLOORS: string[][] = [
  ['rule'],
  ['schema', 'objects'],
  ['pods', 'rollout', 'experiment', 'analysis'],
  ['steps', 'metric'],
  ['condition', 'traffic', 'plan'],
  ['query', 'references', 'controller'],
  [''],
  ['lint'],
];

/** Below the waist there are only plain manifests. */
const BELOW_THE_WAIST = ['manifest', 'reading', 'plan', 'rules', 'runbook', 'cli'];
const BASE_LIBRARIES = ['cdk8s', 'cdk8s-plus-28', 'constructs'];

/** Of these folders nothing needs Node: they run in a browser as well. */
const FOR_BROWSERS = ['api', 'manifest', 'reading', 'plan', 'rules', 'runbook'];
const OF_NODE = ['Buffer', 'process', 'global', '__dirname', '__filename', 'setImmediate'];

const LONGEST_FILE = 400;
const LONGEST_FUNCTION = 40;

interface Source {
  readonly path: string;
  readonly folder: string;
  readonly file: ts.SourceFile;
}

const sources: Source[] = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.includes('.generated.'))
  .map((name) => ({
    path: join(SRC, name),
    folder: name.includes('/') ? name.split('/')[0] : '',
    file: ts.createSourceFile(join(SRC, name), readFileSync(join(SRC, name), 'utf8'), ts.ScriptTarget.ES2022, true),
  }));

const nameOf = ({ path }: Source) => relative(ROOT, path);

function importsOf({ file }: Source): string[] {
  return file.statements
    .filter((statement) => ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement))
    .flatMap(({ moduleSpecifier }) => moduleSpecifier && ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : []);
}

const publicNames = sources.filter(({ folder, path }) => folder === '' && path.endsWith('index.ts')).flatMap(({ file }) => file.statements)
  .flatMap((statement) => ts.isExportDeclaration(statement) && statement.exportClause && ts.isNamedExports(statement.exportClause)
    ? statement.exportClause.elements.map(({ name }) => name.text) : []);

function resolve({ path }: Source, specifier: string): string {
  return `${join(dirname(path), specifier)}.ts`;
}

/** The first folder of a path inside src/, or `imports`. */
function folderOf(path: string): string {
  const inside = relative(SRC, path);
  return inside.startsWith('../imports') ? 'imports' : inside.includes('/') ? inside.split('/')[0] : '';
}

/** The room of a file of src/rules; '' for the table of contents. */
function roomOf(path: string): string {
  const [room, ...inside] = relative(join(SRC, 'rules'), path).split('/');
  return inside.length > 0 ? room : '';
}

function floorOf(room: string): number {
  return FLOORS.findIndex((rooms) => rooms.includes(room));
}

describe('imports', () => {
  test('every folder of src/ is in the table', () => {
    const folders = new Set(sources.map(({ folder }) => folder));
    folders.delete('');
    expect([...folders].sort()).toEqual(Object.keys(FOLDERS).sort());
  });

  test.each(sources.filter(({ folder }) => folder !== ''))('$path imports only what its folder may', (source) => {
    const allowed = [...FOLDERS[source.folder], source.folder];
    const wrong = importsOf(source).filter((specifier) => specifier.startsWith('.')
      ? !allowed.includes(folderOf(resolve(source, specifier)))
      : BELOW_THE_WAIST.includes(source.folder) && BASE_LIBRARIES.includes(specifier));
    expect(wrong).toEqual([]);
  });

  test('every room of src/rules/ has a floor', () => {
    const rooms = new Set(sources.filter(({ folder }) => folder === 'rules').map(({ path }) => roomOf(path)));
    expect([...rooms].sort()).toEqual(FLOORS.flat().sort());
  });

  test.each(sources.filter(({ folder }) => folder === 'rules'))('$path imports only from its room and from lower floors', (source) => {
    const rooms = importsOf(source).map((specifier) => resolve(source, specifier)).filter((path) => folderOf(path) === 'rules').map(roomOf);
    expect(rooms.filter((room) => room !== roomOf(source.path) && floorOf(room) >= floorOf(roomOf(source.path)))).toEqual([]);
  });

  test('imports make no cycle, types included', () => {
    const graph = new Map(sources.map((source) => [
      source.path, importsOf(source).filter((specifier) => specifier.startsWith('.')).map((specifier) => resolve(source, specifier)),
    ]));
    expect(findCycle(graph)).toBeUndefined();
  });

  test.each(sources.filter(({ folder }) => FOR_BROWSERS.includes(folder)))('$path needs nothing of Node', (source) => {
    const names = identifiersIn(source.file);
    expect(OF_NODE.filter((name) => names.has(name))).toEqual([]);
    expect(importsOf(source).filter(isBuiltin)).toEqual([]);
  });

  test('only index.ts exports from elsewhere, and by name', () => {
    const exporting = sources.filter(({ file }) => file.statements
      .some((statement) => ts.isExportDeclaration(statement) && statement.moduleSpecifier));
    expect(exporting.map(nameOf).filter((name) => name !== 'src/manifest/types.ts')).toEqual(['src/index.ts']);
    expect(readFileSync(join(SRC, 'index.ts'), 'utf8')).not.toMatch(/export \*/);
  });

  test('what every public class takes is checked', () => {
    const exported = sources.flatMap(({ file }) => file.statements.filter(ts.isClassDeclaration))
      .filter((each) => publicNames.includes(each.name?.text ?? ''));
    const unchecked = exported.filter((each) => !ts.getDecorators(each)?.some(({ expression }) => expression.getText() === 'checked'));
    expect(unchecked.map((each) => `${each.name!.text} is exported without @checked`)).toEqual([]);
    expect(exported.length).toBeGreaterThan(40);
  });

  test('one file makes objects of the cluster', () => {
    const makers = sources.filter(({ file }) => /new ApiObject\(/.test(file.text.replace(/\/\*.*?\*\//gs, '')));
    expect(makers.map(nameOf)).toEqual(['src/synth/api-object.ts']);
  });
});

function identifiersIn(file: ts.SourceFile): Set<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node) => {
    if (ts.isIdentifier(node)) {
      names.add(node.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return names;
}

function findCycle(graph: Map<string, string[]>): string[] | undefined {
  const done = new Set<string>();
  const visit = (node: string, trail: string[]): string[] | undefined => {
    if (trail.includes(node)) {
      return [...trail.slice(trail.indexOf(node)), node];
    }
    if (done.has(node)) {
      return undefined;
    }
    const found = (graph.get(node) ?? []).map((next) => visit(next, [...trail, node])).find((cycle) => cycle);
    done.add(node);
    return found;
  };
  return [...graph.keys()].map((node) => visit(node, [])).find((cycle) => cycle);
}

describe('sizes', () => {
  test.each(sources)(`$path has at most ${LONGEST_FILE} lines, and no function more than ${LONGEST_FUNCTION}`, ({ file }) => {
    expect(file.getLineAndCharacterOfPosition(file.end).line).toBeLessThanOrEqual(LONGEST_FILE);
    expect(longFunctions(file)).toEqual([]);
  });
});

function longFunctions(file: ts.SourceFile): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node) => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body) {
      const [start, end] = [node.getStart(), node.end].map((at) => file.getLineAndCharacterOfPosition(at).line);
      if (end - start + 1 > LONGEST_FUNCTION) {
        found.push(`line ${start + 1}: ${end - start + 1} lines`);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

describe('documentation', () => {
  const program = ts.createProgram([join(SRC, 'index.ts')], { target: ts.ScriptTarget.ES2022, noLib: true });
  const checker = program.getTypeChecker();
  const index = checker.getSymbolAtLocation(program.getSourceFile(join(SRC, 'index.ts'))!)!;
  const exported = checker.getExportsOfModule(index)
    .map((symbol) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol));

  test('the public API is found', () => {
    expect(exported.map(({ name }) => name)).toEqual(expect.arrayContaining(['CanaryRollout', 'BlueGreenRollout', 'PrometheusAnalysis']));
  });

  test.each(exported.map((symbol) => ({ name: symbol.name, symbol })))('$name and its members are documented', ({ symbol }) => {
    const [declaration] = symbol.declarations!;
    expect(undocumented(declaration, symbol.name)).toEqual([]);
  });

  test('every public class shows how it is used', () => {
    const classes = exported.filter(({ flags }) => flags & ts.SymbolFlags.Class);
    expect(classes.filter(({ declarations }) => !showsUse(declarations![0])).map(({ name }) => `${name} has no @example`)).toEqual([]);
    expect(classes.length).toBeGreaterThan(40);
  });

  function undocumented(declaration: ts.Declaration, name: string): string[] {
    const members = [declaration, ...hiddenBases(declaration)].flatMap(membersOf).filter(isPublic).flatMap(withParameterProperties);
    return [
      ...hasText(declaration) ? [] : [name],
      ...members.filter((member) => !hasText(member)).map((member) => `${name}.${memberName(member)}`),
      ...members.filter((member) => isOptional(member) && !hasTag(member, 'default')).map((member) => `${name}.${memberName(member)} has no @default`),
    ];
  }

  /** jsii gives the members of a base that is not exported to the class that is. */
  function hiddenBases(declaration: ts.Declaration): ts.Declaration[] {
    const types = ts.isClassDeclaration(declaration) ? declaration.heritageClauses?.flatMap((clause) => [...clause.types]) ?? [] : [];
    return types
      .map((type) => checker.getSymbolAtLocation(type.expression))
      .flatMap((symbol) => symbol?.declarations ?? [])
      .filter((base) => base.getSourceFile() === declaration.getSourceFile());
  }
});

function membersOf(declaration: ts.Declaration): ts.Declaration[] {
  return ts.isClassDeclaration(declaration) || ts.isInterfaceDeclaration(declaration) || ts.isEnumDeclaration(declaration)
    ? [...declaration.members as ts.NodeArray<ts.Declaration>]
    : [];
}

function isPublic(member: ts.Declaration): boolean {
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
  const plainConstructor = ts.isConstructorDeclaration(member) && !member.parameters.some(isPublicParameter);
  return !(ts.getCombinedModifierFlags(member) & hidden) && !hasTag(member, 'internal') && !plainConstructor;
}

function isPublicParameter(parameter: ts.ParameterDeclaration): boolean {
  return ts.isParameterPropertyDeclaration(parameter, parameter.parent) && !(ts.getCombinedModifierFlags(parameter) & ts.ModifierFlags.Private)
    && !hasTag(parameter, 'internal');
}

/** A constructor stands for the public properties among its parameters. */
function withParameterProperties(member: ts.Declaration): ts.Declaration[] {
  return ts.isConstructorDeclaration(member) ? member.parameters.filter(isPublicParameter) : [member];
}

function memberName(member: ts.Declaration): string {
  return ts.getNameOfDeclaration(member)?.getText() ?? 'constructor';
}

function isOptional(member: ts.Declaration): boolean {
  return ts.isPropertySignature(member) && member.questionToken !== undefined;
}

function hasText(node: ts.Node): boolean {
  return ts.getJSDocCommentsAndTags(node).some((doc) => ts.isJSDoc(doc)
    && (Boolean(doc.comment) || (doc.tags ?? []).some(({ tagName }) => tagName.text === 'see')));
}

/** By code, or in the file where it is written. */
function showsUse(node: ts.Node): boolean {
  return hasTag(node, 'example') || ts.getJSDocCommentsAndTags(node).some((doc) => /^```/m.test(ts.getTextOfJSDocComment(doc.comment) ?? ''));
}

function hasTag(node: ts.Node, tag: string): boolean {
  return ts.getJSDocTags(node).some(({ tagName }) => tagName.text === tag);
}
