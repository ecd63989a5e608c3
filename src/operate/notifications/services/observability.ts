import { NotificationSecretKey } from '../notification-secret';
import { HttpNotificationServiceOptions, ServiceFragment } from '../service-fragment';
import { templateText } from '../template-text';

/**
 * Options of `NotificationService.grafana`.
 */
export interface GrafanaServiceOptions extends HttpNotificationServiceOptions {
  /**
   * The API of Grafana, with `/api` at its end.
   */
  readonly apiUrl: string;

  /**
   * The token of a service account.
   */
  readonly apiKey: NotificationSecretKey;
}

/**
 * Options of `NotificationService.newRelic`.
 */
export interface NewRelicServiceOptions extends HttpNotificationServiceOptions {
  /**
   * The key of the API.
   */
  readonly apiKey: NotificationSecretKey;

  /**
   * The API of New Relic.
   *
   * @default 'https://api.newrelic.com'
   */
  readonly apiUrl?: string;
}

/**
 * The deployment that a template reports.
 */
export interface NewRelicMessage {
  /**
   * What is deployed. May have placeholders.
   */
  readonly revision: string;

  /**
   * What changed. May have placeholders.
   */
  readonly changelog: string;

  /**
   * Who deploys. May have placeholders.
   */
  readonly user: string;

  /**
   * What it is. May have placeholders.
   *
   * @default - the message of the template
   */
  readonly description?: string;
}

export function grafanaService({ apiUrl, apiKey, insecureSkipVerify }: GrafanaServiceOptions): ServiceFragment {
  return { type: 'grafana', options: { apiUrl, apiKey, insecureSkipVerify }, recipients: 'any' };
}

export function newRelicService({ apiKey, apiUrl, insecureSkipVerify }: NewRelicServiceOptions): ServiceFragment {
  return { type: 'newrelic', options: { apiKey, apiURL: apiUrl, insecureSkipVerify }, recipients: 'any', ownContent: true };
}

export function newRelicMessage({ revision, changelog, user, description }: NewRelicMessage) {
  return {
    revision: templateText(revision), changelog: templateText(changelog), user: templateText(user), description: templateText(description),
  };
}
