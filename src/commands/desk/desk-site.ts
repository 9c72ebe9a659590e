/** A site as the commands of writing see it: its config, its folders of stories, its clock. */
import path from 'node:path';
import { parseDate } from '../../formats/dates/dates.js';
import { createZone, localTime, type Zone } from '../../formats/dates/zone.js';
import { withoutKey } from '../../formats/front-matter/front-matter-edits.js';
import { titleWords } from '../../formats/text/title-words.js';
import { isBelow, nameBelow } from '../../formats/urls/paths.js';
import { slugify } from '../../formats/urls/slug.js';
import type { Config } from '../../model/config.js';
import type { Effects } from '../../model/io.js';
import type { BuildOptions } from '../../model/options.js';
import type { Post } from '../../model/post.js';
import { SiteError } from '../../model/problem.js';
import type { PostFile } from '../../model/source.js';
import { configure } from '../../pipeline/configure/configure.js';
import { parseSettings } from '../../pipeline/parse/parse-files.js';
import { type ParsedPost, parsePost } from '../../pipeline/parse/parse-post.js';
import { type Survey, survey } from '../../pipeline/survey.js';
import { outputsNamed } from '../subject.js';

export interface DeskSite {
  readonly config: Config;
  readonly zone: Zone;
  readonly io: Effects['io'];
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Below the source, with a slash at its end. */
  readonly postsFolder: string;
  readonly draftsFolder: string;
}

/** Throws `SiteError` for a config that can't be read. */
export function openDesk(options: BuildOptions, { io, clock }: Effects): DeskSite {
  const config = configure(options, { io, clock }).value;
  const zone = createZone(config.timezone);
  const folder = config.collectionsDir;
  return {
    ...{ config, zone, io, now: config.now },
    postsFolder: `${folder}_posts/`,
    draftsFolder: `${folder}_drafts/`,
  };
}

/** What an option says, in site time where it has no offset; null: nothing. Throws `SiteError` for what is no time. */
export function momentOf(
  date: string | undefined,
  { zone }: Pick<DeskSite, 'zone'>,
  option: '--date' | '--since' | '--until' = '--date',
): number | null {
  if (date === undefined) return null;
  const moment = parseDate(date, zone, { utc: false });
  if (moment !== null) return moment;
  const hint = 'Write 2022-05-16, or "2022-05-16 15:04".';
  throw SiteError.of('desk-date', `${option} ${date} is not a time`, hint);
}

/** `2022-05-16`, as the site's clock has it. */
export function dayOf(moment: number, zone: Zone): string {
  const { year, month, day } = localTime(zone, moment);
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}

/** Bytes of a slug in a file's name: a date and an ending come with it. */
const MOST = 180;

/** Of the words of a title, or of `--slug`. Throws `SiteError` where nothing of it can stand in a file's name. */
export function slugOf(title: string): string {
  const letters = Array.from(slugify(titleWords(title).normalize('NFC')));
  while (Buffer.byteLength(letters.join('')) > MOST) letters.pop();
  const slug = letters.join('').replace(/^-+|-+$/g, '');
  if (slug !== '') return slug;
  const hint = 'Give it one with --slug: letters, digits, hyphens.';
  throw SiteError.of('desk-option', `No file name can be made of the title “${title}”`, hint);
}

/** A story's file that a command works on. */
export interface StoryFile {
  /** Below the source. */
  readonly path: string;
  readonly absolute: string;
  readonly text: string;
  readonly isDraft: boolean;
}

/**
 * By its path from this folder, or from the site's; or by its address, or its page in the destination, as
 * `finews why` takes them. Throws `SiteError`.
 */
export async function storyFile(
  name: string,
  desk: DeskSite,
  options: BuildOptions,
  effects: Effects,
): Promise<StoryFile> {
  const { config, io } = desk;
  const places = [path.resolve(name), path.resolve(config.source, name)];
  const absolute = places.find(
    (one) =>
      isBelow(config.source, one) &&
      !isBelow(config.destination, one) &&
      io.stat(one)?.kind === 'file',
  );
  if (absolute === undefined) {
    const found = storyOf(name, await survey({ ...options, hasDrafts: true }, effects));
    if (found !== null) return fileOf(path.join(config.source, found.path), desk);
    const hint = 'Write its path from this folder or from the site’s, or its address.';
    throw SiteError.of('desk-missing', `There is no file ${name} in the site`, hint);
  }
  return fileOf(absolute, desk);
}

function fileOf(absolute: string, { config, io }: DeskSite): StoryFile {
  const below = nameBelow(config.source, absolute);
  const isDraft = isInFolder(below, '_drafts');
  if (!isDraft && !isInFolder(below, '_posts')) {
    const hint = 'Name a file below _posts or _drafts.';
    throw SiteError.of('desk-place', `${below} is no story`, hint);
  }
  const bytes = io.read(absolute);
  const text = bytes.toString('utf8');
  if (!Buffer.from(text).equals(bytes)) throw unfit(below, 'it is not in UTF-8');
  return { path: below, absolute, text, isDraft };
}

/** The story that the words are the address of; null: none is. */
function storyOf(name: string, { parsed, config }: Survey): Post | null {
  for (const output of outputsNamed(name, config)) {
    const post = parsed.posts.find((one) => one.output === output);
    if (post !== undefined) return post;
  }
  return null;
}

function isInFolder(file: string, folder: string): boolean {
  return `/${file}`.includes(`/${folder}/`);
}

/** The text, where it could be changed. Throws `SiteError` with the file's name. */
export function edited(text: string | null, { path: file }: Pick<StoryFile, 'path'>): string {
  if (text === null) throw unfit(file, 'it has none, or it is not closed');
  return text;
}

function unfit(file: string, reason: string): SiteError {
  const message = `The front matter of ${file} can't be edited: ${reason}`;
  return SiteError.of('desk-text', message, 'Mend the file first, or edit it yourself.');
}

export function taken(file: string): SiteError {
  const hint = 'Choose another title, --slug or --date; no file is written over.';
  return SiteError.of('desk-taken', `${file} is there already`, hint);
}

/** A path as it is typed in this folder. */
export function shownPath(file: string, { config }: DeskSite): string {
  return path.relative('.', path.join(config.source, file)).split(path.sep).join('/');
}

/** As a build reads the file, under that name. */
export function parsedStory(
  { path: file, isDraft }: Pick<StoryFile, 'path' | 'isDraft'>,
  text: string,
  { config, now }: DeskSite,
): ParsedPost {
  const names = file.split('/');
  const at = names.findIndex((name) => name === '_posts' || name === '_drafts');
  const above = names.slice(0, at).join('/');
  const collections = config.collectionsDir.replace(/\/$/, '');
  const folders = (above === collections ? '' : above).split('/').filter((name) => name !== '');
  const post: PostFile = { path: file, draft: isDraft, folders };
  return parsePost(post, { bytes: Buffer.from(text), modified: now }, parseSettings(config));
}

/** Without what keeps a story from the site. */
export function withoutHolds(text: string, card: ParsedPost['card'], file: StoryFile): string {
  const open = card?.draft === true ? edited(withoutKey(text, 'draft'), file) : text;
  return card?.published === false ? edited(withoutKey(open, 'published'), file) : open;
}
