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
 * The request of a template to one webhook.
 */
export interface WebhookMessage extends WebhookContent {
  /**
   * The webhook. It must be a service from `NotificationService.webhook`.
   */
  readonly service: NotificationService;
}

/**
 * The content of notifications: a message for all services, and special content for some types of services.
 *
 * Texts may have placeholders of Go templates, such as `{{ .rollout.metadata.name }}`. Available are `.rollout`, `.analysisRuns`, `.recipient`,
 * `.serviceType`, and the functions of sprig. `.time` has two functions: `{{ (call .time.Now).Format "2006-01-02" }}` is the current date. A
 * placeholder without its closing braces is an error.
 */
export interface NotificationContent {
  /**
   * The message for every type of service. May have placeholders.
   *
   * @default - none
   */
  readonly message?: string;

  /**
   * Requests to webhooks. At most one for each webhook.
   *
   * @default - none
   */
  readonly webhooks?: WebhookMessage[];

  /**
   * The content for Alertmanager.
   *
   * @default - nothing
   */
  readonly alertmanager?: AlertmanagerMessage;

  /**
   * The content for AWS SQS.
   *
   * @default - nothing
   */
  readonly awsSqs?: AwsSqsMessage;

  /**
   * The content for email.
   *
   * @default - nothing
   */
  readonly email?: EmailMessage;

  /**
   * The content for Google Cloud Pub/Sub.
   *
   * @default - nothing
   */
  readonly gcpPubSub?: GcpPubSubMessage;

  /**
   * The content for GitHub.
   *
   * @default - nothing
   */
  readonly github?: GitHubMessage;

  /**
   * The content for Google Chat.
   *
   * @default - nothing
   */
  readonly googleChat?: GoogleChatMessage;

  /**
   * The content for Mattermost.
   *
   * @default - nothing
   */
  readonly mattermost?: ChatMessage;

  /**
   * The content for New Relic.
   *
   * @default - nothing
   */
  readonly newRelic?: NewRelicMessage;

  /**
   * The content for Opsgenie.
   *
   * @default - nothing
   */
  readonly opsgenie?: OpsgenieMessage;

  /**
   * The content for `NotificationService.pagerDuty`.
   *
   * @default - nothing
   */
  readonly pagerDuty?: PagerDutyMessage;

  /**
   * The content for `NotificationService.pagerDutyV2`.
   *
   * @default - nothing
   */
  readonly pagerDutyV2?: PagerDutyV2Message;

  /**
   * The content for Rocket.Chat.
   *
   * @default - nothing
   */
  readonly rocketChat?: ChatMessage;

  /**
   * The content for Slack.
   *
   * @default - nothing
   */
  readonly slack?: SlackMessage;

  /**
   * The content for `NotificationService.teams`.
   *
   * @default - nothing
   */
  readonly teams?: TeamsMessage;

  /**
   * The content for `NotificationService.teamsWorkflows`.
   *
   * @default - nothing
   */
  readonly teamsWorkflows?: TeamsWorkflowsMessage;
}

/**
 * A template for the content of notifications.
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
   * A template with a message, and with special content for some services if needed.
   *
   * @param name the name of the template. It must be unique in a `RolloutNotifications`. Allowed are letters, digits, `-` and `_`
   * @param content the content. Empty content is an error
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
