import { NotificationSecretKey } from '../notification-secret';
import { HttpNotificationServiceOptions, ServiceFragment } from '../service-fragment';
import { jsonText, templateText } from '../template-text';

/**
 * Options of `NotificationService.googleChat`.
 */
export interface GoogleChatServiceOptions extends HttpNotificationServiceOptions {
  /**
   * The webhook of each space, by the name that recipients mean it with. Whoever knows the URL may send, so it comes from the Secret.
   */
  readonly webhooks: Record<string, NotificationSecretKey>;
}

/**
 * What a template sends to Google Chat beside its message.
 */
export interface GoogleChatMessage {
  /**
   * Cards, as in the API of Google Chat. Strings in it may have placeholders, whose values are escaped.
   *
   * @default - none
   */
  readonly cardsV2?: Record<string, any>[];

  /**
   * Messages of one key become one thread. May have placeholders.
   *
   * @default - each message by itself
   */
  readonly threadKey?: string;
}

export function googleChatService({ webhooks, insecureSkipVerify }: GoogleChatServiceOptions): ServiceFragment {
  return { type: 'googlechat', options: { webhooks, insecureSkipVerify }, recipients: Object.keys(webhooks) };
}

export function googleChatMessage({ cardsV2, threadKey }: GoogleChatMessage) {
  return { cardsV2: jsonText(cardsV2), threadKey: templateText(threadKey) };
}
