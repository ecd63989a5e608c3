/** What an update does, in the words of its strategy. */
export interface Course {
  /** What kind of update it is, in a sentence. */
  readonly kind: string;
  readonly phases: readonly Phase[];
  /** What else there is to know of an update. */
  readonly notes: readonly string[];
  /** Where it waits for somebody, as in "at step 2". Empty if nowhere. */
  readonly waitsForSomebody: readonly string[];
  /** How long its timed pauses take, in milliseconds. */
  readonly pauses: number;
  /** What `promote` does. */
  readonly promote: string;
  /** What `abort` does. */
  readonly abort: string;
  /** How the way back to an earlier version differs from any other update. */
  readonly rollback: readonly string[];
}

/** A part of an update. */
export interface Phase {
  readonly name: string;
  readonly happens: string;
  /** How the update goes on from there. */
  readonly then: string;
}
