/**
 * The action of a relabeling.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/#relabel_config
 */
export enum RelabelAction {
  /** Writes `replacement` into `targetLabel` if `regex` matches. */
  REPLACE = 'replace',
  /** Keeps only pods or series that `regex` matches. */
  KEEP = 'keep',
  /** Drops pods or series that `regex` matches. */
  DROP = 'drop',
  /** Keeps only pods or series with the same value in `sourceLabels` and `targetLabel`. */
  KEEP_EQUAL = 'keepequal',
  /** Drops pods or series with the same value in `sourceLabels` and `targetLabel`. */
  DROP_EQUAL = 'dropequal',
  /** Writes a hash of `sourceLabels`, modulo `modulus`, into `targetLabel`. */
  HASH_MOD = 'hashmod',
  /** Copies all labels whose names match `regex`. `replacement` gives the new names. */
  LABEL_MAP = 'labelmap',
  /** Removes all labels whose names match `regex`. */
  LABEL_DROP = 'labeldrop',
  /** Removes all labels whose names do not match `regex`. */
  LABEL_KEEP = 'labelkeep',
  /** Writes `sourceLabels` into `targetLabel`, in lower case. */
  LOWERCASE = 'lowercase',
  /** Writes `sourceLabels` into `targetLabel`, in upper case. */
  UPPERCASE = 'uppercase',
}

/**
 * A relabeling of Prometheus: it changes labels, or selects pods or series by their labels.
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
   * The action.
   *
   * @default RelabelAction.REPLACE
   */
  readonly action?: RelabelAction;

  /**
   * The labels whose values are used. `__name__` is the name of the metric.
   *
   * @default - none
   */
  readonly sourceLabels?: string[];

  /**
   * The text between the values of several `sourceLabels`.
   *
   * @default ';'
   */
  readonly separator?: string;

  /**
   * A regular expression that must match the whole value.
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
   * The new value. `$1` is the first group of `regex`.
   *
   * @default '$1'
   */
  readonly replacement?: string;

  /**
   * The modulus of the hash, for `RelabelAction.HASH_MOD`.
   *
   * @default - none
   */
  readonly modulus?: number;
}
