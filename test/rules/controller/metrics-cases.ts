import { RuleCases } from '../rule-cases';

const rule = (...exprs: string[]) => JSON.stringify({
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'PrometheusRule',
  metadata: { name: 'api' },
  spec: { groups: [{ name: 'api', rules: exprs.map((expr) => ({ alert: 'Api', expr })) }] },
});
const recording = (record: string) => JSON.stringify({
  apiVersion: 'monitoring.coreos.com/v1', kind: 'PrometheusRule', metadata: { name: 'recorded' }, spec: { groups: [{ name: 'a', rules: [{ record, expr: 'up' }] }] },
});
const PLACE = '/spec/groups/0/rules/0/expr';
const NO_METRIC = (name: string, suggestion: string) => `the controller has no metric "${name}" (if another program has it, match its job), ${suggestion}`;

export const METRICS_CASES: Record<string, RuleCases> = {
  'controller-metric-known': {
    accepts: [
      rule('max by (namespace, name) (rollout_info{phase="Abort"}) == 1'),
      rule('histogram_quantile(0.9, sum by (le) (rate(rollout_reconcile_bucket[5m])))', 'rate(rollout_reconcile_sum[5m]) / rate(rollout_reconcile_count[5m])'),
      rule('sum by (rollout_name) (up) > 1', 'kube_rollout_created', 'shop:rollout_age:max', '# rollout_age\nup == 0', 'label_replace(up, "rollout_age", "$1", "job", "(.*)")'),
      // names of other programs begin alike
      rule('experiment_visitors_total{job="shop"}', 'rate(experiment_exposures_total[5m])', 'rollout_percentage{flag="new-cart"} > 50', 'analysis_run_cost_total'),
      rule('notification_send_latency_seconds', 'rollout_infos{job=~"flags|shop"}', 'experiment_exposures_total and on() rollout_info{phase="Paused"}'),
      `${rule('rollout_age > 60')}\n---\n${recording('rollout_age')}`,
      rule('rollout_age >', 'rollout_age('),
    ],
    rejects: {
      [`${PLACE}: ${NO_METRIC('rollout_phase_last_transition_time', 'and none of the 34 allowed ones is like it')}`]:
        rule('rollout_phase{phase="Paused"} == 1 and time() - rollout_phase_last_transition_time > 3600'),
      [`${PLACE}: ${NO_METRIC('rollout_infos', 'did you mean "rollout_info"?')}\n/spec/groups/0/rules/1/expr: `
        + NO_METRIC('analysis_run_reconcile_errors', 'did you mean "analysis_run_reconcile_error"?')]:
        rule('rollout_infos > 0', 'rate(analysis_run_reconcile_errors[5m]) > 0'),
      [`${PLACE}: ${NO_METRIC('argo_rollouts_paused', 'and none of the 34 allowed ones is like it')}\n/spec/groups/0/rules/1/expr: `
        + NO_METRIC('rollout_age', 'did you mean "rollout_phase"?')]: rule('argo_rollouts_paused > 0', 'rollout_age{job=~".*argo-rollouts.*"} > 60'),
      [`${PLACE}: ${NO_METRIC('rollout_reconcile', 'did you mean "rollout_reconcile_sum"?')}`]: rule('rollout_reconcile{job="argo-rollouts-metrics"} > 1'),
    },
  },
  'controller-metric-value': {
    accepts: [
      rule('rollout_info{phase=~"InvalidSpec|Abort",strategy="canary",namespace="Healthy",traffic_router=""}'),
      rule('analysis_run_info{phase!="",phase!~"(Successful|Running)"}', 'experiment_info{phase=~"F.*"}', 'rollout_info{phase=~"[HA].*"}'),
      rule('rollout_events_total{reason=~"Updated VirtualService|AnalysisRunFailed",type="Warning"}', 'notification_send_error{reason="ExperimentFailed"}'),
      rule('argo_rollouts_controller_info{version="v1.8.3",phase="Healthy"}', 'experiment_info{job="shop",phase="live"}', 'kube_pod_status_phase{phase="Healthy"}'),
    ],
    rejects: {
      [`${PLACE}: rollout_info never has the phase "Healthy", allowed are: InvalidSpec, Completed, Progressing, Paused, Timeout, Error, Abort`]:
        rule('rollout_info{phase="Healthy"} == 0'),
      [`${PLACE}: rollout_info never has the phase "Aborted", did you mean "Abort"?\n${PLACE}: rollout_info never has the strategy "Canary", did you mean "canary"?`]:
        rule('rollout_info{phase=~"Error|Aborted",strategy="Canary"} == 1'),
      [`${PLACE}: experiment_phase never has the phase "Failed", allowed are: Pending, Running, Successful, Error, Inconclusive`]: rule('experiment_phase{phase="Failed"} == 1'),
      [`${PLACE}: analysis_run_info never has the phase "Success", did you mean "Successful"?`]: rule('analysis_run_info{phase!="Success"} == 1'),
      [`${PLACE}: rollout_events_total never has the reason "ExperimentFailed", did you mean "ExperimentCreated"?\n`
        + `${PLACE}: rollout_events_total never has the type "Error", allowed are: Normal, Warning`]:
        rule('increase(rollout_events_total{reason="ExperimentFailed",type="Error"}[10m]) > 0'),
      [`${PLACE}: rollout_info never has the phase "[XY].*", allowed are: InvalidSpec, Completed, Progressing, Paused, Timeout, Error, Abort`]: rule('rollout_info{phase=~"[XY].*"}'),
    },
  },
  'controller-metric-label': {
    accepts: [
      rule('rollout_info{exported_namespace="shop",name="api",job="argo-rollouts-metrics",rollout="",team!="shop"}'),
      rule('rollout_reconcile_bucket{le="1"}', 'up{rollout="api"}', 'rollout_age{rollout="api"}'),
    ],
    rejects: {
      [`${PLACE}: rollout_info has no label "rollout", allowed are: namespace, name, strategy, traffic_router, phase`]: rule('rollout_info{rollout="api"} == 1'),
      [`${PLACE}: analysis_run_info has no label "phases", did you mean "phase"?`]: rule('analysis_run_info{phases=~"Failed|Error"}'),
    },
  },
};
