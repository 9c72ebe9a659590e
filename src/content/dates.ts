/**
 * Dates as newsrooms and scrapers write them in front matter. A strict grammar instead of
 * guessing: what it doesn't know or the calendar doesn't have is null, and the post's date is then
 * rescued elsewhere or the post set aside.
 */
import { isRealDate, MONTHS, type WallTime, wallMs } from './calendar.js';
import { fromLocal, localTime, type Zone } from './zone.js';

/** How a text without an offset is read. */
export interface DateOptions {
  /**
   * Jekyll's reading: a full `YYYY-MM-DD HH:MM:SS` is a YAML timestamp, which is UTC; any other
   * text without an offset is site time. False: all of them are site time. (For YAML a quoted text
   * is no timestamp: pass false.)
   */
  readonly utc: boolean;
}

type Groups = Readonly<Record<string, string | undefined>>;

/** A text taken apart; undefined is what it doesn't say. */
interface Written {
  readonly year: string | undefined;
  /** Digits or an English name. */
  readonly month: string | undefined;
  readonly day: string | undefined;
  readonly hour: string | undefined;
  readonly minute: string | undefined;
  readonly second: string | undefined;
  readonly fraction: string | undefined;
  /** The half of a twelve-hour day: `a`, `p`, `上` or `下`. */
  readonly half: string | undefined;
  readonly zone: string | undefined;
}

/** Longer texts are no dates, and patterns need not be quick on them. */
const MAX_LENGTH = 100;
const MINUTE_MS = 60_000;

/** YAML 1.1's timestamp without its offset (https://yaml.org/type/timestamp.html). */
const YAML_TIMESTAMP = /^\d{4}-\d{1,2}-\d{1,2}(?:T|[ \t]+)\d{1,2}:\d{2}:\d{2}(?:\.\d*)?$/i;

const YEAR = '(?<year>\\d{4})(?!\\d)';
const DAY = '(?<day>\\d{1,2})';
const ORDINAL = '(?:st|nd|rd|th)?';
const MONTH_NAME = '(?<month>[a-z]{3,})';
const WEEKDAY = '(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? ?)?';
const SECOND = '(?<second>\\d{2})(?:[.,](?<fraction>\\d+))?';

const COMPACT_TIME = `(?<hour>\\d{2})(?<minute>\\d{2})(?:${SECOND})?`;
const ZONE = '(?<zone>Z|UTC?|GMT|[ECMP][SD]T|(?:UTC|GMT)?[+-](?:[01]?\\d|2[0-3])(?::?[0-5]\\d)?)';
/** Between day and year, where C's `ctime` and the `date` command put it. */
const CTIME = `(?<hour>\\d{2}):(?<minute>\\d{2}):${SECOND}(?: ${ZONE})?`;

/** A date at the start of a text; day before month where the year comes last, as Ruby has it. */
const DATES: readonly RegExp[] = [
  '(?<year>\\d{4})(?<mark>[-/.])(?<month>\\d{1,2})\\k<mark>(?<day>\\d{1,2})(?!\\d)',
  '(?<year>\\d{4}) ?年 ?(?<month>\\d{1,2}) ?月 ?(?<day>\\d{1,2}) ?[日号號]',
  `(?<year>\\d{4})(?<month>\\d{2})(?<day>\\d{2})(?:T?${COMPACT_TIME})?(?!\\d)`,
  `${DAY}(?<mark>[-/.])(?<month>\\d{1,2})\\k<mark>${YEAR}`,
  `${WEEKDAY}${DAY}${ORDINAL}[- ]${MONTH_NAME}[.,]?[- ]${YEAR}`,
  `${WEEKDAY}${MONTH_NAME}\\.? ${DAY}${ORDINAL},? ${YEAR}`,
  `${WEEKDAY}${MONTH_NAME} ${DAY} ${CTIME} ${YEAR}`,
].map((source) => new RegExp(`^${source}`, 'i'));

const GAP = '(?:,? ?| ?T|,? at | - )';
const HAN_HALF = '(?:(?<han>[上下])午 ?)?';
const HAN_SECOND = '(?: ?(?<second>\\d{1,2}) ?秒)?';
const HAN_TIME = `(?<hour>\\d{1,2}) ?[时時点點] ?(?<minute>\\d{1,2}) ?分${HAN_SECOND}`;
const HALF = ' ?(?<half>[ap])\\.?m\\.?';

/** Glued to a bare date, an offset must be whole: `2022-05-26-08` may mean anything. */
const BARE_GAP = '(?: |(?=Z|[+-]\\d{2}:?\\d{2}$))';

/** Everything after a date: an offset or nothing, or a time and perhaps an offset. */
const TAILS: readonly RegExp[] = [
  `(?:${BARE_GAP}${ZONE})?`,
  `${GAP}${HAN_HALF}(?<hour>\\d{1,2}):(?<minute>\\d{2})(?::${SECOND})?(?:${HALF})?(?: ?${ZONE})?`,
  `${GAP}(?<hour>\\d{1,2})${HALF}(?: ?${ZONE})?`,
  ` ?${HAN_HALF}${HAN_TIME}(?: ?${ZONE})?`,
].map((source) => new RegExp(`^${source}$`, 'i'));

/** A time and a name; what stands before the name ends in digits, so that there is one at most. */
const OWN_ZONE = /^(.*:\d\d) ([A-Z][A-Za-z_/]{2,40})$/;

/** RFC 2822's zone names, in hours east: those that Ruby knows, and no others. */
const ZONE_HOURS: ReadonlyMap<string, number> = new Map([
  ['EST', -5],
  ['EDT', -4],
  ['CST', -6],
  ['CDT', -5],
  ['MST', -7],
  ['MDT', -6],
  ['PST', -8],
  ['PDT', -7],
]);

/**
 * The instant (ms since the epoch) a date's text means, or null. The offset of a time in the text
 * wins over `zone`; a date alone is that day's midnight in `zone` whatever offset follows it, as in
 * Ruby: the day stays the one written. Years are 0 to 9999, as written and as shown in `zone`.
 */
export function parseDate(text: string, zone: Zone, options: DateOptions): number | null {
  if (text.length > MAX_LENGTH) return null;
  const trimmed = text.trim();
  const written = takeApart(trimmed.normalize('NFKC').replace(/\s+/g, ' '));
  const wall = written === null ? null : readWall(written);
  if (written === null) return siteTime(trimmed, zone);
  if (wall === null) return null;
  const ownZone = written.hour === undefined ? undefined : written.zone;
  const offset = options.utc && YAML_TIMESTAMP.test(trimmed) ? 'Z' : ownZone;
  const seconds = offset === undefined ? fromLocal(zone, wall) : instantIn(offset, wall, zone);
  const ms = seconds + Number((written.fraction ?? '').slice(0, 3).padEnd(3, '0'));
  const { year } = localTime(zone, ms);
  return year >= 0 && year <= 9999 ? ms : null;
}

/** `10:00 CEST` or `10:00 Europe/Berlin` in Berlin: the site's own zone by name. */
function siteTime(text: string, zone: Zone): number | null {
  const [, time = '', name = ''] = OWN_ZONE.exec(text) ?? [];
  const ms = name === '' ? null : parseDate(time, zone, { utc: false });
  if (ms === null || name === zone.name) return ms;
  const local = localTime(zone, ms);
  const offset = ownOffset(name, local, zone);
  return offset === null ? null : ms + (local.offset - offset) * MINUTE_MS;
}

/** The site's zone wins over Ruby's table: `CST` is China's in Shanghai, as its clocks print it. */
function instantIn(offset: string, wall: WallTime, zone: Zone): number {
  const name = offset.toUpperCase();
  const own = ZONE_HOURS.has(name) ? ownOffset(name, wall, zone) : null;
  return wallMs(wall) - (own ?? offsetMinutes(offset)) * MINUTE_MS;
}

/**
 * Minutes east of UTC in the zone's time of that name: the one its clocks showed then, else one of
 * that year's, as someone may write the summer's in winter; null where it has none such.
 */
function ownOffset(name: string, wall: WallTime, zone: Zone): number | null {
  const start = { ...wall, day: 1, hour: 0, minute: 0, second: 0 };
  // January and July, as in Ruby's `Time.zone_offset`.
  const moments = [wall, { ...start, month: 1 }, { ...start, month: 7 }];
  for (const moment of moments) {
    const ms = fromLocal(zone, moment);
    if (zone.abbreviationAt(ms) === name) return zone.offsetAt(ms);
  }
  return null;
}

function takeApart(text: string): Written | null {
  for (const form of DATES) {
    const date = form.exec(text);
    if (date?.groups === undefined) continue;
    const rest = text.slice(date[0].length);
    for (const tailForm of TAILS) {
      const tail = tailForm.exec(rest)?.groups;
      if (tail !== undefined) return join(date.groups, tail);
    }
  }
  return null;
}

/** Null where there are two times. Field by field, as copying groups takes longer than all else. */
function join(date: Groups, tail: Groups): Written | null {
  if (date['hour'] !== undefined && tail['hour'] !== undefined) return null;
  return {
    year: date['year'],
    month: date['month'],
    day: date['day'],
    hour: date['hour'] ?? tail['hour'],
    minute: date['minute'] ?? tail['minute'],
    second: date['second'] ?? tail['second'],
    fraction: date['fraction'] ?? tail['fraction'],
    half: tail['half'] ?? tail['han'],
    zone: date['zone'] ?? tail['zone'],
  };
}

/** The wall clock that was written; null when no clock or calendar shows it. */
function readWall(written: Written): WallTime | null {
  const hour = readHour(written);
  if (hour === null) return null;
  const wall = {
    year: Number(written.year),
    month: readMonth(written.month ?? ''),
    day: Number(written.day),
    hour,
    minute: Number(written.minute ?? 0),
    second: Number(written.second ?? 0),
  };
  // As in ISO 8601 and Ruby, 24:00 is the day's end, and a minute may have a leap second.
  const isTime =
    wall.minute < 60 &&
    wall.second <= 60 &&
    (hour < 24 || (hour === 24 && wall.minute === 0 && wall.second === 0));
  return isTime && isRealDate(wall) ? wall : null;
}

function readHour(written: Written): number | null {
  const hour = Number(written.hour ?? 0);
  const half = (written.half ?? '').toLowerCase();
  if (half === '') return hour;
  if (hour > 12) return null;
  return (hour % 12) + (half === 'p' || half === '下' ? 12 : 0);
}

/** 1 to 12 from digits, or a full or shortened English name; 0 for no month. */
function readMonth(text: string): number {
  if (/^\d/.test(text)) return Number(text);
  const name = text.toLowerCase().replace(/^sept$/, 'sep');
  return (
    MONTHS.findIndex((month) => {
      const full = month.toLowerCase();
      return name === full || name === full.slice(0, 3);
    }) + 1
  );
}

/** Minutes east of UTC for a text that matched `ZONE`. */
function offsetMinutes(zone: string): number {
  const match = /([+-])(\d{1,2}?):?(\d{2})?$/.exec(zone);
  if (match === null) return (ZONE_HOURS.get(zone.toUpperCase()) ?? 0) * 60;
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0);
  return match[1] === '-' ? -minutes : minutes;
}
