import { NotificationSecretKey } from '../notification-secret';
import { NotificationServiceOptions, ServiceFragment } from '../service-fragment';
import { templateText } from '../template-text';

/**
 * Options of `NotificationService.email`.
 */
export interface EmailServiceOptions extends NotificationServiceOptions {
  /**
   * The name of the SMTP server.
   */
  readonly host: string;

  /**
   * The port of the SMTP server.
   */
  readonly port: number;

  /**
   * The address that mails are from.
   */
  readonly from: string;

  /**
   * Who logs in at the server.
   *
   * @default - nobody
   */
  readonly username?: string;

  /**
   * The password of `username`.
   *
   * @default - none
   */
  readonly password?: NotificationSecretKey;

  /**
   * Whether bodies are HTML. Values in them are not escaped: use `html` in placeholders.
   *
   * @default false
   */
  readonly html?: boolean;

  /**
   * Talk to a server whose certificate cannot be verified. Whoever is between can then read the password.
   *
   * @default false
   */
  readonly insecureSkipVerify?: boolean;
}

/**
 * What a template sends by mail.
 */
export interface EmailMessage {
  /**
   * The subject. May have placeholders.
   *
   * @default - none
   */
  readonly subject?: string;

  /**
   * The text. May have placeholders.
   *
   * @default - the message of the template
   */
  readonly body?: string;
}

export function emailService({ host, port, from, username, password, html, insecureSkipVerify }: EmailServiceOptions): ServiceFragment {
  return { type: 'email', options: { host, port, from, username, password, html, insecure_skip_verify: insecureSkipVerify }, recipients: 'any' };
}

export function emailMessage({ subject, body }: EmailMessage) {
  return { subject: templateText(subject), body: templateText(body) };
}
