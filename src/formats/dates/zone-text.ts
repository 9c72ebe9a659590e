/** Zones as they stand behind a time: offsets, abbreviations, names of the tz database, words. */

import { memoizeByKey } from '../../platform/memoize.js';
import type { WallTime } from './calendar.js';
import { createZone, fromLocal, isZone, type Zone } from './zone.js';
import { abbreviationOf } from './zone-names.js';

/** What a zone's text says, and what is behind it. */
export interface WrittenZone {
  /** Minutes east of UTC. */
  readonly offset: number;
  readonly rest: string;
}

const OFFSET = /^ ?[([]? ?(?:UTC|GMT)?([+-])(\d{1,2})(?::?(\d{2}))?(?![\d:])/i;
/** A comment may name once more what the offset says: `+0800 (CST)`, `+08:00[Asia/Shanghai]`. */
const COMMENT = /^ ?[)\]]? ?(?:\([^)]*\)|\[[^\]]*\])?/;
/** A year between time and offset: it is reported as unread, and the offset counts. */
const YEAR = /^ \d{4}(?= [+-]\d)/;
const NAMES: readonly RegExp[] = [
  /^ ?[([]? ?([a-z-]+(?: [a-z-]+){0,3} time)\b/i,
  /^ ?[([]? ?([a-z]+(?:\/[a-z_+-]+)*)(?![a-z])/i,
  /^ ?[([]? ?(\p{Script=Han}+)/u,
];

/** Hours east by RFC 2822, and those of other zones that all tables agree on. */
const HOURS: ReadonlyMap<string, number> = new Map([
  ...(['Z', 'UT', 'UTC', 'GMT', 'WET'] as const).map((name) => [name, 0] as const),
  ...([['EST', -5], ['EDT', -4], ['CST', -6], ['CDT', -5], ['MST', -7], ['MDT', -6]] as const),
  ...([['PST', -8], ['PDT', -7], ['AKST', -9], ['AKDT', -8], ['HST', -10]] as const),
  ...([['CET', 1], ['CEST', 2], ['MET', 1], ['MEST', 2], ['WEST', 1], ['EET', 2]] as const),
  ...([['EEST', 3], ['MSK', 3], ['MSD', 4], ['HKT', 8], ['JST', 9], ['KST', 9]] as const),
  ...([['AEST', 10], ['AEDT', 11], ['NZST', 12], ['NZDT', 13]] as const),
]); // biome-ignore format: a table

/** Names in words, in lower case. Of some the abbreviation is another zone's in the tables above. */
const WORDS: ReadonlyMap<string, string> = new Map(
  (
    [
      [
        'Asia/Shanghai',
        '北京时间 北京時間 中国标准时间 中國標準時間 中国时间 东八区 china_standard_time',
      ],
      ['Asia/Taipei', '台北时间 台北時間 臺北時間 taiwan_standard_time'],
      ['Asia/Hong_Kong', '香港时间 香港時間 hong_kong_standard_time'],
      ['Asia/Singapore', '新加坡时间 新加坡時間 singapore_standard_time'],
      ['Asia/Tokyo', '东京时间 日本时间 日本時間 日本標準時'],
      ['Asia/Kolkata', 'india_standard_time'],
      ['Asia/Manila', 'philippine_standard_time'],
      ['Asia/Jerusalem', 'israel_standard_time israel_daylight_time'],
      ['Europe/Dublin', 'irish_standard_time'],
      ['Europe/London', '伦敦时间 倫敦時間 british_summer_time'],
      ['America/New_York', '纽约时间 美东时间 紐約時間 美東時間'],
      ['America/Havana', 'cuba_standard_time cuba_daylight_time'],
      ['UTC', '格林尼治时间 格林威治时间 世界时 协调世界时'],
    ] as const
  ).flatMap(([zone, words]) =>
    words.split(' ').map((word) => [word.replaceAll('_', ' '), zone] as const),
  ),
);

/** The zone that stands at a text's start, for a wall clock's time on a site in `zone`; null: none. */
export function readZone(text: string, wall: WallTime, zone: Zone): WrittenZone | null {
  if (text === '') return null;
  const [year = ''] = YEAR.exec(text) ?? [];
  const found = OFFSET.exec(text.slice(year.length));
  if (found !== null) {
    const [all, sign, hours, minutes = '0'] = found;
    if (Number(hours) > 23 || Number(minutes) > 59) return null;
    const east = Number(hours) * 60 + Number(minutes);
    const rest = text.slice(year.length + all.length).replace(COMMENT, '');
    return { offset: sign === '-' ? -east : east, rest: year + rest };
  }
  for (const form of NAMES) {
    const [all = '', name = ''] = form.exec(text) ?? [];
    const offset = name === '' ? null : offsetOf(name, wall, zone);
    if (offset !== null) return { offset, rest: text.slice(all.length).replace(COMMENT, '') };
  }
  return null;
}

/** The site's zone wins over the tables: `CST` is China's in Shanghai, as its clocks print it. */
function offsetOf(name: string, wall: WallTime, zone: Zone): number | null {
  const named = WORDS.get(name.toLowerCase()) ?? (name.includes('/') ? name : null);
  const other = named === null ? null : zoneOf(named);
  if (other !== null) return other.offsetAt(fromLocal(other, wall));
  const short = (abbreviationOf(name) ?? name).toUpperCase();
  if (short === 'Z' || short === 'UTC' || short === 'GMT') return 0;
  const own = ownOffset(short, wall, zone);
  if (own !== null) return own;
  const hours = HOURS.get(short);
  return hours === undefined ? null : hours * 60;
}

/** Zones that a few stories name; a hostile archive's many must not fill memory. */
const MOST_ZONES = 100;

const zoneOf = memoizeByKey(
  (name): Zone | null => (isZone(name) ? createZone(name) : null),
  MOST_ZONES,
);

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
