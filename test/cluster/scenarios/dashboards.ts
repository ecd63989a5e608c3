import { Chart } from 'cdk8s';
import {
  AnalysisMetric, AnalysisTemplate, CanaryRollout, CanaryStep, ControllerDashboard, MetricProvider, NginxTrafficRouting, PrometheusSource,
  RolloutDashboard,
} from 'cdk8s-argo-rollouts';
import { Manifest } from '../api';
import { until } from '../expect';
import { Scenario } from '../scenario';
import { canaryProps, image } from './web';

/** Series of kube-state-metrics and cAdvisor, which are not here, and of what the scenario does not have: experiments, notifications, errors. */
const MAY_BE_EMPTY = /\b(kube|container|experiment|notification)_\w+|_error\b/;

export const dashboardScenarios: readonly Scenario[] = [
  {
    name: 'dashboards-show-an-update',
    async run(shop) {
      const app = (version: string) => (chart: Chart) => {
        const job = new AnalysisTemplate(chart, 'Job', {
          metadata: { name: 'job' },
          metrics: [new AnalysisMetric({ name: 'job', provider: MetricProvider.job({ containers: [{ image: image('1') }] }) })],
        });
        const steps = [CanaryStep.weight(25), CanaryStep.analysis({ templates: [job] }), CanaryStep.pause()];
        const rollout = new CanaryRollout(chart, 'Web', canaryProps(version, { steps }));
        new NginxTrafficRouting(chart, 'Traffic', { rollout, host: `${shop.namespace}.example` });
        new RolloutDashboard(chart, 'Dashboard', { metadata: { name: 'rollouts' }, rollouts: [rollout], requests: PrometheusSource.ingressNginx() });
        new ControllerDashboard(chart, 'Controller', { metadata: { name: 'controller', namespace: shop.namespace } });
      };
      await shop.deploy(app('1'));
      await shop.rollout('web').is('Healthy');
      await shop.deploy(app('2'));
      await shop.rollout('web').isPausedAt(2);

      const filledIn: Record<string, string> = { $__rate_interval: '1m', $__interval: '1m', $__range: '1m', $namespace: shop.namespace, $rollout: 'web' };
      for (const name of ['rollouts', 'controller']) {
        const { data } = (await shop.get('ConfigMap', name))!;
        const expressions = Object.values<string>(data).flatMap((json) => panelsOf(JSON.parse(json))).flatMap(({ targets = [] }) => targets)
          .map(({ expr }: Manifest): string => expr.replace(/\$[a-z_]+/g, (variable: string) => filledIn[variable] ?? variable));
        let empty: string[] = [];
        await until(`${name} shows something everywhere`, async () => {
          const answers = await Promise.all(expressions.map((text) => shop.cluster.prometheus.query(text)));
          empty = expressions.filter((_, index) => answers[index].length === 0);
          return empty.every((text) => MAY_BE_EMPTY.test(text));
        }, 60_000, () => empty.join('\n'));
        shop.note(`${expressions.length} expressions of ${name}, ${empty.length} of which had nothing to show`);
      }
    },
  },
];

function panelsOf({ panels }: Manifest): Manifest[] {
  return panels.flatMap((panel: Manifest) => [panel, ...panel.panels ?? []]);
}
