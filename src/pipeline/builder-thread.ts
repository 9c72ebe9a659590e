/** What runs in the thread of a watching process: the build, and the session between two of them. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Effects, Logger } from '../model/io.js';
import type { BuildOptions } from '../model/options.js';
import type { Problem } from '../model/problem.js';
import type { BuildSummary } from '../model/result.js';
import { systemEffects } from '../platform/system.js';
import { type Failure, packFailure } from '../problems/failure.js';
import { beginPublishing } from '../publish/publish-gate.js';
import { build } from './build.js';
import { newSession, type Session } from './session.js';

export interface BuilderData {
  readonly options: BuildOptions;
  /** See `publish/publish-gate.ts`. */
  readonly phase: Int32Array;
  /** The URL of a module whose default export makes an `AfterBuild`; null: nothing comes after. */
  readonly after: string | null;
}

/** What else is to be told of a site that was built, where `changed` was edited (null: anything). */
export type AfterBuild = (
  session: Session,
  changed: readonly string[] | null,
  effects: Pick<Effects, 'io' | 'log'>,
) => readonly Problem[];

/** A detail, or how far a stage is. */
export type LogLine = string | readonly [stage: string, done: number, total: number];

export type BuilderAnswer = { readonly kind: 'done'; readonly summary: BuildSummary } | Failure;
export type BuilderMessage =
  | BuilderAnswer
  | { readonly kind: 'log'; readonly lines: readonly LogLine[] };

/** Lines are sent together: a build of an archive has one for each of its files. In ms. */
const SOON = 50;

const { options, phase, after } = workerData as BuilderData;
const log = createSender();
const effects = { ...systemEffects(log), publishing: () => beginPublishing(phase) };
const session = newSession();
let afterBuild: AfterBuild | null = null;
// It stays for hours beside somebody's browser and editor.
effects.host.saveMemory();

parentPort?.on('message', (changed: readonly string[] | null) => {
  void answer(changed).then(send);
});

function send(message: BuilderMessage): void {
  parentPort?.postMessage(message);
}

async function answer(changed: readonly string[] | null): Promise<BuilderAnswer> {
  // A folder's name stands for all in it, and so does a link's: only a build that looks at everything finds that.
  const isFolder = (path: string): boolean =>
    ['folder', 'link'].includes(effects.io.stat(path)?.kind ?? '');
  try {
    if (changed === null || changed.some(isFolder)) session.changed = null;
    else for (const file of changed) session.changed?.add(file);
    const result = await build(options, effects, session);
    const { paths: _, ...outputs } = result.outputs;
    const problems = [...result.problems, ...(await furtherProblems(changed))];
    return { kind: 'done', summary: { ...result, outputs, problems } };
  } catch (error) {
    return packFailure(error);
  } finally {
    log.flush();
  }
}

/** Loaded when something was edited: a first build is of everything. */
async function furtherProblems(changed: readonly string[] | null): Promise<readonly Problem[]> {
  if (after === null || (changed === null && afterBuild === null)) return [];
  if (afterBuild === null) {
    const module = (await import(after)) as { readonly default: () => AfterBuild };
    afterBuild = module.default();
  }
  return afterBuild(session, changed, effects);
}

interface Sender extends Logger {
  /** Sends what waits. */
  flush(): void;
}

function createSender(): Sender {
  let lines: LogLine[] = [];
  let sent = 0;
  const flush = (): void => {
    if (lines.length > 0) send({ kind: 'log', lines });
    lines = [];
    sent = performance.now();
  };
  const add = (line: LogLine): void => {
    lines.push(line);
    if (performance.now() - sent > SOON) flush();
  };
  return { flush, detail: add, progress: (...line) => add(line) };
}
