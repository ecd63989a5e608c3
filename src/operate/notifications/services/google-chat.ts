import { NotificationSecretKey } from '../notification-secret';
import { HttpNotificationServiceOptions, ServiceFragment } from '../service-fragment';
import { jsonText, templateText } from '../template-text';

/**
 * Options of `NotificationService.googleChat`.
 */
export interface GoogleChatServiceOptions extends HttpNotificationServiceOptions {
  /**
   * The webhook URL of each space, by the name that recipients use. Everybody who knows the URL can send messages, so it is read from the Secret.
   */
  readonly webhooks: Record<string, NotificationSecretKey>;
}

/**
 * Additional content of a message for Google Chat.
 */
export interface GoogleChatMessage {
  /**
   * Cards, as in the API of Google Chat. Strings in them may have placeholders. Their values are escaped.
   *
   * @default - none
   */
  readonly cardsV2?: Record<string, any>[];

  /**
   * Messages with the same key are in one thread. May have placeholders.
   *
   * @default - no threads
   */
  readonly threadKey?: string;
}

export function googleChatService({ webhooks, insecureSkipVerify }: GoogleChatServiceOptions): ServiceFragment {
  return { type: 'googlechat', options: { webhooks, insecureSkipVerify }, recipients: Object.keys(webhooks) };
}

export function googleChatMessage({ cardsV2, threadKey }: GoogleChatMessage) {
  return { cardsV2: jsonText(cardsV2), threadKey: templateText(threadKey) };
}
