/**
 * A site of sources that stayed as they were read. Files that go or change while it is made are as good
 * as gone or changed before: what was read is looked at again, and the site is made of that.
 */
import { placesOf, valuesAt } from '../content/places.js';
import type { Places } from '../model/places.js';
import { type Problem, SiteError } from '../model/problem.js';
import type { Site } from '../model/site.js';
import type { Sources } from '../model/source.js';
import type { Parsed } from '../stages/parse/parse.js';
import type { Moved, Rendered } from '../stages/render/render.js';
import type { Journal } from './journal.js';
import type { ThemeRecord } from './manifest.js';
import type { Known, Looking } from './memory.js';

/** From the sources to staged files. */
export interface Pages {
  readonly sources: Sources;
  readonly parsed: Parsed;
  readonly site: Site;
  readonly files: Places;
  readonly staged: (Rendered | Moved) & { readonly theme: ThemeRecord };
}

/** Whose pages could be made. */
export interface Made extends Pages {
  readonly staged: Rendered & { readonly theme: ThemeRecord };
}

/** Somebody writes faster than the site can be made. */
const MOST_TRIES = 8;
/** Whoever writes or deletes many files is let get on, longer each time; in ms. */
const PAUSE = 20;

/** Makes pages until nothing has moved on the way; throws `SiteError` where that never ends. */
export async function makeSettled(
  journal: Journal,
  make: (last: Pages | null) => Promise<Pages>,
): Promise<Made> {
  const told = journal.problems.length;
  let last: Pages | null = null;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    journal.rewind(told);
    last = await make(last);
    const { staged } = last;
    if (!('moved' in staged)) return { ...last, staged };
    await pause(PAUSE * (tries + 1));
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

/** What is known of stories from the try before in the same build, but for those that have moved. */
export function knownOf({ parsed, staged }: Pages): Pick<Known & Looking, 'storiesOf' | 'looksOf'> {
  const moved = new Set('moved' in staged ? staged.moved : []);
  const { stories, looks } = parsed;
  return {
    storiesOf(files) {
      const storyAt = valuesAt(stories, files);
      return (place) => (moved.has(files.names[place] ?? '') ? undefined : storyAt(place));
    },
    looksOf(files) {
      const lookAt = valuesAt(looks, files);
      return Promise.resolve((place) => lookAt(place) ?? null);
    },
  };
}

/** A story that was gone when it was read is no source. */
export function withoutGone(sources: Sources, gone: ReadonlySet<string>): Sources {
  if (gone.size === 0) return sources;
  const posts = sources.posts.filter(({ path }) => !gone.has(path));
  return { ...sources, posts, files: placesOf(posts.map(({ path }) => path)) };
}
