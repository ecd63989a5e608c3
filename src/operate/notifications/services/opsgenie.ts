import { NotificationSecretKey } from '../notification-secret';
import { HttpNotificationServiceOptions, ServiceFragment } from '../service-fragment';
import { templateText } from '../template-text';

/**
 * Options of `NotificationService.opsgenie`.
 */
export interface OpsgenieServiceOptions extends HttpNotificationServiceOptions {
  /**
   * The API: `api.opsgenie.com`, or `api.eu.opsgenie.com`.
   */
  readonly apiUrl: string;

  /**
   * The key of each team, by the name that recipients mean it with.
   */
  readonly apiKeys: Record<string, NotificationSecretKey>;
}

/**
 * What a template adds to an alert, whose title is the message.
 */
export interface OpsgenieMessage {
  /**
   * What happened. May have placeholders.
   */
  readonly description: string;

  /**
   * `P1` to `P5`. May have placeholders.
   *
   * @default - `P3`
   */
  readonly priority?: string;

  /**
   * Alerts of one alias are one. May have placeholders.
   *
   * @default - each by itself
   */
  readonly alias?: string;

  /**
   * A note. May have placeholders.
   *
   * @default - none
   */
  readonly note?: string;

  /**
   * What it is about. May have placeholders.
   *
   * @default - none
   */
  readonly entity?: string;

  /**
   * Who it is from. May have placeholders.
   *
   * @default - nobody
   */
  readonly user?: string;

  /**
   * Actions that can be taken. May have placeholders.
   *
   * @default - none
   */
  readonly actions?: string[];

  /**
   * Tags. May have placeholders.
   *
   * @default - none
   */
  readonly tags?: string[];

  /**
   * Names with values. May have placeholders.
   *
   * @default - none
   */
  readonly details?: Record<string, string>;
}

export function opsgenieService({ apiUrl, apiKeys, insecureSkipVerify }: OpsgenieServiceOptions): ServiceFragment {
  return { type: 'opsgenie', options: { apiUrl, apiKeys, insecureSkipVerify }, recipients: Object.keys(apiKeys) };
}

export function opsgenieMessage(message: OpsgenieMessage) {
  const texts = [message.description, message.priority, message.alias, message.note, message.entity, message.user];
  [...texts, ...message.actions ?? [], ...message.tags ?? [], ...Object.entries(message.details ?? {}).flat()].forEach(templateText);
  return { ...message };
}
