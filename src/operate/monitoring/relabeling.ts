/**
 * What a relabeling does.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/#relabel_config
 */
export enum RelabelAction {
  /** Writes `replacement` into `targetLabel`, where `regex` matches. */
  REPLACE = 'replace',
  /** Keeps only what `regex` matches. */
  KEEP = 'keep',
  /** Leaves out what `regex` matches. */
  DROP = 'drop',
  /** Keeps only what has the same value in `sourceLabels` and `targetLabel`. */
  KEEP_EQUAL = 'keepequal',
  /** Leaves out what has the same value in `sourceLabels` and `targetLabel`. */
  DROP_EQUAL = 'dropequal',
  /** Writes a number below `modulus`, made from a hash of `sourceLabels`, into `targetLabel`. */
  HASH_MOD = 'hashmod',
  /** Copies labels whose names `regex` matches to names made by `replacement`. */
  LABEL_MAP = 'labelmap',
  /** Removes labels whose names `regex` matches. */
  LABEL_DROP = 'labeldrop',
  /** Removes labels whose names `regex` does not match. */
  LABEL_KEEP = 'labelkeep',
  /** Writes `sourceLabels` in lower case into `targetLabel`. */
  LOWERCASE = 'lowercase',
  /** Writes `sourceLabels` in upper case into `targetLabel`. */
  UPPERCASE = 'uppercase',
}

/**
 * A change of labels, or a choice by them.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/#relabel_config
 * @example
 * // stores nothing of the runtime
 * new RolloutPodMonitor(chart, 'PodMonitor', {
 *   rollout: api,
 *   port: 'http',
 *   metricRelabelings: [{ action: RelabelAction.DROP, sourceLabels: ['__name__'], regex: 'go_.*' }],
 * });
 */
export interface MonitorRelabeling {
  /**
   * What is done.
   *
   * @default RelabelAction.REPLACE
   */
  readonly action?: RelabelAction;

  /**
   * The labels whose values are looked at. `__name__` is the name of a metric.
   *
   * @default - none
   */
  readonly sourceLabels?: string[];

  /**
   * What stands between the values of several `sourceLabels`.
   *
   * @default ';'
   */
  readonly separator?: string;

  /**
   * A regular expression, which must match as a whole.
   *
   * @default '(.*)'
   */
  readonly regex?: string;

  /**
   * The label that is written.
   *
   * @default - none
   */
  readonly targetLabel?: string;

  /**
   * What is written, with `$1` for the first group of `regex`.
   *
   * @default '$1'
   */
  readonly replacement?: string;

  /**
   * The number that a hash is divided by. For `RelabelAction.HASH_MOD`.
   *
   * @default - none
   */
  readonly modulus?: number;
}
