/**
 * Dates as newsrooms and scrapers write them in front matter. What is legible counts, and the
 * result says whether that was all of the text; a text without a whole day is none, and the post's
 * date is then rescued elsewhere or the post set aside. Nothing is taken from the clock.
 */

import { withoutHidden } from '../text/hidden.js';
import { type WallTime, wallMs } from './calendar.js';
import { isNothing, takeApart, type WrittenDate } from './date-text.js';
import { fromLocal, localTime, type Zone } from './zone.js';
import { readZone } from './zone-text.js';

/** How a text without an offset is read. */
export interface DateOptions {
  /**
   * Jekyll's reading: a full `YYYY-MM-DD HH:MM:SS` is a YAML timestamp, which is UTC; any other
   * text without an offset is site time. False: all of them are site time. (For YAML a quoted text
   * is no timestamp: pass false.)
   */
  readonly utc: boolean;
}

/** What was read of a text. */
export interface ReadDate {
  /** Milliseconds since the epoch. */
  readonly ms: number;
  /** False: something in the text was not understood, or may be meant otherwise. */
  readonly isWhole: boolean;
  /** Minutes east of UTC, where the text says so. */
  readonly offset: number | null;
}

/** What is behind so many characters is not read, and patterns need not be quick on more. */
const MAX_LENGTH = 100;
const MINUTE_MS = 60_000;

/** YAML 1.1's timestamp without its offset (https://yaml.org/type/timestamp.html). */
const YAML_TIMESTAMP = /^\d{4}-\d{1,2}-\d{1,2}(?:T|[ \t]+)\d{1,2}:\d{2}:\d{2}(?:\.\d*)?$/i;

/** Whether YAML takes an unquoted text for a timestamp without an offset, and so Jekyll for UTC. */
export function isZoneless(text: string): boolean {
  return YAML_TIMESTAMP.test(text.trim());
}

/** The instant (ms since the epoch) of a text that is a date and nothing else; else null. */
export function parseDate(text: string, zone: Zone, options: DateOptions): number | null {
  const read = readDate(text, zone, options);
  return read?.isWhole === true ? read.ms : null;
}

/**
 * The instant that is legible in a text, or null. The offset of a time in the text wins over `zone`;
 * a date alone is that day's midnight in `zone` whatever offset follows it, as in Ruby: the day stays
 * the one written. Years are 0 to 9999, as written and as shown in `zone`.
 */
export function readDate(text: string, zone: Zone, options: DateOptions): ReadDate | null {
  const seen = withoutHidden(text).trim();
  const written = takeApart(seen.slice(0, MAX_LENGTH));
  if (written === null) return null;
  const { day, clock, around, isCertain } = written;
  const wall = { ...day, ...(clock ?? { hour: 0, minute: 0, second: 0 }) };
  const { offset, rest } = zoneOf(written, wall, zone);
  const isUtc = options.utc && isZoneless(text);
  const its = isUtc ? 0 : offset;
  const seconds = its === null ? fromLocal(zone, wall) : wallMs(wall) - its * MINUTE_MS;
  const ms = seconds + Number((clock?.fraction ?? '').slice(0, 3).padEnd(3, '0'));
  const { year } = localTime(zone, ms);
  if (year < 0 || year > 9999) return null;
  const isAll = seen.length <= MAX_LENGTH && [...around, rest].every(isNothing);
  return { ms, isWhole: isCertain && isAll, offset };
}

/** Glued to a bare date, an offset must be whole: `2022-05-26-08` may mean anything. */
const BARE = /^(?:$| |Z|[+-]\d{2}:?\d{2}(?!\d))/i;

/** Minutes east of UTC; null: the text says none, or has no time that it could be of. */
function zoneOf(
  { clock, after }: WrittenDate,
  wall: WallTime,
  zone: Zone,
): { readonly offset: number | null; readonly rest: string } {
  if (clock === null && !BARE.test(after)) return { offset: null, rest: after };
  const found = readZone(after, wall, zone);
  const offset = clock === null ? null : (found?.offset ?? null);
  return { offset, rest: found?.rest ?? after };
}
