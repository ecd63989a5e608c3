import { NotificationSecretKey } from '../notification-secret';
import { HttpNotificationServiceOptions, ServiceFragment } from '../service-fragment';
import { templateText } from '../template-text';

/**
 * Options of `NotificationService.grafana`.
 */
export interface GrafanaServiceOptions extends HttpNotificationServiceOptions {
  /**
   * The URL of the Grafana API. It ends with `/api`.
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
   * The API key.
   */
  readonly apiKey: NotificationSecretKey;

  /**
   * The URL of the New Relic API.
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
   * The deployed version. May have placeholders.
   */
  readonly revision: string;

  /**
   * The changes. May have placeholders.
   */
  readonly changelog: string;

  /**
   * The user who deploys. May have placeholders.
   */
  readonly user: string;

  /**
   * A description of the deployment. May have placeholders.
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
