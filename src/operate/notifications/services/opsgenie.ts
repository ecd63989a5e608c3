import { NotificationSecretKey } from '../notification-secret';
import { HttpNotificationServiceOptions, ServiceFragment } from '../service-fragment';
import { templateText } from '../template-text';

/**
 * Options of `NotificationService.opsgenie`.
 */
export interface OpsgenieServiceOptions extends HttpNotificationServiceOptions {
  /**
   * The host of the API: `api.opsgenie.com`, or `api.eu.opsgenie.com`.
   */
  readonly apiUrl: string;

  /**
   * The API key of each team, by the name that recipients use.
   */
  readonly apiKeys: Record<string, NotificationSecretKey>;
}

/**
 * Additional content of an Opsgenie alert. The title of the alert is the message.
 */
export interface OpsgenieMessage {
  /**
   * A description of the problem. May have placeholders.
   */
  readonly description: string;

  /**
   * The priority, from `P1` to `P5`. May have placeholders.
   *
   * @default - `P3`
   */
  readonly priority?: string;

  /**
   * Alerts with the same alias are one alert. May have placeholders.
   *
   * @default - each notification makes a new alert
   */
  readonly alias?: string;

  /**
   * A note. May have placeholders.
   *
   * @default - none
   */
  readonly note?: string;

  /**
   * The affected object. May have placeholders.
   *
   * @default - none
   */
  readonly entity?: string;

  /**
   * The sender of the alert. May have placeholders.
   *
   * @default - none
   */
  readonly user?: string;

  /**
   * Actions for the people who receive the alert. May have placeholders.
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
   * Additional values by name. May have placeholders.
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
