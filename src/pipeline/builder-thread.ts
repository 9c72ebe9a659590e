/** What runs in the thread of a watching process: its builds, and what they report on the way. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Logger } from '../model/io.js';
import type { BuildOptions } from '../model/options.js';
import type { BuildSummary } from '../model/result.js';
import { createRestTimer } from '../platform/rest-timer.js';
import { systemEffects } from '../platform/system.js';
import { type Failure, packFailure } from '../problems/failure.js';
import { beginPublishing } from '../publish/publish-gate.js';
import { newSession } from './session.js';
import { type AfterBuild, type Leave, sessionBuilds } from './session-builds.js';

export interface BuilderData {
  readonly options: BuildOptions;
  /** See `publish/publish-gate.ts`. */
  readonly phase: Int32Array;
  /** Whether the log shows details. */
  readonly isVerbose: boolean;
  /** The URL of a module whose default export makes an `AfterBuild`; null: nothing comes after. */
  readonly after: string | null;
}

/** As `Builder.build` is asked. */
export type BuilderRequest = readonly [changed: readonly string[] | null, leave: Leave];

/** A detail, or how far a stage is. */
export type LogLine = string | readonly [stage: string, done: number, total: number];

export type BuilderAnswer = { readonly kind: 'done'; readonly summary: BuildSummary } | Failure;
export type BuilderMessage =
  | BuilderAnswer
  | { readonly kind: 'log'; readonly lines: readonly LogLine[] };

/** Lines are sent together: of an archive there may be one for each of its files. In ms. */
const SOON = 50;

const { options, phase, isVerbose, after } = workerData as BuilderData;
const log = createSender();
const effects = { ...systemEffects(log), publishing: () => beginPublishing(phase) };
const buildOf = sessionBuilds(options, effects, newSession(), after === null ? null : load);
// It stays for hours beside somebody's browser and editor: garbage is collected while they rest, so that edits seldom wait for it.
effects.host.saveMemory();
const restTimer = createRestTimer(() => effects.host.collectGarbage());

parentPort?.on('message', (request: BuilderRequest) => {
  restTimer.end();
  void answer(request).then((message) => {
    send(message);
    restTimer.begin();
  });
});

function send(message: BuilderMessage): void {
  parentPort?.postMessage(message);
}

async function answer(request: BuilderRequest): Promise<BuilderAnswer> {
  try {
    return { kind: 'done', summary: await buildOf(...request) };
  } catch (error) {
    return packFailure(error);
  } finally {
    log.flush();
  }
}

async function load(): Promise<AfterBuild> {
  const module = (await import(after ?? '')) as { readonly default: () => AfterBuild };
  return module.default();
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
  const detail = (line: string): void => {
    if (isVerbose) add(line);
  };
  return { isVerbose, flush, detail, progress: (...line) => add(line) };
}
