/**
 * The third verb: from files to cards. What is known of a story is taken when its file holds the
 * same bytes; the others are parsed, in batches, in threads where that pays.
 */
import type { Again } from '../../content/again.js';
import { type CardText, cardReader } from '../../content/card.js';
import { partsOf } from '../../content/parts.js';
import { settingsOf } from '../../content/settings.js';
import type { Config } from '../../model/config.js';
import type { Logger } from '../../model/io.js';
import type { Column, Places } from '../../model/places.js';
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
  /** What every story file was found to be, to be remembered. */
  readonly stories: Column<Story>;
  /** Null: none that can be trusted. */
  readonly looks: Column<Look | null>;
  /** By path: HTML of those parsed in this build. */
  readonly bodies: ReadonlyMap<string, BodyRef>;
  /** Paths of story files that were gone when it was their turn. */
  readonly gone: ReadonlySet<string>;
}

/** What is remembered, and who reads and parses. */
export interface ParseWork {
  /** What is remembered of story files, by their places. */
  storiesOf(files: Places): (place: number) => Story | undefined;
  /** Resolves to how those files look that look as they did when their bytes were last read. */
  looksOf(files: Places): Promise<(place: number) => Look | null>;
  /** Null for a file that can't be read. */
  read(paths: readonly string[]): Promise<readonly (Reading | null)[]>;
  /** `total`: how many files all batches together are. */
  run(files: readonly PostFile[], total: number): Promise<readonly StoryDone[]>;
  readonly log: Logger;
  readonly again: Again;
}

/** Files a batch: a thread's round trip costs as much as parsing one. */
const BATCH = 128;

export async function parse(
  sources: Sources,
  config: Config,
  work: ParseWork,
): Promise<Outcome<Parsed>> {
  const gathered = createGathering(sources);
  const open = await keepKnown(sources, gathered, work);
  let done = sources.posts.length - open.length;
  await Promise.all(
    partsOf(open, BATCH).map(async (batch) => {
      const results = await work.run(
        batch.map(({ file }) => file),
        open.length,
      );
      for (const [at, { place }] of batch.entries()) gathered.add(place, results[at]);
      done += batch.length;
      work.log.progress('parse', done, sources.posts.length);
    }),
  );
  const settings = settingsOf(config, work.again);
  const { value: documents, problems } = work.again.made(
    'documents',
    [sources.pages, settings],
    () => parseDocuments(sources.pages, pageSettings(settings)),
  );
  const parsed = gathered.end();
  return {
    value: { ...parsed.value, documents },
    problems: [...parsed.problems, ...problems],
  };
}

/** A story file and its place among them. */
interface Placed {
  readonly place: number;
  readonly file: PostFile;
}

interface Doubtful extends Placed {
  readonly story: Story;
}

/** The files that are left when all are kept whose bytes are known ones: by their look, or read. */
async function keepKnown(
  { posts, files }: Sources,
  gathered: Gathering,
  work: ParseWork,
): Promise<readonly Placed[]> {
  const storyAt = work.storiesOf(files);
  const lookAt = await work.looksOf(files);
  const open: Placed[] = [];
  const doubtful: Doubtful[] = [];
  for (const [place, file] of posts.entries()) {
    const story = storyAt(place);
    const look = lookAt(place);
    // What wasn't kept is looked at every time.
    if (file.draft || story === undefined || story.digest === '') open.push({ place, file });
    else if (look?.digest === story.digest) gathered.keep(place, story, look);
    else doubtful.push({ place, file, story });
  }
  const readings = await work.read(doubtful.map(({ file }) => file.path));
  for (const [at, { place, file, story }] of doubtful.entries()) {
    const reading = readings[at];
    if (reading?.digest === story.digest) gathered.keep(place, story, reading.look);
    else open.push({ place, file });
  }
  return open;
}

interface Gathering {
  /** The story is the one that is known. */
  keep(place: number, story: Story, look: Look | null): void;
  add(place: number, done: StoryDone | undefined): void;
  end(): Outcome<Omit<Parsed, 'documents'>>;
}

/** Puts results into the files' order. */
function createGathering({ posts: files, files: places }: Sources): Gathering {
  const stories: Story[] = new Array<Story>(files.length).fill(NO_STORY);
  const looks: (Look | null)[] = new Array<Look | null>(files.length).fill(null);
  const bodies = new Map<string, BodyRef>();
  const gone = new Set<string>();
  const read = cardReader();
  const cardOf = ({ head, rest }: CardText): Post | null => read(JSON.parse(head), rest);
  const keep = (place: number, story: Story, look: Look | null): void => {
    stories[place] = story;
    looks[place] = look;
  };
  return {
    keep,
    add(place, done) {
      const file = files[place];
      if (done === undefined || file === undefined) throw new Error('A batch has lost a story');
      const { card, digest, problems, look, body, isGone } = done;
      if (isGone) gone.add(file.path);
      const told = problems.length === 0 ? NO_STORY.problems : problems;
      keep(place, { digest, card: card === null ? null : cardOf(card), problems: told }, look);
      if (body !== null) bodies.set(file.path, body);
    },
    end() {
      const posts: Post[] = [];
      const problems: Problem[] = [];
      for (const story of stories) {
        if (story.card !== null) posts.push(story.card);
        if (story.problems.length > 0) problems.push(...story.problems);
      }
      const value = {
        posts,
        stories: { places, values: stories },
        looks: { places, values: looks },
        bodies,
        gone,
      };
      return { value, problems };
    },
  };
}

/** Stands where no answer has come yet. */
const NO_STORY: Story = { digest: '', card: null, problems: [] };
