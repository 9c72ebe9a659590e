/** When a story appeared: its front matter, else its file name, else an id in the name. Never now. */
import { isZoneless, readDate } from '../../formats/dates/dates.js';
import { SiteDate } from '../../formats/dates/site-date.js';
import { fromLocal, localDay } from '../../formats/dates/zone.js';
import { scalarText } from '../../formats/text/scalar.js';
import { truncateText } from '../../formats/text/text.js';
import type { PostName } from '../../formats/urls/file-name.js';
import type { FrontMatterData } from '../../model/front-matter-keys.js';
import type { Post } from '../../model/post.js';
import { changeIn, readChange } from '../../outputs/story-facts.js';
import { compoundName } from './fields.js';
import type { FileProblems } from './file-problems.js';
import type { ParseSettings } from './parse-settings.js';

export interface DateInput {
  readonly data: FrontMatterData;
  readonly name: PostName;
  /** For drafts: the file's time, ms since the epoch; null for posts. */
  readonly modified: number | null;
  /** The file's text before the body. */
  readonly head: string;
}

/** Between quotes YAML reads a text and no timestamp: Jekyll then takes it for site time. */
const QUOTED = /^date[ \t]*:[ \t]*["']/m;

const SHAPE = 'Write `date: 2022-05-16 15:04:20 +0800`';

/** Milliseconds since the epoch; null when the story had to be set aside. */
export function dateOf(
  input: DateInput,
  settings: ParseSettings,
  fileProblems: FileProblems,
): number | null {
  const { data, name, modified, head } = input;
  const written = scalarText(data.date);
  if (written !== null) {
    const utc = settings.config.jekyllUtcDates && !QUOTED.test(head);
    const date = readDate(written, settings.zone, { utc });
    if (date !== null) {
      if (!date.isWhole)
        reportPart('date', written, new SiteDate(date.ms, settings.zone), fileProblems);
      if (!name.matched && modified === null) unusualName(fileProblems);
      return date.ms;
    }
  }
  const day = name.date ?? name.idDate;
  const kind = compoundName(data.date);
  const what = kind === null ? `: ${truncateText(written ?? '', 40)}\` is` : `\` is a ${kind} and`;
  const shown = written === null && kind === null ? 'There is no date' : `\`date${what} no date`;
  if (day === null && modified !== null) {
    if (kind !== null) {
      const message = `${shown}; the time of the file was taken`;
      fileProblems.repaired('date-rescued', message, `${SHAPE}.`, 'date');
    }
    return modified;
  }
  if (day === null) {
    const hint = `${SHAPE}, or name the file as in 2022-05-16-name.md.`;
    const why = name.matched ? ': the calendar has no such day as the file name' : '';
    return fileProblems.setAside('date-missing', `There is no usable date${why}`, hint, 'date');
  }
  const date = fromLocal(settings.zone, { ...day, hour: 0, minute: 0, second: 0 });
  if (data.date !== undefined || name.date === null) {
    const found = `${day.year}-${pad(day.month)}-${pad(day.day)}`;
    const message = `${shown}; ${found} was taken from the file name`;
    fileProblems.repaired('date-rescued', message, `${SHAPE}.`, 'date');
  }
  return date;
}

/** The rest may have said when as well: what was made of it is shown. */
function reportPart(
  key: string,
  written: string,
  read: SiteDate,
  fileProblems: FileProblems,
): void {
  const shown = `\`${key}: ${truncateText(written, 40)}\``;
  const message = `Not all of ${shown} was understood; it was read as ${read.toString()}`;
  fileProblems.repaired('date-partly', message, `${SHAPE}.`, key);
}

/** A story's front matter and text above its body, and the date that it was given. */
interface Dated extends Pick<DateInput, 'data' | 'head'> {
  readonly date: number;
}

/** What more is to be known of when a story appeared and changed. */
export function timesIn(
  story: Dated,
  settings: ParseSettings,
  fileProblems: FileProblems,
): Pick<Post, 'modified' | 'zoneless'> {
  return {
    modified: modifiedIn(story, settings, fileProblems),
    zoneless: zonelessIn(story, settings),
  };
}

/** Nothing is another where `jekyll_utc_dates` has the date read as in Jekyll already. */
function zonelessIn({ data, head, date }: Dated, { config, zone }: ParseSettings): ZonelessDate {
  const written = scalarText(data.date);
  if (written === null || config.jekyllUtcDates || !isZoneless(written) || QUOTED.test(head))
    return null;
  const theirs = readDate(written, zone, { utc: true })?.ms ?? date;
  if (theirs === date) return null;
  return localDay(zone, theirs) === localDay(zone, date) ? 'time' : 'day';
}

type ZonelessDate = Post['zoneless'];

/** Its own date where nothing legible says that a story changed, or an older time. */
function modifiedIn(
  { data, date }: Dated,
  { config, zone }: ParseSettings,
  fileProblems: FileProblems,
): number {
  const change = changeIn(data);
  if (change === null) return date;
  const { key, value } = change;
  const read = readChange(value, zone, { utc: config.jekyllUtcDates });
  const written = typeof value === 'string' ? value : JSON.stringify(value);
  if (read === null) {
    const message = `\`${key}: ${truncateText(written, 40)}\` is no date; the story counts as unchanged`;
    fileProblems.doubtful('modified-unreadable', message, `${SHAPE.replace('date', key)}.`, key);
  } else if (!read.isWhole) reportPart(key, written, new SiteDate(read.ms, zone), fileProblems);
  return Math.max(date, read?.ms ?? date);
}

/** When the story leaves the site, in ms since the epoch; null: never, as far as is legible. */
export function expiresIn(
  data: FrontMatterData,
  { config, zone }: ParseSettings,
  fileProblems: FileProblems,
): number | null {
  const value = data.expires;
  if (value === undefined || value === null || value === '') return null;
  const read = readChange(value, zone, { utc: config.jekyllUtcDates });
  const written = typeof value === 'string' ? value : JSON.stringify(value);
  if (read === null) {
    const message = `\`expires: ${truncateText(written, 40)}\` is no date; the story stays on the site`;
    fileProblems.doubtful(
      'expires-unreadable',
      message,
      `${SHAPE.replace('date', 'expires')}.`,
      'expires',
    );
    return null;
  }
  if (!read.isWhole) reportPart('expires', written, new SiteDate(read.ms, zone), fileProblems);
  return read.ms;
}

function unusualName(fileProblems: FileProblems): void {
  const hint = 'Name it like 2022-05-16-title.md; Jekyll would leave it out.';
  fileProblems.repaired('file-name', 'The file name does not begin with a date', hint);
}

function pad(number: number): string {
  return String(number).padStart(2, '0');
}
