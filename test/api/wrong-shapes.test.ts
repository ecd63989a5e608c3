import { inspect } from 'util';
import { App, Chart } from 'cdk8s';
import * as own from '../../src';
import { elementOf, factsOf, Members, propertiesOf, TypeName } from '../../src/api/type-table';
import { TYPES } from '../../src/api/types.generated';
import { wrongShape } from '../../src/api/wrong-shape';
import { argumentsOf, exampleOf, requiredOf } from './examples-of-types';

const SHAPES: readonly unknown[] = ['text', 7, { an: 'object' }, ['a list'], null];
/** Below the first properties: what most of them are not, and what none is. */
const SHAPES_BELOW = [7, null];
const DEEPEST = 3;

/** A value with one wrong thing in it. */
interface Wrong {
  /** The names on the way to it. */
  readonly names: readonly string[];
  readonly value: unknown;
  /** Whether the type says by itself that it is wrong. */
  readonly certain: boolean;
}

/** Of which JavaScript shapes a value may be, said here once more than in the checker. */
function mayBe(type: TypeName, shape: unknown): boolean {
  const facts = factsOf(type);
  if (type === 'any') {
    return true;
  }
  if (type.endsWith('[]')) {
    return Array.isArray(shape) && mayBe(elementOf(type), 'a list');
  }
  if (facts?.choice) {
    return facts.choice.length === 0 ? typeof shape === 'string' || typeof shape === 'number' : facts.choice.includes(shape);
  }
  if (type === 'string' || type === 'number') {
    return typeof shape === type;
  }
  const isObject = typeof shape === 'object' && shape !== null && !Array.isArray(shape);
  const mayBeEmpty = facts?.properties !== undefined && propertiesOf(type).every(([name]) => name.endsWith('?'));
  return isObject && (mayBeEmpty || (type.endsWith('{}') && mayBe(elementOf(type), 'object')));
}

function wrongValues(type: TypeName, chart: Chart, depth = 0): Wrong[] {
  const wrong = (depth > 1 ? SHAPES_BELOW : SHAPES).map((value) => ({ names: [], value, certain: !mayBe(type, value) }));
  const inside = depth === DEEPEST || type.includes('kplus.') || type.includes('cdk8s.') ? [] : wrongInside(type, chart, depth + 1);
  return [...wrong, ...inside];
}

function wrongInside(type: TypeName, chart: Chart, depth: number): Wrong[] {
  if (type.endsWith('[]')) {
    return wrongValues(elementOf(type), chart, depth).map((wrong) => ({ ...wrong, value: [wrong.value] }));
  }
  if (!factsOf(type)?.properties) {
    return [];
  }
  const required = requiredOf(type, chart);
  return propertiesOf(type).flatMap(([name, each]) => wrongValues(each, chart, depth).map(({ names, value, certain }) => ({
    names: [name.replace('?', ''), ...names], value: { ...required, [name.replace('?', '')]: value }, certain,
  })));
}

/** Calls with one wrong argument each; those of a construct have a chart of their own, and are synthesized. */
function attempts(parameters: Members): { readonly wrong: Wrong; readonly call: (of: (...args: any[]) => unknown) => void }[] {
  return Object.entries(parameters).flatMap(([name, type], index) => wrongValues(type, fresh()).map((wrong) => ({
    wrong: { ...wrong, names: /^(?:props|options)\??$/.test(name) ? wrong.names : [name.replace('?', ''), ...wrong.names] },
    call: (of: (...args: any[]) => unknown) => {
      const chart = fresh();
      const args = argumentsOf(parameters, chart);
      args[index] = wrong.value;
      of(...args);
      App.of(chart).synthYaml();
    },
  })));
}

const fresh = () => new Chart(new App(), 'test');

/** What JavaScript says by itself when a value is not what is expected. */
const NOT_OURS = /is not a function|Cannot read|Cannot convert|not iterable|undefined|is not a constructor|\[object Object\]/;

function problemsOf(parameters: Members, call: (...args: any[]) => unknown): string[] {
  return attempts(parameters).flatMap(({ wrong, call: attempt }) => {
    const told = `${wrong.names.join('.')} = ${inspect(wrong.value, { depth: 3, breakLength: Infinity }).slice(0, 200)}`;
    const error = thrownBy(() => attempt(call));
    if (error === undefined) {
      return wrong.certain ? [`${told}: is taken`] : [];
    }
    const isOurs = error.constructor === Error && !NOT_OURS.test(error.message);
    const isNamed = wrong.names.every((name) => error.message.includes(name));
    return isOurs && (isNamed || !wrong.certain) ? [] : [`${told}: ${error.name}: ${error.message}`];
  });
}

function thrownBy(run: () => void): Error | undefined {
  const told = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    run();
    return undefined;
  } catch (error) {
    return error as Error;
  } finally {
    told.mockRestore();
  }
}

const CLASSES: [string, any][] = Object.entries(own).filter(([name, each]) => typeof each === 'function' && factsOf(name));
const CONSTRUCTED = CLASSES.filter(([name]) => name !== 'Rollout' && factsOf(name)?.constructed);
const STATIC = CLASSES.flatMap(([name, of]) => Object.keys(factsOf(name)?.methods ?? {}).filter((method) => method in of)
  .map((method) => [`${name}.${method}`, of, factsOf(name)!.methods![method]] as const));

test('there are enough of both', () => {
  expect(CONSTRUCTED.length).toBeGreaterThan(15);
  expect(STATIC.length).toBeGreaterThan(80);
});

test.each(CONSTRUCTED)('whatever shape is given to %s, it says what is wrong', (name, of) => {
  expect(problemsOf(factsOf(name)!.constructed!, (...args) => new of(...args))).toEqual([]);
});

test.each(STATIC)('whatever shape is given to %s, it says what is wrong', (name, of, parameters) => {
  const method = name.split('.')[1];
  expect(problemsOf(parameters, (...args) => of[method](...args))).toEqual([]);
});

test('what is right in shape is taken', () => {
  expect(() => exampleOf('CanaryStep', fresh())).not.toThrow();
});

/** Every property of several words, as Python and YAML of others write these. */
const SNAKES = Object.keys(JSON.parse(TYPES) as object).flatMap((type) => propertiesOf(type).map(([name]) => name.replace('?', ''))
  .filter((name) => factsOf(type)!.properties && /[A-Z]/.test(name)).map((name) => [type, name, name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)] as const));

test('a property that is written with underscores is not lost', () => {
  expect(SNAKES.length).toBeGreaterThan(600);
  const lost = SNAKES.filter(([type, name, snake]) => wrongShape({ [snake]: 1 }, type, 'a[0]')?.problem !== `is not known: write ${name}`);
  expect(lost).toEqual([]);
});

test.each(['port_number', 'portnumber', 'PortNumber', 'port-number'])('%s in a list of containers is told with its place', (key) => {
  const containers = [{ image: 'registry.example/web:1.0.0', [key]: 8080 }];
  expect(() => new own.CanaryRollout(fresh(), 'Web', { metadata: { name: 'web' }, containers }))
    .toThrow(`[test/Web] "containers[0].${key}" is not known: write portNumber`);
});

test('an object with more than is asked for is taken', () => {
  const more = { attempts: 3, name: 'more', retry: true };
  expect(wrongShape(more, 'IstioRetries', '')).toBeUndefined();
});

test('of an object that can do a part of what is asked, it is told what is missing', () => {
  class HasTeam {
    public readonly id = 'acme.has-team';
    public check() {
      return [];
    }
  }
  expect(() => own.Lint.configure(fresh(), { ownRules: [new HasTeam() as any] }))
    .toThrow('"settings.ownRules[0]" must be an IRule, got a HasTeam: it has no kinds, severity, why');
});
