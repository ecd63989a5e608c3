import { Duration } from 'cdk8s';
import { NotificationSecretKey } from '../notification-secret';
import { HttpNotificationServiceOptions, ServiceFragment } from '../service-fragment';
import { jsonText, templateText } from '../template-text';
import { basicAuth, NotificationBasicAuth } from './basic-auth';

/**
 * A header of a webhook request. Set exactly one of `value` and `secret`.
 */
export interface WebhookHeader {
  /**
   * The name of the header.
   */
  readonly name: string;

  /**
   * The value of the header.
   *
   * @default - `secret`
   */
  readonly value?: string;

  /**
   * The value of the header, from the Secret: `secret.key('token').withPrefix('Bearer ')`.
   *
   * @default - `value`
   */
  readonly secret?: NotificationSecretKey;
}

/**
 * Options of `NotificationService.webhook`. Set exactly one of `url` and `secretUrl`.
 */
export interface WebhookServiceOptions extends HttpNotificationServiceOptions {
  /**
   * The URL.
   *
   * @default - `secretUrl`
   */
  readonly url?: string;

  /**
   * The URL, from the Secret. Use it if everybody who knows the URL can send requests.
   *
   * @default - `url`
   */
  readonly secretUrl?: NotificationSecretKey;

  /**
   * Headers of each request. If the body is JSON, set `Content-Type` here.
   *
   * @default - none
   */
  readonly headers?: WebhookHeader[];

  /**
   * A user name and a password.
   *
   * @default - none
   */
  readonly basicAuth?: NotificationBasicAuth;

  /**
   * How many times a failed request is retried. At least 1.
   *
   * @default 3
   */
  readonly retryMax?: number;

  /**
   * The minimum time before a retry.
   *
   * @default Duration.seconds(1)
   */
  readonly retryWaitMin?: Duration;

  /**
   * The maximum time before a retry.
   *
   * @default Duration.seconds(5)
   */
  readonly retryWaitMax?: Duration;
}

/**
 * The content of a request to a webhook. Only one of `json` and `body` can be set.
 */
export interface WebhookContent {
  /**
   * The HTTP method.
   *
   * @default 'POST'
   */
  readonly method?: string;

  /**
   * The part of the URL after the URL of the service. May have placeholders.
   *
   * @default - nothing
   */
  readonly path?: string;

  /**
   * The body as data. Strings in it may have placeholders. Their values are escaped. A string that is only a placeholder becomes the value itself,
   * for example a number or an object.
   *
   * @default - `body`
   */
  readonly json?: any;

  /**
   * The body as text. May have placeholders. Their values are not escaped, so use `json` for JSON.
   *
   * @default - empty
   */
  readonly body?: string;
}

const NANOSECONDS = 1_000_000;

export function webhookService(options: WebhookServiceOptions): ServiceFragment {
  const { url, secretUrl, headers, retryMax, retryWaitMin, retryWaitMax, insecureSkipVerify } = options;
  if ((url === undefined) === (secretUrl === undefined)) {
    throw new Error(`a webhook needs exactly one of "url" and "secretUrl", got ${url === undefined ? 'none' : 'both'}`);
  }
  return {
    type: 'webhook',
    options: {
      url: url ?? secretUrl,
      headers: headers?.map(toHeader),
      basicAuth: basicAuth(options.basicAuth),
      retryMax,
      retryWaitMin: nanoseconds(retryWaitMin),
      retryWaitMax: nanoseconds(retryWaitMax),
      insecureSkipVerify,
    },
    recipients: 'none',
    ownContent: true,
  };
}

function toHeader({ name, value, secret }: WebhookHeader) {
  if ((value === undefined) === (secret === undefined)) {
    throw new Error(`header "${name}" needs exactly one of "value" and "secret", got ${value === undefined ? 'none' : 'both'}`);
  }
  return { name, value: value ?? secret };
}

/** A text such as `1s` would stop all notifications. */
function nanoseconds(duration: Duration | undefined): number | undefined {
  return duration && duration.toMilliseconds() * NANOSECONDS;
}

export function webhookContent({ method = 'POST', path, json, body }: WebhookContent) {
  if (json !== undefined && body !== undefined) {
    throw new Error('a webhook sends "json" or "body", got both');
  }
  return { method, path: templateText(path), body: json === undefined ? templateText(body) : jsonText(json) };
}
