/**
 * The build of a watching process: the same, again and again, in a thread of its own that keeps its
 * session. The thread that serves the site meanwhile does not wait.
 */
import { Worker } from 'node:worker_threads';
import type { Effects, Logger } from '../model/io.js';
import type { BuildOptions } from '../model/options.js';
import type { BuildSummary } from '../model/result.js';
import { unpackFailure } from '../problems/failure.js';
import { FREE, PUBLISHING, STOPPED } from '../publish/publish-gate.js';
import { attempt, clearStopped } from '../publish/workplace.js';
import type {
  BuilderAnswer,
  BuilderData,
  BuilderMessage,
  BuilderRequest,
  LogLine,
} from './builder-thread.js';
import { configure } from './configure/configure.js';
import type { Leave } from './session-builds.js';

export interface Builder {
  /**
   * One build, of files that may have changed since the last one; null: of everything. Rejects as
   * `build` does. Resolves to null when it was closed on the way.
   */
  build(changed: readonly string[] | null, leave?: Leave): Promise<BuildSummary | null>;
  /** Rejects when the thread ends by itself; else it waits for ever. */
  readonly failure: Promise<never>;
  /** Stops a build that is not publishing yet, and leaves nothing of it behind. */
  close(): Promise<void>;
}

/**
 * Details and progress go to the log of `effects`. `after` names a module that has more to tell of each
 * build (`AfterBuild`).
 */
export function openBuilder(
  options: BuildOptions,
  effects: Effects,
  after: URL | null = null,
): Builder {
  return new ThreadBuilder(options, effects, after);
}

interface Waiting {
  readonly resolve: (answer: BuilderAnswer | null) => void;
  readonly reject: (error: unknown) => void;
}

class ThreadBuilder implements Builder {
  readonly failure: Promise<never>;
  readonly #options: BuildOptions;
  readonly #effects: Effects;
  readonly #phase: Int32Array = new Int32Array(new SharedArrayBuffer(4));
  readonly #worker: Worker;
  #atHand: Promise<BuilderAnswer | null> = Promise.resolve(null);
  /** For the build at hand; null: there is none. */
  #waiting: Waiting | null = null;
  /** Null: it is open. */
  #closing: Promise<void> | null = null;

  constructor(options: BuildOptions, effects: Effects, after: URL | null) {
    this.#options = options;
    this.#effects = effects;
    const { isVerbose } = effects.log;
    const about = { options, isVerbose, after: after?.href ?? null };
    const data: BuilderData = { ...about, phase: this.#phase };
    const file = new URL('./builder-thread.js', import.meta.url);
    this.#worker = new Worker(file, { workerData: data });
    this.#worker.on('message', (message: BuilderMessage) => this.#hear(message));
    this.failure = new Promise<never>((_, reject) => {
      const fail = (error: unknown): void => {
        this.#waiting?.reject(error);
        reject(error);
      };
      this.#worker.once('error', fail).once('exit', () => {
        if (this.#closing === null) fail(new Error('The thread that builds has ended by itself'));
      });
    });
    // Whoever waits for a build hears of it as well.
    this.failure.catch(() => undefined);
  }

  async build(changed: readonly string[] | null, leave: Leave = {}): Promise<BuildSummary | null> {
    if (this.#closing !== null) return null;
    this.#atHand = new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
    });
    const request: BuilderRequest = [changed, leave];
    this.#worker.postMessage(request);
    const answer = await this.#atHand;
    this.#waiting = null;
    // Not before the answer is here: who closes in between waits for it.
    Atomics.compareExchange(this.#phase, 0, PUBLISHING, FREE);
    if (answer === null) return null;
    if (answer.kind === 'done') return answer.summary;
    throw unpackFailure(answer);
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    const waiting = this.#waiting;
    const phase = Atomics.compareExchange(this.#phase, 0, FREE, STOPPED);
    const isPublishing = waiting !== null && phase === PUBLISHING;
    const answer = isPublishing ? await this.#atHand.catch(() => null) : null;
    waiting?.resolve(null);
    await this.#worker.terminate();
    if (waiting !== null && answer === null) this.#clear();
  }

  /** The build had not come so far, or what is left waits for a process that sees this one dead. */
  #clear(): void {
    const [options, effects] = [this.#options, this.#effects];
    attempt(() => clearStopped(configure(options, effects).value, effects), effects);
  }

  #hear(message: BuilderMessage): void {
    if (message.kind === 'log') for (const line of message.lines) forward(line, this.#effects.log);
    else this.#waiting?.resolve(message);
  }
}

function forward(line: LogLine, log: Logger): void {
  if (typeof line === 'string') log.detail(line);
  else log.progress(...line);
}
