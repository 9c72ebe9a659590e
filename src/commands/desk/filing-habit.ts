/** How a site files its stories: by year and month or not, and with which ending. */
import path from 'node:path';
import { localTime } from '../../formats/dates/zone.js';
import { parsePostName } from '../../formats/urls/file-name.js';
import type { DeskSite } from './desk-site.js';

export interface FilingHabit {
  readonly extension: string;
  /** Where a story of that moment is filed: below the source, with a slash at its end. */
  folderFor(moment: number): string;
}

type DatePart = 'year' | 'month' | 'day';

/** As its newest story is filed; plainly where that lies in a folder of another name. */
export function filingHabit({ config, zone, io, postsFolder }: DeskSite): FilingHabit {
  const folder = path.join(config.source, postsFolder);
  const found = io.stat(folder)?.kind === 'folder' ? io.walk(folder, []) : [];
  let newest = '';
  for (const { kind, path: name } of found) {
    const isStory =
      kind === 'file' && config.markdownExtensions.includes(parsePostName(baseOf(name)).ext);
    if (isStory && baseOf(name) > baseOf(newest)) newest = name;
  }
  const { date, ext } = parsePostName(baseOf(newest));
  const parts = newest
    .split('/')
    .slice(0, -1)
    .map((part) => partOf(part, date));
  return {
    extension: ext === '' ? '.md' : ext,
    folderFor(moment) {
      const time = localTime(zone, moment);
      const names = parts.map((part) =>
        part === null ? null : String(time[part]).padStart(2, '0'),
      );
      return names.includes(null)
        ? postsFolder
        : [postsFolder, ...names.map((one) => `${one}/`)].join('');
    },
  };
}

function baseOf(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

/** What a folder's name is of the date of a story in it; null: something else. */
function partOf(name: string, date: ReturnType<typeof parsePostName>['date']): DatePart | null {
  const parts: readonly DatePart[] = ['year', 'month', 'day'];
  return (
    parts.find((part) => date !== null && name === String(date[part]).padStart(2, '0')) ?? null
  );
}
