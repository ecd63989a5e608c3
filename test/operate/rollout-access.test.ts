import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { App, Chart, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { loadAll } from 'js-yaml';
import { Manifest } from '../../src/manifest/bundle';
import { RolloutRole } from '../../src/operate/access/rollout-role';
import { RolloutAccess, RolloutAccessProps } from '../../src/operate/rollout-access';
import { runbooksOf } from '../../src/runbook/runbook';

const ROOT = join(__dirname, '..', '..');
const RBAC = 'rbac.authorization.k8s.io';
const READ = ['get', 'list', 'watch'];
const SEEN = [
  { apiGroups: ['argoproj.io'], resources: ['rollouts', 'analysisruns', 'experiments', 'analysistemplates'], verbs: READ },
  { apiGroups: ['apps'], resources: ['replicasets', 'deployments'], verbs: READ },
  { apiGroups: [''], resources: ['pods', 'events'], verbs: READ },
  { apiGroups: [''], resources: ['pods/log'], verbs: ['get'] },
];
const DECIDED = [{ apiGroups: ['argoproj.io'], resources: ['rollouts/status'], verbs: ['patch'] }];
const CHANGED = [
  { apiGroups: ['argoproj.io'], resources: ['rollouts'], verbs: ['patch', 'update'] },
  { apiGroups: ['argoproj.io'], resources: ['analysisruns', 'experiments'], verbs: ['patch'] },
];

function access(props: RolloutAccessProps, namespace: string | undefined = 'shop'): any[] {
  const chart = new Chart(new App(), 'test', { namespace });
  new RolloutAccess(chart, 'Access', props);
  return Testing.synth(chart);
}

test('a Role, and a RoleBinding of all who are named', () => {
  const accounts = new Chart(new App(), 'accounts', { namespace: 'ci' });
  expect(access({
    role: RolloutRole.PROMOTER,
    groups: ['testers'],
    users: ['ann@acme.example'],
    serviceAccounts: [
      new kplus.ServiceAccount(accounts, 'Own', { metadata: { name: 'pipeline' } }),
      kplus.ServiceAccount.fromServiceAccountName(accounts, 'Other', 'robot', { namespaceName: 'robots' }),
    ],
  })).toEqual([
    { apiVersion: `${RBAC}/v1`, kind: 'Role', metadata: { name: 'rollout-promoter', namespace: 'shop' }, rules: [...SEEN, ...DECIDED] },
    {
      apiVersion: `${RBAC}/v1`,
      kind: 'RoleBinding',
      metadata: { name: 'rollout-promoter', namespace: 'shop' },
      roleRef: { apiGroup: RBAC, kind: 'Role', name: 'rollout-promoter' },
      subjects: [
        { apiGroup: RBAC, kind: 'Group', name: 'testers' },
        { apiGroup: RBAC, kind: 'User', name: 'ann@acme.example' },
        { kind: 'ServiceAccount', name: 'pipeline', namespace: 'ci' },
        { kind: 'ServiceAccount', name: 'robot', namespace: 'robots' },
      ],
    },
  ]);
});

test('of the whole cluster, with its templates', () => {
  const [role, binding] = access({ role: RolloutRole.VIEWER, clusterWide: true, groups: ['everybody'] });
  expect(role).toMatchObject({ kind: 'ClusterRole', metadata: { name: 'rollout-viewer' } });
  expect(role.metadata).not.toHaveProperty('namespace');
  expect(role.rules[0].resources).toEqual([...SEEN[0].resources, 'clusteranalysistemplates']);
  expect(binding).toMatchObject({ kind: 'ClusterRoleBinding', roleRef: { kind: 'ClusterRole', name: 'rollout-viewer' } });
  expect(binding.metadata).not.toHaveProperty('namespace');
});

test('without anybody there is the role alone, which can be named', () => {
  const objects = access({ role: RolloutRole.VIEWER, metadata: { name: 'watchers', namespace: 'other', labels: { team: 'shop' } } });
  expect(objects.map(({ kind, metadata }) => [kind, metadata])).toEqual([['Role', { name: 'watchers', namespace: 'other', labels: { team: 'shop' } }]]);
});

test.each<[RolloutRole, boolean, object[]]>([
  [RolloutRole.VIEWER, false, SEEN],
  [RolloutRole.PROMOTER, false, [...SEEN, ...DECIDED]],
  [RolloutRole.OPERATOR, false, [...SEEN, ...DECIDED, ...CHANGED]],
  [RolloutRole.OPERATOR, true, [
    ...SEEN, ...DECIDED, ...CHANGED,
    { apiGroups: ['apps'], resources: ['deployments'], verbs: ['patch', 'update'] },
    { apiGroups: ['apps'], resources: ['replicasets'], verbs: ['patch'] },
    { apiGroups: [''], resources: ['podtemplates'], verbs: ['patch'] },
  ]],
])('%s, with workloads: %s', (role, updateWorkloads, rules) => {
  expect(access({ role, updateWorkloads })[0].rules).toEqual(rules);
});

test.each<[string, () => unknown, string]>([
  ['workloads for one who changes nothing', () => access({ role: RolloutRole.PROMOTER, updateWorkloads: true }),
    '[test/Access] a promoter changes nothing, got "updateWorkloads": leave it out, or give RolloutRole.OPERATOR'],
  ['a ServiceAccount of no known namespace', () => access({
    role: RolloutRole.VIEWER, serviceAccounts: [new kplus.ServiceAccount(new Chart(new App(), 'other'), 'Own', { metadata: { name: 'pipeline' } })],
  }), '[test/Access] a ServiceAccount is bound with its namespace, got "pipeline" without one: give it or its chart a namespace'],
])('refuses %s', (_, make, message) => {
  expect(make).toThrow(message);
});

/** The verbs of each row of the table. What the plugin asks for, the real one shows: `npm run conformance -- roles`. */
function rows(): string[][] {
  const page = readFileSync(join(ROOT, 'docs', 'operations.md'), 'utf8');
  const [, section] = /^### Who may do what$(.*?)^### /ms.exec(page)!;
  return [...section.matchAll(/^\| (`kubectl [^|]*) \|/gm)].map(([, cell]) => {
    const [first, ...others] = [...cell.matchAll(/`([^`]+)`/g)].map(([, part]) => part);
    const [, program, verb] = /^(kubectl(?: argo rollouts)?) (.*)$/.exec(first)!;
    return [verb, ...others].map((each) => `${program} ${each}`);
  });
}

test('the page says of each command of each runbook who may type it', () => {
  const known = rows().flat();
  const manifests = readdirSync(join(ROOT, 'examples'), { withFileTypes: true }).filter((entry) => entry.isDirectory())
    .map(({ name }) => loadAll(readFileSync(join(ROOT, 'examples', name, 'manifest.yaml'), 'utf8')) as Manifest[]);
  const commands = manifests
    .flatMap((bundle) => runbooksOf(bundle.map((manifest) => ({ manifest, origin: undefined }))))
    .flatMap(({ tasks }) => tasks.flatMap((task) => task.commands))
    .flatMap((line) => line.split(/\$\(|"\$/))
    .filter((command) => command.startsWith('kubectl'))
    .map((command) => command.replace('wait rollout/', 'wait rollout ').replace('get analysisruns', 'get analysisrun').replace('get experiments', 'get experiment'));
  expect(commands.length).toBeGreaterThan(100);
  expect(commands.filter((command) => !known.some((verb) => command.startsWith(`${verb} `)))).toEqual([]);
});

/** What kubectl itself asks for. */
const OF_KUBECTL: Readonly<Record<string, readonly (readonly [verb: string, resource: string])[]>> = {
  'get rollout': [['get', 'rollouts']],
  'get deployment': [['get', 'deployments']],
  'get analysisrun': [['get', 'analysisruns'], ['list', 'analysisruns']],
  'get experiment': [['get', 'experiments'], ['list', 'experiments']],
  'get pods': [['list', 'pods']],
  'describe rollout': [['get', 'rollouts'], ['list', 'events']],
  'describe pod': [['get', 'pods'], ['list', 'events']],
  'logs': [['get', 'pods'], ['get', 'pods/log']],
  'wait': [['get', 'rollouts'], ['list', 'rollouts'], ['watch', 'rollouts']],
  'patch rollout': [['get', 'rollouts'], ['patch', 'rollouts']],
};

test('the page says of commands of kubectl who may type them', () => {
  const ofKubectl = rows().flat().filter((command) => !command.startsWith('kubectl argo')).map((command) => command.replace('kubectl ', ''));
  expect(ofKubectl.sort()).toEqual(Object.keys(OF_KUBECTL).sort());
  const may = (role: RolloutRole, command: string) => OF_KUBECTL[command].every(([verb, resource]) => access({ role })[0].rules
    .some(({ verbs, resources }: any) => verbs.includes(verb) && resources.includes(resource)));
  for (const command of ofKubectl) {
    const verdicts = [RolloutRole.VIEWER, RolloutRole.PROMOTER, RolloutRole.OPERATOR].map((role) => may(role, command));
    expect([command, verdicts]).toEqual([command, command === 'patch rollout' ? [false, false, true] : [true, true, true]]);
  }
});
