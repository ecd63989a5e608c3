/**
 * Days of the week, in UTC.
 */
export enum Weekday {
  /** Sunday. */
  SUNDAY = 'Sunday',
  /** Monday. */
  MONDAY = 'Monday',
  /** Tuesday. */
  TUESDAY = 'Tuesday',
  /** Wednesday. */
  WEDNESDAY = 'Wednesday',
  /** Thursday. */
  THURSDAY = 'Thursday',
  /** Friday. */
  FRIDAY = 'Friday',
  /** Saturday. */
  SATURDAY = 'Saturday',
}

/**
 * A daily time range in which releases may continue. Times are in UTC, because Prometheus supports no other time zone. If your region has daylight
 * saving time, choose hours that are good in summer and in winter.
 */
export interface ReleaseWindow {
  /**
   * The time when it opens, such as `09:00`.
   */
  readonly opens: string;

  /**
   * The time when it closes, such as `16:30` or `24:00`. If it is not later than `opens`, the window closes on the next day.
   */
  readonly closes: string;

  /**
   * The days on which the window opens.
   *
   * @default - every day
   */
  readonly days?: Weekday[];
}

const DAYS = Object.values(Weekday);
const MINUTE = '(hour() * 60 + minute())';
const WHOLE_DAY = 24 * 60;

/** A query that yields something while a window is open, and nothing else. */
export function whileOpen(window: ReleaseWindow): string {
  const { days = DAYS } = window;
  const [opens, closes] = [minuteOf('opens', window.opens), minuteOf('closes', window.closes)];
  if (days.length === 0) {
    throw new Error('a release window opens on at least one day, got none');
  }
  const numbers = new Set(days.map((day) => DAYS.indexOf(day)));
  if (closes > opens) {
    return on(numbers, `${MINUTE} >= ${opens} < ${closes}`);
  }
  // what is open after midnight opened on the day before
  const after = new Set([...numbers].map((day) => (day + 1) % DAYS.length));
  const evening = on(numbers, `${MINUTE} >= ${opens}`);
  return closes === 0 ? evening : `(${evening}) or on () (${on(after, `${MINUTE} < ${closes}`)})`;
}

function on(days: ReadonlySet<number>, time: string): string {
  return days.size === DAYS.length ? time : `${time} and on () (${spans(days).join(' or on () ')})`;
}

/** The days as few comparisons: Monday to Friday are one. */
function spans(days: ReadonlySet<number>): string[] {
  const first = [...days].filter((day) => !days.has(day - 1)).sort();
  return first.map((from) => {
    let to = from;
    while (days.has(to + 1)) {
      to++;
    }
    return from === to ? `day_of_week() == ${from}` : `day_of_week() >= ${from} <= ${to}`;
  });
}

function minuteOf(option: 'opens' | 'closes', text: string): number {
  const [, hours, minutes] = /^(\d\d):(\d\d)$/.exec(text) ?? [];
  const minute = Number(hours) * 60 + Number(minutes);
  if (!(Number(minutes) < 60 && minute <= (option === 'closes' ? WHOLE_DAY : WHOLE_DAY - 1))) {
    throw new Error(`"${option}" of a release window is a time such as 09:00${option === 'closes' ? ', up to 24:00' : ''}, got "${text}"`);
  }
  return minute;
}
