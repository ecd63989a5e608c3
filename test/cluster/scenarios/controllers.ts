import { readFileSync } from 'node:fs';
import { Chart, Duration } from 'cdk8s';
import {
  AnalysisMetric, AnalysisTemplate, ArgoRolloutsInstall, ArgoRolloutsInstallProps, CanaryRollout, CanaryStep, ControllerAlerts,
  ControllerServiceMonitor, MetricProvider, NginxTrafficRouting,
} from 'cdk8s-argo-rollouts';
import { Manifest } from '../api';
import { expectThat, until } from '../expect';
import { Place } from '../scenario';
import { canaryProps, image } from './web';

const selectorLabels = { release: 'kube-prometheus-stack' };

/** One more controller, in a namespace of its own, that handles what carries the scenario's name as its instance id. */
export async function install(
  shop: Place, props: ArgoRolloutsInstallProps = {}, more: (chart: Chart, install: ArgoRolloutsInstall) => void = () => undefined,
): Promise<ArgoRolloutsInstall> {
  const namespace = `${shop.namespace}-controller`;
  let made: ArgoRolloutsInstall | undefined;
  await shop.deployForNow((chart) => {
    const controller = new Chart(chart, 'controller');
    made = new ArgoRolloutsInstall(controller, 'Install', { namespace, instanceId: shop.namespace, installCrds: false, aggregateRoles: false, ...props });
    more(controller, made);
  }, 'kubectl apply --server-side -f');
  await shop.sh(`kubectl rollout status deployment/argo-rollouts-${shop.namespace} -n ${made!.namespace} --timeout 120s`);
  shop.labels = made!.instanceLabels;
  return made!;
}

/** The alerts of such a controller, of which these fire as soon as their conditions hold. They carry the scenario's name. */
export function alertsAtOnce(shop: Place, ...names: string[]) {
  return (chart: Chart, { namespace, metricsService: service }: ArgoRolloutsInstall) => {
    const overrides = Object.fromEntries(names.map((name) => [name, { after: Duration.seconds(0) }]));
    new ControllerServiceMonitor(chart, 'Metrics', { controllerNamespace: namespace, service, selectorLabels });
    new ControllerAlerts(chart, 'Alerts', { controllerNamespace: namespace, job: service, selectorLabels, labels: { scenario: shop.namespace }, overrides });
  };
}

/** Those of them that have fired, be it for a moment, and what they said. */
export async function haveFired(shop: Place): Promise<string[]> {
  const alerts = await shop.cluster.prometheus.query(`max_over_time(ALERTS{alertstate="firing",scenario="${shop.namespace}"}[10m])`);
  return alerts.map(({ metric: { alertname, verb = '', kind = '' } }) => `${alertname} ${verb} ${kind}`.trim()).sort();
}

/** Waits until Prometheus has asked it several times from now on, and its alerts have seen the answers. */
export async function isMeasured(shop: Place, { metricsService: job }: ArgoRolloutsInstall) {
  const scraped = async () => (await shop.cluster.prometheus.query(`sum(count_over_time(up{job="${job}"}[20m]))`))[0]?.value ?? 0;
  const before = await scraped();
  await until(`${job} is measured`, async () => await scraped() >= before + 4, 120_000);
}

/** What a controller asked for and has no permission for, by the API server's own record. */
export function forbidden(shop: Place, namespace: string): string[] {
  const entries = readFileSync(shop.cluster.auditLog, 'utf8').trimEnd().split('\n').map((line): Manifest => JSON.parse(line));
  const denied = entries.filter(({ user, annotations }) => user.username.startsWith(`system:serviceaccount:${namespace}:`)
    && annotations?.['authorization.k8s.io/decision'] === 'forbid');
  return [...new Set(denied.map(({ verb, objectRef, requestURI }) => `${verb} ${objectRef?.resource ?? requestURI}`))];
}

export function expectAllowed(shop: Place, namespace: string, except: readonly string[] = []) {
  const denied = forbidden(shop, namespace).filter((request) => !except.includes(request));
  expectThat(`the controller may do all that it does, but was denied: ${denied.join(', ')}`, denied.length === 0);
}

/** Uses what a controller needs for every rollout: steps, ingress-nginx, a Job, abort, restart. */
export async function exercise(shop: Place) {
  const app = (version: string) => (chart: Chart) => {
    const job = new AnalysisTemplate(chart, 'Job', {
      metadata: { name: 'job' },
      metrics: [new AnalysisMetric({ name: 'job', provider: MetricProvider.job({ containers: [{ image: image('1') }] }) })],
    });
    const steps = [CanaryStep.weight(50), CanaryStep.analysis({ templates: [job] }), CanaryStep.pause()];
    const rollout = new CanaryRollout(chart, 'Web', canaryProps(version, { steps }));
    new NginxTrafficRouting(chart, 'Traffic', { rollout, host: `${shop.namespace}.example` });
  };
  const web = shop.rollout('web');
  await shop.deploy(app('1'));
  await web.is('Healthy');
  await shop.deploy(app('2'));
  await web.isPausedAt(2);
  await web.follow('Give up');
  await web.is('Degraded');
  await shop.deploy(app('1'));
  await web.is('Healthy');
  const before = (await shop.list('Pod')).map(({ metadata }) => metadata.name);
  await web.follow('Restart the pods');
  const pods = () => shop.list('Pod', { 'app.kubernetes.io/name': 'web' });
  await until('the pods are others', async () => (await pods()).every(({ metadata }) => !before.includes(metadata.name)));
  await web.is('Healthy');
}

/** The name of a pod, and something that tells it apart from an earlier one of that name. */
export async function leaderOf(shop: Place, namespace: string): Promise<string> {
  const [lease] = await shop.cluster.api.list('Lease', namespace);
  return lease.spec.holderIdentity;
}
