import { NotificationSecretKey } from '../notification-secret';
import { NotificationServiceOptions, ServiceFragment } from '../service-fragment';
import { templateText } from '../template-text';

/**
 * Options of `NotificationService.pagerDuty`.
 */
export interface PagerDutyServiceOptions extends NotificationServiceOptions {
  /**
   * The key of the REST API.
   */
  readonly token: NotificationSecretKey;

  /**
   * The mail address of the user that incidents are from.
   */
  readonly from: string;
}

/**
 * The incident that a template opens.
 */
export interface PagerDutyMessage {
  /**
   * What happened. May have placeholders.
   */
  readonly title: string;

  /**
   * Details. May have placeholders.
   *
   * @default - none
   */
  readonly body?: string;

  /**
   * `high` or `low`.
   *
   * @default - that of the service
   */
  readonly urgency?: string;

  /**
   * The id of a priority.
   *
   * @default - none
   */
  readonly priorityId?: string;
}

/**
 * Options of `NotificationService.pagerDutyV2`.
 */
export interface PagerDutyV2ServiceOptions extends NotificationServiceOptions {
  /**
   * The integration key of each service, by the name that recipients mean it with.
   */
  readonly serviceKeys: Record<string, NotificationSecretKey>;
}

/**
 * The event that a template sends.
 */
export interface PagerDutyV2Message {
  /**
   * What happened. May have placeholders.
   */
  readonly summary: string;

  /**
   * How bad it is.
   */
  readonly severity: PagerDutySeverity;

  /**
   * What it happened to. May have placeholders.
   */
  readonly source: string;

  /**
   * The part of the source. May have placeholders.
   *
   * @default - none
   */
  readonly component?: string;

  /**
   * What the source belongs to. May have placeholders.
   *
   * @default - none
   */
  readonly group?: string;

  /**
   * The kind of the event. May have placeholders.
   *
   * @default - none
   */
  readonly eventClass?: string;

  /**
   * Where to look. May have placeholders.
   *
   * @default - none
   */
  readonly url?: string;

  /**
   * Events of one key are one alert. May have placeholders. Since Argo Rollouts 1.10.
   *
   * @default - each event by itself
   */
  readonly dedupKey?: string;
}

/**
 * How bad an event is for PagerDuty.
 */
export enum PagerDutySeverity {
  /** Act at once. */
  CRITICAL = 'critical',
  /** Something does not work. */
  ERROR = 'error',
  /** Something may stop working. */
  WARNING = 'warning',
  /** Good to know. */
  INFO = 'info',
}

export function pagerDutyService({ token, from }: PagerDutyServiceOptions): ServiceFragment {
  return { type: 'pagerduty', options: { token, from }, recipients: 'any', ownContent: true };
}

export function pagerDutyMessage({ title, body, urgency, priorityId }: PagerDutyMessage) {
  return { title: templateText(title), body: templateText(body), urgency: templateText(urgency), priorityId: templateText(priorityId) };
}

export function pagerDutyV2Service({ serviceKeys }: PagerDutyV2ServiceOptions): ServiceFragment {
  return { type: 'pagerdutyv2', options: { serviceKeys }, recipients: Object.keys(serviceKeys), ownContent: true };
}

export function pagerDutyV2Message({ eventClass, severity, ...texts }: PagerDutyV2Message) {
  return {
    severity,
    summary: templateText(texts.summary),
    source: templateText(texts.source),
    component: templateText(texts.component),
    group: templateText(texts.group),
    class: templateText(eventClass),
    url: templateText(texts.url),
    dedupKey: templateText(texts.dedupKey),
  };
}
