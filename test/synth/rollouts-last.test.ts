import { mkdtempSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ApiObject, App, Chart, Testing, Yaml, YamlOutputType } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { BlueGreenRollout, CanaryRollout, CanaryStep, IstioTrafficRouting, NginxTrafficRouting } from '../../src';

interface Named {
  readonly kind: string;
  readonly metadata: { readonly name: string };
}

function idsOf(manifests: readonly Named[]): string[] {
  return manifests.map(({ kind, metadata }) => `${kind}/${metadata.name}`);
}

function canary(scope: Construct, name = 'api'): CanaryRollout {
  const rollout = new CanaryRollout(scope, name, {
    metadata: { name },
    containers: [{ image: 'api:1', portNumber: 8000 }],
    steps: [CanaryStep.weight(20), CanaryStep.pause()],
  });
  new NginxTrafficRouting(scope, `${name}-traffic`, { rollout, host: `${name}.example` });
  return rollout;
}

function settings(scope: Construct): kplus.ConfigMap {
  return new kplus.ConfigMap(scope, 'Settings', { metadata: { name: 'settings' } });
}

function rawRollout(scope: Construct, name: string): ApiObject {
  const labels = { app: name };
  return new ApiObject(scope, name, {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: { name },
    spec: {
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name: 'main', image: 'api:1' }] } },
      strategy: { canary: {} },
    },
  });
}

const API = ['Service/api-stable', 'Service/api-canary', 'Ingress/api'];
const SHOP = ['Service/shop-stable', 'Service/shop-canary', 'Ingress/shop'];

describe('a rollout comes after everything else of its chart', () => {
  test('with its router', () => {
    const chart = new Chart(new App(), 'test');
    canary(chart);
    settings(chart);
    expect(idsOf(Testing.synth(chart))).toEqual([...API, 'ConfigMap/settings', 'Rollout/api']);
    expect(idsOf(chart.toJson())).toEqual(idsOf(Testing.synth(chart)));
  });

  test('blue-green, with its Services', () => {
    const chart = new Chart(new App(), 'test');
    const rollout = new BlueGreenRollout(chart, 'Api', { metadata: { name: 'api' }, containers: [{ image: 'api:1', portNumber: 8000 }] });
    expect(rollout.previewService?.name).toBe('api-preview');
    expect(idsOf(Testing.synth(chart))).toEqual(['Service/api-active', 'Service/api-preview', 'Rollout/api']);
  });

  test('several stay in their order', () => {
    const chart = new Chart(new App(), 'test');
    canary(chart, 'shop');
    canary(chart, 'api');
    expect(idsOf(Testing.synth(chart))).toEqual([...SHOP, ...API, 'Rollout/shop', 'Rollout/api']);
  });

  test('together with one of plain YAML', () => {
    const chart = new Chart(new App(), 'test');
    rawRollout(chart, 'raw');
    canary(chart);
    expect(idsOf(Testing.synth(chart))).toEqual([...API, 'Rollout/raw', 'Rollout/api']);
  });

  test('wherever it is in its chart', () => {
    const chart = new Chart(new App(), 'test');
    canary(new Construct(chart, 'Team'));
    settings(chart);
    expect(idsOf(Testing.synth(chart))).toEqual([...API, 'ConfigMap/settings', 'Rollout/api']);
  });

  test('also where it depends on something itself', () => {
    const chart = new Chart(new App(), 'test');
    canary(chart).node.addDependency(settings(chart));
    expect(idsOf(Testing.synth(chart))).toEqual(['ConfigMap/settings', ...API, 'Rollout/api']);
  });

  test('in a chart that is overridden', () => {
    class Labelled extends Chart {
      public override toJson() {
        return super.toJson().map((manifest) => ({ ...manifest, labelled: true }));
      }
    }
    const chart = new Labelled(new App(), 'test');
    canary(chart);
    const manifests = Testing.synth(chart);
    expect(idsOf(manifests)).toEqual([...API, 'Rollout/api']);
    expect(manifests.every(({ labelled }) => labelled)).toBe(true);
  });
});

describe('what is rendered', () => {
  test('is otherwise the same', () => {
    const chart = new Chart(new App(), 'test');
    canary(chart);
    settings(chart);
    const rendered = chart.node.findAll().filter((node) => ApiObject.isApiObject(node)).map((object) => (object as ApiObject).toJson());
    expect(chart.toJson()).toEqual(expect.arrayContaining(rendered));
    expect(chart.toJson()).toHaveLength(rendered.length);
  });

  test('keeps the order of cdk8s in a chart without a rollout of the library', () => {
    const app = new App();
    canary(new Chart(app, 'other'));
    const chart = new Chart(app, 'test');
    rawRollout(chart, 'raw');
    settings(chart);
    expect(idsOf(Testing.synth(chart))).toEqual(['Rollout/raw', 'ConfigMap/settings']);
  });

  test('keeps the order of cdk8s where something depends on a rollout', () => {
    const chart = new Chart(new App(), 'test');
    const map = settings(chart);
    map.node.addDependency(canary(chart));
    expect(idsOf(Testing.synth(chart))).toEqual(['Rollout/api', 'Service/api-stable', 'Service/api-canary', 'ConfigMap/settings', 'Ingress/api']);
  });

  test('comes chart by chart', () => {
    const app = new App();
    const first = new Chart(app, 'first');
    const second = new Chart(app, 'second');
    canary(first);
    settings(second).node.addDependency(first);
    canary(second, 'shop');
    expect(idsOf(Testing.synth(first))).toEqual([...API, 'Rollout/api']);
    expect(idsOf(Testing.synth(second))).toEqual(['ConfigMap/settings', ...SHOP, 'Rollout/shop']);
  });

  test('leaves what is in a nested chart to that', () => {
    const outer = new Chart(new App(), 'outer');
    const inner = new Chart(outer, 'inner');
    canary(outer);
    canary(inner, 'shop');
    expect(idsOf(Testing.synth(outer))).toEqual([...API, 'Rollout/api']);
    expect(idsOf(Testing.synth(inner))).toEqual([...SHOP, 'Rollout/shop']);
  });
});

test('a router in a chart of its own comes first where the chart of the rollout depends on that', () => {
  const app = new App();
  const chart = new Chart(app, 'apps', { namespace: 'shop' });
  const routes = new Chart(app, 'routes', { namespace: 'shop' });
  const rollout = new CanaryRollout(chart, 'Api', {
    metadata: { name: 'api' },
    containers: [{ image: 'api:1', portNumber: 8000 }],
    steps: [CanaryStep.weight(20), CanaryStep.pause()],
  });
  new IstioTrafficRouting(routes, 'Traffic', { rollout, hosts: ['api.example'] });
  chart.addDependency(routes);
  expect([...app.synthYaml().matchAll(/^kind: (.+)$/gm)].map(([, kind]) => kind)).toEqual(['VirtualService', 'Service', 'Service', 'Rollout']);
});

describe('all that goes through a chart', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'rollouts-last-'));
  afterAll(() => rmSync(outdir, { recursive: true }));

  test.each([
    { yamlOutputType: YamlOutputType.FILE_PER_CHART, file: 'test.k8s.yaml' },
    { yamlOutputType: YamlOutputType.FILE_PER_APP, file: 'app.k8s.yaml' },
  ])('writes it last into $file', ({ yamlOutputType, file }) => {
    const app = new App({ outdir, yamlOutputType });
    canary(new Chart(app, 'test'));
    app.synth();
    expect(idsOf(Yaml.load(join(outdir, file)))).toEqual([...API, 'Rollout/api']);
    expect(app.synthYaml()).toBe(readFileSync(join(outdir, file), 'utf8'));
  });
});
