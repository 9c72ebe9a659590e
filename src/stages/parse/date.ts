/** When a story appeared: its front matter, else its file name, else an id in the name. Never now. */
import { parseDate } from '../../content/dates.js';
import type { PostName } from '../../content/file-name.js';
import { truncateText } from '../../content/text.js';
import { fromLocal } from '../../content/zone.js';
import type { Data } from '../../model/data.js';
import { textField } from './fields.js';
import type { Report } from './report.js';
import type { ParseSettings } from './settings.js';

export interface DateInput {
  readonly data: Data;
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
export function dateOf(input: DateInput, settings: ParseSettings, told: Report): number | null {
  const { data, name, modified, head } = input;
  const written = textField(data, 'date', told);
  if (written !== null) {
    const utc = settings.config.jekyllUtcDates && !QUOTED.test(head);
    const date = parseDate(written, settings.zone, { utc });
    if (date !== null) {
      if (!name.matched && modified === null) unusualName(told);
      return date;
    }
  }
  const day = name.date ?? name.idDate;
  if (day === null && modified !== null) return modified;
  if (day === null) {
    const hint = `${SHAPE}, or begin the file name with a date.`;
    return told.setAside('date-missing', 'There is no usable date', hint, 'date');
  }
  const date = fromLocal(settings.zone, { ...day, hour: 0, minute: 0, second: 0 });
  if (data['date'] !== undefined || name.date === null) {
    const shown =
      written === null ? 'There is no date' : `\`date: ${truncateText(written, 40)}\` is no date`;
    const found = `${day.year}-${pad(day.month)}-${pad(day.day)}`;
    const message = `${shown}; ${found} was taken from the file name`;
    told.repaired('date-rescued', message, `${SHAPE}.`, 'date');
  }
  return date;
}

function unusualName(told: Report): void {
  const hint = 'Name it like 2022-05-16-title.md; Jekyll would leave it out.';
  told.repaired('file-name', 'The file name does not begin with a date', hint);
}

function pad(number: number): string {
  return String(number).padStart(2, '0');
}
