/** What a rule accepts, and what it says of what it rejects. */
export interface RuleCases {
  readonly accepts: string[];
  /** `pointer: message` of each finding, a line each, and the YAML that has them. */
  readonly rejects: Record<string, string>;
}
