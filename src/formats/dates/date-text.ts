/**
 * What is legible in a date's text: a day, a time and what stands around them, wherever in the text
 * they are. Knows the forms that Ruby's `Time.parse` reads, and Chinese, Japanese and Korean ones that
 * it doesn't; knows no zones.
 */
import { type CalendarDate, DAY_MS, dateMs, isRealDate, MONTHS } from './calendar.js';

/** A time of day as a clock shows it. */
export interface ClockTime {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** Digits after the second's point; may be empty. */
  readonly fraction: string;
}

/** A text taken apart. */
export interface WrittenDate {
  readonly day: CalendarDate;
  /** Null: there is no time, or none that a clock shows. */
  readonly clock: ClockTime | null;
  /** What follows the time (where there is none, the day): a zone may stand there. */
  readonly after: string;
  /** The texts before and between. */
  readonly around: readonly string[];
  /** False where something was read that could be meant otherwise, or a time that is none. */
  readonly isCertain: boolean;
}

type Groups = Readonly<Record<string, string | undefined>>;

const MONTH = '(?<name>(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)';
const GAP = '[-/., ]';
const YEAR = '(?<year>\\d{4})(?!\\d)';
/** Neither an hour nor the minute of one. */
const SHORT_YEAR = "'?(?<short>\\d{2})(?!\\d| ?:| ?[ap]\\.?m)";
/** No other number goes on in it. */
const START = '(?<!\\d|\\d[-/.:])';
const ORDINAL = '(?:st|nd|rd|th)?';
const COMPACT = '(?<hour>\\d{2})(?<minute>\\d{2})(?:(?<second>\\d{2})(?:[.,](?<fraction>\\d+))?)?';
/** Between day and year, where C's `ctime` and the `date` command put it. */
const INNER = '(?<inner>\\d{1,2}:\\d{2}(?::\\d{2}(?:[.,]\\d+)?)?(?: ?[ap]\\.?m\\.?)?)';
const INNER_ZONE = '(?<zone>(?: [a-z]{1,5}| ?[+-]\\d{4})?)';

/**
 * In the order in which they are tried; day before month where the year comes last, as in Ruby. Years
 * of two digits may be something else.
 */
const DAYS: readonly RegExp[] = [
  '(?<!\\d|(?:^| )-)(?<year>\\d{4}) ?(?<mark>[-/.]) ?(?<month>\\d{1,2}) ?\\k<mark> ?(?<day>\\d{1,2})(?!\\d)',
  `(?<!\\d)(?<year>\\d{4})(?<month>\\d{2})(?<day>\\d{2})(?:[T ]?${COMPACT})?(?!\\d)`,
  `(?<![\\d+-])(?<year>\\d{4})${GAP}{1,2}${MONTH}${GAP}{1,2}(?<day>\\d{1,2})(?![\\d:])`,
  `${START}(?<day>\\d{1,2})${ORDINAL}${GAP}{0,2}(?:of )?${MONTH}${GAP}{0,2}${YEAR}`,
  `\\b${MONTH}\\.?${GAP}{0,2}(?<day>\\d{1,2})${ORDINAL}[, ]{1,2}${INNER}${INNER_ZONE} ${YEAR}`,
  `\\b${MONTH}\\.?${GAP}{0,2}(?<day>\\d{1,2})${ORDINAL}${GAP}{1,3}${YEAR}`,
  `${START}(?<day>\\d{1,2}) ?(?<mark>[-/.]) ?(?<month>\\d{1,2}) ?\\k<mark> ?${YEAR}`,
  // ISO 8601's day of the year; without the hyphen many a number looks like it.
  '(?<![\\d-])(?<year>\\d{4}(?=-)|(?:19|20)\\d\\d)-?(?<yearDay>\\d{3})(?!\\d|-\\d+(?!\\d|[:h]))',
  `${START}(?<day>\\d{1,2})${ORDINAL}${GAP}{0,2}${MONTH}${GAP}{0,2}${SHORT_YEAR}`,
  `\\b${MONTH}\\.?${GAP}{0,2}(?<day>\\d{1,2})${ORDINAL}${GAP}{1,3}${SHORT_YEAR}`,
  `${START}'?(?<short>\\d{2})(?<mark>[-/.])(?<month>\\d{1,2})\\k<mark>(?<day>\\d{1,2})(?!\\d|[-/.:]\\d+(?!\\d|[:h]| :))`,
].map((source) => new RegExp(source, 'i'));

const MORNING = '上午|早上|早晨|清晨|凌晨|午前|오전';
const AFTERNOON = '下午|傍晚|午后|午後|오후';
const NIGHT = '晚上|晚间|夜里|夜间|深夜|晚';
const PART_OF_DAY = `(?:(?<part>${MORNING}|${AFTERNOON}|中午|${NIGHT}|[ap]\\.?m\\.?) ?)?`;
const HALF = ' ?(?<half>[ap])\\.?m\\b\\.?';
const SECOND = '(?: ?: ?(?<second>\\d{1,2})(?!\\d)(?:[.,](?<fraction>\\d*))?)?';
const TIME = new RegExp(
  `${PART_OF_DAY}(?<!\\d|\\d:)(?<hour>\\d{1,2})(?: ?: ?(?<minute>\\d{1,2})(?!\\d)${SECOND}(?:${HALF})?|${HALF.replace('half', 'alone')})`,
  'i',
);

/** `15h04m20s`, which Ruby reads, and `15时04分20秒`. */
const HOURS =
  /(?<!\d|\d:)(\d{1,2}) ?(?:h|[时時点點시](?:钟|鐘|整)?)(?:(半)| ?(\d{1,2}) ?(?:m(?:in)?|[分분])?(?: ?(\d{1,2}) ?(?:s(?:ec)?|[秒초])?)?)?(?![a-y\d])/gi;
const HAN_DAY = /(\d{4}) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日号號일]?/g;
const WEEKDAYS =
  /(?:星期|礼拜|禮拜|[周週])[一二三四五六日天]|\([一二三四五六日月火水木金土]\)|[일월화수목금토]요일|[月火水木金土日]曜日?|\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b/gi;

/** A day, a time and perhaps an offset, as nearly all dates of front matter are written. */
const WHOLE = /^(\d{4})-(\d\d)-(\d\d) ([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?= [+-]\d|$)/;
const NOTHING_AROUND: readonly string[] = [];

/** Of a text that all the patterns below read alike, at a tenth of their time. */
function wholeDate(plain: string): WrittenDate | null {
  const found = WHOLE.exec(plain);
  if (found === null) return null;
  const day = { year: Number(found[1]), month: Number(found[2]), day: Number(found[3]) };
  const [hour, minute, second] = [Number(found[4]), Number(found[5]), Number(found[6])];
  const after = plain.slice(found[0].length);
  const clock = { hour, minute, second, fraction: '' };
  return isRealDate(day) ? { day, clock, after, around: NOTHING_AROUND, isCertain: true } : null;
}

/** Null where no day stands in the text that a calendar has. */
export function takeApart(text: string): WrittenDate | null {
  const plain = plainText(text);
  const whole = wholeDate(plain);
  if (whole !== null) return whole;
  for (const form of DAYS) {
    const found = form.exec(plain);
    const day = found?.groups === undefined ? null : dayOf(found.groups);
    if (found?.groups === undefined || day === null) continue;
    const before = plain.slice(0, found.index);
    const after = plain.slice(found.index + found[0].length);
    const time = timeAround(found.groups, before, after);
    const clock = time.groups === null ? null : clockOf(time.groups);
    const isTime = time.groups === null || clock?.isCertain === true;
    const isCertain = isTime && found.groups['short'] === undefined && isName(found.groups['name']);
    const { around } = time;
    return { day, clock: clock?.clock ?? null, after: time.after, around, isCertain };
  }
  return null;
}

/** Whether nothing that could mean anything is in a text beside a date. */
export function isNothing(text: string): boolean {
  if (text === '' || /^[ ,]*$/.test(text)) return true;
  return /^(?:\bat\b|\bon\b|[\s\p{P}\p{S}])*$/iu.test(text.replace(WEEKDAYS, ' '));
}

/** Other scripts' digits, marks and units as ASCII has them. */
function plainText(text: string): string {
  const plain = text.normalize('NFKC').replace(/\s+/g, ' ').trim();
  const isAscii = /^[\0-\x7f]*$/.test(plain);
  const spelt = isAscii
    ? plain
    : plain
        .replace(/[∶꞉]/g, ':')
        .replace(/\p{Pd}|−/gu, '-')
        .replace(HAN_DAY, '$1-$2-$3 ');
  if (isAscii && !/\dh| h/i.test(spelt)) return spelt;
  return spelt.replace(HOURS, (_, hour, half, minute, second) =>
    [hour, half === undefined ? (minute ?? '00') : '30', ...(second ? [second] : [])].join(':'),
  );
}

/** An offset that a clock's time is not: behind a bare day it says nothing of the day. */
const BARE_OFFSET = /^ ?[+-](?:0\d|1[0-4]):\d{2}$/;

interface TimeFound {
  /** Null: there is no time. */
  readonly groups: Groups | null;
  readonly after: string;
  readonly around: readonly string[];
}

/** With the day, else behind it, else before it. */
function timeAround(day: Groups, before: string, after: string): TimeFound {
  if (day['hour'] !== undefined) return { groups: day, after, around: [before] };
  if (day['inner'] !== undefined) {
    const groups = TIME.exec(day['inner'])?.groups ?? null;
    return { groups, after: `${day['zone'] ?? ''}${after}`, around: [before] };
  }
  const behind = BARE_OFFSET.test(after) ? null : TIME.exec(after);
  if (behind?.groups !== undefined) {
    const between = after.slice(0, behind.index).replace(/^ ?T$/i, '');
    const rest = after.slice(behind.index + behind[0].length);
    return { groups: behind.groups, after: rest, around: [before, between] };
  }
  const ahead = TIME.exec(before);
  if (ahead?.groups === undefined) return { groups: null, after, around: [before] };
  const between = before.slice(ahead.index + ahead[0].length);
  const around = [before.slice(0, ahead.index), after];
  return { groups: ahead.groups, after: between, around };
}

function dayOf(groups: Groups): CalendarDate | null {
  const year = groups['year'] === undefined ? fullYear(groups['short']) : Number(groups['year']);
  if (groups['yearDay'] !== undefined) return dayOfYear(year, Number(groups['yearDay']));
  const month = groups['name'] === undefined ? Number(groups['month']) : monthOf(groups['name']);
  const day = { year, month, day: Number(groups['day']) };
  return isRealDate(day) ? day : null;
}

/** POSIX's rule, and Ruby's: 69 to 99 are of the last century. */
function fullYear(short: string | undefined): number {
  const year = Number(short);
  return year < 69 ? 2000 + year : 1900 + year;
}

function dayOfYear(year: number, number: number): CalendarDate | null {
  const date = new Date(dateMs(year, 1, 1) + (number - 1) * DAY_MS);
  if (number < 1 || date.getUTCFullYear() !== year) return null;
  return { year, month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** 1 to 12, by the first three letters. */
function monthOf(name: string): number {
  const start = name.slice(0, 3).toLowerCase();
  return MONTHS.findIndex((month) => month.slice(0, 3).toLowerCase() === start) + 1;
}

/** Whether a month's name is an English one, short or in full, and not a word that begins alike. */
function isName(name: string | undefined): boolean {
  if (name === undefined || name.length === 3 || /^sept$/i.test(name)) return true;
  return MONTHS.some((month) => month.toLowerCase() === name.toLowerCase());
}

/** Null: no clock shows it. `isCertain` is false where part of it was left out. */
function clockOf(
  groups: Groups,
): { readonly clock: ClockTime; readonly isCertain: boolean } | null {
  const written = Number(groups['hour']);
  const half = (groups['half'] ?? groups['alone'] ?? groups['part'] ?? '').toLowerCase();
  const hour = hourIn(written, half);
  const [minute, second] = [Number(groups['minute'] ?? 0), Number(groups['second'] ?? 0)];
  const isEnd = hour === 24 && minute === 0 && second === 0;
  // As in ISO 8601 and Ruby, 24:00 is the day's end, and a minute may have a leap second.
  if (minute > 59 || (hour > 23 && !isEnd)) return null;
  const isSecond = second <= 60;
  const fraction = isSecond ? (groups['fraction'] ?? '') : '';
  const clock = { hour, minute, second: isSecond ? second : 0, fraction };
  const isMorning = half.startsWith('a') || new RegExp(`^(?:${MORNING})$`).test(half);
  return { clock, isCertain: isSecond && !(isMorning && written > 12) };
}

/** Of 24, by the half or part of the day; hours after 12 are of 24 already. */
function hourIn(hour: number, part: string): number {
  if (part === '' || hour > 12) return hour;
  if (part === '中午') return hour < 11 ? hour + 12 : hour;
  // At night twelve is the day's end, and one o'clock the next one's beginning.
  if (new RegExp(`^(?:${NIGHT})$`).test(part)) return hour > 4 ? hour + 12 : hour;
  const isLate = part.startsWith('p') || new RegExp(`^(?:${AFTERNOON})$`).test(part);
  return (hour % 12) + (isLate ? 12 : 0);
}
