/**
 * A site of sources that stayed as they were read. Files that go or change while it is made are as good
 * as gone or changed before: the sources are read again, and the site is made of those.
 */
import { rowsAt } from '../incremental/sorted-tables.js';
import type { FileStates, Known } from '../incremental/store/store.js';
import type { Plan } from '../model/page.js';
import { type Problem, SiteError } from '../model/problem.js';
import { NO_ROW } from '../model/sorted-table.js';
import type { Organised } from './organise/organise.js';
import type { Parsed } from './parse/parse.js';
import type { MovedFiles, Rendered } from './render/render.js';
import type { StageRunner } from './stage-runner.js';

/** From the sources to staged files. */
export interface SiteAttempt {
  readonly parsed: Parsed;
  readonly found: Organised;
  readonly planned: Plan;
  readonly staged: Rendered | MovedFiles;
}

/** Whose pages could be made. */
export interface Made extends SiteAttempt {
  readonly staged: Rendered;
}

/** Somebody writes faster than the site can be made. */
const MOST_ATTEMPTS = 8;
/** Whoever writes or deletes many files is let get on, longer each time; in ms. */
const PAUSE = 20;

/**
 * `make` gets the attempt before and this one's number; `O` is what it gives of a site that need not be made.
 * Throws `SiteError` where that never ends.
 */
export async function untilStill<O extends { readonly siteRecord: unknown }>(
  runner: Pick<StageRunner, 'problems' | 'rewind'>,
  make: (last: SiteAttempt | null, number: number) => Promise<SiteAttempt | O>,
): Promise<Made | O> {
  const found = runner.problems.length;
  let last: SiteAttempt | null = null;
  for (let number = 1; number <= MOST_ATTEMPTS; number++) {
    runner.rewind(found);
    const made = await make(last, number);
    if ('siteRecord' in made) return made;
    const { staged } = made;
    if (!('moved' in staged)) return { ...made, staged };
    last = made;
    await pause(PAUSE * number);
  }
  const moved = last !== null && 'moved' in last.staged ? last.staged.moved : [];
  throw new SiteError([stillMoving(moved)]);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function stillMoving([first = '', ...more]: readonly string[]): Problem {
  const others = more.length === 0 ? '' : ` and ${more.length} more`;
  const message = `Files change faster than the site can be made of them: ${first}${others}`;
  const hint = 'Build again when whatever writes them has ended.';
  return { code: 'sources-changing', severity: 'error', message, hint };
}

/** What is known of posts from the attempt before in the same build, but for those that have moved. */
export function knownOf({
  parsed,
  staged,
}: SiteAttempt): Pick<Known & FileStates, 'stories' | 'storiesOf' | 'knownFiles' | 'knownFilesOf'> {
  const moved = new Set('moved' in staged ? staged.moved : []);
  const { stories, knownFiles } = parsed;
  return {
    stories: stories.values,
    knownFiles: knownFiles.values,
    storiesOf(files) {
      const rowAt = rowsAt(stories, files);
      return (place) => (moved.has(files.names[place] ?? '') ? NO_ROW : rowAt(place));
    },
    knownFilesOf: (files) => Promise.resolve(rowsAt(knownFiles, files)),
  };
}
