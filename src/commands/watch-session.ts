/**
 * A session of `build --watch` or `serve --watch`: builds after each change while somebody works on the
 * site. Every build is the one build; hints only name the paths that may have changed.
 */

import { createAlarm } from '../dev/watch/alarm.js';
import { createFollowUp } from '../dev/watch/follow-up.js';
import { createLoop, type Hint } from '../dev/watch/loop.js';
import { type Watcher, watchSource } from '../dev/watch/watch-source.js';
import type { Effects } from '../model/io.js';
import type { BuildOptions } from '../model/options.js';
import { type Problem, SiteError } from '../model/problem.js';
import type { BuildSummary } from '../model/result.js';
import type { Builder } from '../pipeline/builder.js';
import { type Location, locateSite } from '../pipeline/site-location.js';

/** In ms since the epoch; null: nothing waits. The text has whole seconds: at the end of its own all parts have passed. */
function dueAt(result: Pick<BuildSummary, 'nextDue'> | null): number | null {
  const due = result?.nextDue ?? null;
  return due === null ? null : Date.parse(due) + 999;
}

/** The outcome of one of a session's builds. */
export interface WatchedBuild {
  /** Null: it failed, and what was published is as it was. */
  readonly result: BuildSummary | null;
  readonly problems: readonly Problem[];
  /** The paths that may have changed; none: a story came due, or see below; null: all files were checked. */
  readonly hint: Hint;
  /** It makes what builds of edits have deferred. */
  readonly isFollowUp: boolean;
  readonly milliseconds: number;
}

/** What a session reports, and to whom. */
export interface Listener {
  built(outcome: WatchedBuild): void;
  /** Where the site is, which an edited config may change; called before the build that follows. */
  located(location: Location): void;
  /** A problem of watching itself. */
  troubled(problem: Problem): void;
}

export interface WatchSession {
  /** Resolves when the first build has ended, well or not. */
  readonly begun: Promise<void>;
  /** Rejects when a build met a bug; else it waits for ever. */
  readonly failure: Promise<never>;
  /** Ends at once; but a build that is publishing is let finish. */
  close(): Promise<void>;
}

/** Milliseconds between periodic checks of all files. */
const IDLE = 30_000;

/** Begins to watch and to build; the builder is the session's own from now on. */
export function startSession(
  options: BuildOptions,
  effects: Effects,
  builder: Builder,
  listener: Listener,
): WatchSession {
  const { clock, io } = effects;
  let location: Location;
  let watcher: Watcher | null = null;
  const locate = async (): Promise<void> => {
    await watcher?.close();
    location = locateSite(options, effects);
    listener.located(location);
    watcher = watch(location, effects, { changed: (path) => loop.hint(path), listener });
    await watcher.ready;
  };
  const rebuild = async (hint: Hint): Promise<void> => {
    const isConfig =
      hint === null
        ? hasMoved(location, locateSite(options, effects))
        : hint.some((file) => location.configFiles.includes(file));
    if (isConfig) await locate();
    const isFollowUp = followUp.begin();
    const start = clock.ticks();
    const done = await attempt(builder, isConfig ? null : hint, isFollowUp);
    // With a present of its own no time passes; after a failure the next build knows what is due.
    const isFixed = options.now !== undefined;
    alarm.set(isFixed ? null : dueAt(done?.result ?? null));
    if (done === null) return;
    followUp.end(done.result?.outputs.deferred ?? null);
    listener.built({ ...done, hint, isFollowUp, milliseconds: clock.ticks() - start });
  };
  const isHalf = (path: string): boolean => isEmptied(path, io);
  const loop = createLoop(rebuild, { idle: IDLE, ticks: () => clock.ticks(), isHalf });
  const alarm = createAlarm(
    () => clock.now(),
    () => loop.wake(),
  );
  const followUp = createFollowUp(
    () => clock.ticks(),
    () => loop.wake(),
  );
  const begun = locate().then(() => loop.start());
  return {
    begun,
    failure: Promise.race([begun.then(() => loop.failure), builder.failure]),
    async close() {
      alarm.close();
      // What was deferred has no key, so the next session's first build makes it: until then only a preview is late.
      followUp.close();
      const rested = loop.close();
      await builder.close();
      await Promise.allSettled([begun, rested]);
      await watcher?.close();
    },
  };
}

/** Editors that don't rename empty a file before they fill it. */
function isEmptied(file: string, io: Effects['io']): boolean {
  try {
    const found = io.stat(file);
    return found?.kind === 'file' && found.size === 0;
  } catch {
    // A file that can't be read is reported by the build.
    return false;
  }
}

/** Whether the config has other folders or another `baseurl`, though no change of it was reported. */
function hasMoved(before: Location, now: Location): boolean {
  return (['source', 'destination', 'baseurl'] as const).some((key) => before[key] !== now[key]);
}

/** Null: the session was closed during the build. Who has edited a page wants to see that first. */
async function attempt(
  builder: Builder,
  hint: Hint,
  isFollowUp: boolean,
): Promise<Pick<WatchedBuild, 'result' | 'problems'> | null> {
  try {
    const mayDefer = hint !== null && hint.length > 0 && !isFollowUp;
    const result = await builder.build(hint, { mayDefer });
    return result === null ? null : { result, problems: result.problems };
  } catch (error) {
    if (error instanceof SiteError) return { result: null, problems: error.problems };
    throw error;
  }
}

interface Watching {
  readonly changed: (path: string) => void;
  readonly listener: Listener;
}

/** What a check says of edited stories, for the thread that builds. */
export const EDITED_STORIES: URL = new URL('../check/edited-stories.js', import.meta.url);

/** A system that can't watch says so for every folder; it is reported once. */
function watch(location: Location, { io }: Effects, { changed, listener }: Watching): Watcher {
  let isReported = false;
  const target = {
    folder: location.source,
    files: location.configFiles,
    ignores: location.ignores,
    isCrowded: (file: string) => /[\\/]_(?:posts|drafts)$/.test(file),
  };
  return watchSource(target, io, {
    changed,
    failed(error) {
      if (!isReported) listener.troubled(unwatched(error));
      isReported = true;
    },
  });
}

function unwatched({ code = '', message }: NodeJS.ErrnoException): Problem {
  return {
    code: 'watch-limit',
    severity: 'warning',
    message: `Not every change will be noticed at once: ${message}`,
    hint: HINTS[code] ?? `All files are checked every ${IDLE / 1000} seconds.`,
  };
}

const HINTS: Readonly<Record<string, string>> = {
  ENOSPC:
    'The system lets you watch no more files. On Linux raise it: `sudo sysctl fs.inotify.max_user_watches=524288`.',
  EMFILE:
    'The system lets you open no more files. Raise `ulimit -n`; on Linux also `sudo sysctl fs.inotify.max_user_instances=512`.',
};
