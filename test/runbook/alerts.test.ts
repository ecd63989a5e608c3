import { object, rollout, runbook } from './fixtures';

function alerts(...rules: object[]) {
  return runbook(rollout({ canary: {} }), object('PrometheusRule', 'alerts', { groups: [{ rules }] })).alerts;
}

const EXPR = 'rollout_info{name="api"} == 1';

test('with the names filled in', () => {
  const description = 'It is {{ $value | humanize }} in {{ $labels.pod }}. See: kubectl argo rollouts get rollout {{ $labels.name }} -n {{ $labels.namespace }}. '
    + 'If so, undo it: kubectl argo rollouts undo {{ $labels.rollout }} -n {{$labels.exported_namespace}}. Or ask: kubectl describe rollout {{ $labels.name }}';
  expect(alerts({ alert: 'Bad', expr: EXPR, labels: { severity: 'critical' }, annotations: { description, runbook_url: 'https://runbooks.example#bad' } })).toEqual([{
    name: 'Bad',
    severity: 'critical',
    page: 'https://runbooks.example#bad',
    text: 'It is $value in $pod. See: `kubectl argo rollouts get rollout api -n shop`. If so, undo it: `kubectl argo rollouts undo api -n shop`. '
      + 'Or ask: `kubectl describe rollout api`',
  }]);
});

test('without annotations and labels', () => {
  expect(alerts({ alert: 'Bad', expr: EXPR })).toEqual([{ name: 'Bad', severity: '', page: undefined, text: '' }]);
});

test.each<[string, object, boolean]>([
  ['its name in a label', { labels: { name: 'api', namespace: 'shop' } }, true],
  ['its name in the label of an analysis', { labels: { rollout: 'api' } }, true],
  ['another name in a label', { expr: EXPR, labels: { name: 'web' } }, false],
  ['another namespace in a label', { labels: { name: 'api', namespace: 'other' } }, false],
  ['its name in the query', { expr: 'a{name="api"}' }, true],
  ['its name among others', { expr: 'a{name=~"web|api"}' }, true],
  ['the names of its runs', { expr: 'a{namespace="shop",name=~"(web|api)-[a-z0-9]+-[0-9]+([-.].+)?"}' }, true],
  ['its name as an owner', { expr: 'kube_replicaset_owner{owner_name="api"}' }, true],
  ['another name in the query', { expr: 'a{name="api-2"}' }, false],
  ['another namespace in the query', { expr: 'a{namespace="other",name="api"}' }, false],
  ['its name in another label', { expr: 'a{username="api"}' }, false],
  ['no query', {}, false],
])('%s', (_, rule, isAbout) => {
  expect(alerts({ alert: 'Bad', ...rule })).toHaveLength(isAbout ? 1 : 0);
});

test('recording rules and what is no rule are no alerts', () => {
  expect(alerts({ record: 'a', expr: EXPR }, 'words' as any, null as any)).toEqual([]);
  expect(runbook(rollout({ canary: {} }), object('PrometheusRule', 'odd', { groups: 'none' })).alerts).toEqual([]);
});
