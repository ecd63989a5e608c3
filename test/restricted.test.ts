import { existsSync, readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { loadAll } from 'js-yaml';

const EXAMPLES = join(__dirname, '..', 'examples');
const VOLUMES = ['name', 'configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'persistentVolumeClaim', 'projected', 'secret'];
const SECCOMP = ['RuntimeDefault', 'Localhost'];

interface Pod {
  /** Where it is, in words. */
  readonly name: string;
  readonly spec: any;
}

const goldens = readdirSync(EXAMPLES).filter((name) => existsSync(join(EXAMPLES, name, 'manifest.yaml')));
const objects = goldens.flatMap((golden) => (loadAll(readFileSync(join(EXAMPLES, golden, 'manifest.yaml'), 'utf8')) as any[])
  .filter((object) => object && object.kind !== 'CustomResourceDefinition').map((object) => ({ golden, object })));

/** Whatever has containers, however deep it is in an object: those of Jobs in analyses as well. */
function podsIn(value: unknown, name: string): Pod[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  const own = Array.isArray((value as any).containers) ? [{ name, spec: value }] : [];
  return [...own, ...Object.entries(value).flatMap(([key, inner]) => podsIn(inner, `${name}/${key}`))];
}

const pods = objects.flatMap(({ golden, object }) => podsIn(object, `${golden}: ${object.kind} ${object.metadata.name}`));

/** What the Pod Security Standard `restricted` objects to, and a root filesystem that can be written. */
function objectionsTo({ name, spec }: Pod): string[] {
  const pod = spec.securityContext ?? {};
  const containers = [...spec.containers, ...spec.initContainers ?? [], ...spec.ephemeralContainers ?? []];
  const ofPod: [string, boolean][] = [
    ['host namespaces', spec.hostNetwork === true || spec.hostPID === true || spec.hostIPC === true],
    ['volumes of the host', (spec.volumes ?? []).some((volume: object) => Object.keys(volume).some((key) => !VOLUMES.includes(key)))],
    ['root', pod.runAsUser === 0],
  ];
  const ofContainers = containers.flatMap(({ name: container, ports = [], securityContext: own = {} }): [string, boolean][] => [
    [`${container} is privileged`, own.privileged === true],
    [`${container} may gain privileges`, own.allowPrivilegeEscalation !== false],
    [`${container} may be root`, (own.runAsNonRoot ?? pod.runAsNonRoot) !== true || own.runAsUser === 0],
    [`${container} keeps capabilities`, !own.capabilities?.drop?.includes('ALL') || (own.capabilities.add ?? []).some((each: string) => each !== 'NET_BIND_SERVICE')],
    [`${container} has no seccomp profile`, !SECCOMP.includes((own.seccompProfile ?? pod.seccompProfile)?.type)],
    [`${container} has ports of the host`, ports.some(({ hostPort }: any) => hostPort)],
    [`${container} can write its root filesystem`, own.readOnlyRootFilesystem !== true],
  ]);
  return [...ofPod, ...ofContainers].filter(([, found]) => found).map(([objection]) => `${name}: ${objection}`);
}

test('objects to each thing that the level forbids', () => {
  const good = {
    runAsNonRoot: true, allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, seccompProfile: { type: 'RuntimeDefault' }, readOnlyRootFilesystem: true,
  };
  const said = (spec: object, securityContext: object = good, more: object = {}) =>
    objectionsTo({ name: 'a', spec: { containers: [{ name: 'main', securityContext, ...more }], ...spec } });
  expect(said({})).toEqual([]);
  expect(said({ hostNetwork: true, volumes: [{ name: 'a', hostPath: {} }], securityContext: { runAsUser: 0 } })).toHaveLength(3);
  expect(said({}, { ...good, privileged: true }, { ports: [{ hostPort: 80 }] })).toHaveLength(2);
  expect(said({}, {})).toHaveLength(5);
  expect(said({ initContainers: [{ name: 'first' }] })).toHaveLength(5);
  expect(said({}, { ...good, capabilities: { drop: ['ALL'], add: ['SYS_ADMIN'] } })).toEqual(['a: main keeps capabilities']);
});

test('every pod of every example fits the level restricted', () => {
  expect(pods.length).toBeGreaterThan(goldens.length);
  expect(pods.flatMap(objectionsTo)).toEqual([]);
});

const rollouts = objects.filter(({ object }) => object.kind === 'Rollout' && object.spec.template);
const NAME = 'app.kubernetes.io/name';

test('every rollout of every example has the recommended labels, and pods that are spread', () => {
  expect(rollouts.length).toBeGreaterThan(20);
  const lacking = rollouts.filter(({ object: { metadata, spec } }) => !metadata.labels?.[NAME]
    || !metadata.labels['app.kubernetes.io/part-of'] || metadata.labels[NAME] !== spec.template.metadata.labels[NAME]);
  expect(lacking.map(({ golden }) => golden)).toEqual([]);
  // the pods of the last one are those of the Deployment that it takes over: another pod template would be an update
  expect(rollouts.filter(({ object }) => !object.spec.template.spec.affinity?.podAntiAffinity).map(({ golden }) => golden)).toEqual(['migration-3-rollout-alone']);
});

test('every pod of an example whose traffic is moved ends late enough for the requests that still come', () => {
  const routed = rollouts.filter(({ object: { spec: { strategy } } }) => strategy.blueGreen || strategy.canary.trafficRouting);
  expect(routed.length).toBeGreaterThan(15);
  expect(routed.filter(({ object }) => !object.spec.template.spec.containers[0].lifecycle?.preStop).map(({ golden }) => golden)).toEqual([]);
});

test('every container of an example says what it needs', () => {
  const ofOurs = pods.filter(({ name }) => !name.includes('Deployment argo-rollouts'));
  const silent = ofOurs.flatMap(({ name, spec }) => spec.containers.filter(({ resources }: any) => !resources?.requests?.memory).map(() => name));
  expect(silent).toEqual([]);
});
