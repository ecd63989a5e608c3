import { checked } from '../../api/checked';
import { isEvent, NotificationEvent } from '../../manifest/notification-event';
import { CATALOGUE_TEMPLATES } from './catalogue';
import { assertName } from './names';
import { NotificationTemplate } from './notification-template';

/** One that differs with every update, and that a rollback changes as well. */
const REVISION = 'rollout.metadata.annotations["rollout.argoproj.io/revision"]';

/**
 * When a trigger with a condition of its own sends what.
 */
export interface NotificationCondition {
  /**
   * The condition: an expression about `rollout` and `analysisRuns`, such as `rollout.status.phase == 'Degraded'`. It is asked whenever
   * the rollout changes, and every 15 minutes. An empty one is rejected.
   */
  readonly condition: string;

  /**
   * What is sent. Several templates make one notification, in which the later ones win.
   */
  readonly templates: NotificationTemplate[];

  /**
   * An expression: for each of its values the notification is sent once, as long as the condition holds.
   *
   * @default - the revision of the rollout: once for each update
   */
  readonly oncePer?: string;

  /**
   * What it is for, in the ConfigMap.
   *
   * @default - none
   */
  readonly description?: string;
}

/**
 * What makes a notification be sent.
 *
 * The controller has two ways to send, and a trigger takes exactly one of them: an event is told at once and every time; a
 * condition is asked when the rollout has changed, and told once.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/notifications/
 * @example
 * NotificationTrigger.onEvent(NotificationEvent.ROLLOUT_ABORTED);
 */
@checked
export class NotificationTrigger {
  /**
   * The triggers of the release, under its names: updated, step completed, paused, completed, aborted and scaled, and analysis running, failed and error. The
   * texts are this library's.
   */
  public static catalogue(): NotificationTrigger[] {
    return [...CATALOGUE];
  }

  /**
   * An event of the controller. Its name is that of the trigger, so one `RolloutNotifications` has one trigger for it.
   *
   * @param event The event.
   * @param templates What is sent; without any, the template of the release, which is there for the events of `catalogue` alone. Several make one notification, in which the later ones win.
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
   * A condition of your own.
   *
   * @param name The name of the trigger, by which annotations mean it. The name of an event is rejected: the event would send it as well.
   * @param condition When, and what.
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
