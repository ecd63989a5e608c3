import { NotificationEvent } from 'cdk8s-argo-rollouts';

/** What is the same for every service: the addresses and names of our clusters, in one place. */
export const PLATFORM = {
  prometheus: 'http://kube-prometheus-stack-prometheus.monitoring:9090',
  /** By these the Prometheus operator finds what it loads. */
  monitoringLabels: { release: 'kube-prometheus-stack' },
  gateway: 'istio-ingress/public',
  ingressClass: 'nginx',
  /** Has a section for each alert. */
  runbook: 'https://runbooks.acme.example/rollouts',
  /** The service of the notifications, and what everybody is told about. */
  chat: 'slack',
  news: [NotificationEvent.ROLLOUT_COMPLETED, NotificationEvent.ROLLOUT_ABORTED, NotificationEvent.ANALYSIS_RUN_FAILED],
} as const;
