import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ApiObject, App, AppProps, Chart, JsonPatch, Lazy, Testing, Yaml, YamlOutputType } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { CanaryRollout, CanaryRolloutProps, CanaryStep, NginxTrafficRouting } from '../../src';
import { checkOnSynth, leaveUnchecked } from '../../src/synth/check';
import { asList, asObject, nested } from '../rules/nested';

// there is no need for a rule of the library that warns: this one objects to every Widget
jest.mock('../../src/rules/rules', () => {
  const { RULES } = jest.requireActual('../../src/rules/rules');
  const widgetWarning = {
    id: 'widget-is-odd',
    severity: 'warning',
    kinds: ['Widget'],
    why: 'a test says so',
    check: () => [{ pointer: '/kind', message: 'a widget is odd' }],
  };
  return { RULES: [...RULES, widgetWarning] };
});

const WEIGHT = '/spec/strategy/canary/steps/0/setWeight';
const TOO_HEAVY = `${WEIGHT}: weight must lie between 0 and 100, got 120 (canary-weight-in-range)`;

const outdirs: string[] = [];
afterEach(() => {
  jest.restoreAllMocks();
  outdirs.splice(0).forEach((outdir) => rmSync(outdir, { recursive: true }));
});

function newApp(props: AppProps = {}): App {
  const outdir = mkdtempSync(join(tmpdir(), 'synth-check-'));
  outdirs.push(outdir);
  return new App({ outdir, ...props });
}

function canary(scope: Construct, { name = 'api', weight = 100, ...props }: { name?: string; weight?: number } & Partial<CanaryRolloutProps> = {}): CanaryRollout {
  return new CanaryRollout(scope, 'Api', {
    metadata: { name },
    containers: [{ image: 'api:1', portNumber: 8000 }],
    steps: [CanaryStep.weight(weight), CanaryStep.pause()],
    ...props,
  });
}

function rawRollout(scope: Construct, id: string, weight: number): ApiObject {
  const labels = { app: id };
  return new ApiObject(scope, id, {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: { name: id.toLowerCase() },
    spec: {
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name: 'main', image: 'api:1' }] } },
      strategy: { canary: { steps: [{ setWeight: weight }, { pause: {} }] } },
    },
  });
}

/** Charts with a canary, its two Services and a ConfigMap each. */
function charts(app: App, count: number): Chart[] {
  return Array.from({ length: count }, (_, index) => {
    const chart = new Chart(app, `chart-${index}`);
    const rollout = canary(chart, { name: `api-${index}`, services: {} });
    expect(rollout.stableService.name).toBe(`api-${index}-stable`);
    new kplus.ConfigMap(chart, 'Settings', { data: { colour: 'blue' } });
    return chart;
  });
}

const OBJECTS_A_CHART = 4;

function objectsOf(app: App): ApiObject[] {
  return app.node.findAll().filter((node): node is ApiObject => ApiObject.isApiObject(node));
}

/** The errors that a synth ends with, one a line. */
function errorsOf(synth: () => unknown): string[] {
  try {
    synth();
  } catch (error) {
    const [heading, ...errors] = (error as Error).message.split('\n  ');
    expect(heading).toBe('Validation failed with the following errors:');
    return errors;
  }
  return [];
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort();
}

const OUTPUT_TYPES = Object.values(YamlOutputType).filter((type): type is YamlOutputType => typeof type === 'number');

const WAYS_TO_SYNTH = [
  { way: 'synthYaml', yamlOutputType: undefined, synth: (app: App) => { app.synthYaml(); } },
  ...OUTPUT_TYPES.map((yamlOutputType) => ({
    way: `synth with ${YamlOutputType[yamlOutputType]}`, yamlOutputType, synth: (app: App) => app.synth(),
  })),
];

describe('every object is rendered once', () => {
  describe.each(WAYS_TO_SYNTH)('$way', ({ yamlOutputType, synth }) => {
    test.each([1, 10, 100])('%d charts', (count) => {
      const app = newApp({ yamlOutputType });
      charts(app, count);
      const render = jest.spyOn(ApiObject.prototype, 'toJson');

      synth(app);
      expect(render.mock.calls).toHaveLength(count * OBJECTS_A_CHART);
      expect(new Set(render.mock.contexts)).toEqual(new Set(objectsOf(app)));

      synth(app);
      expect(render.mock.calls).toHaveLength(2 * count * OBJECTS_A_CHART);
    });
  });

  test('a failing synth renders no more than that', () => {
    const app = newApp();
    charts(app, 10).forEach((chart) => rawRollout(chart, 'heavy', 120));
    const render = jest.spyOn(ApiObject.prototype, 'toJson');
    expect(errorsOf(() => app.synth())).toHaveLength(10);
    expect(render.mock.calls).toHaveLength(10 * (OBJECTS_A_CHART + 1));
  });

  test('the producer of a spec runs once', () => {
    const app = newApp();
    const [chart] = charts(app, 3);
    const produce = jest.fn(() => ({ colour: 'blue' }));
    new ApiObject(chart, 'Lazy', { apiVersion: 'v1', kind: 'Thing', spec: Lazy.any({ produce }) });
    app.synth();
    expect(produce).toHaveBeenCalledTimes(1);
  });
});

describe('a verdict is never stale', () => {
  const ways: { way: string; synth: (chart: Chart) => unknown }[] = [
    { way: 'Testing.synth', synth: (chart) => Testing.synth(chart) },
    { way: 'chart.toJson', synth: (chart) => chart.toJson() },
    { way: 'app.synth', synth: (chart) => App.of(chart).synth() },
    { way: 'app.synthYaml', synth: (chart) => App.of(chart).synthYaml() },
  ];
  const pairs = ways.flatMap((first) => ways.map((second) => ({ first, second })));

  test.each(pairs)('$first.way, then $second.way', ({ first, second }) => {
    const chart = new Chart(newApp(), 'test');
    const object = ApiObject.of(canary(chart));
    expect(errorsOf(() => first.synth(chart))).toEqual([]);

    object.addJsonPatch(JsonPatch.replace(WEIGHT, 120));
    expect(errorsOf(() => second.synth(chart))).toEqual([`[test/Api] ${TOO_HEAVY}`]);

    object.addJsonPatch(JsonPatch.replace(WEIGHT, 30));
    expect(errorsOf(() => first.synth(chart))).toEqual([]);
  });

  test.each([
    { way: 'before super.synth', before: 120, after: 20, errors: [`[test/Api] ${TOO_HEAVY}`] },
    { way: 'after super.synth', before: 20, after: 120, errors: [`[test/Api] ${TOO_HEAVY}`] },
    { way: 'to something valid', before: 20, after: 30, errors: [] },
  ])('an app that synthesizes and changes objects in its own synth: $way', ({ before, after, errors }) => {
    class OwnApp extends App {
      public synth() {
        const object = objectsOf(this)[0];
        Testing.synth(this.charts[0]);
        object.addJsonPatch(JsonPatch.replace(WEIGHT, before));
        super.synth();
        object.addJsonPatch(JsonPatch.replace(WEIGHT, after));
        expect(Testing.synth(this.charts[0])[0].spec.strategy.canary.steps[0]).toEqual({ setWeight: after });
      }
    }
    const outdir = mkdtempSync(join(tmpdir(), 'synth-check-'));
    outdirs.push(outdir);
    const app = new OwnApp({ outdir });
    canary(new Chart(app, 'test'));
    expect(errorsOf(() => app.synth())).toEqual(errors);
  });
});

describe('nothing is half-written', () => {
  test.each(OUTPUT_TYPES.map((type) => ({ type, name: YamlOutputType[type] })))('$name', ({ type }) => {
    const app = newApp({ yamlOutputType: type });
    const last = charts(app, 5)[4];
    rawRollout(last, 'heavy', 120);
    expect(errorsOf(() => app.synth())).toEqual([`[chart-4/heavy] ${TOO_HEAVY}`]);
    expect(filesIn(app.outdir)).toEqual([]);
  });

  test('not even where an object cannot be rendered', () => {
    const app = newApp();
    const last = charts(app, 3)[2];
    new ApiObject(last, 'Thing', { apiVersion: 'v1', kind: 'Thing', spec: new Map() });
    expect(errorsOf(() => app.synth())).toEqual(["[chart-2/Thing] can't render non-simple object of type 'Map'"]);
    expect(filesIn(app.outdir)).toEqual([]);
  });
});

describe('findings', () => {
  test('carry the path of the construct that a user wrote', () => {
    const app = newApp();
    const chart = new Chart(app, 'shop');
    canary(chart, { weight: 120 });
    rawRollout(chart, 'raw', 120);
    rawRollout(new Construct(chart, 'Inner'), 'Resource', 120);
    expect(errorsOf(() => app.synth())).toEqual([
      `[shop/Api] ${TOO_HEAVY}`,
      `[shop/raw] ${TOO_HEAVY}`,
      `[shop/Inner] ${TOO_HEAVY}`,
    ]);
  });

  test('are told all at once, of one object and of all charts', () => {
    const app = newApp();
    const first = new Chart(app, 'first');
    const rollout = canary(first, { weight: 120 });
    ApiObject.of(rollout).addJsonPatch(JsonPatch.add('/spec/strategy/canary/steps/-', { pause: { duration: 0 } }));
    rawRollout(new Chart(app, 'second'), 'heavy', -1);
    const errors = errorsOf(() => app.synthYaml());
    expect(errors).toHaveLength(3);
    expect(errors.map((error) => error.replace(/: .* \(/, ' ('))).toEqual([
      '[first/Api] /spec/strategy/canary/steps/0/setWeight (canary-weight-in-range)',
      '[first/Api] /spec/strategy/canary/steps/2/pause/duration (pause-lasts)',
      '[second/heavy] /spec/strategy/canary/steps/0/setWeight (canary-weight-in-range)',
    ]);
  });

  test('stand beside those of other validations', () => {
    const chart = new Chart(newApp(), 'test');
    canary(chart, { weight: 120 }).node.addValidation({ validate: () => ['of its own'] });
    expect(errorsOf(() => Testing.synth(chart)).sort()).toEqual([`[test/Api] ${TOO_HEAVY}`, '[test/Api] of its own']);
  });

  test('include objects that cannot be rendered, and the others are checked', () => {
    const app = newApp();
    const chart = new Chart(app, 'test');
    const produce = () => {
      throw new Error('there is no colour');
    };
    new ApiObject(chart, 'Paint', { apiVersion: 'v1', kind: 'Paint', spec: Lazy.any({ produce }) });
    new ApiObject(new Construct(chart, 'Wall'), 'Resource', { apiVersion: 'v1', kind: 'Wall', spec: Lazy.any({ produce }) });
    canary(chart, { weight: 120 });
    expect(errorsOf(() => app.synth())).toEqual([
      '[test/Paint] there is no colour',
      '[test/Wall] there is no colour',
      `[test/Api] ${TOO_HEAVY}`,
    ]);
  });

  test('include charts that hold no construct of the library', () => {
    const app = newApp();
    const byHand = new Chart(app, 'by-hand');
    rawRollout(byHand, 'heavy', 120);
    canary(new Chart(app, 'ours'));
    expect(errorsOf(() => app.synth())).toEqual([`[by-hand/heavy] ${TOO_HEAVY}`]);
    expect(errorsOf(() => Testing.synth(byHand))).toEqual([`[by-hand/heavy] ${TOO_HEAVY}`]);
  });

  test('are none in an app without the library', () => {
    const app = newApp();
    rawRollout(new Chart(app, 'by-hand'), 'heavy', 120);
    expect(errorsOf(() => app.synth())).toEqual([]);
  });
});

test('a rollout is there once in a chart, and can be there again in another, which may go to another namespace', () => {
  const app = newApp();
  const [first, second] = [new Chart(app, 'first'), new Chart(app, 'second')];
  canary(first);
  canary(second);
  expect(errorsOf(() => app.synth())).toEqual([]);
  rawRollout(second, 'api', 100);
  expect(errorsOf(() => app.synth())).toEqual([
    '[second/api] /metadata/name: a rollout is deployed once, got another Rollout "api" before: rename one of them, or remove one (rollout-once)',
  ]);
});

describe('JSON patches', () => {
  test('survive on known and unknown fields', () => {
    const chart = new Chart(newApp(), 'test');
    ApiObject.of(canary(chart)).addJsonPatch(
      JsonPatch.add('/spec/revisionHistoryLimit', 3),
      JsonPatch.add('/spec/strategy/canary/notYetKnown', { deep: ['value'] }),
      JsonPatch.remove('/spec/strategy/canary/steps'),
    );
    const told = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    const [{ spec }] = Testing.synth(chart);
    expect(told).toHaveBeenCalledTimes(1);
    expect(told).toHaveBeenCalledWith(expect.stringMatching(/^warning: \[test\/Api\] .*unknown field "notYetKnown".* \(schema-unknown-field\)\n$/));
    expect(spec.revisionHistoryLimit).toBe(3);
    expect(spec.strategy).toEqual({ canary: { notYetKnown: { deep: ['value'] } } });
  });

  test('are what the rules see', () => {
    const chart = new Chart(newApp(), 'test');
    const object = ApiObject.of(canary(chart, { weight: 150 }));
    object.addJsonPatch(JsonPatch.add('/spec/strategy/canary/stableService', 'api-stable'), JsonPatch.add('/spec/strategy/canary/canaryService', 'api-canary'));
    object.addJsonPatch(JsonPatch.add('/spec/strategy/canary/trafficRouting', { nginx: { stableIngress: 'api' }, maxTrafficWeight: 200 }));
    expect(errorsOf(() => Testing.synth(chart))).toEqual([]);
    object.addJsonPatch(JsonPatch.replace('/spec/strategy/canary/trafficRouting/maxTrafficWeight', 140));
    expect(errorsOf(() => Testing.synth(chart))).toEqual([
      `[test/Api] ${WEIGHT}: weight must lie between 0 and 140, got 150 (canary-weight-in-range)`,
    ]);
  });

  test('that cannot be applied are a finding', () => {
    const chart = new Chart(newApp(), 'test');
    ApiObject.of(canary(chart)).addJsonPatch(JsonPatch.add('/spec/no/such/place', 1));
    const errors = errorsOf(() => Testing.synth(chart));
    expect(errors).toEqual([expect.stringMatching(/^\[test\/Api\] /)]);
  });
});

describe('warnings', () => {
  test.each(WAYS_TO_SYNTH)('never fail, and are told once: $way', ({ yamlOutputType, synth }) => {
    const app = newApp({ yamlOutputType });
    const [chart] = charts(app, 10);
    new ApiObject(chart, 'Widget', { apiVersion: 'v1', kind: 'Widget' });
    const stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    synth(app);
    expect(stderr.mock.calls).toEqual([['warning: [chart-0/Widget] /kind: a widget is odd (widget-is-odd)\n']]);
  });

  test('do not join the errors', () => {
    const chart = new Chart(newApp(), 'test');
    new ApiObject(chart, 'Widget', { apiVersion: 'v1', kind: 'Widget' });
    canary(chart, { weight: 120 });
    jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    expect(errorsOf(() => Testing.synth(chart))).toEqual([`[test/Api] ${TOO_HEAVY}`]);
  });
});

describe('the output', () => {
  function contentsOf(app: App): Record<string, string> {
    return Object.fromEntries(filesIn(app.outdir).map((file) => [file.slice(app.outdir.length), readFileSync(file, 'utf8')]));
  }

  test.each(OUTPUT_TYPES.map((type) => ({ type, name: YamlOutputType[type] })))('is the same without checks: $name', ({ type }) => {
    const [checked, unchecked] = [newApp({ yamlOutputType: type }), newApp({ yamlOutputType: type })];
    leaveUnchecked(unchecked);
    for (const app of [checked, unchecked]) {
      charts(app, 3);
      app.synth();
    }
    expect(Object.keys(contentsOf(checked)).length).toBeGreaterThan(0);
    expect(contentsOf(checked)).toEqual(contentsOf(unchecked));
    expect(checked.synthYaml()).toBe(unchecked.synthYaml());
  });

  test('is not touched by who changes what an object rendered to', () => {
    const summary = (app: App) => {
      const chart = new Chart(app, 'test');
      const rollout = ApiObject.of(canary(chart));
      const produce = () => {
        const manifest = rollout.toJson();
        delete manifest.spec;
        return JSON.stringify(manifest);
      };
      new ApiObject(chart, 'Summary', { apiVersion: 'v1', kind: 'ConfigMap', data: { summary: Lazy.any({ produce }) } });
      return app.synthYaml();
    };
    const unchecked = newApp();
    leaveUnchecked(unchecked);
    expect(summary(newApp())).toBe(summary(unchecked));
  });

  test('an unchecked app does not object', () => {
    const app = newApp();
    leaveUnchecked(app);
    canary(new Chart(app, 'test'), { weight: 120 });
    expect(errorsOf(() => app.synth())).toEqual([]);
  });
});

describe('after a synth no trace is left', () => {
  const traces = (app: App) => objectsOf(app).filter((object) => Object.hasOwn(object, 'toJson'));

  test('that succeeded', () => {
    const app = newApp();
    charts(app, 3);
    app.synth();
    app.synthYaml();
    expect(traces(app)).toEqual([]);
    expect(Object.keys(app)).not.toContain('synth');
  });

  test('that a rule ended', () => {
    const app = newApp();
    const [chart] = charts(app, 3);
    rawRollout(chart, 'heavy', 120);
    expect(errorsOf(() => app.synth())).toHaveLength(1);
    expect(traces(app)).toEqual([]);
  });

  test('that another validation ended', () => {
    const app = newApp();
    charts(app, 3)[0].node.addValidation({ validate: () => ['no'] });
    expect(errorsOf(() => app.synth())).toEqual(['[chart-0] no']);
    expect(traces(app)).toEqual([]);
  });

  test('that the disk ended', () => {
    const app = newApp();
    charts(app, 3);
    jest.spyOn(Yaml, 'save').mockImplementation(() => {
      throw new Error('disk full');
    });
    expect(() => app.synth()).toThrow('disk full');
    expect(traces(app)).toEqual([]);
  });

  test('and a toJson of the object\'s own is left alone', () => {
    const app = newApp();
    const chart = new Chart(app, 'test');
    const object = ApiObject.of(canary(chart));
    object.toJson = () => ({ ...ApiObject.prototype.toJson.call(object), status: { colour: 'blue' } });
    expect(app.synthYaml()).toContain('colour: blue');
    expect(app.synthYaml()).toContain('colour: blue');
  });
});

describe('objects that are nested too deeply', () => {
  const loop: Record<string, unknown> = {};
  loop.loop = loop;

  test.each([['150 levels', nested(asList, 150)], ['100,000 lists', nested(asList, 100_000)], ['100,000 maps', nested(asObject, 100_000)], ['a loop', loop]])(
    '%s', (_, data) => {
      const app = newApp();
      const chart = new Chart(app, 'test');
      canary(chart);
      new ApiObject(chart, 'Deep', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'deep' }, data });
      expect(errorsOf(() => app.synth())).toEqual([
        '[test/Deep] an object may be nested 100 levels deep, got more, or one that holds itself: nothing in it is checked until it is flatter (object-is-shallow)',
      ]);
    });
});

describe('apps of other kinds', () => {
  test('a subclass with a synth of its own is checked once', () => {
    class OwnApp extends App {
      public synths = 0;
      public synth() {
        super.synth();
        this.synths += 1;
      }
    }
    const outdir = mkdtempSync(join(tmpdir(), 'synth-check-'));
    outdirs.push(outdir);
    const app = new OwnApp({ outdir });
    const [chart] = charts(app, 10);
    const render = jest.spyOn(ApiObject.prototype, 'toJson');
    app.synth();
    expect(render.mock.calls).toHaveLength(10 * OBJECTS_A_CHART);
    expect(app.synths).toBe(1);

    rawRollout(chart, 'heavy', 120);
    expect(errorsOf(() => app.synth())).toEqual([`[chart-0/heavy] ${TOO_HEAVY}`]);
    expect(app.synths).toBe(1);
  });

  // jsii calls the method of the prototype, and defines overrides as properties of the object that cannot be written
  test('an app in another language is checked once', () => {
    const app = newApp();
    charts(app, 10);
    const render = jest.spyOn(ApiObject.prototype, 'toJson');
    App.prototype.synth.call(app);
    expect(render.mock.calls).toHaveLength(10 * OBJECTS_A_CHART);
  });

  test('overrides in another language stay', () => {
    const app = newApp();
    Object.defineProperty(app, 'synth', { value: () => App.prototype.synth.call(app) });
    const chart = new Chart(app, 'test');
    const object = rawRollout(chart, 'raw', 100);
    Object.defineProperty(object, 'toJson', { value: () => ({ ...ApiObject.prototype.toJson.call(object), status: { colour: 'blue' } }) });
    canary(chart);
    app.synth();
    expect(readFileSync(join(app.outdir, 'test.k8s.yaml'), 'utf8')).toContain('colour: blue');
  });

  test('two apps do not know of each other', () => {
    const [first, second] = [newApp(), newApp()];
    rawRollout(charts(first, 1)[0], 'heavy', 120);
    charts(second, 1);
    expect(errorsOf(() => first.synth())).toHaveLength(1);
    expect(errorsOf(() => second.synth())).toEqual([]);
  });

  test('an app is put under the checks once', () => {
    const app = newApp();
    const chart = new Chart(app, 'test');
    canary(chart, { weight: 120 });
    checkOnSynth(chart);
    checkOnSynth(app);
    expect(errorsOf(() => app.synth())).toEqual([`[test/Api] ${TOO_HEAVY}`]);
  });
});

test('what a rollout lacks is reported once, of the rollout, however many objects ask it', () => {
  const app = new App();
  const chart = new Chart(app, 'test');
  const rollout = new CanaryRollout(chart, 'Api', { metadata: { name: 'api' }, containers: [{ image: 'registry.example/api:2.0.0' }], steps: [CanaryStep.weight(10)] });
  new NginxTrafficRouting(chart, 'Traffic', { rollout, host: 'api.example' });
  expect(errorsOf(() => app.synth())).toEqual(['[test/Api] has no port for a service: give a container a port, or the rollout "servicePorts"']);
});
