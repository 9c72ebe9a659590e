/**
 * Ruby's `Time#strftime`, because Jekyll sites write their dates with it: all directives, flags
 * and widths, English names whatever the machine speaks. Templates reach it through filters.
 */
import { memoizeByKey } from '../../platform/memoize.js';
import { isoWeek, MONTHS, WEEKDAYS } from './calendar.js';
import { type LocalTime, localTime, type Zone } from './zone.js';

/** One moment as directives need it. */
interface Moment {
  readonly time: LocalTime;
  readonly ms: number;
  readonly zone: Zone;
}

/** Flags and width between `%` and the letter. */
interface Spec {
  readonly flags: string;
  /** 0: the directive's own. */
  readonly width: number;
  readonly colons: number;
}

type Directive = (moment: Moment, spec: Spec) => string;

const DIRECTIVE = /%([-0^#_]*)([1-9]\d*)?([EO](?=[A-Za-z]))?(:{1,3}(?=z))?([A-Za-z%])/g;
/** POSIX's alternative forms: read and ignored, with the letters that have one. */
const ALTERNATIVES: Readonly<Record<string, string>> = { E: 'cCxXyY', O: 'deHkIlmMSuUVwWy' };
/** Wider than any page; a width is copied into memory. */
const MAX_WIDTH = 1024;

/**
 * `ms` (since the epoch) as `format` says, in the zone. What Ruby doesn't know stays as written;
 * where Ruby raises (a lone `%` at the end, absurd widths) it stays as written too.
 */
export function strftime(format: string, ms: number, zone: Zone): string {
  const moment: Moment = { time: localTime(zone, ms), ms, zone };
  return expand(format, moment);
}

function expand(format: string, moment: Moment): string {
  let result = '';
  for (const part of compiled(format)) {
    result += typeof part === 'string' ? part : part.directive(moment, part.spec);
  }
  return result;
}

/** Literal text, or a directive with what was written around its letter. */
type FormatPart = string | { readonly directive: Directive; readonly spec: Spec };

/** A theme has a handful of formats, a list page hundreds of dates. */
const compiled = memoizeByKey(compile, 500);

function compile(format: string): readonly FormatPart[] {
  const parts: FormatPart[] = [];
  let end = 0;
  for (const match of format.matchAll(DIRECTIVE)) {
    parts.push(format.slice(end, match.index), partOf(match));
    end = match.index + match[0].length;
  }
  return [...parts, format.slice(end)];
}

function partOf([
  whole,
  flags = '',
  digits,
  alternative,
  colons,
  letter = '',
]: RegExpExecArray): FormatPart {
  const directive = DIRECTIVES.get(letter);
  const width = Number(digits ?? 0);
  if (directive === undefined || width > MAX_WIDTH) return whole;
  if (alternative !== undefined && !ALTERNATIVES[alternative]?.includes(letter)) return whole;
  return { directive, spec: { flags, width, colons: colons?.length ?? 0 } };
}

/** The last of `-` (as usual), `0` and `_` decides how a field is filled. */
function padding(spec: Spec, usual: string): string {
  const last = spec.flags.replace(/[#^]/g, '').at(-1);
  if (last === undefined || last === '-') return usual;
  return last === '0' ? '0' : ' ';
}

function number(size: number, usual: string, value: (moment: Moment) => number): Directive {
  return (moment, spec) => {
    const left = spec.flags.includes('-');
    const width = left ? 1 : spec.width || size;
    const fill = padding(spec, usual);
    const amount = value(moment);
    if (amount >= 0) return String(amount).padStart(width, fill);
    const digits = String(-amount);
    return fill === '0' ? `-${digits.padStart(width - 1, '0')}` : `-${digits}`.padStart(width);
  };
}

/** `changed` is what the `#` flag makes of it. */
function text(
  value: (moment: Moment) => string,
  changed: (value: string) => string = (plain) => plain.toUpperCase(),
): Directive {
  return (moment, spec) => {
    let result = value(moment);
    if (spec.flags.includes('#')) result = changed(result);
    else if (spec.flags.includes('^')) result = result.toUpperCase();
    return spec.flags.includes('-') ? result : result.padStart(spec.width, padding(spec, ' '));
  };
}

/** Several directives in one; flags but `^` and the width concern the whole. */
function compound(format: string): Directive {
  return (moment, spec) => {
    const plain = expand(format, moment);
    const result = spec.flags.includes('^') ? plain.toUpperCase() : plain;
    return result.padStart(spec.width, padding(spec, ' '));
  };
}

/** Digits of the second's fraction: cut, never rounded. */
function fraction(size: number): Directive {
  return ({ ms }, spec) => {
    const digits = String(((ms % 1000) + 1000) % 1000).padStart(3, '0');
    const width = spec.width || size;
    return digits.slice(0, width).padEnd(width, '0');
  };
}

const COLON_FORMS = ['hm', 'h:m', 'h:m:s'];

function offset(moment: Moment, spec: Spec): string {
  const total = Math.round(moment.time.offset * 60);
  const seconds = Math.abs(total) % 60;
  const minutes = Math.trunc(Math.abs(total) / 60) % 60;
  const hours = Math.trunc(Math.abs(total) / 3600);
  const shortest = seconds !== 0 ? 'h:m:s' : minutes !== 0 ? 'h:m' : 'h';
  const [, ...rest] = COLON_FORMS[spec.colons] ?? shortest;
  const tail = rest
    .map((part) => (part === ':' ? ':' : String(part === 'm' ? minutes : seconds).padStart(2, '0')))
    .join('');
  const sign = total < 0 ? '-' : '+';
  const size = Math.max(spec.width - tail.length, 3);
  if (padding(spec, '0') === ' ') return `${sign}${hours}`.padStart(size) + tail;
  return sign + String(hours).padStart(size - 1, '0') + tail;
}

/** Weeks since the first one that starts on `first` (0: Sunday, 1: Monday). */
function weekOfYear({ time }: Moment, first: number): number {
  return Math.floor((time.yearDay + 6 - ((time.weekday + 7 - first) % 7)) / 7);
}

const modulo = (value: number, by: number): number => ((value % by) + by) % by;
const weekdayName = ({ time }: Moment): string => WEEKDAYS[time.weekday] ?? '';
const monthName = ({ time }: Moment): string => MONTHS[time.month - 1] ?? '';
const hour12 = ({ time }: Moment): number => ((time.hour + 11) % 12) + 1;
const half = ({ time }: Moment): string => (time.hour < 12 ? 'AM' : 'PM');
const lower = (value: string): string => value.toLowerCase();
const shortMonth: Directive = text((moment) => monthName(moment).slice(0, 3));

const DIRECTIVES: ReadonlyMap<string, Directive> = new Map<string, Directive>([
  ['Y', number(4, '0', ({ time }) => time.year)],
  ['C', number(2, '0', ({ time }) => Math.floor(time.year / 100))],
  ['y', number(2, '0', ({ time }) => modulo(time.year, 100))],
  ['m', number(2, '0', ({ time }) => time.month)],
  ['B', text(monthName)],
  ['b', shortMonth],
  ['h', shortMonth],
  ['d', number(2, '0', ({ time }) => time.day)],
  ['e', number(2, ' ', ({ time }) => time.day)],
  ['j', number(3, '0', ({ time }) => time.yearDay)],
  ['H', number(2, '0', ({ time }) => time.hour)],
  ['k', number(2, ' ', ({ time }) => time.hour)],
  ['I', number(2, '0', hour12)],
  ['l', number(2, ' ', hour12)],
  ['P', text((moment) => lower(half(moment)))],
  ['p', text(half, lower)],
  ['M', number(2, '0', ({ time }) => time.minute)],
  ['S', number(2, '0', ({ time }) => time.second)],
  ['L', fraction(3)],
  ['N', fraction(9)],
  ['z', offset],
  ['Z', text(({ zone, ms }) => zone.abbreviationAt(ms), lower)],
  ['A', text(weekdayName)],
  ['a', text((moment) => weekdayName(moment).slice(0, 3))],
  ['u', number(1, '0', ({ time }) => time.weekday || 7)],
  ['w', number(1, '0', ({ time }) => time.weekday)],
  ['G', number(4, '0', (moment) => isoWeek(moment.time).year)],
  ['g', number(2, '0', (moment) => modulo(isoWeek(moment.time).year, 100))],
  ['V', number(2, '0', (moment) => isoWeek(moment.time).week)],
  ['U', number(2, '0', (moment) => weekOfYear(moment, 0))],
  ['W', number(2, '0', (moment) => weekOfYear(moment, 1))],
  ['s', number(1, '0', ({ ms }) => Math.floor(ms / 1000))],
  ['n', text(() => '\n')],
  ['t', text(() => '\t')],
  ['%', text(() => '%')],
  ['c', compound('%a %b %e %H:%M:%S %Y')],
  ['D', compound('%m/%d/%y')],
  ['x', compound('%m/%d/%y')],
  ['F', compound('%Y-%m-%d')],
  ['T', compound('%H:%M:%S')],
  ['X', compound('%H:%M:%S')],
  ['R', compound('%H:%M')],
  ['r', compound('%I:%M:%S %p')],
  ['v', compound('%e-%^b-%4Y')],
]);
