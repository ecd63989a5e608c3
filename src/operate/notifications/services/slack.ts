import { NotificationSecretKey } from '../notification-secret';
import { HttpNotificationServiceOptions, ServiceFragment } from '../service-fragment';
import { jsonText, templateText } from '../template-text';

/**
 * Options of `NotificationService.slack`.
 */
export interface SlackServiceOptions extends HttpNotificationServiceOptions {
  /**
   * The token of the bot, `xoxb-...`. The bot must be a member of the channels, or may write to public ones.
   */
  readonly token: NotificationSecretKey;

  /**
   * The name that messages are from.
   *
   * @default - that of the bot
   */
  readonly username?: string;

  /**
   * The picture beside messages: an emoji such as `:rocket:`, or a URL.
   *
   * @default - that of the bot
   */
  readonly icon?: string;

  /**
   * The API of Slack.
   *
   * @default 'https://slack.com/api'
   */
  readonly apiUrl?: string;

  /**
   * Show no previews of linked pages.
   *
   * @default false
   */
  readonly disableUnfurl?: boolean;
}

/**
 * What a template sends to Slack beside its message.
 */
export interface SlackMessage {
  /**
   * Attachments, as in the API of Slack. Strings in it may have placeholders, whose values are escaped.
   *
   * @default - none
   */
  readonly attachments?: Record<string, any>[];

  /**
   * Blocks, as in the API of Slack. Strings in it may have placeholders, whose values are escaped.
   *
   * @default - none
   */
  readonly blocks?: Record<string, any>[];

  /**
   * Messages of one key become one thread. May have placeholders.
   *
   * @default - each message by itself
   */
  readonly groupingKey?: string;

  /**
   * Show messages of a thread in the channel too.
   *
   * @default false
   */
  readonly notifyBroadcast?: boolean;

  /**
   * What becomes of earlier messages of the same key.
   *
   * @default SlackDeliveryPolicy.POST
   */
  readonly deliveryPolicy?: SlackDeliveryPolicy;
}

/**
 * What a message does to earlier ones with its grouping key.
 */
export enum SlackDeliveryPolicy {
  /** A new message in the thread. */
  POST = 'Post',
  /** A new message in the thread, and the first one changes to it as well. */
  POST_AND_UPDATE = 'PostAndUpdate',
  /** The first message changes. */
  UPDATE = 'Update',
}

export function slackService({ token, username, icon, apiUrl, disableUnfurl, insecureSkipVerify }: SlackServiceOptions): ServiceFragment {
  return { type: 'slack', options: { token, username, icon, apiURL: apiUrl, disableUnfurl, insecureSkipVerify }, recipients: 'any' };
}

export function slackMessage({ attachments, blocks, groupingKey, notifyBroadcast, deliveryPolicy }: SlackMessage) {
  return { attachments: jsonText(attachments), blocks: jsonText(blocks), groupingKey: templateText(groupingKey), notifyBroadcast, deliveryPolicy };
}
