/**
 * The parts of a post's file name: Jekyll's date and slug, and, where a scraper named the file after
 * its article id, the date inside that id.
 */
import { type CalendarDate, isRealDate } from '../dates/calendar.js';

/** A post's file name, taken apart. */
export interface PostName {
  /** From Jekyll's pattern; null where it doesn't match or the calendar lacks the day. */
  readonly date: CalendarDate | null;
  /** Whether the name fits Jekyll's pattern, real date or not. */
  readonly matched: boolean;
  /**
   * Without date and extension, trailing dots removed. Where the pattern doesn't match: the base
   * name without leading punctuation. May be empty.
   */
  readonly slug: string;
  /** Lower-case, with its dot; empty if there is none. */
  readonly ext: string;
  /** From a long number that starts with yyyymmdd, 1990 to 2099: `NW202205162380456220`. */
  readonly idDate: CalendarDate | null;
}

/** Jekyll `document.rb`, DATE_FILENAME_MATCHER, for a name without folders. */
const DATED = /^(\d{2,4})-(\d{1,2})-(\d{1,2})-([^/]*)(\.[^.]+)$/s;
const DATELESS = /^(.*?)(\.[^.]+)?$/s;
const DATE_IN_ID = /(?<!\d)(199\d|20\d\d)(\d\d)(\d\d)\d*/g;

/** `fileName` has no folders. Never fails: a name without a date is all slug. */
export function parsePostName(fileName: string): PostName {
  const dated = DATED.exec(fileName);
  const [, base = '', extension = ''] = DATELESS.exec(fileName) ?? [];
  const [, year = '', month = '', day = '', slug = ''] = dated ?? [];
  const date = { year: fullYear(year), month: Number(month), day: Number(day) };
  const ownSlug = dated === null ? base.replace(/^[-_.\s]+/, '') : slug;
  return {
    date: dated !== null && isRealDate(date) ? date : null,
    matched: dated !== null,
    slug: ownSlug.replace(/\.+$/, ''),
    ext: extension.toLowerCase(),
    idDate: dateInId(ownSlug),
  };
}

/** Whether a slug is only an article's id, number or hash: no words to make a title of. */
export function isIdSlug(slug: string): boolean {
  if (!/[^\d\s._-]/.test(slug)) return true;
  if (/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(slug)) return true;
  if (/^[\da-f]{16,}$/i.test(slug) && /\d/.test(slug)) return true;
  // Letters around a long number, too few in a row to be a word: `NW2022…`, `t20220526_1234567`.
  return /^\w+$/.test(slug) && !/[a-z]{5}/i.test(slug) && slug.replace(/\D/g, '').length >= 6;
}

/**
 * Jekyll's `Utils.titleize_slug`: parts between hyphens capitalised, the rest of each lower-cased.
 */
export function titleFromSlug(slug: string): string {
  return slug
    .replace(/-+$/, '')
    .split('-')
    .map((word) => {
      const [first = ''] = word;
      return first.toUpperCase() + word.slice(first.length).toLowerCase();
    })
    .join(' ');
}

/** Names that Jekyll's `entry_filter.rb` leaves out: hidden, special or backup files. */
export function isIgnoredName(name: string): boolean {
  return /^[._#~]|~$/.test(name);
}

/** Ruby's `Date._parse`: two digits are 1969 to 2068, three and four are themselves. */
function fullYear(digits: string): number {
  const year = Number(digits);
  if (digits.length !== 2) return year;
  return year + (year >= 69 ? 1900 : 2000);
}

function dateInId(slug: string): CalendarDate | null {
  for (const [, year, month, day] of slug.matchAll(DATE_IN_ID)) {
    const date = { year: Number(year), month: Number(month), day: Number(day) };
    if (isRealDate(date)) return date;
  }
  return null;
}
