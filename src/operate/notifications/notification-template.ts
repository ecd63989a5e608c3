import { checked } from '../../api/checked';
import { assertName } from './names';
import { NotificationService } from './notification-service';
import { AlertmanagerMessage, alertmanagerMessage } from './services/alertmanager';
import { ChatMessage, chatMessage } from './services/chat';
import { emailMessage, EmailMessage } from './services/email';
import { gitHubMessage, GitHubMessage } from './services/github';
import { googleChatMessage, GoogleChatMessage } from './services/google-chat';
import { newRelicMessage, NewRelicMessage } from './services/observability';
import { opsgenieMessage, OpsgenieMessage } from './services/opsgenie';
import { PagerDutyMessage, pagerDutyMessage, PagerDutyV2Message, pagerDutyV2Message } from './services/pager-duty';
import { AwsSqsMessage, awsSqsMessage, GcpPubSubMessage, gcpPubSubMessage } from './services/queues';
import { slackMessage, SlackMessage } from './services/slack';
import { TeamsMessage, teamsMessage, TeamsWorkflowsMessage, teamsWorkflowsMessage } from './services/teams';
import { WebhookContent, webhookContent } from './services/webhook';
import { templateText } from './template-text';

/**
 * What a template sends to one webhook.
 */
export interface WebhookMessage extends WebhookContent {
  /**
   * The webhook: a service of `NotificationService.webhook`. Another one is rejected.
   */
  readonly service: NotificationService;
}

/**
 * What a template says: a message for everybody, and what single types of services make of it.
 *
 * A text may have placeholders of Go's templates, such as `{{ .rollout.metadata.name }}`. There are `.rollout`, `.analysisRuns`,
 * `.recipient`, `.serviceType`, and the functions of sprig. `.time` has two functions: `{{ (call .time.Now).Format "2006-01-02" }}` is today.
 * A placeholder that does not end is rejected.
 */
export interface NotificationContent {
  /**
   * The message, for every type of service. May have placeholders.
   *
   * @default - none
   */
  readonly message?: string;

  /**
   * Requests to webhooks, at most one to each.
   *
   * @default - none
   */
  readonly webhooks?: WebhookMessage[];

  /**
   * What Alertmanager gets.
   *
   * @default - nothing
   */
  readonly alertmanager?: AlertmanagerMessage;

  /**
   * What AWS SQS gets.
   *
   * @default - nothing
   */
  readonly awsSqs?: AwsSqsMessage;

  /**
   * What mail gets.
   *
   * @default - nothing
   */
  readonly email?: EmailMessage;

  /**
   * What Google Cloud Pub/Sub gets.
   *
   * @default - nothing
   */
  readonly gcpPubSub?: GcpPubSubMessage;

  /**
   * What GitHub gets.
   *
   * @default - nothing
   */
  readonly github?: GitHubMessage;

  /**
   * What Google Chat gets.
   *
   * @default - nothing
   */
  readonly googleChat?: GoogleChatMessage;

  /**
   * What Mattermost gets.
   *
   * @default - nothing
   */
  readonly mattermost?: ChatMessage;

  /**
   * What New Relic gets.
   *
   * @default - nothing
   */
  readonly newRelic?: NewRelicMessage;

  /**
   * What Opsgenie gets.
   *
   * @default - nothing
   */
  readonly opsgenie?: OpsgenieMessage;

  /**
   * What `NotificationService.pagerDuty` gets.
   *
   * @default - nothing
   */
  readonly pagerDuty?: PagerDutyMessage;

  /**
   * What `NotificationService.pagerDutyV2` gets.
   *
   * @default - nothing
   */
  readonly pagerDutyV2?: PagerDutyV2Message;

  /**
   * What Rocket.Chat gets.
   *
   * @default - nothing
   */
  readonly rocketChat?: ChatMessage;

  /**
   * What Slack gets.
   *
   * @default - nothing
   */
  readonly slack?: SlackMessage;

  /**
   * What `NotificationService.teams` gets.
   *
   * @default - nothing
   */
  readonly teams?: TeamsMessage;

  /**
   * What `NotificationService.teamsWorkflows` gets.
   *
   * @default - nothing
   */
  readonly teamsWorkflows?: TeamsWorkflowsMessage;
}

/**
 * The text of notifications.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/notifications/
 * @example
 * const aborted = NotificationTemplate.of('aborted', {
 *   message: 'Rollout {{ .rollout.metadata.name }} is aborted: {{ .rollout.status.message }}',
 *   email: { subject: 'Rollout {{ .rollout.metadata.name }} is aborted' },
 * });
 * NotificationTrigger.onEvent(NotificationEvent.ROLLOUT_ABORTED, aborted);
 */
@checked
export class NotificationTemplate {
  /**
   * A message, and what services get beside it or instead.
   *
   * @param name Its name, among the templates of a `RolloutNotifications`. Letters, digits, `-` and `_`.
   * @param content What it says. Nothing at all is rejected.
   */
  public static of(name: string, content: NotificationContent): NotificationTemplate {
    return new NotificationTemplate(name, content);
  }

  private readonly body: Record<string, unknown>;
  private readonly webhooks: readonly NotificationService[];

  private constructor(
    /** The name of the template. */
    public readonly name: string,
    content: NotificationContent,
  ) {
    assertName('template', name);
    this.webhooks = (content.webhooks ?? []).map(({ service }) => service);
    this.assertWebhooks();
    this.body = withoutUndefined(bodyOf(content)) as Record<string, unknown>;
    if (Object.keys(this.body).length === 0) {
      throw new Error(`template "${name}" says nothing: give it a "message", or something for a service`);
    }
  }

  /**
   * The services that it names.
   *
   * @internal
   */
  public get _services(): readonly NotificationService[] {
    return this.webhooks;
  }

  /**
   * Whether it has something for this service beside the message.
   *
   * @internal
   */
  public _speaksTo(service: NotificationService): boolean {
    return service._type === 'webhook' ? this.webhooks.includes(service) : this.body[service._type] !== undefined;
  }

  /**
   * @internal
   */
  public _toKube(): Record<string, unknown> {
    return this.body;
  }

  private assertWebhooks() {
    for (const service of this.webhooks.filter(({ _type }) => _type !== 'webhook')) {
      throw new Error(`template "${this.name}" has a webhook for service "${service.name}", which is of type ${service._type}: `
        + 'give one of NotificationService.webhook');
    }
    for (const { name } of this.webhooks.filter((service, index) => this.webhooks.indexOf(service) !== index)) {
      throw new Error(`template "${this.name}" has several requests to webhook "${name}": a template sends one to each`);
    }
  }
}

function bodyOf(content: NotificationContent): Record<string, unknown> {
  return {
    'message': templateText(content.message),
    'alertmanager': content.alertmanager && alertmanagerMessage(content.alertmanager),
    'awssqs': content.awsSqs && awsSqsMessage(content.awsSqs),
    'email': content.email && emailMessage(content.email),
    'gcppubsub': content.gcpPubSub && gcpPubSubMessage(content.gcpPubSub),
    'github': content.github && gitHubMessage(content.github),
    'googlechat': content.googleChat && googleChatMessage(content.googleChat),
    'mattermost': content.mattermost && chatMessage(content.mattermost),
    'newrelic': content.newRelic && newRelicMessage(content.newRelic),
    'opsgenie': content.opsgenie && opsgenieMessage(content.opsgenie),
    'pagerduty': content.pagerDuty && pagerDutyMessage(content.pagerDuty),
    'pagerdutyv2': content.pagerDutyV2 && pagerDutyV2Message(content.pagerDutyV2),
    'rocketchat': content.rocketChat && chatMessage(content.rocketChat),
    'slack': content.slack && slackMessage(content.slack),
    'teams': content.teams && teamsMessage(content.teams),
    'teams-workflows': content.teamsWorkflows && teamsWorkflowsMessage(content.teamsWorkflows),
    'webhook': content.webhooks?.length ? Object.fromEntries(content.webhooks.map((webhook) => [webhook.service.name, webhookContent(webhook)])) : undefined,
  };
}

function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value) || typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined).map(([key, inner]) => [key, withoutUndefined(inner)]));
}
