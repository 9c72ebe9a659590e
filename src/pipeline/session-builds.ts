/** The builds of a watching process, one after the other: each is the one build, on what the session has. */
import type { Effects } from '../model/io.js';
import type { BuildOptions } from '../model/options.js';
import type { Problem } from '../model/problem.js';
import type { BuildSummary } from '../model/result.js';
import { build } from './build.js';
import type { Session } from './session.js';

/** What else is to be reported of a site that was built, where `changed` was edited (null: anything). */
export type AfterBuild = (
  session: Session,
  changed: readonly string[] | null,
  effects: Pick<Effects, 'io' | 'log'>,
) => readonly Problem[];

/** What a build need not make. */
export interface Leave {
  /** Whether outputs that may be deferred are left, where nobody but who edits reads them; default: none is. */
  readonly mayDefer?: boolean;
}

/** One build, of files that may have changed since the last one; null: of everything. */
export type SessionBuild = (
  changed: readonly string[] | null,
  leave?: Leave,
) => Promise<BuildSummary>;

/** Makes an `AfterBuild`; called once, when something was edited: a first build is of everything. */
export type LoadAfterBuild = () => Promise<AfterBuild>;

/** `load` null: nothing comes after a build. */
export function sessionBuilds(
  options: BuildOptions,
  effects: Effects,
  session: Session,
  load: LoadAfterBuild | null,
): SessionBuild {
  let afterBuild: AfterBuild | null = null;
  // A folder's name stands for all in it, and so does a link's: only a build that looks at everything finds that.
  const isFolder = (path: string): boolean =>
    ['folder', 'link'].includes(effects.io.stat(path)?.kind ?? '');
  const furtherProblems = async (
    changed: readonly string[] | null,
  ): Promise<readonly Problem[]> => {
    if (load === null || (changed === null && afterBuild === null)) return [];
    afterBuild ??= await load();
    return afterBuild(session, changed, effects);
  };
  return async (changed, { mayDefer = false } = {}) => {
    if (changed === null || changed.some(isFolder)) session.changed = null;
    else for (const file of changed) session.changed?.add(file);
    session.defers = mayDefer;
    const result = await build(options, effects, session);
    const { paths: _, ...outputs } = result.outputs;
    const problems = [...result.problems, ...(await furtherProblems(changed))];
    return { ...result, outputs, problems };
  };
}
