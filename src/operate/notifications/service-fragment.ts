import { NotificationSecretKey } from './notification-secret';

/**
 * Options of all services.
 */
export interface NotificationServiceOptions {
  /**
   * The name of the service in the annotations of rollouts. Required if there are several services of one type.
   *
   * @default - the type
   */
  readonly name?: string;
}

/**
 * Options of services that use HTTP.
 */
export interface HttpNotificationServiceOptions extends NotificationServiceOptions {
  /**
   * Do not verify the certificate of the server. Then an attacker in the network can read and change the notifications.
   *
   * @default false
   */
  readonly insecureSkipVerify?: boolean;
}

/** What a service makes of recipients: takes any, may go without, has none, or knows these alone. */
export type Recipients = 'any' | 'optional' | 'none' | readonly string[];

/** A service as plain data, but for the values of the Secret. */
export interface ServiceFragment {
  readonly type: string;
  readonly options: Record<string, unknown>;
  readonly recipients: Recipients;
  /** Whether it sends nothing, or worse, for a template that has nothing for its type. */
  readonly ownContent?: boolean;
}

/** The values of the Secret in options, wherever they are. */
export function secretsIn(value: unknown): NotificationSecretKey[] {
  if (value instanceof NotificationSecretKey) {
    return [value];
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(secretsIn) : [];
}

/** Options with references in place of the values of the Secret, and without what is not given. */
export function renderOptions(value: unknown): unknown {
  if (value instanceof NotificationSecretKey) {
    return value._toKube();
  }
  if (Array.isArray(value)) {
    return value.map(renderOptions);
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined).map(([key, inner]) => [key, renderOptions(inner)]))
    : value;
}
