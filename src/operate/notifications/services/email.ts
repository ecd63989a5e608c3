import { NotificationSecretKey } from '../notification-secret';
import { NotificationServiceOptions, ServiceFragment } from '../service-fragment';
import { templateText } from '../template-text';

/**
 * Options of `NotificationService.email`.
 */
export interface EmailServiceOptions extends NotificationServiceOptions {
  /**
   * The host name of the SMTP server.
   */
  readonly host: string;

  /**
   * The port of the SMTP server.
   */
  readonly port: number;

  /**
   * The email address of the sender.
   */
  readonly from: string;

  /**
   * The user name for the server.
   *
   * @default - no login
   */
  readonly username?: string;

  /**
   * The password of `username`.
   *
   * @default - none
   */
  readonly password?: NotificationSecretKey;

  /**
   * Whether the body is HTML. Values of placeholders are not escaped: use the function `html` in placeholders.
   *
   * @default false
   */
  readonly html?: boolean;

  /**
   * Do not verify the certificate of the server. Then an attacker in the network can read the password.
   *
   * @default false
   */
  readonly insecureSkipVerify?: boolean;
}

/**
 * The content of an email.
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
