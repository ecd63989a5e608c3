import { Duration } from 'cdk8s';
import { NotificationSecretKey } from '../notification-secret';
import { HttpNotificationServiceOptions, ServiceFragment } from '../service-fragment';
import { templateText } from '../template-text';
import { basicAuth, NotificationBasicAuth } from './basic-auth';
import { constantTexts } from './constant-texts';

/**
 * Options of `NotificationService.alertmanager`.
 */
export interface AlertmanagerServiceOptions extends HttpNotificationServiceOptions {
  /**
   * All members of the Alertmanager cluster, each as `host:port`.
   */
  readonly targets: string[];

  /**
   * `http` or `https`.
   *
   * @default 'http'
   */
  readonly scheme?: string;

  /**
   * The path of the API.
   *
   * @default '/api/v2/alerts'
   */
  readonly apiPath?: string;

  /**
   * A user name and a password.
   *
   * @default - none
   */
  readonly basicAuth?: NotificationBasicAuth;

  /**
   * A bearer token.
   *
   * @default - none
   */
  readonly bearerToken?: NotificationSecretKey;

  /**
   * How long a request may take, in whole seconds.
   *
   * @default Duration.seconds(3)
   */
  readonly timeout?: Duration;
}

/**
 * The alert that a template sends. Its `alertname` is the name of the template, unless a label sets another one.
 */
export interface AlertmanagerMessage {
  /**
   * Labels, at least one. Placeholders are an error, because the controller would use the first value for all rollouts.
   */
  readonly labels: Record<string, string>;

  /**
   * Annotations. Placeholders are an error, as in labels.
   *
   * @default - none
   */
  readonly annotations?: Record<string, string>;

  /**
   * The URL of a page with more information. May have placeholders.
   */
  readonly generatorUrl: string;
}

export function alertmanagerService(options: AlertmanagerServiceOptions): ServiceFragment {
  const { targets, scheme, apiPath, bearerToken, timeout, insecureSkipVerify } = options;
  if (targets.length === 0) {
    throw new Error('"targets" is empty: give at least one member of the Alertmanager as host:port');
  }
  return {
    type: 'alertmanager',
    options: { targets, scheme, apiPath, basicAuth: basicAuth(options.basicAuth), bearerToken, timeout: timeout?.toSeconds(), insecureSkipVerify },
    recipients: 'none',
    ownContent: true,
  };
}

export function alertmanagerMessage({ labels, annotations, generatorUrl }: AlertmanagerMessage) {
  if (Object.keys(labels).length === 0) {
    throw new Error('"labels" is empty: an alert needs at least one label');
  }
  return { labels: constantTexts('label', labels), annotations: constantTexts('annotation', annotations), generatorURL: templateText(generatorUrl) };
}
