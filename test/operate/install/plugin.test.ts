import { App, Chart, Testing } from 'cdk8s';
import { load } from 'js-yaml';
import { ArgoRolloutsInstall, ArgoRolloutsInstallProps } from '../../../src/operate/argo-rollouts-install';
import { ControllerLogFormat } from '../../../src/operate/install/controller-settings';
import { GatewayApiPluginOptions, PluginArchitecture } from '../../../src/operate/install/gateway-api-plugin';
import { InstallPlugin } from '../../../src/operate/install/plugin';
import { InstallPluginOptions } from '../../../src/operate/install/plugin-options';
import { ArgoRolloutsVersion } from '../../../src/operate/install/releases';

const SHA256 = '0123456789abcdef'.repeat(4);
const GATEWAY: InstallPluginOptions = { name: 'argoproj-labs/gatewayAPI', location: 'https://example.com/gateway', sha256: SHA256 };
const OTHER: InstallPluginOptions = { name: 'example/other', location: 'file:///plugins/other' };

function installed(plugins: InstallPlugin[], props: ArgoRolloutsInstallProps = {}) {
  const chart = new Chart(new App(), 'test');
  new ArgoRolloutsInstall(chart, 'Install', { installCrds: false, plugins, ...props });
  const find = (kind: string) => Testing.synth(chart).find((object: any) => object.kind === kind && object.metadata.name.startsWith('argo-rollouts'));
  const role = Testing.synth(chart).find(({ kind, metadata }: any) => kind === 'ClusterRole' && metadata.name === 'argo-rollouts');
  return { data: find('ConfigMap').data, rules: role.rules, annotations: find('Deployment').spec.template.metadata.annotations };
}

test('each kind has a list of its own, as text', () => {
  const { data } = installed([
    InstallPlugin.metric({ ...OTHER, args: ['--debug'] }),
    InstallPlugin.trafficRouter({ ...GATEWAY, headersFromSecrets: ['mirror'] }),
    InstallPlugin.step({ name: 'example/step', location: 'http://example.com/step', disabled: true }),
    InstallPlugin.step({ name: 'example/step.two', location: 'file://./two' }),
  ]);
  expect(Object.fromEntries(Object.entries(data).map(([list, text]) => [list, load(text as string)]))).toEqual({
    metricProviderPlugins: [{ name: 'example/other', location: 'file:///plugins/other', args: ['--debug'] }],
    stepPlugins: [
      { name: 'example/step', location: 'http://example.com/step', disabled: true },
      { name: 'example/step.two', location: 'file://./two' },
    ],
    trafficRouterPlugins: [
      { name: 'argoproj-labs/gatewayAPI', location: 'https://example.com/gateway', sha256: SHA256, headersFrom: [{ secretRef: { name: 'mirror' } }] },
    ],
  });
});

test('without plugins there is no configuration, and no checksum', () => {
  expect(installed([])).toMatchObject({ data: undefined, annotations: undefined });
});

test('a change of them restarts the controller', () => {
  const checksum = (...plugins: InstallPlugin[]) => installed(plugins).annotations['checksum/argo-rollouts-config'];
  const before = checksum(InstallPlugin.metric(OTHER));
  expect(before).toMatch(/^[0-9a-f]{64}$/);
  expect(checksum(InstallPlugin.metric(OTHER))).toBe(before);
  expect(checksum(InstallPlugin.metric({ ...OTHER, args: ['--debug'] }))).not.toBe(before);
  expect(installed([InstallPlugin.metric(OTHER)], { pods: { annotations: { team: 'platform' } } }).annotations)
    .toEqual({ 'team': 'platform', 'checksum/argo-rollouts-config': before });
});

describe('permissions', () => {
  const added = (plugin: InstallPlugin) => installed([plugin]).rules.slice(22);

  test.each([
    ['argoproj-labs/contour', 'projectcontour.io', ['httpproxies']],
    ['argoproj-labs/openshift', 'route.openshift.io', ['routes']],
    ['hashicorp/consul', 'consul.hashicorp.com', ['serviceresolvers', 'servicesplitters']],
    ['solo-io/glooedge', 'gateway.solo.io', ['virtualservices', 'routetables']],
    ['solo-io/glooplatform', 'networking.gloo.solo.io', ['routetables']],
  ])('%s changes %s %j', (name, apiGroup, resources) => {
    expect(added(InstallPlugin.trafficRouter({ ...GATEWAY, name })))
      .toEqual([{ apiGroups: [apiGroup], resources, verbs: ['get', 'list', 'watch', 'update', 'patch'] }]);
  });

  const ROUTES = { apiGroups: ['gateway.networking.k8s.io'], resources: ['httproutes', 'grpcroutes', 'tcproutes', 'tlsroutes'], verbs: ['get', 'list', 'update'] };
  const REMEMBERED = { apiGroups: [''], resources: ['configmaps'], verbs: ['create', 'update'] };

  test.each([
    ['https://example.com/gateway', [ROUTES]],
    ['https://example.com/v0.13.0/gatewayapi-plugin-linux-amd64', [ROUTES]],
    ['https://example.com/gatewayapi-0.12.1', [ROUTES, REMEMBERED]],
    ['https://example.com/download/v0.4.0/gatewayapi-plugin-linux-amd64', [ROUTES, REMEMBERED]],
  ])('of the Gateway API at %s are those of its version', (location, rules) => {
    expect(added(InstallPlugin.trafficRouter({ ...GATEWAY, location }))).toEqual(rules);
  });

  test('of a plugin that is not known are none', () => {
    expect(added(InstallPlugin.trafficRouter({ ...GATEWAY, name: 'example/other' }))).toEqual([]);
  });

  test('given ones take their place', () => {
    const permissions = [{ apiGroups: ['route.openshift.io'], resources: ['routes'], verbs: ['get', 'update'] }];
    expect(added(InstallPlugin.trafficRouter({ ...GATEWAY, permissions }))).toEqual(permissions);
  });
});

describe('that of the Gateway API', () => {
  const configured = (options: Partial<GatewayApiPluginOptions> = {}) => (
    load(installed([InstallPlugin.gatewayApi({ version: 'v0.15.0', sha256: SHA256, ...options })]).data.trafficRouterPlugins) as object[]
  )[0];
  const name = 'argoproj-labs/gatewayAPI';
  const RELEASES = 'https://github.com/argoproj-labs/rollouts-plugin-trafficrouter-gatewayapi/releases/download';

  test('is fetched from its releases', () => {
    expect(configured()).toEqual({ name, location: `${RELEASES}/v0.15.0/gatewayapi-plugin-linux-amd64`, sha256: SHA256 });
  });

  test.each<[Partial<GatewayApiPluginOptions>, object]>([
    [{ architecture: PluginArchitecture.ARM64 }, { location: `${RELEASES}/v0.15.0/gatewayapi-plugin-linux-arm64` }],
    [{ version: 'v0.3.0' }, { location: `${RELEASES}/v0.3.0/gateway-api-plugin-linux-amd64` }],
    [{ mirror: 'https://files.example/gateway/' }, { location: 'https://files.example/gateway/v0.15.0/gatewayapi-plugin-linux-amd64' }],
    [{ logFormat: ControllerLogFormat.JSON, qps: 40, burst: 80 }, { args: ['-logformat=json', '-kubeClientQPS=40', '-kubeClientBurst=80'] }],
    [{ headersFromSecrets: ['mirror'] }, { headersFrom: [{ secretRef: { name: 'mirror' } }] }],
  ])('with %j', (options, expected) => {
    expect(configured(options)).toMatchObject(expected);
  });

  test.each(['0.15.0', 'v0.15', 'latest', 'v1.0.0'])('has no version %s', (version) => {
    expect(() => configured({ version })).toThrow(`the version of the plugin of the Gateway API is written as v0.15.0, got "${version}"`);
  });
});

describe('is refused', () => {
  const NAME = 'the parts take letters, digits and hyphens, the second also dots and underscores';

  test.each<[Partial<InstallPluginOptions>, string]>([
    [{ name: 'gatewayAPI' }, `the name of a plugin is owner/name, got "gatewayAPI": ${NAME}`],
    [{ name: 'a/b/c' }, `the name of a plugin is owner/name, got "a/b/c": ${NAME}`],
    [{ location: 'oci://example.com/gateway' },
      'the location of plugin "argoproj-labs/gatewayAPI" is an http://, https:// or file:// address, got "oci://example.com/gateway"'],
    [{ sha256: 'a'.repeat(40) }, `sha256 of plugin "argoproj-labs/gatewayAPI" is 64 hexadecimal digits in lower case, got 40 characters, "${'a'.repeat(40)}": `
      + 'the controller would not start'],
    [{ sha256: SHA256.toUpperCase() }, 'sha256 of plugin "argoproj-labs/gatewayAPI" is 64 hexadecimal digits in lower case, got 64 characters, '
      + `"${SHA256.toUpperCase()}": the controller would not start`],
    [{ location: 'file:///plugins/gateway' }, 'sha256 of plugin "argoproj-labs/gatewayAPI" would not be checked, got the location '
      + '"file:///plugins/gateway": the controller checks downloads alone. Leave it out'],
  ])('%j', (options, message) => {
    expect(() => InstallPlugin.trafficRouter({ ...GATEWAY, ...options })).toThrow(new Error(message));
  });

  test('a name that is there already', () => {
    const twice = 'a plugin is named once, got "example/other" at "file:///plugins/other" and at "file:///plugins/other": the second replaces the first. '
      + 'Leave one of them out, or rename it';
    expect(() => installed([InstallPlugin.metric(OTHER), InstallPlugin.metric(OTHER)])).toThrow(new Error(`[test/Install] ${twice}`));
    expect(() => installed([InstallPlugin.metric(OTHER), InstallPlugin.step(OTHER)])).not.toThrow();
    expect(() => installed([InstallPlugin.metric(OTHER), InstallPlugin.step({ ...OTHER, location: 'file:///b' })])).toThrow('a plugin is named once');
  });

  test('what the version does not know', () => {
    const version = ArgoRolloutsVersion.V1_7;
    expect(() => installed([InstallPlugin.step(OTHER)], { version })).toThrow(new Error('[test/Install] step plugins are known since version 1.8, got "example/other" with v1.7.2, '
      + 'which would not load it: install 1.8 or later'));
    expect(() => installed([InstallPlugin.metric({ ...OTHER, headersFromSecrets: ['mirror'] })], { version }))
      .toThrow(new Error('[test/Install] headersFromSecrets is known since version 1.8, got it for plugin "example/other" with v1.7.2: install 1.8 or later'));
    expect(() => installed([InstallPlugin.metric(OTHER)], { version })).not.toThrow();
  });

  test('without a configuration to put it into', () => {
    expect(() => installed([InstallPlugin.metric(OTHER)], { createConfig: false })).toThrow('plugins are part of the configuration, got 1 of them with '
      + 'createConfig: false: give them to the installation that creates the configuration of the namespace');
  });
});
