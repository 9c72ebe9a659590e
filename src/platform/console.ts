/** The terminal: the only file besides `cli.ts` that knows of `process`. */
import os from 'node:os';
import { getHeapSpaceStatistics, getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Clock, Host } from '../model/io.js';
import { lazy } from './lazy.js';
import { type ConsoleLogger, createLogger } from './logger.js';
import { programDigest } from './program.js';

export { silent } from './logger.js';

/** Where results and problems are printed. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  /** Colours make sense on the error stream. */
  readonly isRich: boolean;
}

export const terminal: Terminal = {
  out: (text) => void process.stdout.write(`${text}\n`),
  err: (text) => void process.stderr.write(`${text}\n`),
  // https://no-color.org: set and not empty.
  isRich: process.stderr.isTTY && (process.env['NO_COLOR'] ?? '') === '',
};

/**
 * A build does not fail because its output can't be written: a reader that has seen enough (`| head -1`)
 * closes the pipe, and a full disk takes no log. The latter is reported on the other stream.
 */
export function tolerateFullStreams(): void {
  const { stdout, stderr } = process;
  stdout.on('error', ({ code, message }: NodeJS.ErrnoException) => {
    if (code !== 'EPIPE')
      stderr.write(`Not all was printed: standard output takes no more (${message})\n`);
  });
  stderr.on('error', () => undefined);
}

/** Resolves when the user (Ctrl-C) or the system asks the process to end. */
export function interruption(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}

/** Processor time that the process has spent in all of its threads, in ms. */
export function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

export const systemClock: Clock = { now: () => Date.now(), ticks: () => performance.now() };

/** Of a heap between two collections, in percent. */
const GROWTH = 20;
/** The same of a process that rests, at most; and the garbage that it may have then, in bytes. */
const [RESTING_GROWTH, ROOM] = [300, 256 << 20];
/** Bytes of new objects, and as many that those of them that live are copied to. */
const YOUNG = 16 << 20;
/** The same of other threads, in MB: half of what they are limited to. */
const THREAD_YOUNG = 8;

/** Whether no young generation grows. */
let isHeld = false;

/** Whether this thread's young generation is as large as it is to be. */
function isYoungFull(): boolean {
  const young = getHeapSpaceStatistics().find((space) => space.space_name === 'new_space');
  return (young?.space_size ?? 0) >= 2 * YOUNG;
}

/** Between two of the machine's clocks, in ms. */
const CLOCK_SLACK = 1000;

export const systemHost: Host = {
  cores: os.availableParallelism(),
  program: lazy(() => programDigest(process.versions.node)),
  pid: process.pid,
  env: process.env,
  began: Date.now() - process.uptime() * 1000 - CLOCK_SLACK,
  name: os.hostname(),
  isAlive(pid) {
    try {
      process.kill(pid, 0);
      return true;
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'EPERM';
    }
  },
  holdMemory(hold) {
    if (hold !== isHeld) growYoung(!hold);
    isHeld = hold;
  },
  collectAlone(isAlone) {
    // With helpers a thread has to wait until they have a core, and they for each other.
    setFlagsFromString(isAlone ? '--no-parallel-scavenge' : '--parallel-scavenge');
  },
  saveMemory() {
    // V8 lets a heap double before it collects garbage; most of an archive's heap is none.
    setFlagsFromString(`--heap-growing-percent=${GROWTH}`);
    // From Node 24 on it lets the young generation grow to 128 MB, which is filled however short objects live.
    growYoung(!isYoungFull());
  },
  collectGarbage() {
    collector()();
    const { used_heap_size: used } = getHeapStatistics();
    const growth = Math.min(RESTING_GROWTH, Math.round((100 * ROOM) / used));
    setFlagsFromString(`--heap-growing-percent=${Math.max(GROWTH, growth)}`);
  },
};

/** V8 has it for contexts that are made while the flag is set, and for no other. */
const collector = lazy((): (() => void) => {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('globalThis.gc');
  setFlagsFromString('--no-expose-gc');
  // A V8 that has none collects when it wants to.
  return typeof collect === 'function' ? (collect as () => void) : () => {};
});

/** Of all threads; one that starts while it doesn't grow would stay at the megabyte that it begins with. */
function growYoung(mayGrow: boolean): void {
  setFlagsFromString(`--semi-space-growth-factor=${mayGrow ? 2 : 1}`);
  setFlagsFromString(`--min-semi-space-size=${THREAD_YOUNG}`);
}

/** A progress bar when the terminal is one and work is long; `--verbose` details. */
export function consoleLogger(verbose: boolean): ConsoleLogger {
  return createLogger(process.stderr, systemClock, verbose);
}

/** Asks the person at the terminal one thing; an empty answer is `otherwise`. */
export type AskPerson = (question: string, otherwise: string) => Promise<string>;

/** Null: nobody is there to be asked. */
export function personAtTerminal(): AskPerson | null {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return null;
  return async (question, otherwise) => {
    const { createInterface } = await import('node:readline/promises');
    const lines = createInterface({ input: process.stdin, output: process.stdout });
    try {
      const answer = (await lines.question(`${question} [${otherwise}] `)).trim();
      return answer === '' ? otherwise : answer;
    } finally {
      lines.close();
    }
  };
}

/** The machine's own zone, by its IANA name: to suggest, and for nothing else. */
export function zoneOfMachine(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
