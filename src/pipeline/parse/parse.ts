/**
 * The third stage: from files to cards. What is known of a post is taken when its file holds the
 * same bytes; the others are parsed, in batches, in threads where that pays.
 */

import { type CardText, cardReader } from '../../incremental/card.js';
import type { Memo } from '../../incremental/memo.js';
import { sortedNames } from '../../incremental/sorted-tables.js';
import { digestPosts } from '../../incremental/source-files/read-job.js';
import type { KnownFileTable, StoryTable } from '../../incremental/store/post-store.js';
import type { FileStates, Known } from '../../incremental/store/store.js';
import type { Config } from '../../model/config.js';
import type { Logger } from '../../model/io.js';
import type { Workers } from '../../model/job.js';
import type { Post } from '../../model/post.js';
import type { Outcome, Problem } from '../../model/problem.js';
import type { Document } from '../../model/site.js';
import { NO_ROW } from '../../model/sorted-table.js';
import type { PageFile, PostFile, Sources } from '../../model/source.js';
import type { BodyRef, KnownFile, ParseDone, ParsedFile } from '../../model/story.js';
import { settingsOf } from '../../outputs/site-settings.js';
import { chunk } from '../../platform/chunk.js';
import { parseCollected } from './parse-collected.js';
import parseJob from './parse-job.js';
import { parseDocuments } from './parse-page.js';
import { type DocumentSettings, pageSettings } from './parse-settings.js';
import { reportedOnce } from './reported-once.js';

export interface Parsed {
  readonly posts: readonly Post[];
  readonly documents: readonly Document[];
  /** What every story file was found to be, to be remembered. */
  readonly stories: StoryTable;
  /** Of those that can be trusted. */
  readonly knownFiles: KnownFileTable;
  /** By path: HTML of those parsed in this build. */
  readonly bodies: ReadonlyMap<string, BodyRef>;
  /** Those that were not gone when it was their turn. */
  readonly sources: Sources;
}

/** What is remembered, and who reads and parses. */
export interface ParseWork
  extends Pick<Known, 'stories' | 'storiesOf'>,
    Pick<FileStates, 'knownFiles' | 'knownFilesOf'> {
  readonly workers: Pick<Workers, 'run' | 'map'>;
  /** By path: HTML of those parsed in an attempt before this one. */
  readonly earlierBodies: ReadonlyMap<string, BodyRef>;
  readonly log: Logger;
  readonly memo: Memo;
}

/** Files a batch: a thread's round trip costs as much as parsing one. */
const BATCH = 128;

export async function parse(
  sources: Sources,
  config: Config,
  work: ParseWork,
): Promise<Outcome<Parsed>> {
  const gathered = createGathering(sources, work);
  const open = await keepKnown(sources, gathered, work);
  let done = sources.posts.length - open.length;
  await Promise.all(
    chunk(open, BATCH).map(async (batch) => {
      const files = batch.map(({ file }) => file);
      const results = await work.workers.run(parseJob, files, open.length);
      for (const [at, { place }] of batch.entries()) gathered.add(place, results[at]);
      done += batch.length;
      work.log.progress('parse', done, sources.posts.length);
    }),
  );
  const settings = settingsOf(config, work.memo);
  const compilesStyles = sources.styles.compiler !== null;
  const { value: documents, problems } = work.memo.remake(
    'documents',
    [sources.pages, settings, compilesStyles],
    () => documentsOf(sources.pages, { ...pageSettings(settings), compilesStyles }),
  );
  const parsed = gathered.end();
  return {
    value: { ...parsed.value, documents },
    problems: [...reportedOnce(parsed.problems), ...problems],
  };
}

/** Pages first. */
function documentsOf(
  files: readonly PageFile[],
  settings: DocumentSettings,
): Outcome<readonly Document[]> {
  const pages = parseDocuments(files, settings);
  const collected = parseCollected(files, settings);
  return {
    value: [...pages.value, ...collected.value],
    problems: [...pages.problems, ...collected.problems],
  };
}

/** A story file and its place among them. */
interface PlacedPost {
  readonly place: number;
  readonly file: PostFile;
}

interface Doubtful extends PlacedPost {
  /** Its row. */
  readonly story: number;
}

/** The files that are left when all are kept whose bytes are known ones: by their stamp, or read. */
async function keepKnown(
  { posts, files }: Sources,
  gathered: Gathering,
  work: ParseWork,
): Promise<readonly PlacedPost[]> {
  const { stories, knownFiles } = work;
  const storyAt = work.storiesOf(files);
  const knownAt = await work.knownFilesOf(files);
  const open: PlacedPost[] = [];
  const doubtful: Doubtful[] = [];
  posts.forEach((file, place) => {
    const story = storyAt(place);
    const known = knownAt(place);
    const digest = story === NO_ROW ? '' : stories.digestOf(story);
    // What is not remembered is parsed every time.
    if (file.draft || digest === '') open.push({ place, file });
    else if (known !== NO_ROW && knownFiles.digestOf(known) === digest)
      gathered.keep(place, story, known);
    else doubtful.push({ place, file, story });
  });
  const paths = doubtful.map(({ file }) => file.path);
  const readings = await digestPosts(paths, work.workers);
  for (const [at, { place, file, story }] of doubtful.entries()) {
    const reading = readings[at];
    if (reading?.digest === stories.digestOf(story))
      gathered.keep(place, story, rowOf(reading.known, knownFiles));
    else open.push({ place, file });
  }
  return open;
}

function rowOf(known: KnownFile | null, knownFiles: ParseWork['knownFiles']): number {
  return known === null ? NO_ROW : knownFiles.add(known);
}

interface Gathering {
  /** The story is the one that is known; both are rows. */
  keep(place: number, story: number, known: number): void;
  add(place: number, done: ParseDone | undefined): void;
  end(): Outcome<Omit<Parsed, 'documents'>>;
}

/** Puts results into the files' order. */
function createGathering(
  sources: Sources,
  { stories, knownFiles, earlierBodies }: ParseWork,
): Gathering {
  const { posts: files, files: places } = sources;
  const storyRows = new Int32Array(files.length).fill(NO_ROW);
  const knownRows = new Int32Array(files.length).fill(NO_ROW);
  const bodies = new Map(earlierBodies);
  const gone = new Set<string>();
  const read = cardReader();
  const cardOf = ({ head, rest }: CardText): Post | null => read(JSON.parse(head), rest);
  return {
    keep(place, story, known) {
      storyRows[place] = story;
      knownRows[place] = known;
    },
    add(place, done) {
      const file = files[place];
      if (done === undefined || file === undefined) throw new Error('A batch has lost a story');
      const { digest, problems, known, body, isGone } = done;
      if (isGone) gone.add(file.path);
      const card = done.card === null ? null : cardOf(done.card);
      storyRows[place] = stories.add({
        ...{ digest, card },
        problems: problems.length === 0 ? NO_PROBLEMS : problems,
      });
      knownRows[place] = rowOf(known, knownFiles);
      if (body !== null) bodies.set(file.path, body);
    },
    end() {
      const posts: Post[] = [];
      const problems: Problem[] = [];
      for (const row of storyRows) {
        const card = stories.cardOf(row);
        if (card !== null) posts.push(card);
        const told = stories.problemsOf(row);
        if (told.length > 0) problems.push(...told);
      }
      const value = {
        posts,
        stories: { places, rows: storyRows, values: stories },
        knownFiles: { places, rows: knownRows, values: knownFiles },
        bodies,
        sources: withoutGone(sources, gone),
      };
      return { value, problems };
    },
  };
}

/** A post that was gone when it was read is no source. */
function withoutGone(sources: Sources, gone: ReadonlySet<string>): Sources {
  if (gone.size === 0) return sources;
  const posts = sources.posts.filter(({ path }) => !gone.has(path));
  return { ...sources, posts, files: sortedNames(posts.map(({ path }) => path)) };
}

const NO_PROBLEMS: ParsedFile['problems'] = [];
