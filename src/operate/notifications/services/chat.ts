import { NotificationSecretKey } from '../notification-secret';
import { HttpNotificationServiceOptions, NotificationServiceOptions, ServiceFragment } from '../service-fragment';
import { jsonText } from '../template-text';

/**
 * What a template sends to Mattermost or Rocket.Chat beside its message.
 */
export interface ChatMessage {
  /**
   * Attachments, as in the API of the chat. Strings in it may have placeholders, whose values are escaped.
   */
  readonly attachments: Record<string, any>[];
}

/**
 * Options of `NotificationService.mattermost`.
 */
export interface MattermostServiceOptions extends HttpNotificationServiceOptions {
  /**
   * The address of the server.
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
   * The address of the server.
   */
  readonly serverUrl: string;

  /**
   * The mail address of the user that messages are from.
   */
  readonly email: string;

  /**
   * The password of the user.
   */
  readonly password: NotificationSecretKey;

  /**
   * The name that messages are from.
   *
   * @default - that of the user
   */
  readonly alias?: string;

  /**
   * The emoji beside messages, such as `:rocket:`.
   *
   * @default - that of the user
   */
  readonly icon?: string;

  /**
   * The URL of the picture beside messages.
   *
   * @default - that of the user
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
   * The API of Webex.
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
