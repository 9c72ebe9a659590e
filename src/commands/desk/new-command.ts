/** `finews new`: the file of a new story, named as the site names its stories. */
import path from 'node:path';
import { SiteDate } from '../../formats/dates/site-date.js';
import { fillArchetype } from '../../formats/front-matter/archetype.js';
import { withKey, yamlText } from '../../formats/front-matter/front-matter-edits.js';
import { cleanTitle } from '../../formats/text/text.js';
import type { Effects } from '../../model/io.js';
import type { BuildOptions } from '../../model/options.js';
import { SiteError } from '../../model/problem.js';
import type { Terminal } from '../../platform/console.js';
import { createFile } from '../../platform/new-file.js';
import type { ReportOptions } from '../reporter.js';
import { type CommandAnswer, runAnswer, UNINTERRUPTED } from '../run-command.js';
import {
  type DeskSite,
  dayOf,
  edited,
  momentOf,
  openDesk,
  shownPath,
  slugOf,
  taken,
} from './desk-site.js';
import { filingHabit } from './filing-habit.js';

export interface NewFlags extends BuildOptions {
  readonly draft?: boolean;
  readonly date?: string;
  readonly category?: readonly string[];
  readonly tag?: readonly string[];
  readonly slug?: string;
  /** The name of a file in `_archetypes`. */
  readonly from?: string;
}

export function runNew(
  title: string,
  flags: NewFlags,
  reporting: ReportOptions,
  terminal: Terminal,
): Promise<number> {
  return runAnswer(
    (effects) => newStory(title, flags, effects),
    reporting,
    terminal,
    UNINTERRUPTED,
  );
}

export function newStory(written: string, flags: NewFlags, effects: Effects): CommandAnswer {
  const { draft: isDraft = false, date, slug, from, ...options } = flags;
  const desk = openDesk(options, effects);
  const title = cleanTitle(written);
  const moment = momentOf(date, desk) ?? desk.now;
  const name = slugOf(slug ?? title);
  const habit = filingHabit(desk);
  const file = isDraft
    ? `${desk.draftsFolder}${name}${habit.extension}`
    : `${habit.folderFor(moment)}${dayOf(moment, desk.zone)}-${name}${habit.extension}`;
  const facts = { title, name, date: new SiteDate(moment, desk.zone).toString(), isDraft };
  const text = textOf(facts, flags, archetypeOf(from, desk));
  if (!createFile(path.join(desk.config.source, file), text, desk.io)) throw taken(file);
  const shown = shownPath(file, desk);
  return { lines: [shown], data: { path: file } };
}

interface StoryNames {
  readonly title: string;
  readonly name: string;
  readonly date: string;
  readonly isDraft: boolean;
}

const PLAIN = '---\ntitle:\n---\n\n';

function textOf(
  { title, name, date, isDraft }: StoryNames,
  { category = [], tag = [] }: NewFlags,
  archetype: string | null,
): string {
  const filled = fillArchetype(archetype ?? PLAIN, { title, date, slug: name });
  const about = { path: '_archetypes' };
  let text = edited(withKey(filled, 'title', title), about);
  // A draft is dated when it is published.
  if (!isDraft) text = edited(withKey(text, 'date', date), about);
  if (category.length > 0) text = withList(text, 'categories', category);
  if (tag.length > 0) text = withList(text, 'tags', tag);
  return text;
}

/** One or more, between brackets: what Jekyll splits at blanks stays one name. */
function withList(text: string, key: string, names: readonly string[]): string {
  const list = names.map((name) =>
    /[,[\]{}]/.test(name) ? yamlText(name, "'") : yamlText(name, ''),
  );
  const marked = edited(withKey(text, key, LIST_MARK), { path: '_archetypes' });
  return marked.replace(new RegExp(`(["']?)${LIST_MARK}\\1`), `[${list.join(', ')}]`);
}

const LIST_MARK = 'finews-list-of-names';

/** Null: the site has none, and none was asked for. Throws `SiteError`. */
function archetypeOf(from: string | undefined, { config, io }: DeskSite): string | null {
  const folder = path.join(config.source, '_archetypes');
  const names = from === undefined ? ['default', 'post'] : [from];
  const files = names.flatMap((name) => [name, ...['.md', '.markdown'].map((end) => name + end)]);
  const found = files.find(
    (name) => !/[/\\]|^\./.test(name) && io.stat(path.join(folder, name))?.kind === 'file',
  );
  if (found !== undefined) return io.read(path.join(folder, found)).toString('utf8');
  if (from === undefined) return null;
  const hint = 'Archetypes are files such as _archetypes/flash.md.';
  throw SiteError.of('desk-missing', `There is no file ${from} in _archetypes`, hint);
}
