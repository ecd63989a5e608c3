import { NotificationSecretKey } from '../notification-secret';
import { NotificationServiceOptions, ServiceFragment } from '../service-fragment';
import { templateText } from '../template-text';

/**
 * Options of `NotificationService.pagerDuty`.
 */
export interface PagerDutyServiceOptions extends NotificationServiceOptions {
  /**
   * The REST API key.
   */
  readonly token: NotificationSecretKey;

  /**
   * The email address of the user who creates the incidents.
   */
  readonly from: string;
}

/**
 * The incident that a template creates.
 */
export interface PagerDutyMessage {
  /**
   * The title of the incident. May have placeholders.
   */
  readonly title: string;

  /**
   * Details. May have placeholders.
   *
   * @default - none
   */
  readonly body?: string;

  /**
   * The urgency: `high` or `low`.
   *
   * @default - the urgency of the service
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
   * The integration key of each service, by the name that recipients use.
   */
  readonly serviceKeys: Record<string, NotificationSecretKey>;
}

/**
 * The event that a template sends.
 */
export interface PagerDutyV2Message {
  /**
   * A summary of the event. May have placeholders.
   */
  readonly summary: string;

  /**
   * The severity of the event.
   */
  readonly severity: PagerDutySeverity;

  /**
   * The affected object. May have placeholders.
   */
  readonly source: string;

  /**
   * The affected part of the source. May have placeholders.
   *
   * @default - none
   */
  readonly component?: string;

  /**
   * A group that the source belongs to. May have placeholders.
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
   * The URL of a page with more information. May have placeholders.
   *
   * @default - none
   */
  readonly url?: string;

  /**
   * Events with the same key are one alert. May have placeholders. Needs Argo Rollouts 1.10.
   *
   * @default - each event makes a new alert
   */
  readonly dedupKey?: string;
}

/**
 * The severity of an event in PagerDuty.
 */
export enum PagerDutySeverity {
  /** Somebody must act immediately. */
  CRITICAL = 'critical',
  /** Something does not work. */
  ERROR = 'error',
  /** Something may stop working soon. */
  WARNING = 'warning',
  /** Information only. */
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
