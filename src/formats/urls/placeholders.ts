/**
 * What a permalink's placeholders stand for (Jekyll `drops/url_drop.rb`). `permalink.ts` puts the
 * values into a pattern; nothing here knows about URLs.
 */
import { isoWeek, MONTHS, WEEKDAYS } from '../dates/calendar.js';
import type { LocalTime } from '../dates/zone.js';
import { lowerCase, slugify } from './slug.js';

/** What a placeholder may show of a moment, on the site's clock. */
export type PermalinkTime = Omit<LocalTime, 'offset'>;

/** What a story gives its URL; text as written, neither slugified nor encoded. */
export interface PermalinkValues {
  /** The front matter's `slug`, else the file name without date and extension. */
  readonly slug: string;
  /** The file name without its extension; a post's keeps the date. */
  readonly name: string;
  /** Path in the collection's folder, without the extension. */
  readonly path: string;
  /** `posts` for posts. */
  readonly collection: string;
  readonly categories: readonly string[];
  /** Of the output, with its dot: `.html`. */
  readonly outputExt: string;
  /** In the site's zone. */
  readonly time: PermalinkTime;
}

/** Turns values into a placeholder's text, not yet encoded. */
export type Placeholder<V> = (values: V) => string;

/** All placeholders of a post's permalink. */
export const POST_PLACEHOLDERS: ReadonlyMap<string, Placeholder<PermalinkValues>> = new Map<
  string,
  Placeholder<PermalinkValues>
>([
  ['year', ({ time }) => pad(time.year, 4)],
  ['short_year', ({ time }) => pad(time.year % 100, 2)],
  ['month', ({ time }) => pad(time.month, 2)],
  ['i_month', ({ time }) => String(time.month)],
  ['short_month', ({ time }) => monthName(time).slice(0, 3)],
  ['long_month', ({ time }) => monthName(time)],
  ['day', ({ time }) => pad(time.day, 2)],
  ['i_day', ({ time }) => String(time.day)],
  ['y_day', ({ time }) => pad(time.yearDay, 3)],
  ['w_year', ({ time }) => pad(isoWeek(time).year, 4)],
  ['week', ({ time }) => pad(isoWeek(time).week, 2)],
  ['w_day', ({ time }) => String(time.weekday || 7)],
  ['short_day', ({ time }) => weekdayName(time).slice(0, 3)],
  ['long_day', ({ time }) => weekdayName(time)],
  ['hour', ({ time }) => pad(time.hour, 2)],
  ['minute', ({ time }) => pad(time.minute, 2)],
  ['second', ({ time }) => pad(time.second, 2)],
  ['title', ({ slug }) => slugify(slug, 'pretty', true)],
  ['slug', ({ slug }) => slugify(slug)],
  ['name', ({ name }) => slugify(name)],
  ['path', ({ path }) => path],
  ['collection', ({ collection }) => collection],
  ['categories', ({ categories }) => joined(categories, lowerCase)],
  ['slugified_categories', ({ categories }) => joined(categories, (name) => slugify(name))],
  ['output_ext', ({ outputExt }) => outputExt],
]);

/** Those that show a moment, as they stand in a pattern. */
export const DATE_PLACEHOLDERS: RegExp =
  /:(?:(?:short_|w_)?year|(?:i_|short_|long_)?month|(?:[iyw]_|short_|long_)?day|week|hour|minute|second)(?![a-z_])/g;

/** Each spelling once, as folders. */
function joined(categories: readonly string[], spell: (name: string) => string): string {
  const [first] = categories;
  if (categories.length < 2) return first === undefined ? '' : spell(first);
  return [...new Set(categories.map(spell))].join('/');
}

function monthName({ month }: PermalinkTime): string {
  return MONTHS[month - 1] ?? '';
}

function weekdayName({ weekday }: PermalinkTime): string {
  return WEEKDAYS[weekday] ?? '';
}

function pad(number: number, width: number): string {
  return String(number).padStart(width, '0');
}
