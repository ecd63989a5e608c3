/**
 * Writes docs/alerts.md, the page to which alerts link: `npx projen docalerts`. It is made from the alerts themselves.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Chart, Testing } from 'cdk8s';
import { AnalysisTemplate } from '../src/analysis/analysis-template';
import { PrometheusSource } from '../src/analysis/prometheus-source';
import { ControllerAlerts } from '../src/operate/controller-alerts';
import { RolloutAlerts } from '../src/operate/rollout-alerts';
import { CanaryRollout } from '../src/rollout/canary-rollout';
import { CanaryStep } from '../src/rollout/canary-step';
import { NginxTrafficRouting } from '../src/traffic/nginx-traffic-routing';

export const PAGE = join(__dirname, '..', 'docs', 'alerts.md');

const INTRODUCTION = `# Alerts

What each alert of \`RolloutAlerts\` and \`ControllerAlerts\` means, and what to do. Give the address of this page, or of your own with the same
sections, as \`runbookUrl\`: every alert links to the section of its name. Severities, times and thresholds are changed with \`overrides\`; each alert can be left out.
\`RolloutExperimentFailed\` is there for a rollout with an experiment as a step. Where a JSON patch puts that step in, \`overrides\` has to enable it.

The expressions are those for a rollout \`api\` in the namespace \`shop\` whose traffic ingress-nginx moves. Those of \`Version…\` are for
\`requests: PrometheusSource.application()\`; with \`ingressNginx\` or \`istio\` they tell the two Services of a blue-green rollout apart. promtool tests of every alert, when it fires and when
it is silent, are in \`test/oracle/alerts/\`.
`;

const YOUR_OWN = `## Of your own

\`\`\`ts
new ApiObject(chart, 'OwnAlerts', {
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'PrometheusRule',
  metadata: { name: 'own', labels: { release: 'prometheus' } },
  spec: { groups: [{ name: 'own', rules: [{ alert: 'RolloutsAborted', expr: 'count(rollout_info{phase="Abort"}) > 3' }] }] },
});
\`\`\`

What they say of the controller is checked, here and by \`lint\` in YAML from anywhere: a metric that it does not have, a label that its series lack, and a value
that a label never has are told. The phase in \`rollout_info\` is not that of \`status.phase\`: there is no \`Healthy\` and no \`Degraded\`.
`;

export function alertsPage(): string {
  const chart = new Chart(new App(), 'chart', { namespace: 'shop' });
  const rollout = new CanaryRollout(chart, 'Rollout', {
    metadata: { name: 'api' },
    containers: [{ image: 'registry.example/api:1', portNumber: 8000 }],
    steps: [CanaryStep.weight(10), CanaryStep.analysis({ templates: [AnalysisTemplate.fromName('health')] }), CanaryStep.plugin('acme/step')],
  });
  new NginxTrafficRouting(chart, 'Traffic', { rollout, host: 'api.example' });
  new RolloutAlerts(chart, 'RolloutAlerts', { rollouts: [rollout], overrides: { RolloutExperimentFailed: { enabled: true } } });
  new RolloutAlerts(chart, 'VersionAlerts', { rollouts: [rollout], requests: PrometheusSource.application(), metadata: { name: 'versions' } });
  new ControllerAlerts(chart, 'ControllerAlerts');
  const [ofRollouts, ofVersions, ofController] = Testing.synth(chart).filter(({ kind }) => kind === 'PrometheusRule')
    .map(({ spec }) => spec.groups.flatMap(({ rules }: any) => rules));
  return [
    INTRODUCTION, '## Of a rollout\n', ...ofRollouts.map(section),
    ...ofVersions.filter(({ alert }: any) => alert.startsWith('Version')).map(section), '## Of the controller\n', ...ofController.map(section), YOUR_OWN,
  ].join('\n');
}

function section({ alert, expr, for: holdsFor, labels: { severity }, annotations: { summary, description } }: any): string {
  return `### ${alert}

**${summary}.** Severity ${severity}, ${holdsFor ? `after ${holdsFor}` : 'at once'}.

${description}.

\`\`\`promql
${expr}
\`\`\`
`;
}

if (require.main === module) {
  writeFileSync(PAGE, alertsPage());
}
