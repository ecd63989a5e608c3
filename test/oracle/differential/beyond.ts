/** An error of ours that the real validation is not able to report, although it takes part in the stage that would notice. */
export interface Beyond {
  readonly rule: string;
  /** Which of its messages. */
  readonly says: RegExp;
  readonly why: string;
}

/** Each must be met in every run, so nothing stays here that is not needed. */
export const BEYOND: readonly Beyond[] = [
  {
    rule: 'selector-given',
    says: /got an empty one/,
    why: 'beside a workloadRef the controller does not look at it; the API server refuses the ReplicaSet',
  },
  {
    rule: 'service-named',
    says: /activeService must be/,
    why: 'beside a preview Service with a name the validation passes over it; the controller then looks for it for ever',
  },
];
