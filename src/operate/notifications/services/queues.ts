import { NotificationSecretKey } from '../notification-secret';
import { NotificationServiceOptions, ServiceFragment } from '../service-fragment';
import { templateText } from '../template-text';
import { constantTexts } from './constant-texts';

/**
 * Options of `NotificationService.awsSqs`.
 */
export interface AwsSqsServiceOptions extends NotificationServiceOptions {
  /**
   * The name of the queue.
   */
  readonly queue: string;

  /**
   * The AWS region.
   */
  readonly region: string;

  /**
   * The AWS account of the queue.
   *
   * @default - the account of the credentials
   */
  readonly account?: string;

  /**
   * The id of an access key. Needs `secretAccessKey`.
   *
   * @default - the AWS credentials of the controller
   */
  readonly accessKeyId?: NotificationSecretKey;

  /**
   * The secret access key. Needs `accessKeyId`.
   *
   * @default - the AWS credentials of the controller
   */
  readonly secretAccessKey?: NotificationSecretKey;

  /**
   * The URL of another server with the same API.
   *
   * @default - AWS
   */
  readonly endpointUrl?: string;
}

/**
 * Additional content of a message for a queue.
 */
export interface AwsSqsMessage {
  /**
   * Attributes. Placeholders are an error, because the controller would use the first value for all rollouts.
   *
   * @default - none
   */
  readonly messageAttributes?: Record<string, string>;

  /**
   * The message group. A FIFO queue needs it. May have placeholders.
   *
   * @default - none
   */
  readonly messageGroupId?: string;
}

/**
 * Options of `NotificationService.nats`.
 */
export interface NatsServiceOptions extends NotificationServiceOptions {
  /**
   * The URL of the server.
   */
  readonly url: string;

  /**
   * Headers of each message.
   *
   * @default - none
   */
  readonly headers?: Record<string, string>;

  /**
   * The user name.
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
   * The seed of an NKey.
   *
   * @default - none
   */
  readonly nkey?: NotificationSecretKey;
}

/**
 * Options of `NotificationService.gcpPubSub`.
 */
export interface GcpPubSubServiceOptions extends NotificationServiceOptions {
  /**
   * The name of the topic.
   */
  readonly topic: string;

  /**
   * The Google Cloud project.
   */
  readonly project: string;

  /**
   * The path of a credentials file in the pod of the controller.
   *
   * @default - the Google Cloud credentials of the controller
   */
  readonly keyFile?: string;
}

/**
 * Additional content of a message for a topic.
 */
export interface GcpPubSubMessage {
  /**
   * Attributes. Placeholders are an error, because the controller would use the first value for all rollouts.
   */
  readonly attributes: Record<string, string>;
}

export function awsSqsService({ queue, region, account, accessKeyId, secretAccessKey, endpointUrl }: AwsSqsServiceOptions): ServiceFragment {
  if ((accessKeyId === undefined) !== (secretAccessKey === undefined)) {
    throw new Error(`"accessKeyId" and "secretAccessKey" come together, got only "${accessKeyId ? 'accessKeyId' : 'secretAccessKey'}"`);
  }
  return { type: 'awssqs', options: { queue, region, account, key: accessKeyId, secret: secretAccessKey, endpointUrl }, recipients: 'optional' };
}

export function awsSqsMessage({ messageAttributes, messageGroupId }: AwsSqsMessage) {
  return { messageAttributes: constantTexts('attribute', messageAttributes), messageGroupId: templateText(messageGroupId) };
}

export function natsService({ url, headers, username, password, nkey }: NatsServiceOptions): ServiceFragment {
  return { type: 'nats', options: { url, headers, username, password, nkey }, recipients: 'any' };
}

export function gcpPubSubService({ topic, project, keyFile }: GcpPubSubServiceOptions): ServiceFragment {
  return { type: 'gcppubsub', options: { topic, project, keyFile }, recipients: 'optional' };
}

export function gcpPubSubMessage({ attributes }: GcpPubSubMessage) {
  return { attributes: constantTexts('attribute', attributes) };
}
