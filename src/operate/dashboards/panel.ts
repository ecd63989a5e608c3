import { View } from './views';

/** One query of a panel. */
export interface Query {
  readonly expr: string;
  /** What its series are called: Grafana puts the value of a label where its name stands in braces. */
  readonly legend?: string;
}

/**
 * One panel, in all that tells it from the others.
 */
export interface Panel<Subject> {
  readonly title: string;
  readonly description: string;
  /** Of the 24 columns of a dashboard. */
  readonly width: number;
  readonly view: View;
  /** The least time between two points; as Grafana chooses, unless said. */
  readonly interval?: string;
  /** What it is shown for; all, unless said. */
  readonly applies?: (subject: Subject) => boolean;
  readonly queries: (subject: Subject) => readonly Query[];
}

/** A panel about one subject. */
export type FilledPanel = Omit<Panel<never>, 'applies' | 'queries'> & { readonly queries: readonly Query[] };

/** Panels under a heading. */
export interface Section {
  readonly title: string;
  readonly folded?: boolean;
  readonly panels: readonly FilledPanel[];
}

export function fill<Subject>(panels: readonly Panel<Subject>[], subject: Subject): FilledPanel[] {
  return panels.filter(({ applies }) => applies?.(subject) ?? true)
    .map(({ applies, queries, ...panel }) => ({ ...panel, queries: queries(subject) }));
}
