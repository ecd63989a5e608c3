import { App, Chart, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { CanaryRollout, HashedConfigMap, HashedConfigMapProps, HashedSecret } from '../../src';
import { synthesize } from '../synthesize';

const image = 'registry.example/web:1';

function configMap(props: HashedConfigMapProps): any {
  const chart = new Chart(new App(), 'test');
  new HashedConfigMap(chart, 'Flags', { metadata: { name: 'flags' }, ...props });
  return Testing.synth(chart)[0];
}

describe('a ConfigMap', () => {
  test('ends in a hash of what it holds, and cannot be changed', () => {
    expect(configMap({ data: { checkout: 'new' }, metadata: { name: 'flags', labels: { app: 'web' } } })).toEqual({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'flags-f5db80d720', labels: { app: 'web' } },
      immutable: true,
      data: { checkout: 'new' },
    });
  });

  test.each<HashedConfigMapProps>([
    { data: { checkout: 'old' } }, { data: { Checkout: 'new' } }, { binaryData: { checkout: 'bmV3' } }, { data: { checkout: 'new', search: 'old' } }, {},
  ])('has another name with %j', (props) => {
    expect(configMap(props).metadata.name).toMatch(/^flags-[0-9a-f]{10}$/);
    expect(configMap(props).metadata.name).not.toBe(configMap({ data: { checkout: 'new' } }).metadata.name);
  });

  test('has the same name in whichever order its keys were written', () => {
    expect(configMap({ data: { one: '1', two: '2' } }).metadata.name).toBe(configMap({ data: { two: '2', one: '1' } }).metadata.name);
  });

  test('begins with the path of the construct where it has no name', () => {
    expect(configMap({ metadata: {}, data: { a: 'b' } }).metadata.name).toMatch(/^test-flags-c\w+-[0-9a-f]{10}$/);
  });

  test('refuses a key that is there twice', () => {
    expect(() => configMap({ data: { logo: 'a' }, binaryData: { logo: 'YQ==' } }))
      .toThrow('[test/Flags] has one key in both "data" and "binaryData", got "logo": give each key once');
  });

  test('is taken for volumes and variables, so that its content changes the pod template', () => {
    const manifests = synthesize((chart) => {
      const flags = new HashedConfigMap(chart, 'Flags', { metadata: { name: 'flags' }, data: { checkout: 'new' } });
      new CanaryRollout(chart, 'Web', {
        metadata: { name: 'web' },
        containers: [{
          image,
          volumeMounts: [{ path: '/etc/flags', volume: kplus.Volume.fromConfigMap(chart, 'FlagsVolume', flags, { name: 'flags' }) }],
          envVariables: { CHECKOUT: kplus.EnvValue.fromConfigMap(flags, 'checkout') },
          envFrom: [kplus.Env.fromConfigMap(flags)],
        }],
      });
    });
    const { containers: [container], volumes } = manifests.find('Rollout').spec.template.spec;
    const name = 'flags-f5db80d720';
    expect(volumes).toEqual([{ name: 'flags', configMap: { name } }]);
    expect(container.env).toEqual([{ name: 'CHECKOUT', valueFrom: { configMapKeyRef: { key: 'checkout', name } } }]);
    expect(container.envFrom).toEqual([{ configMapRef: { name } }]);
  });
});

describe('a Secret', () => {
  const named = (hashInput: Record<string, unknown>) => new HashedSecret(new Chart(new App(), 'test'), 'Database', { name: 'database', hashInput }).name;

  test('is named by where its values come from', () => {
    expect(named({ key: 'shop/database', version: '7' })).toBe('database-4adc3daf2c');
    expect(named({ version: '7', key: 'shop/database' })).toBe('database-4adc3daf2c');
    expect(named({ key: 'shop/database', version: '8' })).not.toBe('database-4adc3daf2c');
    expect(named({ data: [{ key: 'a' }, { key: 'b' }] })).not.toBe(named({ data: [{ key: 'b' }, { key: 'a' }] }));
  });

  test('renders nothing, and is taken wherever a Secret is', () => {
    const manifests = synthesize((chart) => {
      const database = new HashedSecret(chart, 'Database', { name: 'database', hashInput: { key: 'shop/database', version: '7' } });
      new CanaryRollout(chart, 'Web', {
        metadata: { name: 'web' },
        containers: [{
          image,
          volumeMounts: [{ path: '/etc/database', volume: kplus.Volume.fromSecret(chart, 'Volume', database, { name: 'database' }) }],
          envVariables: { PASSWORD: database.envValue('password') },
        }],
      });
    });
    expect(manifests.ids).toEqual(['Rollout/web']);
    const { containers: [container], volumes } = manifests.find('Rollout').spec.template.spec;
    expect(volumes).toEqual([{ name: 'database', secret: { secretName: 'database-4adc3daf2c' } }]);
    expect(container.env).toEqual([{ name: 'PASSWORD', valueFrom: { secretKeyRef: { key: 'password', name: 'database-4adc3daf2c' } } }]);
  });

  test('is a resource that roles can name', () => {
    const manifests = synthesize((chart) => {
      const database = new HashedSecret(chart, 'Database', { name: 'database', hashInput: { version: '7' } });
      new kplus.Role(chart, 'Reader', { metadata: { name: 'reader' } }).allowRead(database);
      new CanaryRollout(chart, 'Web', { metadata: { name: 'web' }, containers: [{ image }] });
    });
    expect(manifests.find('Role').rules).toEqual([
      { apiGroups: [''], resources: ['secrets'], resourceNames: [expect.stringMatching(/^database-/)], verbs: ['get', 'list', 'watch'] },
    ]);
  });
});
