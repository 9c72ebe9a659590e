/**
 * Time zones by name, never the machine's: instants to wall clocks and back. The config's zone is
 * made once and handed to whatever reads or shows a date.
 */
import { memoizeByKey } from '../../platform/memoize.js';
import { DAY_MS, dateMs, type WallTime, wallMs } from './calendar.js';
import { zoneAbbreviation } from './zone-names.js';

export interface Zone {
  readonly name: string;
  /**
   * Minutes east of UTC at an instant (ms since the epoch). Whole minutes since standard time;
   * before (Shanghai until 1901), seconds show as a fraction. NaN gives NaN.
   */
  offsetAt(ms: number): number;
  /** The tz database's abbreviation at an instant: `CST`, or `+08` where there is none. */
  abbreviationAt(ms: number): string;
}

/** What a wall clock and calendar in a zone show. */
export interface LocalTime extends WallTime {
  /** 0 to 6, Sunday first. */
  readonly weekday: number;
  /** 1 to 366. */
  readonly yearDay: number;
  /** Minutes east of UTC. */
  readonly offset: number;
}

const MINUTE_MS = 60_000;
/** Days remembered by a zone: half a century; a hostile spread of dates must not fill memory. */
const MAX_DAYS = 20_000;
/** Zones remembered: a site has one, and its stories name few more. */
const MAX_ZONES = 20;

/** Abbreviations that Node takes for one zone of those that have them; no names of the tz database. */
const AMBIGUOUS: ReadonlySet<string> = new Set(
  (
    'ACT AET AGT ART AST BET BST CAT CNT CST CTT EAT ECT IET IST JST MIT NET NST PLT PNT PRT PST ' +
    'SST VST'
  ).split(' '),
);

/** An IANA name in any case (`Asia/Shanghai`, `Etc/GMT-8`) or `+08:00`; RangeError for others. */
export function createZone(name: string): Zone {
  if (isAmbiguousZone(name)) throw new RangeError(`Several time zones are called ${name}`);
  const fixed = fixedOffset(name);
  if (fixed === null) return ruledZones(name);
  const abbreviation = fixed === 0 ? 'UTC' : zoneAbbreviation('', fixed);
  return { name, offsetAt: () => fixed, abbreviationAt: () => abbreviation };
}

/** Whether `createZone` accepts the name. */
export function isZone(name: string): boolean {
  try {
    createZone(name);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** Whether it is `CST`, `IST` or the like, which may be one zone as well as another. */
export function isAmbiguousZone(name: string): boolean {
  return AMBIGUOUS.has(name.toUpperCase());
}

/** What clocks in the zone show at an instant (ms since the epoch). */
export function localTime(zone: Zone, ms: number): LocalTime {
  const offset = zone.offsetAt(ms);
  const wall = ms + Math.round(offset * MINUTE_MS);
  // Shifted by the offset, the UTC getters read the zone's wall clock.
  const date = new Date(wall);
  const year = date.getUTCFullYear();
  return {
    year,
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    weekday: date.getUTCDay(),
    yearDay: Math.floor((wall - dateMs(year, 1, 1)) / DAY_MS) + 1,
    offset,
  };
}

/** Days since the epoch that a calendar in the zone counts at an instant (ms since the epoch). */
export function localDay(zone: Zone, ms: number): number {
  return Math.floor((ms + Math.round(zone.offsetAt(ms) * MINUTE_MS)) / DAY_MS);
}

/**
 * The instant (ms since the epoch) at which clocks in the zone show `time`. Where clocks are put
 * forward, a time that never was moves forward by the gap; where they are put back, the second of
 * the two instants is meant. Both are what Ruby's `Time.local` answers, and so Jekyll.
 */
export function fromLocal(zone: Zone, time: WallTime): number {
  const wall = wallMs(time);
  // No offset exceeds a day, so these lie before and after any change that concerns the wall time.
  const before = zone.offsetAt(wall - DAY_MS);
  const after = zone.offsetAt(wall + DAY_MS);
  const early = wall - Math.round(before * MINUTE_MS);
  if (before === after) return early;
  const late = wall - Math.round(after * MINUTE_MS);
  const earlyFits = zone.offsetAt(early) === before;
  const lateFits = zone.offsetAt(late) === after;
  if (earlyFits === lateFits) return Math.max(early, late);
  return earlyFits ? early : late;
}

/** Minutes for the spellings whose offset never changes, else null. */
function fixedOffset(name: string): number | null {
  if (/^(?:Etc\/)?(?:UTC|GMT)$/i.test(name)) return 0;
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(name);
  if (match === null) return null;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  if (Number(match[3]) > 59 || minutes >= 24 * 60) return null;
  return match[1] === '-' ? 0 - minutes : minutes;
}

/** A UTC day's offset, which may change once in it. */
interface ZoneDay {
  readonly before: number;
  readonly after: number;
  /** The first instant with `after`. */
  readonly change: number;
}

/** Node takes milliseconds to prepare a zone, and each stage asks for the site's. */
const ruledZones = memoizeByKey(ruledZone, MAX_ZONES);

function ruledZone(name: string): Zone {
  const lookUp = offsetReader(name);
  const dayAt = memoizeByKey((day: number) => readDay(lookUp, day * DAY_MS), MAX_DAYS);
  let names: Intl.DateTimeFormat | undefined;
  const offsetAt = (ms: number): number => {
    if (Number.isNaN(ms)) return ms;
    const day = dayAt(Math.floor(ms / DAY_MS));
    return ms < day.change ? day.before : day.after;
  };
  return {
    name,
    offsetAt,
    abbreviationAt(ms) {
      names ??= new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'long' });
      return zoneAbbreviation(names.format(ms).replace(/^.*, /, ''), offsetAt(ms));
    },
  };
}

/** Looks twice where the offset is constant all day, else searches the second of the change. */
function readDay(lookUp: (ms: number) => number, start: number): ZoneDay {
  const before = lookUp(start);
  const after = lookUp(start + DAY_MS);
  if (before === after) return { before, after, change: start };
  let low = start;
  let high = start + DAY_MS;
  while (high - low > 1000) {
    const middle = low + Math.floor((high - low) / 2000) * 1000;
    if (lookUp(middle) === before) low = middle;
    else high = middle;
  }
  return { before, after, change: high };
}

/** Minutes east of UTC, from Node's own zone data; about a microsecond a call. */
function offsetReader(name: string): (ms: number) => number {
  // Calendar and digits are stated, so that nothing hangs on a locale's defaults.
  const format = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
    timeZone: name,
    timeZoneName: 'longOffset',
  });
  return (ms) => {
    const match = /GMT(?:([+-])(\d+):(\d+)(?::(\d+))?)?$/.exec(format.format(ms));
    if (match === null) throw new RangeError(`No offset known for time zone ${name}`);
    const [, sign, hours, minutes, seconds] = match;
    const size = Number(hours ?? 0) * 60 + Number(minutes ?? 0) + Number(seconds ?? 0) / 60;
    return sign === '-' ? 0 - size : size;
  };
}
