import * as kplus from 'cdk8s-plus-28';
import {
  CanaryRollout, CanaryScale, CanaryStep, IstioTrafficRouting, NginxTrafficRouting, ServiceReference, StringMatch,
} from 'cdk8s-argo-rollouts';
import { Manifest } from '../api';
import { expectSoon } from '../expect';
import { Build, Scenario } from '../scenario';
import { canaryProps, HASH, STEPS } from './web';

const WEIGHT = 'nginx.ingress.kubernetes.io/canary-weight';
const weightOfIngress = ({ metadata }: Manifest) => metadata.annotations[WEIGHT];

function nginx(version: string): Build {
  return (chart) => {
    const rollout = new CanaryRollout(chart, 'Web', canaryProps(version));
    new NginxTrafficRouting(chart, 'Traffic', { rollout, host: 'web.example' });
  };
}

function istio(version: string, steps = STEPS): Build {
  return (chart) => {
    const rollout = new CanaryRollout(chart, 'Web', canaryProps(version, { steps }));
    new IstioTrafficRouting(chart, 'Traffic', { rollout, hosts: ['web.example'] });
  };
}

/** The Services change their parts with every update, so that neither is ever without pods. */
function pingPong(version: string): Build {
  return (chart) => {
    const service = (name: string) => {
      const made = new kplus.Service(chart, name, { metadata: { name }, ports: [{ name: 'http', port: 80, targetPort: 8000 }] });
      made.selectLabel('app.kubernetes.io/name', 'web');
      return ServiceReference.of(made);
    };
    const rollout = new CanaryRollout(chart, 'Web', canaryProps(version, { pingPong: { pingService: service('ping'), pongService: service('pong') } }));
    new IstioTrafficRouting(chart, 'Traffic', { rollout, hosts: ['web.example'] });
  };
}

/** One Service, and a DestinationRule that tells the versions apart. */
function subsets(version: string): Build {
  return (chart) => {
    const rollout = new CanaryRollout(chart, 'Web', canaryProps(version));
    new IstioTrafficRouting(chart, 'Traffic', { rollout, subsets: {} });
  };
}

const weightsOf = ({ spec }: Manifest) => spec.http.at(-1).route.map(({ weight }: Manifest) => weight);
const routesOf = ({ spec }: Manifest) => spec.http.map(({ name }: Manifest) => name);

const ROUTED = [
  CanaryStep.canaryScale(CanaryScale.replicas(1)),
  CanaryStep.headerRoute('testers', [{ name: 'x-canary', value: StringMatch.exact('web-2') }]),
  CanaryStep.pause(),
  CanaryStep.mirrorRoute('shadow', { match: [{ method: StringMatch.exact('GET'), path: StringMatch.prefix('/') }], percentage: 25 }),
  CanaryStep.pause(),
  CanaryStep.mirrorRoute('shadow'),
  CanaryStep.weight(20),
  CanaryStep.pause(),
];

export const routerScenarios: readonly Scenario[] = [
  {
    name: 'nginx-weights',
    async run(shop) {
      const web = shop.rollout('web');
      await shop.deploy(nginx('1'));
      const { status: { stableRS } } = await web.is('Healthy');
      const weights = await shop.record('Ingress', 'web-web-canary', weightOfIngress);

      await shop.deploy(nginx('2'));
      const { status: { currentPodHash } } = await web.isPausedAt(1);
      await shop.sees('Ingress', 'web-web-canary', { metadata: { annotations: { [WEIGHT]: '25' } } });
      await shop.sees('Service', 'web-canary', { spec: { selector: { [HASH]: currentPodHash } } });
      await shop.sees('Service', 'web-stable', { spec: { selector: { [HASH]: stableRS } } });

      await web.follow('Go on');
      await web.isPausedAt(3);
      await web.follow('Give up');
      await web.is('Degraded');
      await shop.sees('Ingress', 'web-web-canary', { metadata: { annotations: { [WEIGHT]: '0' } } });
      await expectSoon(() => `the weights were ${weights.join(', ')}`, () => weights.join(',') === '0,25,50,0');
    },
  },
  {
    name: 'istio-weights',
    async run(shop) {
      const web = shop.rollout('web');
      await shop.deploy(istio('1'));
      await web.is('Healthy');
      const weights = await shop.record('VirtualService', 'web', weightsOf);

      await shop.deploy(istio('2'));
      await web.isPausedAt(1);
      await web.follow('Go on');
      await web.isPausedAt(3);
      await web.follow('Go on');
      await web.is('Healthy');
      await shop.sees('VirtualService', 'web', { spec: { http: ([route]: Manifest[]) => route.route[0].weight === 100 } });
      await expectSoon(() => `the weights were ${JSON.stringify(weights)}`, () => JSON.stringify(weights) === '[[100,0],[75,25],[50,50],[0,100],[100,0]]');
    },
  },
  {
    name: 'istio-header-and-mirror',
    async run(shop) {
      const web = shop.rollout('web');
      await shop.deploy(istio('1', ROUTED));
      await web.is('Healthy');
      const routes = await shop.record('VirtualService', 'web', routesOf);
      const weights = await shop.record('VirtualService', 'web', weightsOf);

      await shop.deploy(istio('2', ROUTED));
      await web.isPausedAt(2);
      await shop.sees('VirtualService', 'web', { spec: { http: [{ name: 'testers', match: [{ headers: { 'x-canary': { exact: 'web-2' } } }] }, {}] } });
      await web.follow('Go on');
      await web.isPausedAt(4);
      await shop.sees('VirtualService', 'web', { spec: { http: [{ name: 'testers' }, { name: 'shadow', mirror: { host: 'web-canary' }, mirrorPercentage: { value: 25 } }, {}] } });
      await web.follow('Go on');
      await web.isPausedAt(7);
      await web.follow('Go on');
      await web.is('Healthy');
      await shop.sees('VirtualService', 'web', { spec: { http: (http: Manifest[]) => http.length === 1 } });
      await expectSoon(() => `the routes were ${JSON.stringify(routes)}`, () => routes.at(0)!.length === 1 && routes.some((names) => names.length === 3));
      await expectSoon(() => `no weight before its step: ${JSON.stringify(weights)}`, () => JSON.stringify(weights.slice(0, 2)) === '[[100,0],[80,20]]');
    },
  },
  {
    name: 'istio-ping-pong',
    async run(shop) {
      const web = shop.rollout('web');
      await shop.deploy(pingPong('1'));
      const first = await web.is('Healthy', { status: { canary: { stablePingPong: 'ping' } } });
      await shop.sees('Service', 'ping', { spec: { selector: { [HASH]: first.status.stableRS } } });

      await shop.deploy(pingPong('2'));
      const { status: { currentPodHash } } = await web.isPausedAt(1);
      await shop.sees('Service', 'pong', { spec: { selector: { [HASH]: currentPodHash } } });
      await shop.sees('VirtualService', 'web', { spec: { http: [{ route: (route: Manifest[]) => route.find(({ destination }) => destination.host === 'pong')!.weight === 25 }] } });
      await web.follow('Go to the end');
      await web.is('Healthy', { status: { canary: { stablePingPong: 'pong' } } });
      await shop.sees('VirtualService', 'web', { spec: { http: [{ route: (route: Manifest[]) => route.find(({ destination }) => destination.host === 'pong')!.weight === 100 }] } });
    },
  },
  {
    name: 'istio-subsets',
    async run(shop) {
      const web = shop.rollout('web');
      await shop.deploy(subsets('1'));
      const { status: { stableRS } } = await web.is('Healthy');
      await shop.deploy(subsets('2'));
      const { status: { currentPodHash } } = await web.isPausedAt(1);
      await shop.sees('DestinationRule', 'web', {
        spec: { subsets: [{ name: 'stable', labels: { [HASH]: stableRS } }, { name: 'canary', labels: { [HASH]: currentPodHash } }] },
      });
      await shop.sees('VirtualService', 'web', { spec: { http: [{ route: [{ weight: 75 }, { weight: 25 }] }] } });
      await web.follow('Go to the end');
      await web.is('Healthy');
      await shop.sees('DestinationRule', 'web', { spec: { subsets: [{ labels: { [HASH]: currentPodHash } }, {}] } });
    },
  },
];
