import { NotificationSecretKey } from '../notification-secret';

/**
 * A user name and a password for an HTTP server.
 */
export interface NotificationBasicAuth {
  /**
   * The user name.
   */
  readonly username: string;

  /**
   * The password.
   */
  readonly password: NotificationSecretKey;
}

export function basicAuth(auth: NotificationBasicAuth | undefined) {
  return auth && { username: auth.username, password: auth.password };
}
