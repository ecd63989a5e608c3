import { NotificationSecretKey } from '../notification-secret';
import { HttpNotificationServiceOptions, NotificationServiceOptions, ServiceFragment } from '../service-fragment';
import { jsonText } from '../template-text';

/**
 * Additional content of a message for Mattermost or Rocket.Chat.
 */
export interface ChatMessage {
  /**
   * Attachments, as in the API of the chat. Strings in them may have placeholders. Their values are escaped.
   */
  readonly attachments: Record<string, any>[];
}

/**
 * Options of `NotificationService.mattermost`.
 */
export interface MattermostServiceOptions extends HttpNotificationServiceOptions {
  /**
   * The URL of the server.
   */
  readonly apiUrl: string;

  /**
   * The token of the bot.
   */
  readonly token: NotificationSecretKey;
}

/**
 * Options of `NotificationService.rocketChat`.
 */
export interface RocketChatServiceOptions extends NotificationServiceOptions {
  /**
   * The URL of the server.
   */
  readonly serverUrl: string;

  /**
   * The email address of the user who sends the messages.
   */
  readonly email: string;

  /**
   * The password of the user.
   */
  readonly password: NotificationSecretKey;

  /**
   * The name of the sender.
   *
   * @default - the name of the user
   */
  readonly alias?: string;

  /**
   * The emoji next to messages, such as `:rocket:`.
   *
   * @default - the picture of the user
   */
  readonly icon?: string;

  /**
   * The URL of the picture next to messages.
   *
   * @default - the picture of the user
   */
  readonly avatar?: string;
}

/**
 * Options of `NotificationService.telegram`.
 */
export interface TelegramServiceOptions extends NotificationServiceOptions {
  /**
   * The token of the bot.
   */
  readonly token: NotificationSecretKey;
}

/**
 * Options of `NotificationService.webex`.
 */
export interface WebexServiceOptions extends HttpNotificationServiceOptions {
  /**
   * The token of the bot.
   */
  readonly token: NotificationSecretKey;

  /**
   * The URL of the Webex API.
   *
   * @default 'https://webexapis.com/v1'
   */
  readonly apiUrl?: string;
}

/**
 * Options of `NotificationService.pushover`.
 */
export interface PushoverServiceOptions extends NotificationServiceOptions {
  /**
   * The token of the application.
   */
  readonly token: NotificationSecretKey;
}

export function mattermostService({ apiUrl, token, insecureSkipVerify }: MattermostServiceOptions): ServiceFragment {
  return { type: 'mattermost', options: { apiURL: apiUrl, token, insecureSkipVerify }, recipients: 'any' };
}

export function rocketChatService({ serverUrl, email, password, alias, icon, avatar }: RocketChatServiceOptions): ServiceFragment {
  return { type: 'rocketchat', options: { serverUrl, email, password, alias, icon, avatar }, recipients: 'any' };
}

export function telegramService({ token }: TelegramServiceOptions): ServiceFragment {
  return { type: 'telegram', options: { token }, recipients: 'any' };
}

export function webexService({ token, apiUrl, insecureSkipVerify }: WebexServiceOptions): ServiceFragment {
  return { type: 'webex', options: { token, apiURL: apiUrl, insecureSkipVerify }, recipients: 'any' };
}

export function pushoverService({ token }: PushoverServiceOptions): ServiceFragment {
  return { type: 'pushover', options: { token }, recipients: 'any' };
}

export function chatMessage({ attachments }: ChatMessage) {
  return { attachments: jsonText(attachments) };
}
