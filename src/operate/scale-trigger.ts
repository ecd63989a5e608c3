import { checked } from '../api/checked';

/**
 * Options of every trigger.
 */
export interface ScaleTriggerOptions {
  /**
   * The name of the trigger. Formulas refer to it.
   *
   * @default - none
   */
  readonly name?: string;

  /**
   * The name of the TriggerAuthentication with the credentials, in the same namespace.
   *
   * @default - none
   */
  readonly authentication?: string;

  /**
   * The name of the ClusterTriggerAuthentication with the credentials.
   *
   * @default - none
   */
  readonly clusterAuthentication?: string;

  /**
   * How the value is compared. `AverageValue` divides it by the number of pods. `Value` uses it as it is. `Utilization` is for CPU and memory.
   *
   * @default - 'AverageValue'; for CPU and memory 'Utilization'
   */
  readonly metricType?: string;

  /**
   * Let the autoscaler use the value of the last poll, instead of a new query each time. Not for CPU, memory and cron.
   *
   * @default false
   */
  readonly useCachedMetrics?: boolean;

  /**
   * Other parameters of the trigger, with KEDA's own names. A parameter here replaces the option that sets the same parameter.
   *
   * @default - none
   */
  readonly metadata?: Record<string, string>;
}

/**
 * Options of `ScaleTrigger.prometheus`.
 */
export interface PrometheusTriggerOptions extends ScaleTriggerOptions {
  /**
   * The address of Prometheus.
   */
  readonly address: string;

  /**
   * The query. It must return one number.
   */
  readonly query: string;

  /**
   * The value that one pod can handle.
   */
  readonly threshold: number;

  /**
   * The rollout gets its first pod if the value is higher than this. Only used if the minimum number of pods is 0.
   *
   * @default 0
   */
  readonly activationThreshold?: number;
}

/**
 * Options of `ScaleTrigger.cron`.
 */
export interface CronTriggerOptions extends ScaleTriggerOptions {
  /**
   * The start, as a cron expression with five fields.
   */
  readonly start: string;

  /**
   * The end, as a cron expression with five fields.
   */
  readonly end: string;

  /**
   * The time zone of start and end, by its name in the IANA database.
   */
  readonly timezone: string;

  /**
   * The minimum number of pods between start and end.
   */
  readonly desiredReplicas: number;
}

/**
 * Options of `ScaleTrigger.kafka`.
 */
export interface KafkaTriggerOptions extends ScaleTriggerOptions {
  /**
   * The brokers, with their ports.
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
   * The lag that one pod can handle.
   *
   * @default 10
   */
  readonly lagThreshold?: number;
}

/**
 * A reason for KEDA to scale a rollout. For types without a method here, use `ScaleTrigger.of`.
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
   * Scales by the result of a Prometheus query.
   */
  public static prometheus(options: PrometheusTriggerOptions): ScaleTrigger {
    const { address, query, threshold, activationThreshold } = options;
    return ScaleTrigger.made('prometheus', { serverAddress: address, query, threshold, activationThreshold }, options);
  }

  /**
   * Scales by the time of day. Use it to have enough pods before the load increases.
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
   * Scales by the lag of a Kafka consumer group. There are never more pods than partitions.
   *
   * @example
   * ScaleTrigger.kafka({ bootstrapServers: ['kafka.shop:9092'], consumerGroup: 'orders', topic: 'orders', lagThreshold: 50 });
   */
  public static kafka(options: KafkaTriggerOptions): ScaleTrigger {
    const { bootstrapServers, consumerGroup, topic, lagThreshold } = options;
    return ScaleTrigger.made('kafka', { bootstrapServers: bootstrapServers.join(), consumerGroup, topic, lagThreshold }, options);
  }

  /**
   * Scales by the CPU use of the pods, in percent of their requests. Every container needs a CPU request. It cannot scale a rollout to zero pods.
   */
  public static cpu(utilization: number, options: ScaleTriggerOptions = {}): ScaleTrigger {
    return ScaleTrigger.made('cpu', { value: utilization }, { metricType: 'Utilization', ...options });
  }

  /**
   * Scales by the memory use of the pods, in percent of their requests. Every container needs a memory request. It cannot scale a rollout to zero
   * pods.
   */
  public static memory(utilization: number, options: ScaleTriggerOptions = {}): ScaleTrigger {
    return ScaleTrigger.made('memory', { value: utilization }, { metricType: 'Utilization', ...options });
  }

  /**
   * Any other KEDA trigger. Give its parameters with `metadata`.
   *
   * @param type the type with KEDA's name, such as `rabbitmq`
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
