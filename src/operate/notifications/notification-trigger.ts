import { checked } from '../../api/checked';
import { isEvent, NotificationEvent } from '../../manifest/notification-event';
import { CATALOGUE_TEMPLATES } from './catalogue';
import { assertName } from './names';
import { NotificationTemplate } from './notification-template';

/** One that differs with every update, and that a rollback changes as well. */
const REVISION = 'rollout.metadata.annotations["rollout.argoproj.io/revision"]';

/**
 * A condition, and the templates that are sent when it is true.
 */
export interface NotificationCondition {
  /**
   * The condition: an expression with the variables `rollout` and `analysisRuns`, such as `rollout.status.phase == 'Degraded'`. It is checked when
   * the rollout changes, and every 15 minutes. An empty condition is an error.
   */
  readonly condition: string;

  /**
   * The templates that are sent. Several templates make one notification. If two have the same content field, the later template wins.
   */
  readonly templates: NotificationTemplate[];

  /**
   * An expression. While the condition is true, the notification is sent once for each value of this expression.
   *
   * @default - the revision of the rollout: once for each update
   */
  readonly oncePer?: string;

  /**
   * A description, for readers of the ConfigMap.
   *
   * @default - none
   */
  readonly description?: string;
}

/**
 * Defines when notifications are sent.
 *
 * There are two kinds of triggers. An event sends a notification immediately, each time it happens. A condition is checked when the rollout has
 * changed, and sends one notification.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/notifications/
 * @example
 * NotificationTrigger.onEvent(NotificationEvent.ROLLOUT_ABORTED);
 */
@checked
export class NotificationTrigger {
  /**
   * The triggers of the official release, with the same names: updated, step completed, paused, completed, aborted and scaled, and analysis running,
   * failed and error. The texts are from this library.
   */
  public static catalogue(): NotificationTrigger[] {
    return [...CATALOGUE];
  }

  /**
   * A trigger for an event of the controller. The event gives the trigger its name, so a `RolloutNotifications` can have only one trigger for each
   * event.
   *
   * @param event the event
   * @param templates the templates that are sent. Several templates make one notification; if two have the same content field, the later one wins.
   * Without templates, the template of the catalogue is used; only the events of `catalogue` have one
   */
  public static onEvent(event: NotificationEvent, ...templates: NotificationTemplate[]): NotificationTrigger {
    const own = CATALOGUE_TEMPLATES.get(event);
    if (templates.length > 0) {
      return new NotificationTrigger(event, templates);
    }
    if (own === undefined) {
      throw new Error(`event "${event}" has no template of the release: give it one, or one of ${[...CATALOGUE_TEMPLATES.keys()].join(', ')}`);
    }
    return CATALOGUE.find(({ name }) => name === event)!;
  }

  /**
   * A trigger with a condition of your own.
   *
   * @param name the name of the trigger in annotations. The name of an event is an error, because the event would send the notification too
   * @param condition the condition and the templates
   * @example
   * NotificationTrigger.when('degraded', {
   *   condition: "rollout.status.phase == 'Degraded'",
   *   templates: [NotificationTemplate.of('degraded', { message: 'Rollout {{ .rollout.metadata.name }} is degraded' })],
   * });
   */
  public static when(name: string, condition: NotificationCondition): NotificationTrigger {
    if (isEvent(name)) {
      throw new Error(`trigger "${name}" has the name of an event, which would send it as well: give another name, or use NotificationTrigger.onEvent`);
    }
    assertCondition(name, condition.condition);
    return new NotificationTrigger(name, condition.templates, condition);
  }

  private constructor(
    /** The name of the trigger. */
    public readonly name: string,
    private readonly templates: readonly NotificationTemplate[],
    private readonly condition?: NotificationCondition,
  ) {
    assertName('trigger', name);
    if (templates.length === 0) {
      throw new Error(`trigger "${name}" sends nothing: give it at least one template`);
    }
  }

  /**
   * @internal
   */
  public get _templates(): readonly NotificationTemplate[] {
    return this.templates;
  }

  /**
   * @internal
   */
  public _toKube(): Record<string, unknown> {
    const send = this.templates.map(({ name }) => name);
    if (!this.condition) {
      return { send };
    }
    const { description, condition, oncePer = REVISION } = this.condition;
    return { ...description === undefined ? {} : { description }, when: condition, oncePer, send };
  }
}

const CATALOGUE: readonly NotificationTrigger[] = [...CATALOGUE_TEMPLATES].map(([event, template]) => NotificationTrigger.onEvent(event, template));

function assertCondition(name: string, condition: string) {
  if (condition.trim() === '') {
    throw new Error(`trigger "${name}" needs a condition, got an empty one: without one it is never sent`);
  }
}
