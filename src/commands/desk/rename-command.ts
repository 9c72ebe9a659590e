/** `finews rename`: another title and file name; the old address goes on leading to the story. */
import path from 'node:path';
import { withEntry, withKey, withoutKey } from '../../formats/front-matter/front-matter-edits.js';
import { cleanTitle } from '../../formats/text/text.js';
import { decodeOnce } from '../../formats/urls/paths.js';
import type { Effects } from '../../model/io.js';
import type { BuildOptions } from '../../model/options.js';
import type { Post } from '../../model/post.js';
import { oldAddresses } from '../../outputs/redirects/redirects.js';
import type { Terminal } from '../../platform/console.js';
import { replaceFile } from '../../platform/new-file.js';
import type { ReportOptions } from '../reporter.js';
import { type CommandAnswer, runAnswer, UNINTERRUPTED } from '../run-command.js';
import { readable } from '../subject.js';
import {
  type DeskSite,
  edited,
  openDesk,
  parsedStory,
  type StoryFile,
  shownPath,
  slugOf,
  storyFile,
} from './desk-site.js';
import { move } from './move-command.js';
import { storiesNaming } from './naming-stories.js';

export interface RenameFlags extends BuildOptions {
  readonly slug?: string;
}

export function runRename(
  [file, title]: readonly [file: string, title: string],
  flags: RenameFlags,
  reporting: ReportOptions,
  terminal: Terminal,
): Promise<number> {
  return runAnswer(
    (effects) => renameStory(file, title, flags, effects),
    reporting,
    terminal,
    UNINTERRUPTED,
  );
}

export async function renameStory(
  name: string,
  written: string,
  { slug, ...options }: RenameFlags,
  effects: Effects,
): Promise<CommandAnswer> {
  const desk = openDesk(options, effects);
  const story = await storyFile(name, desk, options, effects);
  const title = cleanTitle(written);
  const newSlug = slugOf(slug ?? title);
  const target = renamedPath(story.path, newSlug);
  const before = parsedStory(story, story.text, desk).card;
  const titled = edited(withKey(story.text, 'title', title), story);
  const text =
    before?.data['slug'] === undefined ? titled : edited(withKey(titled, 'slug', newSlug), story);
  const after = parsedStory({ ...story, path: target }, text, desk).card;
  const old = story.isDraft ? null : movedFrom(before, after);
  const led = old === null ? text : edited(withEntry(text, 'redirect_from', old), story);
  const kept = after === null ? led : withoutOwnAddress(led, after, story, desk);
  const result =
    target === story.path ? inPlace(story, kept, desk) : move(story, target, kept, desk);
  const { baseurl } = desk.config;
  const urlOf = (one: string): string => `${baseurl}${one}`;
  const url = after === null ? null : urlOf(after.url);
  const redirectFrom = old === null || before === null ? null : urlOf(before.url);
  const namedIn = target === story.path ? [] : storiesNaming(story, desk, effects);
  const data = { ...result.data, title, url, redirectFrom, namedIn };
  const notes = [
    ...(result.notes ?? []),
    ...(old === null ? [] : [`${old} leads to ${readable(after?.url ?? '')} from now on`]),
    ...namedNotes(namedIn, [story.path, target], desk),
  ];
  return { ...result, notes, data };
}

/** Files that a note names. */
const MOST_NAMED = 5;

function namedNotes(
  files: readonly string[],
  [before, now]: readonly [before: string, now: string],
  desk: DeskSite,
): readonly string[] {
  if (files.length === 0) return [];
  const shown = files.slice(0, MOST_NAMED).map((file) => shownPath(file, desk));
  const more = files.length - shown.length;
  const where = `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  const [old, current] = [before, now].map((file) => path.posix.basename(file));
  return [`Links to ${old} lead nowhere now: write ${current} in ${where}`];
}

/** The date in the name stays. */
function renamedPath(file: string, slug: string): string {
  const base = path.posix.basename(file);
  const [date = ''] = /^\d{2,4}-\d{1,2}-\d{1,2}-/.exec(base) ?? [];
  return path.posix.join(path.posix.dirname(file), `${date}${slug}${path.posix.extname(base)}`);
}

/** The address that has to go on leading to it; null: it is the same, or leads there already. */
function movedFrom(before: Post | null, after: Post | null): string | null {
  if (before === null || after === null || before.url === after.url) return null;
  const known = oldAddresses(before.facts).usable.map(({ path: one }) => one);
  const old = decodeOnce(before.url);
  return known.includes(old) ? null : old;
}

/** Where a story has a former name again, that address leads to nothing else any more. */
function withoutOwnAddress(text: string, { url }: Post, story: StoryFile, desk: DeskSite): string {
  const value = parsedStory(story, text, desk).card?.data['redirect_from'];
  const list = (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string');
  const others = list.filter((one) => {
    return !oldAddresses({ redirect_from: one }).usable.some(
      ({ path: its }) => its === decodeOnce(url),
    );
  });
  if (others.length === list.length) return text;
  const bare = edited(withoutKey(text, 'redirect_from'), story);
  return others.reduce((so, one) => edited(withEntry(so, 'redirect_from', one), story), bare);
}

function inPlace(story: StoryFile, text: string, desk: DeskSite): CommandAnswer {
  const isSame = text === story.text;
  if (!isSame) replaceFile(story.absolute, text, desk.io);
  return {
    lines: [shownPath(story.path, desk)],
    notes: isSame ? ['Nothing is changed: it has that title and that name'] : [],
    data: { path: story.path, from: story.path },
  };
}
