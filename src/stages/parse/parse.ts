/**
 * The third verb: from files to cards. What is known of a story is taken when its file holds the
 * same bytes; the others are parsed, in batches, in threads where that pays.
 */
import { readCard } from '../../content/card.js';
import type { Logger } from '../../model/io.js';
import type { Post } from '../../model/post.js';
import type { Outcome, Problem } from '../../model/problem.js';
import type { Document } from '../../model/site.js';
import type { PostFile, Sources } from '../../model/source.js';
import type { BodyRef, Look, Story, StoryDone, StoryTask } from '../../model/story.js';
import { parseDocuments } from './document.js';
import type { ParseSettings } from './settings.js';

export interface Parsed {
  readonly posts: readonly Post[];
  readonly documents: readonly Document[];
  /** By path: what every story file was found to be, to be remembered. */
  readonly stories: ReadonlyMap<string, Story>;
  readonly looks: ReadonlyMap<string, Look>;
  /** By path: HTML of those parsed in this build. */
  readonly bodies: ReadonlyMap<string, BodyRef>;
}

/** What is remembered, and who parses. */
export interface ParseWork {
  story(path: string): Story | undefined;
  look(path: string): Look | undefined;
  /** Whether a file is known not to have changed since it was last looked at. */
  isSettled(path: string): boolean;
  /** `total`: what all batches together may take on one thread, in ms. */
  run(tasks: readonly StoryTask[], total: number): Promise<readonly StoryDone[]>;
  readonly log: Logger;
}

/** Files a batch: a thread's round trip costs as much as parsing one. */
const BATCH = 128;
/** What a file may take, in ms: whether its story is known or not. */
const LOOKING = 0.01;
const PARSING = 0.3;

export async function parse(
  sources: Sources,
  settings: ParseSettings,
  work: ParseWork,
): Promise<Outcome<Parsed>> {
  const gathered = createGathering(sources.posts, work);
  const open = sources.posts.filter((file) => !gathered.isSettled(file));
  const tasks = open.map((file) => taskOf(file, work));
  const total = tasks.reduce((sum, { known }) => sum + (known === null ? PARSING : LOOKING), 0);
  let done = sources.posts.length - open.length;
  await Promise.all(
    batchesOf(tasks, BATCH).map(async (batch) => {
      const results = await work.run(batch, total);
      for (const [at, { file }] of batch.entries()) gathered.add(file, results[at]);
      done += batch.length;
      work.log.progress('parse', done, sources.posts.length);
    }),
  );
  const { value: documents, problems } = parseDocuments(sources.pages, settings);
  const parsed = gathered.end();
  const all = [...parsed.problems, ...problems];
  return { value: { ...parsed.value, documents }, problems: all };
}

function taskOf(file: PostFile, work: ParseWork): StoryTask {
  const known = file.draft ? undefined : work.story(file.path)?.digest;
  return { file, look: work.look(file.path) ?? null, known: known ?? null };
}

interface Gathering {
  isSettled(file: PostFile): boolean;
  add(file: PostFile, done: StoryDone | undefined): void;
  end(): Outcome<Omit<Parsed, 'documents'>>;
}

/** Puts results back into the files' order. */
function createGathering(files: readonly PostFile[], work: ParseWork): Gathering {
  const stories = new Map<string, Story>();
  const looks = new Map<string, Look>();
  const bodies = new Map<string, BodyRef>();
  const keep = ({ path }: PostFile): void => {
    const [story, look] = [work.story(path), work.look(path)];
    if (story !== undefined) stories.set(path, story);
    if (look !== undefined) looks.set(path, look);
  };
  return {
    isSettled(file) {
      const [story, look] = [work.story(file.path), work.look(file.path)];
      // What wasn't kept, and what is a link or was touched too lately, is looked at every time.
      const known = story !== undefined && story.digest !== '' && (look?.mark ?? '') !== '';
      const settled = !file.draft && known && work.isSettled(file.path);
      if (settled) keep(file);
      return settled;
    },
    add(file, done) {
      if (done === undefined || done.fresh === null) keep(file);
      else {
        const { card: text, digest, problems, body } = done.fresh;
        const card = text === null ? null : readCard(JSON.parse(text.head), () => text.rest);
        stories.set(file.path, { digest, card, problems });
        if (body !== null) bodies.set(file.path, body);
      }
      if (done !== undefined && done.look !== null) looks.set(file.path, done.look);
    },
    end() {
      const inOrder = files.flatMap(({ path }) => stories.get(path) ?? []);
      const posts = inOrder.flatMap(({ card }) => card ?? []);
      const problems: Problem[] = inOrder.flatMap((story) => story.problems);
      return { value: { posts, stories, looks, bodies }, problems };
    },
  };
}

function batchesOf<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
