/**
 * The proleptic Gregorian calendar: what dates, zones and permalinks share. Knows no zones; every
 * number is a wall clock's, and English names are the same on every machine.
 */

export const MONTHS: readonly string[] = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** Sunday first, as `LocalTime.weekday` counts. */
export const WEEKDAYS: readonly string[] =
  'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

export const DAY_MS: number = 86_400_000;

/** A calendar day; `month` 1 to 12, `day` 1 to 31. */
export interface CalendarDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** A moment on a wall clock, zone unknown. */
export interface WallTime extends CalendarDate {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

// The calendar repeats after 400 years. `Date.UTC` takes the years 0 to 99 for 1900 to 1999, so
// years are moved out of that range and the result is moved back.
const CYCLE_YEARS = 400;
const CYCLE_MS = 146_097 * DAY_MS;

/**
 * Milliseconds since the epoch if the wall clock stood in Greenwich. An hour 24 and a second 60
 * roll over, as in ISO 8601.
 */
export function wallMs(time: WallTime): number {
  const { year, month, day, hour, minute, second } = time;
  return Date.UTC(year + CYCLE_YEARS, month - 1, day, hour, minute, second) - CYCLE_MS;
}

/** As `wallMs`, at the day's midnight. */
export function dateMs(year: number, month: number, day: number): number {
  return Date.UTC(year + CYCLE_YEARS, month - 1, day) - CYCLE_MS;
}

/** Whether the calendar has the day; years are 0 to 9999. */
export function isRealDate({ year, month, day }: CalendarDate): boolean {
  if (!(year >= 0 && year <= 9999 && month >= 1 && month <= 12 && day >= 1)) return false;
  return day <= new Date(dateMs(year, month + 1, 0)).getUTCDate();
}

/** ISO 8601's week, 1 to 53, and the year it belongs to, which its Thursday decides. */
export function isoWeek(time: CalendarDate & { readonly weekday: number }): {
  readonly year: number;
  readonly week: number;
} {
  const thursday = dateMs(time.year, time.month, time.day) + (4 - (time.weekday || 7)) * DAY_MS;
  const year = new Date(thursday).getUTCFullYear();
  return { year, week: Math.floor((thursday - dateMs(year, 1, 1)) / (7 * DAY_MS)) + 1 };
}
