import { checked } from '../api/checked';

/**
 * Options of a trigger, of whatever type.
 */
export interface ScaleTriggerOptions {
  /**
   * The name of the trigger, for formulas.
   *
   * @default - none
   */
  readonly name?: string;

  /**
   * The TriggerAuthentication of the same namespace that has the credentials.
   *
   * @default - none, or `clusterAuthentication`
   */
  readonly authentication?: string;

  /**
   * The ClusterTriggerAuthentication that has the credentials.
   *
   * @default - none, or `authentication`
   */
  readonly clusterAuthentication?: string;

  /**
   * `AverageValue`, which is divided by the number of pods, `Value`, or `Utilization` of CPU and memory.
   *
   * @default - 'AverageValue'; for CPU and memory 'Utilization'
   */
  readonly metricType?: string;

  /**
   * Whether the value of the last poll is good enough for the autoscaler, instead of a query each time that it asks. Not for CPU, memory and cron.
   *
   * @default false
   */
  readonly useCachedMetrics?: boolean;

  /**
   * Further parameters of the type, by KEDA's own names. They stand for those that are given here by other names.
   *
   * @default - none
   */
  readonly metadata?: Record<string, string>;
}

/**
 * Options of a trigger by a query of Prometheus.
 */
export interface PrometheusTriggerOptions extends ScaleTriggerOptions {
  /**
   * The address of Prometheus.
   */
  readonly address: string;

  /**
   * The query. It gives one number.
   */
  readonly query: string;

  /**
   * How much of it one pod bears.
   */
  readonly threshold: number;

  /**
   * Above which value the rollout gets its first pod. Matters with no pods as the minimum.
   *
   * @default 0
   */
  readonly activationThreshold?: number;
}

/**
 * Options of a trigger by the time of day.
 */
export interface CronTriggerOptions extends ScaleTriggerOptions {
  /**
   * When it begins, as a cron expression of five fields.
   */
  readonly start: string;

  /**
   * When it ends, as a cron expression of five fields.
   */
  readonly end: string;

  /**
   * The time zone of both, by its name in the IANA database.
   */
  readonly timezone: string;

  /**
   * How many pods there are at least in between.
   */
  readonly desiredReplicas: number;
}

/**
 * Options of a trigger by the lag of a consumer group of Kafka.
 */
export interface KafkaTriggerOptions extends ScaleTriggerOptions {
  /**
   * The brokers, each with its port.
   */
  readonly bootstrapServers: string[];

  /**
   * The consumer group.
   */
  readonly consumerGroup: string;

  /**
   * The topic.
   *
   * @default - all topics of the group
   */
  readonly topic?: string;

  /**
   * How much lag one pod bears.
   *
   * @default 10
   */
  readonly lagThreshold?: number;
}

/**
 * Why KEDA scales a rollout. A type that has no method here is `ScaleTrigger.of`.
 *
 * @see https://keda.sh/docs/latest/scalers/
 * @example
 * ScaleTrigger.prometheus({
 *   address: 'http://prometheus.monitoring:9090',
 *   query: 'sum(rate(http_requests_total{namespace="shop",job="web"}[2m]))',
 *   threshold: 100,
 * });
 */
@checked
export class ScaleTrigger {
  /**
   * The number that a query of Prometheus gives.
   */
  public static prometheus(options: PrometheusTriggerOptions): ScaleTrigger {
    const { address, query, threshold, activationThreshold } = options;
    return ScaleTrigger.made('prometheus', { serverAddress: address, query, threshold, activationThreshold }, options);
  }

  /**
   * The time of day: a number of pods that are there before the load is.
   *
   * @example
   * // ten pods on working days, before people come
   * ScaleTrigger.cron({ timezone: 'Europe/Berlin', start: '0 7 * * 1-5', end: '0 19 * * 1-5', desiredReplicas: 10 });
   */
  public static cron(options: CronTriggerOptions): ScaleTrigger {
    const { timezone, start, end, desiredReplicas } = options;
    return ScaleTrigger.made('cron', { timezone, start, end, desiredReplicas }, options);
  }

  /**
   * The lag of a consumer group of Kafka. There are never more pods than partitions.
   *
   * @example
   * ScaleTrigger.kafka({ bootstrapServers: ['kafka.shop:9092'], consumerGroup: 'orders', topic: 'orders', lagThreshold: 50 });
   */
  public static kafka(options: KafkaTriggerOptions): ScaleTrigger {
    const { bootstrapServers, consumerGroup, topic, lagThreshold } = options;
    return ScaleTrigger.made('kafka', { bootstrapServers: bootstrapServers.join(), consumerGroup, topic, lagThreshold }, options);
  }

  /**
   * The CPU of the pods, in percent of what they request. Needs a request of every container, and cannot bring a rollout to no pods.
   */
  public static cpu(utilization: number, options: ScaleTriggerOptions = {}): ScaleTrigger {
    return ScaleTrigger.made('cpu', { value: utilization }, { metricType: 'Utilization', ...options });
  }

  /**
   * The memory of the pods, in percent of what they request. Needs a request of every container, and cannot bring a rollout to no pods.
   */
  public static memory(utilization: number, options: ScaleTriggerOptions = {}): ScaleTrigger {
    return ScaleTrigger.made('memory', { value: utilization }, { metricType: 'Utilization', ...options });
  }

  /**
   * Any other type of KEDA, with its parameters as `metadata`.
   *
   * @param type the type as KEDA calls it, such as `rabbitmq`
   * @example
   * ScaleTrigger.of('aws-sqs-queue', {
   *   metadata: { 'queueURL': 'https://sqs.eu-central-1.amazonaws.com/111122223333/orders', 'queueLength': '20', 'awsRegion': 'eu-central-1' },
   *   authentication: 'orders-queue',
   * });
   */
  public static of(type: string, options: ScaleTriggerOptions = {}): ScaleTrigger {
    return ScaleTrigger.made(type, {}, options);
  }

  private static made(type: string, parameters: Record<string, string | number | undefined>, options: ScaleTriggerOptions): ScaleTrigger {
    const { authentication, clusterAuthentication } = options;
    if (authentication !== undefined && clusterAuthentication !== undefined) {
      throw new Error(`a trigger has one of "authentication" and "clusterAuthentication", got "${authentication}" and "${clusterAuthentication}"`);
    }
    return new ScaleTrigger(type, parameters, options);
  }

  private constructor(
    private readonly type: string,
    private readonly parameters: Record<string, string | number | undefined>,
    private readonly options: ScaleTriggerOptions,
  ) {}

  /**
   * @internal
   */
  public _toKube(): Record<string, any> {
    const { name, authentication, clusterAuthentication, metricType, useCachedMetrics, metadata } = this.options;
    const given = Object.entries(this.parameters).filter(([, value]) => value !== undefined).map(([key, value]) => [key, String(value)]);
    return {
      type: this.type,
      name,
      metricType,
      useCachedMetrics,
      metadata: { ...Object.fromEntries(given), ...metadata },
      authenticationRef: clusterAuthentication !== undefined ? { kind: 'ClusterTriggerAuthentication', name: clusterAuthentication }
        : authentication !== undefined ? { name: authentication } : undefined,
    };
  }
}
