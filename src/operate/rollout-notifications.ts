import { ApiObjectMetadata, Lazy, Yaml } from 'cdk8s';
import { Construct } from 'constructs';
import { checked } from '../api/checked';
import { HASH_LABEL, NOTIFICATION_CONFIG } from '../manifest/names';
import { Rollout } from '../rollout/rollout';
import { apiObject } from '../synth/api-object';
import { refersWithinNamespace } from '../synth/same-namespace';
import { ArgoRolloutsInstall } from './argo-rollouts-install';
import { installedController } from './installed-controller';
import { Linked } from './notifications/linked';
import { assertName } from './notifications/names';
import { NotificationDestination, NotificationService } from './notifications/notification-service';
import { NotificationTrigger } from './notifications/notification-trigger';
import { annotate } from './notifications/subscription-annotation';

/**
 * A subscription for all rollouts, or for rollouts with certain labels.
 */
export interface NotificationSubscription {
  /**
   * When notifications are sent.
   */
  readonly triggers: NotificationTrigger[];

  /**
   * The receivers. A recipient with a `:` is an error, because the controller uses only the part before it.
   */
  readonly destinations: NotificationDestination[];

  /**
   * The labels of the rollouts.
   *
   * @default - all rollouts
   */
  readonly rolloutLabels?: Record<string, string>;
}

/**
 * A subscription to a trigger and a service that are configured elsewhere: in another app, in a Helm chart, by another team.
 */
export interface NotificationSubscriptionByName {
  /**
   * The name of the trigger: a `NotificationEvent`, or the name of a trigger with a condition.
   */
  readonly trigger: string;

  /**
   * The name of the service, such as `slack`.
   */
  readonly service: string;

  /**
   * The recipients: channels, addresses, or whatever the service supports.
   *
   * @default - none, for a service without recipients
   */
  readonly recipients?: string[];
}

/**
 * Options of `RolloutNotifications`.
 */
export interface RolloutNotificationsProps {
  /**
   * The installation that sends the notifications. Only one of `install` and `namespace` can be set.
   *
   * @default - `namespace`
   */
  readonly install?: ArgoRolloutsInstall;

  /**
   * The namespace of the controller. With `selfService`, the namespace of the rollouts.
   *
   * @default - that of the installation in this app, if there is exactly one; otherwise `argo-rollouts`
   */
  readonly namespace?: string;

  /**
   * Notifications for the rollouts of one namespace only, in addition to those that the controller's own namespace configures. It needs `namespace`,
   * a controller with the option `--self-service-notification-enabled`, and a Secret in that namespace.
   *
   * @default false
   */
  readonly selfService?: boolean;

  /**
   * The triggers that rollouts of other apps can subscribe to with annotations. Triggers of subscriptions that are made here are added. They replace
   * triggers of the catalogue with the same name.
   *
   * @default - `NotificationTrigger.catalogue()`
   */
  readonly triggers?: NotificationTrigger[];

  /**
   * The services that rollouts of other apps can use in annotations. Services of subscriptions and templates that are made here are added.
   *
   * @default - none
   */
  readonly services?: NotificationService[];

  /**
   * Subscriptions for all rollouts, or for rollouts with certain labels.
   *
   * @default - none
   */
  readonly subscriptions?: NotificationSubscription[];

  /**
   * Labels and annotations of the ConfigMap. Its name and namespace cannot be changed.
   *
   * @default - none
   */
  readonly metadata?: ApiObjectMetadata;
}

/**
 * Sends notifications about rollouts to people and programs. It creates the ConfigMap with services, templates, triggers and subscriptions, and adds
 * annotations to the rollouts that subscribe.
 *
 * A namespace can have only one, because the controller expects a fixed name. The Secret with the credentials of the services is not created. It must
 * exist as `argo-rollouts-notification-secret` in the same namespace, with the keys in `secretKeys`.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/notifications/
 * @example
 * const secret = NotificationSecret.withKeys('slack-token');
 * const slack = NotificationService.slack({ token: secret.key('slack-token') });
 * const aborted = NotificationTrigger.onEvent(NotificationEvent.ROLLOUT_ABORTED);
 * const notifications = new RolloutNotifications(new Chart(app, 'notifications'), 'Notifications', {
 *   subscriptions: [{ triggers: [aborted], destinations: [slack.to('releases')] }],
 * });
 * notifications.subscribe(api, aborted, slack.to('shop-on-call'));
 */
@checked
export class RolloutNotifications extends Construct {
  /**
   * Subscribes a rollout to a trigger and a service that are configured elsewhere, with an annotation on the rollout. Recipients are added to those
   * of earlier calls.
   *
   * A name that is not valid in an annotation is an error. If the ConfigMap is in the same app, it is checked that the names exist. Otherwise the
   * controller only writes a log message.
   *
   * @example
   * RolloutNotifications.subscribeByName(api, { trigger: 'on-rollout-aborted', service: 'slack', recipients: ['shop-releases'] });
   */
  public static subscribeByName(rollout: Rollout, subscription: NotificationSubscriptionByName): void {
    const { trigger, service, recipients = [] } = subscription;
    assertName('trigger', trigger);
    assertName('service', service);
    annotate(rollout.metadata, trigger, service, recipients);
  }

  /**
   * The namespace of the ConfigMap and the Secret.
   */
  public readonly namespace: string;

  private readonly linked: Linked;
  private readonly subscriptions: readonly NotificationSubscription[];
  private readonly selfService: boolean;
  private readonly subscribed = new Set<Rollout>();

  constructor(scope: Construct, id: string, props: RolloutNotificationsProps = {}) {
    super(scope, id);
    this.assertOneNamespace(props);
    this.namespace = props.install?.namespace ?? props.namespace ?? installedController(this).namespace;
    this.selfService = props.selfService ?? false;
    this.subscriptions = props.subscriptions ?? [];
    this.linked = new Linked(this.node.path, props.triggers ? [] : NotificationTrigger.catalogue());
    props.triggers?.forEach((trigger) => this.linked.addTrigger(trigger));
    props.services?.forEach((service) => this.linked.addService(service));
    this.subscriptions.forEach((subscription) => this.addDefault(subscription));
    apiObject(this, 'Resource', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { ...props.metadata, name: NOTIFICATION_CONFIG, namespace: this.namespace },
      data: Lazy.any({ produce: () => this.toData() }),
    });
  }

  /**
   * The keys that the Secret `argo-rollouts-notification-secret` must have.
   */
  public get secretKeys(): string[] {
    return this.linked.secretKeys;
  }

  /**
   * Subscribes a rollout, with an annotation on the rollout. Recipients are added to those of earlier calls.
   *
   * These are errors: a service that needs its own content, if a template of the trigger has none for it; names that are too long for an annotation;
   * with `selfService`, a rollout of another namespace.
   */
  public subscribe(rollout: Rollout, trigger: NotificationTrigger, destination: NotificationDestination): void {
    if (this.selfService && !this.subscribed.has(rollout)) {
      this.subscribed.add(rollout);
      refersWithinNamespace(rollout, () => [this]);
    }
    this.linked.connect(trigger, destination);
    annotate(rollout.metadata, trigger.name, destination.service.name, destination.recipients);
  }

  private addDefault({ triggers, destinations }: NotificationSubscription) {
    if (triggers.length === 0 || destinations.length === 0) {
      throw new Error(`[${this.node.path}] a subscription needs at least one trigger and one destination, got ${triggers.length} and ${destinations.length}`);
    }
    for (const recipient of destinations.flatMap(({ recipients }) => recipients).filter((each) => each.includes(':'))) {
      throw new Error(`[${this.node.path}] a recipient of a subscription of all rollouts must not have a ":", got "${recipient}": `
        + 'the controller keeps only what is before it. Subscribe the rollouts one by one');
    }
    triggers.forEach((trigger) => destinations.forEach((destination) => this.linked.connect(trigger, destination)));
  }

  private toData(): Record<string, string> {
    const { services, templates, triggers } = this.linked;
    const data: Record<string, string> = Object.fromEntries([
      ...services.map((service) => [service._key, Yaml.stringify(service._toKube())]),
      ...templates.map((template) => [`template.${template.name}`, Yaml.stringify(template._toKube())]),
      ...triggers.map((trigger) => [`trigger.${trigger.name}`, yamlList([trigger._toKube()])]),
      ...this.subscriptions.length > 0 ? [['subscriptions', yamlList(this.subscriptions.map(toKube))]] : [],
    ]);
    return Object.fromEntries(Object.keys(data).sort().map((key) => [key, data[key]]));
  }

  private assertOneNamespace({ install, namespace, selfService, metadata }: RolloutNotificationsProps) {
    const fail = (problem: string) => {
      throw new Error(`[${this.node.path}] ${problem}`);
    };
    if (install && namespace !== undefined) {
      fail('got both "install" and "namespace": the installation knows its namespace, leave the other out');
    }
    if (selfService && namespace === undefined) {
      fail('"selfService" needs the "namespace" of the rollouts');
    }
    if (metadata?.name !== undefined && metadata.name !== NOTIFICATION_CONFIG) {
      fail(`the controller reads the ConfigMap "${NOTIFICATION_CONFIG}" alone, got "${metadata.name}": leave the name out`);
    }
    if (metadata?.namespace !== undefined) {
      fail(`got a namespace in "metadata", "${metadata.namespace}": give it as "namespace"`);
    }
  }
}

/** An AnalysisRun reports its end under the same event as its rollout does, and would be told of as if it were one. It has this label. */
const NO_RUN = `!${HASH_LABEL}`;

function toKube({ triggers, destinations, rolloutLabels = {} }: NotificationSubscription) {
  return {
    recipients: destinations.flatMap(({ service, recipients }) => recipients.map((recipient) => recipient === '' ? service.name : `${service.name}:${recipient}`)),
    triggers: triggers.map(({ name }) => name),
    selector: [...Object.entries(rolloutLabels).map(([key, value]) => `${key}=${value}`), NO_RUN].join(','),
  };
}

/** A list whose dashes stand at the beginning of their lines. */
function yamlList(items: readonly unknown[]): string {
  return items.map((item) => `- ${Yaml.stringify(item).trimEnd().replace(/\n(?!\n)/g, '\n  ')}\n`).join('');
}
