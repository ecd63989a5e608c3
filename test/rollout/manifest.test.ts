import { ApiObject, App, Chart, JsonPatch } from 'cdk8s';
import { BlueGreenRollout, CanaryRollout, Lint } from '../../src';
import { manifestsOf } from '../synthesize';

const containers = [{ image: 'registry.example/api:1', portNumber: 8080 }];

describe.each([{ Strategy: CanaryRollout, strategy: 'canary' }, { Strategy: BlueGreenRollout, strategy: 'blueGreen' }])('a $strategy rollout', ({ Strategy, strategy }) => {
  test('has the name, namespace, labels and annotations it is given', () => {
    const chart = new Chart(new App(), 'test', { namespace: 'shop', labels: { from: 'chart' } });
    new Strategy(chart, 'Api', { metadata: { name: 'api', labels: { team: 'shop' }, annotations: { note: 'look' } }, containers });
    expect(manifestsOf(chart).find('Rollout')).toEqual({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Rollout',
      metadata: { name: 'api', namespace: 'shop', labels: { from: 'chart', team: 'shop' }, annotations: { note: 'look' } },
      spec: expect.anything(),
    });
  });

  test('takes JSON patches on fields that are known, unknown and inside its strategy', () => {
    const chart = new Chart(new App(), 'test');
    const rollout = new Strategy(chart, 'Api', { metadata: { name: 'api' }, containers, replicas: 2 });
    ApiObject.of(rollout).addJsonPatch(
      JsonPatch.replace('/spec/replicas', 7),
      JsonPatch.add('/spec/fieldOfTheFuture', { kept: true }),
      JsonPatch.add(`/spec/strategy/${strategy}/maxUnavailable`, 0),
      JsonPatch.remove('/spec/template/spec/restartPolicy'),
    );
    Lint.configure(chart, { rules: { 'schema-unknown-field': 'off' } });
    const { spec } = manifestsOf(chart).find('Rollout');
    expect([spec.replicas, spec.fieldOfTheFuture, spec.strategy[strategy].maxUnavailable]).toEqual([7, { kept: true }, 0]);
    expect(spec.template.spec).not.toHaveProperty('restartPolicy');
  });

  test('is known to roles by its plural', () => {
    expect(new Strategy(new Chart(new App(), 'test'), 'Api', { containers }).resourceType).toBe('rollouts');
  });
});
