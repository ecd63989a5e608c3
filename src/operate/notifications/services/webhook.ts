import { Duration } from 'cdk8s';
import { NotificationSecretKey } from '../notification-secret';
import { HttpNotificationServiceOptions, ServiceFragment } from '../service-fragment';
import { jsonText, templateText } from '../template-text';
import { basicAuth, NotificationBasicAuth } from './basic-auth';

/**
 * A header of a webhook. Exactly one of `value` and `secret` is needed.
 */
export interface WebhookHeader {
  /**
   * The name of the header.
   */
  readonly name: string;

  /**
   * Its value.
   *
   * @default - `secret`
   */
  readonly value?: string;

  /**
   * Its value from the Secret: `secret.key('token').withPrefix('Bearer ')`.
   *
   * @default - `value`
   */
  readonly secret?: NotificationSecretKey;
}

/**
 * Options of `NotificationService.webhook`. Exactly one of `url` and `secretUrl` is needed.
 */
export interface WebhookServiceOptions extends HttpNotificationServiceOptions {
  /**
   * The address.
   *
   * @default - `secretUrl`
   */
  readonly url?: string;

  /**
   * The address from the Secret, for one by which anybody may send.
   *
   * @default - `url`
   */
  readonly secretUrl?: NotificationSecretKey;

  /**
   * Headers of each request. A body that is JSON needs `Content-Type` here.
   *
   * @default - none
   */
  readonly headers?: WebhookHeader[];

  /**
   * Name and password.
   *
   * @default - none
   */
  readonly basicAuth?: NotificationBasicAuth;

  /**
   * How often a request is tried again, at least 1.
   *
   * @default 3
   */
  readonly retryMax?: number;

  /**
   * How long at least before it is tried again.
   *
   * @default Duration.seconds(1)
   */
  readonly retryWaitMin?: Duration;

  /**
   * How long at most before it is tried again.
   *
   * @default Duration.seconds(5)
   */
  readonly retryWaitMax?: Duration;
}

/**
 * What a template sends to a webhook. At most one of `json` and `body`.
 */
export interface WebhookContent {
  /**
   * The HTTP method.
   *
   * @default 'POST'
   */
  readonly method?: string;

  /**
   * What comes after the address of the service. May have placeholders.
   *
   * @default - nothing
   */
  readonly path?: string;

  /**
   * The body as data. Strings in it may have placeholders, whose values are escaped. A string that is a placeholder alone becomes what its value is.
   *
   * @default - `body`
   */
  readonly json?: any;

  /**
   * The body as text. Values are not escaped: where it is JSON, give `json`. May have placeholders.
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
