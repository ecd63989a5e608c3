import { Manifest } from '../../src/manifest/bundle';
import { lint } from '../../src/rules/lint/lint';
import { readSettings, Settings } from '../../src/rules/lint/settings';
import { SUPPRESS } from '../../src/rules/rule/suppression';
import { FACTS, RULES } from '../../src/rules/rules';

const rollout = (annotations: Record<string, unknown> = {}) => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Rollout',
  metadata: { name: 'api', annotations },
  spec: { workloadRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'api' }, strategy: { canary: { steps: [{ setWeight: 120 }, { pause: { duration: 0 } }] } } },
}) as unknown as Manifest;

/** What is found in an object, as `severity rule`. */
const found = (manifest: Manifest, settings?: Settings) => lint([{ manifest, origin: undefined }], settings).map(({ severity, rule }) => `${severity} ${rule}`);

describe('severities', () => {
  test('as the rules have them', () => {
    expect(found(rollout())).toEqual(['error canary-weight-in-range', 'error pause-lasts']);
  });

  test('as settings have them', () => {
    expect(found(rollout(), readSettings({ rules: { 'canary-weight-in-range': 'warning', 'pause-lasts': 'off' } }))).toEqual(['warning canary-weight-in-range']);
  });

  test('strict', () => {
    expect(found(rollout(), readSettings({ strict: true, rules: { 'canary-weight-in-range': 'warning' } })))
      .toEqual(['error canary-weight-in-range', 'error pause-lasts']);
  });

  test.each([undefined, null, {}, { rules: null }])('%j are no settings', (written) => {
    expect(found(rollout(), readSettings(written))).toHaveLength(2);
  });
});

describe('the target', () => {
  const plugin = { ...rollout(), spec: { strategy: { canary: { steps: [{ plugin: { name: 'example/step' } }] } } } } as unknown as Manifest;
  const controller = (image: unknown) => ({
    kind: 'Deployment', metadata: { name: 'a' }, spec: { template: { spec: { containers: [{ image }] } } },
  }) as unknown as Manifest;
  const isRefused = (settings: object, ...others: Manifest[]) =>
    lint([plugin, ...others].map((manifest) => ({ manifest, origin: undefined })), readSettings(settings)).some(({ rule }) => rule === 'target-knows-field');

  test('is the newest', () => {
    expect(isRefused({})).toBe(false);
  });

  test('is what the settings say, also against the controller', () => {
    expect(isRefused({ targetVersion: 'v1.7' })).toBe(true);
    expect(isRefused({ targetVersion: 'v1.8' }, controller('argo-rollouts:v1.7.2'))).toBe(false);
    expect(isRefused({ targetVersion: 'v1.7' }, controller('argo-rollouts:v1.8.5'))).toBe(true);
  });

  test.each(['quay.io/argoproj/argo-rollouts:v1.7.2', 'registry.example:5000/argo-rollouts:v1.7.0@sha256:0', 'argo-rollouts:v1.6.0'])('is that of the controller %s', (image) => {
    expect(isRefused({}, controller(image))).toBe(true);
  });

  test.each(['quay.io/argoproj/kubectl-argo-rollouts:v1.7.2', 'argoproj/argo-rollouts@sha256:0', 'argo-rollouts:v2.0.0', 7, undefined])('%s says nothing of it', (image) => {
    expect(isRefused({}, controller(image))).toBe(false);
  });

  test('is the newest of several controllers, because any may handle the rollout', () => {
    expect(isRefused({}, controller('argo-rollouts:v1.7.2'), controller('argo-rollouts:v1.9.3'))).toBe(false);
  });

  test.each(['1.8', 'v1.8.5', 'v1.6', 'v1.11', 1.1])('%j is none', (targetVersion) => {
    expect(() => readSettings({ targetVersion })).toThrow(`"targetVersion" is one of v1.7, v1.8, v1.9, v1.10, got ${JSON.stringify(targetVersion)}`);
  });
});

describe('the plugin of the Gateway API', () => {
  const plugins = { 'argoproj-labs/gatewayAPI': { httpRoute: 'web' } };
  const routed = { ...rollout(), spec: { strategy: { canary: { trafficRouting: { plugins } } } } } as Manifest;
  const isRefused = (settings: Record<string, unknown>, ...others: Manifest[]) => lint(
    [routed, ...others].map((manifest) => ({ manifest, origin: undefined })), readSettings(settings),
  ).some(({ rule }) => rule === 'gateway-namespace-given');

  test('is the newest, that among the manifests, or the one of the settings', () => {
    const location = 'file:///plugins/rollouts-plugin-trafficrouter-gatewayapi-v0.10.2';
    const config = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'argo-rollouts-config' }, data: { trafficRouterPlugins: `- {name: argoproj-labs/gatewayAPI, location: "${location}"}` } };
    expect(isRefused({})).toBe(false);
    expect(isRefused({}, config)).toBe(true);
    expect(isRefused({ gatewayPluginVersion: 'v0.10' })).toBe(true);
    expect(isRefused({ gatewayPluginVersion: 'v0.11' }, config)).toBe(false);
  });

  test.each(['0.11', 'v0.11.0', 'v0.0', 'v0.16', 'v1.0', 0.11])('%j is none', (gatewayPluginVersion) => {
    expect(() => readSettings({ gatewayPluginVersion })).toThrow(`"gatewayPluginVersion" is a version from v0.1 to v0.15, got ${JSON.stringify(gatewayPluginVersion)}`);
  });
});

describe('references', () => {
  const canary = { steps: [], stableService: 'api', analysis: { templates: [{ templateName: 'up' }] } };
  const missing = { ...rollout(), spec: { strategy: { canary }, workloadRef: {} } } as Manifest;
  const service = (name: string) => ({ apiVersion: 'v1', kind: 'Service', metadata: { name } });
  const references = (settings: Settings, ...others: Manifest[]) => lint(
    [missing, ...others].map((manifest) => ({ manifest, origin: undefined })), settings,
  ).filter(({ rule }) => rule.endsWith('-found')).map(({ severity, rule }) => `${severity} ${rule}`);

  test('what may be elsewhere is looked for only among its kind', () => {
    expect(references({})).toEqual([]);
    expect(references({}, service('web'))).toEqual(['warning service-found']);
    expect(references({}, service('api'))).toEqual([]);
  });

  test('strict about warnings is not strict about what is elsewhere', () => {
    expect(references(readSettings({ strict: true }))).toEqual([]);
  });

  test('strict about references', () => {
    expect(references(readSettings({ strictReferences: true }))).toEqual(['error service-found', 'error template-found']);
    expect(references(readSettings({ strictReferences: true, rules: { 'service-found': 'off' } }), service('web'))).toEqual(['error template-found']);
    expect(() => readSettings({ strictReferences: 'yes' })).toThrow('"strictReferences" is true or false, got "yes"');
  });
});

describe('suppression', () => {
  test('with a reason, of one rule in one object', () => {
    expect(found(rollout({ [`${SUPPRESS}pause-lasts`]: 'the clock of the test cluster stands still' }))).toEqual(['error canary-weight-in-range']);
  });

  test.each(['', ' \n'])('%j is no reason', (reason) => {
    expect(found(rollout({ [`${SUPPRESS}pause-lasts`]: reason }))).toEqual(['error canary-weight-in-range', 'error pause-lasts', 'error suppression-has-reason']);
  });

  test.each([true, {}, 5])('%j is no annotation', (reason) => {
    expect(found(rollout({ [`${SUPPRESS}pause-lasts`]: reason }))).toEqual(['error schema-type']);
  });

  test('null is as if it were not there', () => {
    expect(found(rollout({ [`${SUPPRESS}pause-lasts`]: null }))).toEqual(['error canary-weight-in-range', 'error pause-lasts']);
  });

  test('annotations of another type', () => {
    expect(found({ ...rollout(), metadata: { name: 'api', annotations: 5 } } as unknown as Manifest)).toEqual(['error schema-type']);
  });

  test('the key is one that Kubernetes accepts, whatever the rule', () => {
    const [prefix] = SUPPRESS.split('/');
    expect(prefix).toMatch(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/);
    const names = [...FACTS.keys()].map((id) => (SUPPRESS + id).split('/')[1]);
    expect(names.filter((name) => !/^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/.test(name))).toEqual([]);
  });
});

test('ids of rules and of what is found while reading are unique', () => {
  expect(FACTS.size).toBeGreaterThan(RULES.length);
  expect(RULES.filter((rule) => FACTS.get(rule.id) !== rule)).toEqual([]);
});
