import { NotificationSecretKey } from '../notification-secret';
import { HttpNotificationServiceOptions, ServiceFragment } from '../service-fragment';
import { jsonText, templateText } from '../template-text';

/**
 * Options of `NotificationService.teams` and `NotificationService.teamsWorkflows`.
 */
export interface TeamsServiceOptions extends HttpNotificationServiceOptions {
  /**
   * The webhook URL of each channel, by the name that recipients use. Everybody who knows the URL can send messages, so it is read from the Secret.
   */
  readonly recipientUrls: Record<string, NotificationSecretKey>;
}

/**
 * The content of a message for Microsoft Teams.
 */
export interface TeamsMessage {
  /**
   * The title. May have placeholders.
   *
   * @default - none
   */
  readonly title?: string;

  /**
   * The text. May have placeholders.
   *
   * @default - the message of the template
   */
  readonly text?: string;

  /**
   * A short text for places with little room. May have placeholders.
   *
   * @default - none
   */
  readonly summary?: string;

  /**
   * The color, such as `#18be52`. May have placeholders.
   *
   * @default - none
   */
  readonly themeColor?: string;

  /**
   * Values by name. Strings in them may have placeholders. Their values are escaped.
   *
   * @default - none
   */
  readonly facts?: Record<string, any>[];

  /**
   * Sections of a card. Strings in them may have placeholders. Their values are escaped.
   *
   * @default - none
   */
  readonly sections?: Record<string, any>[];

  /**
   * Buttons of a card. Strings in them may have placeholders. Their values are escaped.
   *
   * @default - none
   */
  readonly potentialAction?: Record<string, any>[];
}

/**
 * The content of a message for a workflow of Microsoft Teams.
 */
export interface TeamsWorkflowsMessage extends TeamsMessage {
  /**
   * A complete Adaptive Card. It replaces all other content. Strings in it may have placeholders. Their values are escaped.
   *
   * @default - none
   */
  readonly adaptiveCard?: Record<string, any>;
}

export function teamsService(type: 'teams' | 'teams-workflows', { recipientUrls, insecureSkipVerify }: TeamsServiceOptions): ServiceFragment {
  return { type, options: { recipientUrls, insecureSkipVerify }, recipients: Object.keys(recipientUrls) };
}

export function teamsMessage({ title, text, summary, themeColor, facts, sections, potentialAction }: TeamsMessage) {
  return {
    title: templateText(title),
    text: templateText(text),
    summary: templateText(summary),
    themeColor: templateText(themeColor),
    facts: jsonText(facts),
    sections: jsonText(sections),
    potentialAction: jsonText(potentialAction),
  };
}

export function teamsWorkflowsMessage(message: TeamsWorkflowsMessage) {
  return { ...teamsMessage(message), adaptiveCard: jsonText(message.adaptiveCard) };
}
