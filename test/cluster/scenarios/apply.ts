import { Chart } from 'cdk8s';
import { BlueGreenRollout, CanaryRollout, CanaryScale, CanaryStep, IstioTrafficRouting, NginxTrafficRouting, StringMatch } from 'cdk8s-argo-rollouts';
import { Manifest } from '../api';
import { expectSoon, expectThat } from '../expect';
import { Scenario } from '../scenario';
import { blueGreen, blueGreenProps, canaryProps, HASH, image } from './web';

const CLIENT_SIDE = 'kubectl apply -f';
const SERVER_SIDE = 'kubectl apply --server-side -f';
const FORCED = 'kubectl apply --server-side --force-conflicts -f';

const hashOf = ({ spec }: Manifest) => spec.selector[HASH] ?? 'none';
const WEIGHTS = (stable: number, canary: number) => [{ weight: stable }, { weight: canary }];

export const applyScenarios: readonly Scenario[] = [
  {
    name: 'apply-again-client-side',
    proves: { 'docs/operations.md': ['is taken back by the next apply'] },
    async run(shop) {
      const web = shop.rollout('web');
      await shop.deploy(blueGreen('1'), CLIENT_SIDE);
      const { status: { stableRS } } = await web.is('Healthy');
      await shop.sees('Service', 'web-active', { spec: { selector: { [HASH]: stableRS } } });
      const selected = await shop.record('Service', 'web-active', hashOf);

      await shop.deploy(blueGreen('2'), CLIENT_SIDE);
      const second = await web.is('Healthy', { status: { stableRS: (hash: string) => hash !== stableRS } });
      // an emergency, and the way back
      await web.follow('Deploy another version', { image: image('3') });
      const third = await web.is('Healthy', { status: { stableRS: (hash: string) => ![stableRS, second.status.stableRS].includes(hash) } });
      await shop.deploy(blueGreen('4'), CLIENT_SIDE);
      await web.is('Healthy', { status: { stableRS: (hash: string) => ![stableRS, second.status.stableRS, third.status.stableRS].includes(hash) } });
      await expectSoon(() => `the active Service always leads to one version: ${selected.join(', ')}`, () => selected.length === 4);
      expectThat(`it always led to one version: ${selected.join(', ')}`, !selected.includes('none'));
    },
  },
  {
    name: 'apply-again-server-side',
    proves: { 'docs/operations.md': ['from the second time on it ends with conflicts, about `.spec.selector`'] },
    async run(shop) {
      const web = shop.rollout('web');
      await shop.deploy(blueGreen('1'), SERVER_SIDE);
      const { status: { stableRS } } = await web.is('Healthy');
      await shop.sees('Service', 'web-active', { spec: { selector: { [HASH]: stableRS } } });
      const said = await shop.fails(`${SERVER_SIDE} ${shop.synth(blueGreen('2'))}`);
      expectThat(`the conflict is about the selector: ${said}`, /conflict with "rollouts-controller".*\.spec\.selector/s.test(said));

      const selected = await shop.record('Service', 'web-active', hashOf);
      await shop.deploy(blueGreen('3'), FORCED);
      await web.is('Healthy', { status: { stableRS: (hash: string) => hash !== stableRS } });
      shop.note(`forced, the active Service led to ${selected.join(', ')}`);
    },
  },
  {
    name: 'apply-while-a-header-routes',
    async run(shop) {
      const steps = [
        CanaryStep.canaryScale(CanaryScale.replicas(1)),
        CanaryStep.headerRoute('testers', [{ name: 'x-canary', value: StringMatch.exact('web-2') }]),
        CanaryStep.pause(),
      ];
      const app = (version: string) => (chart: Chart) => {
        const rollout = new CanaryRollout(chart, 'Web', canaryProps(version, { steps }));
        new IstioTrafficRouting(chart, 'Traffic', { rollout, hosts: ['web.example'] });
      };
      const web = shop.rollout('web');
      await shop.deploy(app('1'));
      await web.is('Healthy');
      for (const version of ['2', '3', '4']) {
        await shop.deploy(app(version));
        await web.isPausedAt(2);
        await shop.sees('VirtualService', 'web', { spec: { http: [{ name: 'testers' }, {}] } });
        await web.follow('Give up');
        await web.is('Degraded');
      }
    },
  },
  {
    name: 'apply-in-mid-update-with-istio',
    proves: {
      'docs/operations.md': [
        'goes on; with Istio the weights are those of the manifest for a moment, and a route that a step has added is gone until the next update',
        '**With Istio and kubectl**, apply the VirtualService only when it has changed.',
      ],
    },
    async run(shop) {
      const steps = [
        CanaryStep.canaryScale(CanaryScale.replicas(1)),
        CanaryStep.headerRoute('testers', [{ name: 'x-canary', value: StringMatch.exact('web-2') }]),
        CanaryStep.weight(25),
        CanaryStep.pause(),
        CanaryStep.canaryScale(CanaryScale.matchTrafficWeight()),
        CanaryStep.weight(50),
        CanaryStep.pause(),
      ];
      const app = (version: string) => (chart: Chart) => {
        const rollout = new CanaryRollout(chart, 'Web', canaryProps(version, { steps }));
        // in a file of its own, so that it can be left out
        const routes = new Chart(chart.node.scope!, 'routes', { namespace: chart.namespace });
        new IstioTrafficRouting(routes, 'Traffic', { rollout, hosts: ['web.example'] });
        chart.addDependency(routes);
      };
      const web = shop.rollout('web');
      await shop.deploy(app('1'));
      await web.is('Healthy');
      await shop.deploy(app('2'));
      await web.isPausedAt(3);
      await shop.sees('VirtualService', 'web', { spec: { http: [{ name: 'testers' }, { route: WEIGHTS(75, 25) }] } });

      const routes = await shop.record('VirtualService', 'web', ({ spec }) => spec.http.map(({ name, route }: Manifest) => [name, route[0].weight].join(' ')).join());
      await shop.sh(`kubectl apply -f ${shop.deployed}/*-app.k8s.yaml`);
      await web.isPausedAt(3);
      expectThat(`without the VirtualService nothing changes: ${routes.join('; ')}`, routes.length === 1);

      await shop.deploy(app('2'));
      await shop.sees('VirtualService', 'web', { spec: { http: [{ route: WEIGHTS(75, 25) }] } });
      await web.isPausedAt(3);
      await expectSoon(() => `for a moment they are those of the manifest: ${routes.join('; ')}`, () => routes.length === 3 && / 100$/.test(routes[1]));
      await web.follow('Go on');
      await web.isPausedAt(6);
      await web.follow('Go on');
      await web.is('Healthy');
      await shop.deploy(app('3'));
      await web.isPausedAt(3);
      await shop.sees('VirtualService', 'web', { spec: { http: [{ name: 'testers' }, { route: WEIGHTS(75, 25) }] } });
    },
  },
  {
    name: 'apply-first-deploys',
    proves: { 'docs/operations.md': ['A chart has its Rollouts last, after the Services and routes that they name'] },
    async run(shop) {
      const count = 10;
      const said: string[] = [];
      const seen = await Promise.all(Array.from({ length: count }, (_, index) => shop.record('Rollout', `web-${index}`, ({ status }) => status?.message ?? '')));
      for (let index = 0; index < count; index++) {
        await shop.deploy((chart) => {
          const metadata = { name: `web-${index}` };
          if (index % 2 === 0) {
            new BlueGreenRollout(chart, 'Web', { ...blueGreenProps('1'), metadata });
            return;
          }
          const rollout = new CanaryRollout(chart, 'Web', { ...canaryProps('1'), metadata });
          new NginxTrafficRouting(chart, 'Traffic', { rollout, host: `${index}.example` });
        });
        await shop.sh(`kubectl argo rollouts status web-${index} -n ${shop.namespace} --timeout 120s`);
      }
      said.push(...seen.flat().filter((message) => /InvalidSpec/.test(message)));
      expectThat(`no first deploy is called invalid: ${said.join(', ')}`, said.length === 0);
    },
  },
];
