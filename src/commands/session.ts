/**
 * A site that is built again and again while somebody works on it: `build --watch` and
 * `serve --watch` alike. Every build is the one build; hints only say where it may look.
 */
import { build } from '../build/build.js';
import { type Location, locate } from '../build/locate.js';
import { keepNothing } from '../build/memory.js';
import { createLoop, type Hint } from '../dev/watch/loop.js';
import { type Watcher, watchSource } from '../dev/watch/watcher.js';
import type { Effects } from '../model/io.js';
import type { BuildOptions } from '../model/options.js';
import { type Problem, SiteError } from '../model/problem.js';
import type { BuildResult } from '../model/result.js';

/** How one build of many went. */
export interface Outcome {
  /** Null: it failed, and what was published is as it was. */
  readonly result: BuildResult | null;
  readonly problems: readonly Problem[];
  /** Null: everything was looked at. */
  readonly hint: Hint;
  readonly milliseconds: number;
}

/** What a session tells of. */
export interface Listener {
  built(outcome: Outcome): void;
  /** The config may have moved it; always before the build that follows. */
  located(location: Location): void;
  /** Something about watching that the user should know. */
  troubled(problem: Problem): void;
}

export interface Session {
  /** Rejects when a build met a bug; else it waits for ever. */
  readonly failure: Promise<never>;
  close(): Promise<void>;
}

/** Between looks that nobody asked for, in ms. */
const IDLE = 30_000;

/** Resolves when the first build has ended, well or not. */
export async function startSession(
  options: BuildOptions,
  effects: Effects,
  listener: Listener,
): Promise<Session> {
  const { clock } = effects;
  let place: Place;
  const rebuild = async (hint: Hint): Promise<void> => {
    const isConfig =
      hint === null
        ? hasMoved(place.location, locate(options, effects))
        : hint.some((file) => place.location.configFiles.includes(file));
    if (isConfig) {
      await place.watcher.close();
      place = await settle();
    }
    const start = clock.ticks();
    const done = await attempt(place.build, isConfig ? null : hint);
    listener.built({ ...done, hint, milliseconds: clock.ticks() - start });
  };
  const settle = async (): Promise<Place> => {
    const location = locate(options, effects);
    listener.located(location);
    const watcher = watch(location, effects, { changed: (path) => loop.hint(path), listener });
    await watcher.ready;
    return { location, watcher, build: builder(options, effects) };
  };
  const loop = createLoop(rebuild, { idle: IDLE, ticks: () => clock.ticks() });
  place = await settle();
  await loop.start();
  return {
    failure: loop.failure,
    async close() {
      await loop.close();
      await place.watcher.close();
    },
  };
}

/** Whether a config that nobody told of says something else of where things are. */
function hasMoved(before: Location, now: Location): boolean {
  return (['source', 'destination', 'baseurl'] as const).some((key) => before[key] !== now[key]);
}

/** Everything that a changed config makes anew. */
interface Place {
  readonly location: Location;
  readonly watcher: Watcher;
  readonly build: Build;
}

type Build = (hint: Hint) => Promise<BuildResult>;

/** The build, with what it keeps from one time to the next. */
function builder(options: BuildOptions, effects: Effects): Build {
  const kept = keepNothing();
  // A folder's name stands for all in it, which only a look at everything finds.
  const isFolder = (path: string): boolean => effects.io.stat(path)?.kind === 'folder';
  return (hint) => {
    if (hint === null || hint.some(isFolder)) kept.changed = null;
    else for (const file of hint) kept.changed?.add(file);
    return build(options, effects, kept);
  };
}

async function attempt(run: Build, hint: Hint): Promise<Pick<Outcome, 'result' | 'problems'>> {
  try {
    const result = await run(hint);
    return { result, problems: result.problems };
  } catch (error) {
    if (error instanceof SiteError) return { result: null, problems: error.problems };
    throw error;
  }
}

interface Watching {
  readonly changed: (path: string) => void;
  readonly listener: Listener;
}

/** Trouble is told once: it comes for every folder again. */
function watch(location: Location, { io }: Effects, { changed, listener }: Watching): Watcher {
  let told = false;
  const target = {
    folder: location.source,
    files: location.configFiles,
    ignores: location.ignores,
    isCrowded: (file: string) => /[\\/]_(?:posts|drafts)$/.test(file),
  };
  return watchSource(target, io, {
    changed,
    failed(error) {
      if (!told) listener.troubled(unwatched(error));
      told = true;
    },
  });
}

function unwatched({ code = '', message }: NodeJS.ErrnoException): Problem {
  return {
    code: 'watch-limit',
    severity: 'warning',
    message: `Not every change will be noticed at once: ${message}`,
    hint: HINTS[code] ?? `Everything is looked at every ${IDLE / 1000} seconds.`,
  };
}

const HINTS: Readonly<Record<string, string>> = {
  ENOSPC:
    'The system lets you watch no more files. On Linux raise it: sudo sysctl fs.inotify.max_user_watches=524288',
  EMFILE:
    'The system lets you open no more files. Raise `ulimit -n`; on Linux also: sudo sysctl fs.inotify.max_user_instances=512',
};
