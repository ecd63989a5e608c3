import { Bundle } from '../../src/manifest/bundle';
import { pointer } from '../../src/manifest/pointer';

const service = (name: string, namespace?: string) => ({ apiVersion: 'v1', kind: 'Service', metadata: { name, namespace } });
const bundle = new Bundle([service('a', 'one'), service('a', 'two'), service('b')].map((manifest) => ({ manifest, origin: undefined })));

test('an object is found by kind, name and namespace', () => {
  expect(bundle.find('Service', 'a', 'two')).toEqual(service('a', 'two'));
  expect(bundle.find('Service', 'a', 'three')).toBeUndefined();
  expect(bundle.find('Ingress', 'a', 'one')).toBeUndefined();
});

test('what has no namespace matches any', () => {
  expect(bundle.find('Service', 'b', 'one')).toEqual(service('b'));
  expect(bundle.find('Service', 'a')).toEqual(service('a', 'one'));
});

test('an object of another API with the same kind is not the one that is meant', () => {
  const knative = { apiVersion: 'serving.knative.dev/v1', kind: 'Service', metadata: { name: 'a' } };
  const both = new Bundle([service('a'), knative].map((manifest) => ({ manifest, origin: undefined })));
  const alone = new Bundle([{ manifest: knative, origin: undefined }]);
  expect(both.find('Service', 'a')).toEqual(service('a'));
  expect([alone.find('Service', 'a'), alone.holds('Service')]).toEqual([undefined, false]);
});

test('a kind that no reference means otherwise is found in any API', () => {
  const route = { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', metadata: { name: 'a' } };
  expect(new Bundle([{ manifest: route, origin: undefined }]).find('HTTPRoute', 'a')).toEqual(route);
});

test('a pointer escapes what stands for itself', () => {
  expect(pointer('metadata', 'labels', 'app.kubernetes.io/name', 'a~b', 0)).toBe('/metadata/labels/app.kubernetes.io~1name/a~0b/0');
});
