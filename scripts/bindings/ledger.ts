/** What was tried of a subject, and how it went. */
export interface Entry {
  readonly subject: string;
  readonly what: string;
  readonly ok: boolean;
  readonly seconds: number;
  /** What is worth knowing where it went well, and the reason where it did not. */
  readonly said: string;
}

/** Tries one thing after another, tells each as it begins and as it ends, and remembers them all. */
export class Ledger {
  public readonly entries: Entry[] = [];

  constructor(private readonly tell: (line: string) => void, private readonly begin: (line: string) => void = () => {}) {}

  /** Returns whether it went well: it throws otherwise. What it returns is told. */
  public try(subject: string, what: string, action: () => string | void): boolean {
    const started = Date.now();
    this.begin(`... ${subject}: ${what}`);
    const end = (ok: boolean, said: string) => {
      const seconds = (Date.now() - started) / 1000;
      this.entries.push({ subject, what, ok, seconds, said });
      this.tell(`${ok ? 'ok' : 'FAILED'} ${subject}: ${what} (${seconds.toFixed(1)} s)${said ? `${ok ? ': ' : '\n'}${said}` : ''}`);
      return ok;
    };
    try {
      return end(true, action() ?? '');
    } catch (error) {
      return end(false, (error as Error).message);
    }
  }

  public get failed(): number {
    return this.entries.filter(({ ok }) => !ok).length;
  }

  /** A row for each subject. What was not tried, because something before it failed, is a dash. */
  public table(): string {
    const subjects = [...new Set(this.entries.map(({ subject }) => subject))];
    const columns = [...new Set(this.entries.map(({ what }) => what))];
    const cell = (subject: string, column: string) => {
      const entry = this.entries.find((each) => each.subject === subject && each.what === column);
      return entry ? `${entry.ok ? 'ok' : 'FAILED'} ${entry.seconds.toFixed(1)} s` : '-';
    };
    const rows = [['', ...columns], ...subjects.map((subject) => [subject, ...columns.map((column) => cell(subject, column))])];
    const widths = rows[0].map((_, index) => Math.max(...rows.map((row) => row[index].length)));
    return rows.map((row) => row.map((text, index) => text.padEnd(widths[index])).join('  ').trimEnd()).join('\n');
  }
}
