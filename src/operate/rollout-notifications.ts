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
 * A subscription of all rollouts, or of those with certain labels.
 */
export interface NotificationSubscription {
  /**
   * What is told.
   */
  readonly triggers: NotificationTrigger[];

  /**
   * Who is told. A recipient with a `:` is rejected: here the controller keeps only what is before it.
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
 * A subscription to a trigger and a service that are configured elsewhere: by another app, a Helm chart, another team.
 */
export interface NotificationSubscriptionByName {
  /**
   * The name of the trigger: a `NotificationEvent`, or that of a condition.
   */
  readonly trigger: string;

  /**
   * The name of the service, such as `slack`.
   */
  readonly service: string;

  /**
   * Who is told: channels, addresses, whatever the service takes.
   *
   * @default - nobody in particular, for a service that has no recipients
   */
  readonly recipients?: string[];
}

/**
 * Options of `RolloutNotifications`.
 */
export interface RolloutNotificationsProps {
  /**
   * The installation that sends the notifications. At most one of `install` and `namespace`.
   *
   * @default - `namespace`
   */
  readonly install?: ArgoRolloutsInstall;

  /**
   * The namespace of the controller; with `selfService` that of the rollouts.
   *
   * @default - that of the installation which the app has, if it is the only one; otherwise `argo-rollouts`
   */
  readonly namespace?: string;

  /**
   * For the rollouts of one namespace alone, beside what the controller's own namespace says. Needs `namespace`, a
   * controller that runs with `--self-service-notification-enabled`, and a Secret in that namespace.
   *
   * @default false
   */
  readonly selfService?: boolean;

  /**
   * The triggers that rollouts elsewhere can subscribe to by annotations. Those of subscriptions made here are added, and take the place of one of the
   * catalogue that has their name.
   *
   * @default - `NotificationTrigger.catalogue()`
   */
  readonly triggers?: NotificationTrigger[];

  /**
   * The services that rollouts elsewhere can subscribe with. Those of subscriptions and templates made here are added.
   *
   * @default - none
   */
  readonly services?: NotificationService[];

  /**
   * Subscriptions of all rollouts, or of those with certain labels.
   *
   * @default - none
   */
  readonly subscriptions?: NotificationSubscription[];

  /**
   * Labels and annotations of the ConfigMap. Another name or namespace is rejected.
   *
   * @default - none
   */
  readonly metadata?: ApiObjectMetadata;
}

/**
 * Tells people and machines what happens to rollouts: the ConfigMap with services, templates, triggers and subscriptions, and the
 * annotations of rollouts that subscribe.
 *
 * There is one for each namespace, under the only name that the controller knows. The Secret that the services take their credentials
 * from is not created: it must exist as `argo-rollouts-notification-secret` in the same namespace, with the keys in `secretKeys`.
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
   * Subscribes a rollout to what is configured elsewhere, by an annotation on it. Recipients add to those of earlier calls.
   *
   * A name that cannot be part of an annotation is rejected. Whether it exists is checked where the ConfigMap is in the same app; elsewhere the controller
   * only logs it.
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
   * Subscribes a rollout, by an annotation on it. Recipients add to those of earlier calls.
   *
   * Rejected are a service that the templates of the trigger have nothing for although it needs that, names that are too long
   * together for an annotation, and with `selfService` a rollout of another namespace.
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
