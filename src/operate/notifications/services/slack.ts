import { NotificationSecretKey } from '../notification-secret';
import { HttpNotificationServiceOptions, ServiceFragment } from '../service-fragment';
import { jsonText, templateText } from '../template-text';

/**
 * Options of `NotificationService.slack`.
 */
export interface SlackServiceOptions extends HttpNotificationServiceOptions {
  /**
   * The token of the bot, `xoxb-...`. The bot must be a member of the channels, or have permission to write to public channels.
   */
  readonly token: NotificationSecretKey;

  /**
   * The name of the sender.
   *
   * @default - the name of the bot
   */
  readonly username?: string;

  /**
   * The picture next to messages: an emoji such as `:rocket:`, or a URL.
   *
   * @default - the picture of the bot
   */
  readonly icon?: string;

  /**
   * The URL of the Slack API.
   *
   * @default 'https://slack.com/api'
   */
  readonly apiUrl?: string;

  /**
   * Do not show previews of linked pages.
   *
   * @default false
   */
  readonly disableUnfurl?: boolean;
}

/**
 * Additional content of a message for Slack.
 */
export interface SlackMessage {
  /**
   * Attachments, as in the API of Slack. Strings in them may have placeholders. Their values are escaped.
   *
   * @default - none
   */
  readonly attachments?: Record<string, any>[];

  /**
   * Blocks, as in the API of Slack. Strings in them may have placeholders. Their values are escaped.
   *
   * @default - none
   */
  readonly blocks?: Record<string, any>[];

  /**
   * Messages with the same key are in one thread. May have placeholders.
   *
   * @default - no threads
   */
  readonly groupingKey?: string;

  /**
   * Also show messages of a thread in the channel.
   *
   * @default false
   */
  readonly notifyBroadcast?: boolean;

  /**
   * What happens to earlier messages with the same grouping key.
   *
   * @default SlackDeliveryPolicy.POST
   */
  readonly deliveryPolicy?: SlackDeliveryPolicy;
}

/**
 * What happens to earlier messages with the same grouping key.
 */
export enum SlackDeliveryPolicy {
  /** Send a new message to the thread. */
  POST = 'Post',
  /** Send a new message to the thread, and also replace the text of the first message. */
  POST_AND_UPDATE = 'PostAndUpdate',
  /** Replace the text of the first message. */
  UPDATE = 'Update',
}

export function slackService({ token, username, icon, apiUrl, disableUnfurl, insecureSkipVerify }: SlackServiceOptions): ServiceFragment {
  return { type: 'slack', options: { token, username, icon, apiURL: apiUrl, disableUnfurl, insecureSkipVerify }, recipients: 'any' };
}

export function slackMessage({ attachments, blocks, groupingKey, notifyBroadcast, deliveryPolicy }: SlackMessage) {
  return { attachments: jsonText(attachments), blocks: jsonText(blocks), groupingKey: templateText(groupingKey), notifyBroadcast, deliveryPolicy };
}
