import { NotificationEvent } from '../../manifest/notification-event';
import { NotificationTemplate } from './notification-template';

const GOOD = '#18be52';
const BAD = '#e01e5a';
const ODD = '#ecb22e';

const ROLLOUT = 'Rollout {{ .rollout.metadata.name }} in {{ .rollout.metadata.namespace }}';
const STEP = 'step {{ add .rollout.status.currentStepIndex 1 }} of {{ len .rollout.spec.strategy.canary.steps }} is done';

/** An analysis has no containers, but runs the same triggers where it is subscribed by default. */
const IMAGES = '{{ with .rollout.spec.template }}{{ range .spec.containers }}{{ .name }}: {{ .image }}\n{{ end }}{{ end }}';

/** Event, name of the template, what happened, colour. The names are those of the release. */
const CATALOGUE: readonly [NotificationEvent, string, string, string][] = [
  [NotificationEvent.ROLLOUT_UPDATED, 'rollout-updated', 'a new version was set', GOOD],
  [NotificationEvent.ROLLOUT_STEP_COMPLETED, 'rollout-step-completed', STEP, GOOD],
  [NotificationEvent.ROLLOUT_PAUSED, 'rollout-paused', 'paused', GOOD],
  [NotificationEvent.ROLLOUT_COMPLETED, 'rollout-completed', 'the new version serves everything', GOOD],
  [NotificationEvent.ROLLOUT_ABORTED, 'rollout-aborted', 'the update was aborted', BAD],
  [NotificationEvent.SCALING_REPLICA_SET, 'scaling-replicaset', 'scaled, {{ .rollout.spec.replicas }} pods are wanted in all', GOOD],
  [NotificationEvent.ANALYSIS_RUN_RUNNING, 'analysis-run-running', 'an analysis started', GOOD],
  [NotificationEvent.ANALYSIS_RUN_FAILED, 'analysis-run-failed', 'an analysis failed', BAD],
  [NotificationEvent.ANALYSIS_RUN_ERROR, 'analysis-run-error', 'an analysis could not measure', ODD],
];

/** The release's own events, each with the template that it sends, in words of ours. */
export const CATALOGUE_TEMPLATES: ReadonlyMap<NotificationEvent, NotificationTemplate> = new Map(
  CATALOGUE.map(([event, name, happened, color]) => [event, NotificationTemplate.of(name, {
    message: `${ROLLOUT}: ${happened}`,
    email: { subject: `${ROLLOUT}: ${happened}` },
    slack: {
      attachments: [{
        color,
        title: '{{ .rollout.metadata.name }}',
        fields: [
          { title: 'Namespace', value: '{{ .rollout.metadata.namespace }}', short: true },
          { title: 'Images', value: IMAGES, short: false },
        ],
      }],
    },
  })]),
);
