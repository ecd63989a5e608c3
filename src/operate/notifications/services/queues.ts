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
   * The account that the queue belongs to.
   *
   * @default - that of the credentials
   */
  readonly account?: string;

  /**
   * The id of an access key. With `secretAccessKey`.
   *
   * @default - the controller's own rights
   */
  readonly accessKeyId?: NotificationSecretKey;

  /**
   * The access key. With `accessKeyId`.
   *
   * @default - the controller's own rights
   */
  readonly secretAccessKey?: NotificationSecretKey;

  /**
   * Another server that speaks the API.
   *
   * @default - AWS
   */
  readonly endpointUrl?: string;
}

/**
 * What a template sends to a queue beside its message.
 */
export interface AwsSqsMessage {
  /**
   * Attributes. Placeholders are rejected: the controller keeps the first value for all rollouts.
   *
   * @default - none
   */
  readonly messageAttributes?: Record<string, string>;

  /**
   * The group, which a FIFO queue needs. May have placeholders.
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
   * The address of the server.
   */
  readonly url: string;

  /**
   * Headers of each message.
   *
   * @default - none
   */
  readonly headers?: Record<string, string>;

  /**
   * Who logs in.
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
   * The topic.
   */
  readonly topic: string;

  /**
   * The project.
   */
  readonly project: string;

  /**
   * The path of a file with credentials, in the pod of the controller.
   *
   * @default - the controller's own rights
   */
  readonly keyFile?: string;
}

/**
 * What a template sends to a topic beside its message.
 */
export interface GcpPubSubMessage {
  /**
   * Attributes. Placeholders are rejected: the controller keeps the first value for all rollouts.
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
