/** Files outside `_posts`: with front matter they are pages, without it they are copied. */
import path from 'node:path';
import { FOREIGN_HEAD, findForeign } from '../../formats/front-matter/foreign-front-matter.js';
import { splitFrontMatter, UNCLOSED } from '../../formats/front-matter/split.js';
import type { BlockNote } from '../../formats/front-matter/types.js';
import { decodeText } from '../../formats/text/decode.js';
import { anyMatcher } from '../../formats/urls/glob.js';
import { isListedFolder, refusal } from '../../incremental/source-files/leaving-links.js';
import { type OpenedFile, withListed } from '../../incremental/source-files/open-listed.js';
import type { Config, CopyingHabit } from '../../model/config.js';
import type { Entry, Io } from '../../model/io.js';
import type { Outcome, Problem } from '../../model/problem.js';
import type { PageFile, StaticFile } from '../../model/source.js';
import {
  collectionOf,
  copiedPlace,
  isDataOf,
  storyScope,
} from '../../outputs/collections/paths.js';
import { codeFrame } from '../../problems/code-frame.js';
import { markOf, readPicture } from './picture-files.js';
import { notAStory, storyTest } from './post-files.js';
import { trustedText } from './trusted.js';

/** `now` in ms since the epoch. */
export interface PageReadContext {
  readonly io: Io;
  readonly now: number;
}

export interface PagesAndStatics {
  readonly pages: readonly PageFile[];
  readonly statics: readonly StaticFile[];
  /** Paths of files in collections without pages. */
  readonly kept: readonly string[];
}

/** Jekyll's test for front matter (`utils.rb` `has_yaml_header?`), a byte order mark allowed. */
const FRONT_MATTER = /^(?:\u00EF\u00BB\u00BF)?---[ \t]*\r?\n/;
const HEAD = 16;

/** What lies beside a site for those who work on it; a page of such a name has front matter. */
const WORK_FILES = /^(?:Dockerfile|Makefile|tsconfig\.json|TODO\.md|LICENSE[^/]*|.*\.sh)$/s;

export function readPages(
  entries: readonly Entry[],
  config: Config,
  context: PageReadContext,
): Outcome<PagesAndStatics> {
  const problems: Problem[] = [];
  const pages: PageFile[] = [];
  const statics: StaticFile[] = [];
  const kept: string[] = [];
  const isIncluded = anyMatcher(config.include);
  const isOfStories = storyScope(config);
  const hasStoryName = storyTest(config);
  const habitOf = pageHabits(config, isIncluded);
  for (const entry of entries) {
    if (isListedFolder(entry)) continue;
    const refused = refusal(entry, config, context.io);
    if (refused !== null) {
      problems.push(refused);
      continue;
    }
    const isStory = isOfStories(entry.path);
    if (isStory && !hasStoryName(entry.path)) {
      problems.push(notAStory(entry));
      continue;
    }
    const found = withListed(entry.path, config, context.io, (opened) =>
      isStory
        ? readStory(entry.path, opened, config)
        : readOne(entry.path, opened, { now: context.now, habitOf, config }),
    );
    if (found.kind === 'refused') problems.push(found.problem);
    if (found.kind !== 'ok') continue;
    const { page, copied, problems: own } = found.value;
    const name = path.posix.basename(entry.path);
    const isLeftOut = WORK_FILES.test(entry.path) && !isIncluded(name) && !isIncluded(entry.path);
    if (copied !== null && isLeftOut) continue;
    problems.push(...own);
    if (page !== null) pages.push(page);
    if (copied === null) continue;
    const collection = collectionOf(entry.path, config);
    if (collection === null) statics.push(copied);
    else if (!collection.output) kept.push(entry.path);
    else statics.push({ ...copied, path: copiedPlace(entry.path, collection).output });
  }
  return { value: { pages, statics, kept }, problems };
}

/** A page, or a file to be copied; neither where there is an error. */
interface ReadFile {
  readonly page: PageFile | null;
  readonly copied: StaticFile | null;
  readonly problems: readonly Problem[];
}

/** What of a plugin's makes a page of a file without front matter; null: nothing does. */
type HabitOf = (name: string) => CopyingHabit | null;

interface OneFile {
  readonly now: number;
  readonly habitOf: HabitOf;
  readonly config: Config;
}

function readOne(name: string, opened: OpenedFile, { now, habitOf, config }: OneFile): ReadFile {
  const { file } = opened;
  const mark = markOf(opened, now);
  const { size, problems: doubts } = readPicture(name, file);
  const picture = size === null ? null : { ...size, source: null };
  const copied = { path: name, name, text: null, file: opened.path, mark, picture };
  if (picture !== null || doubts.length > 0) return { page: null, copied, problems: doubts };
  const head = file.read(0, Math.min(HEAD, file.stat.size)).toString('latin1');
  const whole = (): Buffer => file.read(0, file.stat.size);
  if (!FRONT_MATTER.test(head)) {
    const habit = FOREIGN_HEAD.test(head) ? null : habitOf(name);
    if (habit !== null) {
      const text = trustedText(whole(), 'page', name);
      const page = text.value === null ? null : { path: name, text: text.value, isStory: false };
      return { page, copied: habit.isCopied ? copied : null, problems: text.problems };
    }
    const foreign = foreignFrontMatter(name, head, whole);
    return { page: null, copied, problems: foreign === null ? [] : [foreign] };
  }
  const bytes = whole();
  const text = trustedText(bytes, 'page', name);
  // What can't be decoded may be no text at all: its fences are ASCII.
  const unclosed = isDataOf(name, config)
    ? null
    : unclosedFault(text.value ?? bytes.toString('latin1'));
  if (unclosed !== null)
    return { page: null, copied, problems: [unclosedProblem(name, unclosed, text.value)] };
  if (text.value === null) return { page: null, copied: null, problems: text.problems };
  const page = { path: name, text: text.value, isStory: false };
  return { page, copied: null, problems: text.problems };
}

/** A stranger's text: parse repairs it, or sets it aside. One byte over the limit tells that it is. */
function readStory(name: string, { file }: OpenedFile, { limits }: Config): ReadFile {
  const bytes = file.read(0, Math.min(file.stat.size, limits.post + 1));
  const page = { path: name, text: bytes.toString('latin1'), isStory: true };
  return { page, copied: null, problems: [] };
}

/** Names that Markdown has beside a site on GitHub (jekyll-optional-front-matter), unless `include` has them. */
const BESIDE_SITES =
  /^(?:readme|licen[sc]e|copying|code_of_conduct|contributing|issue_template|pull_request_template)$/i;

function pageHabits(config: Config, isIncluded: (name: string) => boolean): HabitOf {
  const { readmeIndex, optionalFrontMatter } = config.habits;
  if (readmeIndex === null && optionalFrontMatter === null) return () => null;
  return (file) => {
    const { name, ext } = path.posix.parse(file);
    if (!config.markdownExtensions.includes(ext.toLowerCase())) return null;
    if (collectionOf(file, config) !== null) return null;
    if (readmeIndex !== null && /^readme$/i.test(name)) return readmeIndex;
    return BESIDE_SITES.test(name) && !isIncluded(file) ? null : optionalFrontMatter;
  };
}

function unclosedFault(text: string): BlockNote | null {
  const { fault } = splitFrontMatter(text);
  return fault?.code === UNCLOSED ? fault : null;
}

/** As in Jekyll, whose test for front matter needs both of its lines. */
function unclosedProblem(
  file: string,
  { code, line, column }: BlockNote,
  text: string | null,
): Problem {
  const message = 'No line closes the --- that it begins with: the file is copied as it stands';
  const hint = 'If it is to be a page, put a line with --- and nothing else below the last key.';
  const frame = text === null ? {} : { frame: codeFrame(text, line, column) };
  return { code, severity: 'warning', message, hint, file, line, column, ...frame };
}

/** Files that nobody writes to be copied as they are written. */
const WRITTEN = /\.(?:md|markdown|mkdown|mkdn|mkd|html?|xhtml)$/i;

/** Hugo's front matter in what would be a page with YAML's; read only where the head looks like it. */
function foreignFrontMatter(file: string, head: string, whole: () => Buffer): Problem | null {
  if (!WRITTEN.test(file) || !FOREIGN_HEAD.test(head)) return null;
  const decoded = decodeText(whole());
  const found = decoded.kind === 'ok' ? findForeign(decoded.text) : null;
  if (found === null || decoded.kind !== 'ok') return null;
  const { code, what, hint, line } = found;
  const message = `${what}: the file is copied as it stands, and is no page`;
  const place = { line, column: 1, frame: codeFrame(decoded.text, line, 1) };
  return { code, severity: 'warning', message, hint, file, ...place };
}
