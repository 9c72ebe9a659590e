/** `finews publish` and `finews unpublish`: a story between `_drafts` and `_posts`, as jekyll-compose's. */
import path from 'node:path';
import {
  openArchetypes,
  unfinishedNotes,
  wordsOfUnfinished,
} from '../../check/unfinished-stories.js';
import { SiteDate } from '../../formats/dates/site-date.js';
import { withKey, withoutKey } from '../../formats/front-matter/front-matter-edits.js';
import { keyPlace } from '../../formats/front-matter/key-place.js';
import { parsePostName } from '../../formats/urls/file-name.js';
import type { Effects } from '../../model/io.js';
import type { BuildOptions } from '../../model/options.js';
import { type Problem, SiteError, WHOLE } from '../../model/problem.js';
import type { Terminal } from '../../platform/console.js';
import { createFile, replaceFile } from '../../platform/new-file.js';
import type { ReportOptions } from '../reporter.js';
import { type CommandAnswer, runAnswer, UNINTERRUPTED } from '../run-command.js';
import {
  type DeskSite,
  dayOf,
  edited,
  momentOf,
  openDesk,
  parsedStory,
  type StoryFile,
  shownPath,
  storyFile,
  taken,
  withoutHolds,
} from './desk-site.js';
import { filingHabit } from './filing-habit.js';
import { pictureNotes, picturesOf, withPictures } from './story-pictures.js';

export interface PublishFlags extends BuildOptions {
  readonly date?: string;
}

export function runPublish(
  file: string,
  flags: PublishFlags,
  reporting: ReportOptions,
  terminal: Terminal,
): Promise<number> {
  return runAnswer(
    (effects) => publishStory(file, flags, effects),
    reporting,
    terminal,
    UNINTERRUPTED,
  );
}

export function runUnpublish(
  file: string,
  flags: BuildOptions,
  reporting: ReportOptions,
  terminal: Terminal,
): Promise<number> {
  return runAnswer(
    (effects) => unpublishStory(file, flags, effects),
    reporting,
    terminal,
    UNINTERRUPTED,
  );
}

/** A draft goes to `_posts`, dated now or as asked; a story that is held there is let go. */
export async function publishStory(
  name: string,
  { date, ...options }: PublishFlags,
  effects: Effects,
): Promise<CommandAnswer> {
  const desk = openDesk(options, effects);
  const story = await storyFile(name, desk, options, effects);
  const { card } = parsedStory(story, story.text, desk);
  const given = momentOf(date, desk);
  if (!story.isDraft) return release(story, card, given, desk);
  const moment = given ?? desk.now;
  const { slug, ext } = parsePostName(path.posix.basename(story.path));
  // Below `_drafts` folders of a person's own may be.
  const target = `${filingHabit(desk).folderFor(moment)}${dayOf(moment, desk.zone)}-${slug}${ext}`;
  const shown = new SiteDate(moment, desk.zone).toString();
  // Only what it says itself holds it: that it lies in _drafts is over.
  const own = parsedStory({ path: target, isDraft: false }, story.text, desk).card;
  const text = edited(withKey(withoutHolds(story.text, own, story), 'date', shown), story);
  return {
    ...moveAway({ story, target, text }, desk, effects),
    problems: doubtsOf(target, text, desk),
  };
}

/** What is hardly meant to be published as it is; it is published all the same. */
function doubtsOf(file: string, text: string, desk: DeskSite): readonly Problem[] {
  const { card, html, problems } = parsedStory({ path: file, isDraft: false }, text, desk);
  if (card === null) return problems;
  const { config, io } = desk;
  const hasMedia = /<(?:video|audio|iframe|svg|canvas|object|embed|math)\b|class="embed"/.test(
    html ?? '',
  );
  const notes = unfinishedNotes(card, openArchetypes(config, io), hasMedia);
  const doubts = notes.flatMap((note) => {
    const { key, ...about } = wordsOfUnfinished(note) ?? { key: '' };
    const place = (key === '' ? null : keyPlace(text, key)) ?? WHOLE;
    return 'code' in about ? [{ ...about, file, line: place.line, column: place.column }] : [];
  });
  return [...problems, ...doubts];
}

/** In its place: `draft: true` and `published: false` are taken out. */
function release(
  story: StoryFile,
  card: ReturnType<typeof parsedStory>['card'],
  given: number | null,
  desk: DeskSite,
): CommandAnswer {
  const open = withoutHolds(story.text, card, story);
  const text =
    given === null
      ? open
      : edited(withKey(open, 'date', new SiteDate(given, desk.zone).toString()), story);
  if (text === story.text) {
    const hint =
      'Nothing in it holds it back: build, and it is on the site when its date has come.';
    throw SiteError.of('desk-place', `${story.path} is no draft: drafts lie in _drafts`, hint);
  }
  replaceFile(story.absolute, text, desk.io);
  const problems = doubtsOf(story.path, text, desk);
  return { lines: [shownPath(story.path, desk)], data: { path: story.path }, problems };
}

/** A story goes to `_drafts`, without the date in its name and front matter. */
export async function unpublishStory(
  name: string,
  options: BuildOptions,
  effects: Effects,
): Promise<CommandAnswer> {
  const desk = openDesk(options, effects);
  const story = await storyFile(name, desk, options, effects);
  if (story.isDraft) {
    const hint = 'It is not on the site as it is.';
    throw SiteError.of('desk-place', `${story.path} is a draft already`, hint);
  }
  const { slug, ext } = parsePostName(path.posix.basename(story.path));
  const text = edited(withoutKey(story.text, 'date'), story);
  const target = `${desk.draftsFolder}${slug}${ext}`;
  return moveAway({ story, target, text }, desk, effects);
}

interface StoryMove {
  readonly story: StoryFile;
  /** Below the source. */
  readonly target: string;
  /** As it is from then on. */
  readonly text: string;
}

/** To another folder: pictures beside the story that it names by their path from itself come along. */
function moveAway(
  { story, target, text }: StoryMove,
  desk: DeskSite,
  effects: Effects,
): CommandAnswer {
  const pictures = picturesOf(story, target, desk, effects);
  const moved = withPictures(pictures.moving, desk, () => move(story, target, text, desk));
  const notes = [...(moved.notes ?? []), ...pictureNotes(pictures, target, desk)];
  const arrived = pictures.moving.map(({ there }) => there);
  const left = [...pictures.shared, ...pictures.elsewhere];
  return { ...moved, notes, data: { ...moved.data, pictures: arrived, left } };
}

/** First the new file, whole, then the old one goes: at no instant is the story nowhere. */
export function move(
  story: StoryFile,
  target: string,
  text: string,
  desk: DeskSite,
): CommandAnswer {
  const { config, io } = desk;
  if (!createFile(path.join(config.source, target), text, io)) throw taken(target);
  io.removeFile(story.absolute);
  const notes = [`Moved from ${shownPath(story.path, desk)}`];
  return { lines: [shownPath(target, desk)], notes, data: { path: target, from: story.path } };
}
