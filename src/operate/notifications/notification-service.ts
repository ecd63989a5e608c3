import { checked } from '../../api/checked';
import { assertName } from './names';
import { NotificationSecretKey } from './notification-secret';
import { NotificationServiceOptions, renderOptions, secretsIn, ServiceFragment } from './service-fragment';
import { alertmanagerService, AlertmanagerServiceOptions } from './services/alertmanager';
import { mattermostService, MattermostServiceOptions, pushoverService, PushoverServiceOptions, rocketChatService, RocketChatServiceOptions, telegramService, TelegramServiceOptions, webexService, WebexServiceOptions } from './services/chat';
import { emailService, EmailServiceOptions } from './services/email';
import { gitHubService, GitHubServiceOptions } from './services/github';
import { googleChatService, GoogleChatServiceOptions } from './services/google-chat';
import { grafanaService, GrafanaServiceOptions, newRelicService, NewRelicServiceOptions } from './services/observability';
import { opsgenieService, OpsgenieServiceOptions } from './services/opsgenie';
import { pagerDutyService, PagerDutyServiceOptions, pagerDutyV2Service, PagerDutyV2ServiceOptions } from './services/pager-duty';
import { awsSqsService, AwsSqsServiceOptions, gcpPubSubService, GcpPubSubServiceOptions, natsService, NatsServiceOptions } from './services/queues';
import { slackService, SlackServiceOptions } from './services/slack';
import { teamsService, TeamsServiceOptions } from './services/teams';
import { webhookService, WebhookServiceOptions } from './services/webhook';

/**
 * A service that sends notifications, such as Slack or email.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/notifications/
 * @example
 * const secret = NotificationSecret.withKeys('slack-token');
 * const slack = NotificationService.slack({ token: secret.key('slack-token') });
 * new RolloutNotifications(chart, 'Notifications', {
 *   subscriptions: [{
 *     triggers: [NotificationTrigger.onEvent(NotificationEvent.ROLLOUT_ABORTED)],
 *     destinations: [slack.to('shop-releases')],
 *   }],
 * });
 */
@checked
export class NotificationService {
  /**
   * Prometheus Alertmanager. It has no recipients. Each template needs `alertmanager`.
   *
   * @example
   * NotificationService.alertmanager({ targets: ['alertmanager-0.monitoring:9093', 'alertmanager-1.monitoring:9093'] });
   * NotificationTemplate.of('aborted', {
   *   message: 'Rollout {{ .rollout.metadata.name }} is aborted',
   *   alertmanager: { labels: { severity: 'warning' }, generatorUrl: 'https://rollouts.example/{{ .rollout.metadata.name }}' },
   * });
   */
  public static alertmanager(options: AlertmanagerServiceOptions): NotificationService {
    return NotificationService.of(options, alertmanagerService(options));
  }

  /**
   * A queue of AWS SQS. A recipient is the name of another queue. It is optional.
   */
  public static awsSqs(options: AwsSqsServiceOptions): NotificationService {
    return NotificationService.of(options, awsSqsService(options));
  }

  /**
   * Email. A recipient is an email address.
   *
   * @example
   * const secret = NotificationSecret.withKeys('mail-password');
   * const mail = NotificationService.email({
   *   host: 'smtp.example',
   *   port: 587,
   *   from: 'rollouts@shop.example',
   *   username: 'rollouts',
   *   password: secret.key('mail-password'),
   * });
   * mail.to('team@shop.example');
   */
  public static email(options: EmailServiceOptions): NotificationService {
    return NotificationService.of(options, emailService(options));
  }

  /**
   * A topic of Google Cloud Pub/Sub. A recipient is the name of another topic. It is optional. Needs Argo Rollouts 1.10.
   */
  public static gcpPubSub(options: GcpPubSubServiceOptions): NotificationService {
    return NotificationService.of(options, gcpPubSubService(options));
  }

  /**
   * GitHub: statuses, deployments and comments. It has no recipients. Each template needs `github`.
   *
   * @example
   * const secret = NotificationSecret.withKeys('github-key');
   * NotificationService.github({ appId: 1234, installationId: 5678, privateKey: secret.key('github-key') });
   * NotificationTemplate.of('deployed', {
   *   message: 'Rollout {{ .rollout.metadata.name }} is deployed',
   *   github: {
   *     repositoryUrl: 'https://github.com/shop/api',
   *     revision: '{{ .rollout.metadata.annotations.revision }}',
   *     status: { state: 'success', label: 'deployed/{{ .rollout.metadata.name }}' },
   *   },
   * });
   */
  public static github(options: GitHubServiceOptions): NotificationService {
    return NotificationService.of(options, gitHubService(options));
  }

  /**
   * Google Chat. A recipient is the name of one of the webhooks.
   */
  public static googleChat(options: GoogleChatServiceOptions): NotificationService {
    return NotificationService.of(options, googleChatService(options));
  }

  /**
   * Annotations in Grafana. A recipient is a list of tags, separated by `|`.
   */
  public static grafana(options: GrafanaServiceOptions): NotificationService {
    return NotificationService.of(options, grafanaService(options));
  }

  /**
   * Mattermost. A recipient is the id of a channel.
   */
  public static mattermost(options: MattermostServiceOptions): NotificationService {
    return NotificationService.of(options, mattermostService(options));
  }

  /**
   * NATS. A recipient is a subject. Needs Argo Rollouts 1.10.
   */
  public static nats(options: NatsServiceOptions): NotificationService {
    return NotificationService.of(options, natsService(options));
  }

  /**
   * Deployments in New Relic. A recipient is the id of an application. Each template needs `newRelic`.
   */
  public static newRelic(options: NewRelicServiceOptions): NotificationService {
    return NotificationService.of(options, newRelicService(options));
  }

  /**
   * Opsgenie. A recipient is the name of one of the teams.
   */
  public static opsgenie(options: OpsgenieServiceOptions): NotificationService {
    return NotificationService.of(options, opsgenieService(options));
  }

  /**
   * Incidents in PagerDuty. A recipient is the id of a service. Each template needs `pagerDuty`.
   */
  public static pagerDuty(options: PagerDutyServiceOptions): NotificationService {
    return NotificationService.of(options, pagerDutyService(options));
  }

  /**
   * Events in PagerDuty. A recipient is the name of one of the keys. Each template needs `pagerDutyV2`.
   *
   * @example
   * const secret = NotificationSecret.withKeys('pager-duty-key');
   * const pagerDuty = NotificationService.pagerDutyV2({ serviceKeys: { shop: secret.key('pager-duty-key') } });
   * NotificationTemplate.of('aborted', {
   *   pagerDutyV2: {
   *     summary: '{{ .rollout.metadata.name }} is aborted: {{ .rollout.status.message }}',
   *     severity: PagerDutySeverity.ERROR,
   *     source: '{{ .rollout.metadata.namespace }}/{{ .rollout.metadata.name }}',
   *   },
   * });
   * pagerDuty.to('shop');
   */
  public static pagerDutyV2(options: PagerDutyV2ServiceOptions): NotificationService {
    return NotificationService.of(options, pagerDutyV2Service(options));
  }

  /**
   * Pushover. A recipient is the key of a user.
   */
  public static pushover(options: PushoverServiceOptions): NotificationService {
    return NotificationService.of(options, pushoverService(options));
  }

  /**
   * Rocket.Chat. A recipient is a `#channel`, a `@user` or the id of a room.
   */
  public static rocketChat(options: RocketChatServiceOptions): NotificationService {
    return NotificationService.of(options, rocketChatService(options));
  }

  /**
   * Slack. A recipient is the name of a channel.
   */
  public static slack(options: SlackServiceOptions): NotificationService {
    return NotificationService.of(options, slackService(options));
  }

  /**
   * Microsoft Teams with Office connectors. Microsoft has retired them: use `teamsWorkflows`. A recipient is the name of one of the webhooks.
   */
  public static teams(options: TeamsServiceOptions): NotificationService {
    return NotificationService.of(options, teamsService('teams', options));
  }

  /**
   * Microsoft Teams with workflows. A recipient is the name of one of the webhooks. Needs Argo Rollouts 1.10.
   *
   * @example
   * const secret = NotificationSecret.withKeys('teams-webhook');
   * const teams = NotificationService.teamsWorkflows({ recipientUrls: { releases: secret.key('teams-webhook') } });
   * teams.to('releases');
   */
  public static teamsWorkflows(options: TeamsServiceOptions): NotificationService {
    return NotificationService.of(options, teamsService('teams-workflows', options));
  }

  /**
   * Telegram. A recipient is the name of a channel or the id of a chat. Add the id of a thread with `|` before it.
   */
  public static telegram(options: TelegramServiceOptions): NotificationService {
    return NotificationService.of(options, telegramService(options));
  }

  /**
   * Webex. A recipient is a mail address or the id of a room.
   */
  public static webex(options: WebexServiceOptions): NotificationService {
    return NotificationService.of(options, webexService(options));
  }

  /**
   * Any HTTP server. It has no recipients. Each template needs an entry in `webhooks` for this service.
   *
   * @example
   * const secret = NotificationSecret.withKeys('deployments-token');
   * const deployments = NotificationService.webhook({
   *   name: 'deployments',
   *   url: 'https://deployments.example',
   *   headers: [
   *     { name: 'Authorization', secret: secret.key('deployments-token').withPrefix('Bearer ') },
   *     { name: 'Content-Type', value: 'application/json' },
   *   ],
   * });
   * NotificationTemplate.of('deployed', {
   *   webhooks: [{ service: deployments, path: '/v1/deployments', json: { application: '{{ .rollout.metadata.name }}' } }],
   * });
   */
  public static webhook(options: WebhookServiceOptions): NotificationService {
    return NotificationService.of(options, webhookService(options));
  }

  private static of({ name }: NotificationServiceOptions, fragment: ServiceFragment): NotificationService {
    return new NotificationService(name ?? fragment.type, fragment);
  }

  private constructor(
    /** The name of the service in the annotations of rollouts. */
    public readonly name: string,
    private readonly fragment: ServiceFragment,
  ) {
    assertName('service', name);
  }

  /**
   * The service together with its recipients, as a destination of notifications.
   *
   * @param recipients the recipients. Their format depends on the service. Each of them gets a notification. A recipient that the service does not
   * know, or with a `;`, is an error
   */
  public to(...recipients: string[]): NotificationDestination {
    this.assertRecipients(recipients);
    return NotificationDestination._of(this, recipients.length > 0 ? recipients : ['']);
  }

  /**
   * @internal
   */
  public get _type(): string {
    return this.fragment.type;
  }

  /**
   * Whether a template must have something for this service.
   *
   * @internal
   */
  public get _ownContent(): boolean {
    return this.fragment.ownContent ?? false;
  }

  /**
   * @internal
   */
  public get _secrets(): NotificationSecretKey[] {
    return secretsIn(this.fragment.options);
  }

  /**
   * The key in the ConfigMap.
   *
   * @internal
   */
  public get _key(): string {
    return this.name === this._type ? `service.${this._type}` : `service.${this._type}.${this.name}`;
  }

  /**
   * @internal
   */
  public _toKube(): unknown {
    return renderOptions(this.fragment.options);
  }

  private assertRecipients(recipients: readonly string[]) {
    const { recipients: known } = this.fragment;
    if (known === 'none' ? recipients.length > 0 : known !== 'optional' && recipients.length === 0) {
      throw new Error(`service "${this.name}" of type ${this._type} ${known === 'none' ? 'has no recipients' : 'needs at least one recipient'}, `
        + `got ${recipients.length > 0 ? recipients.map((each) => `"${each}"`).join(', ') : 'none'}`);
    }
    for (const recipient of recipients.filter((each) => each.trim() === '' || each.trim() !== each || each.includes(';'))) {
      throw new Error(`a recipient must not be empty, begin or end with a space, nor have a ";", got ${JSON.stringify(recipient)}: give several one by one`);
    }
    for (const recipient of recipients.filter((each) => typeof known !== 'string' && !known.includes(each))) {
      throw new Error(`service "${this.name}" does not know the recipient "${recipient}", it knows ${(known as readonly string[]).join(', ') || 'none'}`);
    }
  }
}

/**
 * A service and its recipients. Created with `NotificationService.to`.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/notifications/
 * @example
 * const secret = NotificationSecret.withKeys('slack-token');
 * const releases = NotificationService.slack({ token: secret.key('slack-token') }).to('shop-releases', 'on-call');
 * const notifications = new RolloutNotifications(chart, 'Notifications');
 * notifications.subscribe(api, NotificationTrigger.onEvent(NotificationEvent.ROLLOUT_ABORTED), releases);
 */
@checked
export class NotificationDestination {
  /**
   * @internal
   */
  public static _of(service: NotificationService, recipients: string[]): NotificationDestination {
    return new NotificationDestination(service, recipients);
  }

  private constructor(
    /** The service that sends the notifications. */
    public readonly service: NotificationService,
    /** The recipients. For a service without recipients, one empty text. */
    public readonly recipients: string[],
  ) {}
}
