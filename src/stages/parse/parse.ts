/**
 * The third verb: from files to cards. What is known of a story is taken when its file holds the
 * same bytes; the others are parsed, in batches, in threads where that pays.
 */
import { type CardText, cardReader } from '../../content/card.js';
import { partsOf } from '../../content/parts.js';
import type { Config } from '../../model/config.js';
import type { Logger } from '../../model/io.js';
import type { Post } from '../../model/post.js';
import type { Outcome, Problem } from '../../model/problem.js';
import type { Document } from '../../model/site.js';
import type { PostFile, Sources } from '../../model/source.js';
import type { BodyRef, Look, Reading, Story, StoryDone } from '../../model/story.js';
import { parseDocuments } from './document.js';
import { pageSettings } from './settings.js';

export interface Parsed {
  readonly posts: readonly Post[];
  readonly documents: readonly Document[];
  /** By path: what every story file was found to be, to be remembered. */
  readonly stories: ReadonlyMap<string, Story>;
  readonly looks: ReadonlyMap<string, Look>;
  /** By path: HTML of those parsed in this build. */
  readonly bodies: ReadonlyMap<string, BodyRef>;
}

/** What is remembered, and who reads and parses. */
export interface ParseWork {
  story(path: string): Story | undefined;
  look(path: string): Look | undefined;
  /** Resolves to what tells whether a file looks as it did when its bytes were last read. */
  lookAtPosts(): Promise<(path: string) => boolean>;
  /** Null for a file that can't be read. */
  read(paths: readonly string[]): Promise<readonly (Reading | null)[]>;
  /** `total`: how many files all batches together are. */
  run(files: readonly PostFile[], total: number): Promise<readonly StoryDone[]>;
  readonly log: Logger;
}

/** Files a batch: a thread's round trip costs as much as parsing one. */
const BATCH = 128;

export async function parse(
  sources: Sources,
  config: Config,
  work: ParseWork,
): Promise<Outcome<Parsed>> {
  const gathered = createGathering();
  const open = await keepKnown(sources.posts, gathered, work);
  let done = sources.posts.length - open.length;
  await Promise.all(
    partsOf(open, BATCH).map(async (batch) => {
      const results = await work.run(batch, open.length);
      for (const [at, file] of batch.entries()) gathered.add(file, results[at]);
      done += batch.length;
      work.log.progress('parse', done, sources.posts.length);
    }),
  );
  const { value: documents, problems } = parseDocuments(sources.pages, pageSettings(config));
  const parsed = gathered.end(sources.posts);
  const all = [...parsed.problems, ...problems];
  return { value: { ...parsed.value, documents }, problems: all };
}

/** The files that are left when all are kept whose bytes are known ones: by their look, or read. */
async function keepKnown(
  files: readonly PostFile[],
  gathered: Gathering,
  work: ParseWork,
): Promise<readonly PostFile[]> {
  const isSame = await work.lookAtPosts();
  const open: PostFile[] = [];
  const doubtful: PostFile[] = [];
  const known: Story[] = [];
  for (const file of files) {
    const story = file.draft ? undefined : work.story(file.path);
    // What wasn't kept is looked at every time.
    if (story === undefined || story.digest === '') open.push(file);
    else {
      const look = work.look(file.path);
      const holds = look !== undefined && look.digest === story.digest && isSame(file.path);
      if (holds) gathered.keep(file, story, look);
      else {
        doubtful.push(file);
        known.push(story);
      }
    }
  }
  const readings = await work.read(doubtful.map(({ path }) => path));
  for (const [at, file] of doubtful.entries()) {
    const [reading, story] = [readings[at], known[at]];
    const holds = story !== undefined && reading?.digest === story.digest;
    if (holds) gathered.keep(file, story, reading.look);
    else open.push(file);
  }
  return open;
}

interface Gathering {
  /** The story is the one that is known. */
  keep(file: PostFile, story: Story, look: Look | null): void;
  add(file: PostFile, done: StoryDone | undefined): void;
  end(files: readonly PostFile[]): Outcome<Omit<Parsed, 'documents'>>;
}

/** Puts results back into the files' order. */
function createGathering(): Gathering {
  const stories = new Map<string, Story>();
  const looks = new Map<string, Look>();
  const bodies = new Map<string, BodyRef>();
  const read = cardReader();
  /** Holds on to the rest only. */
  const cardOf = ({ head, rest }: CardText): Post | null => read(JSON.parse(head), () => rest);
  const keep = ({ path }: PostFile, story: Story, look: Look | null): void => {
    stories.set(path, story);
    if (look !== null) looks.set(path, look);
  };
  return {
    keep,
    add(file, done) {
      if (done === undefined) return;
      const { card, digest, problems, look, body } = done;
      keep(file, { digest, card: card === null ? null : cardOf(card), problems }, look);
      if (body !== null) bodies.set(file.path, body);
    },
    end(files) {
      const posts: Post[] = [];
      const problems: Problem[] = [];
      for (const { path } of files) {
        const story = stories.get(path);
        if (story === undefined) continue;
        if (story.card !== null) posts.push(story.card);
        problems.push(...story.problems);
      }
      return { value: { posts, stories, looks, bodies }, problems };
    },
  };
}
