/**
 * Labels and annotations of objects that the controller creates.
 */
export interface CreatedObjectMetadata {
  /**
   * Labels.
   *
   * @default - none
   */
  readonly labels?: Record<string, string>;

  /**
   * Annotations.
   *
   * @default - none
   */
  readonly annotations?: Record<string, string>;
}
