/**
 * The disk with a recorder or a fault in between: what was done in which order, and what happens when
 * the n-th operation fails. Counts every operation of `Io`, and those of an open pack.
 */

import { silent, systemClock, systemHost } from '../../src/effects/console.js';
import type { Effects, Io } from '../../src/model/io.js';

export interface Operation {
  /** As in `Io`; `append`, `flush` and `close` may be a pack's, and so may `read`. */
  readonly name: string;
  /** The first argument, and the second where it is a path too. */
  readonly paths: readonly string[];
}

/** Called before an operation with what would do it; throws to stop it. */
type Before = (operation: Operation, args: readonly unknown[]) => void;
type Method = (...args: unknown[]) => unknown;

export interface RecordingIo {
  readonly io: Io;
  /** In order, growing. */
  readonly operations: readonly Operation[];
}

export function recordingIo(real: Io): RecordingIo {
  const operations: Operation[] = [];
  return { io: intercept(real, (operation) => operations.push(operation)), operations };
}

/** Has something happen before an operation, as when somebody else works in the same folders. */
export function interruptedIo(real: Io, happens: (operation: Operation) => void): Io {
  return intercept(real, (operation) => happens(operation));
}

export interface FailingIo {
  readonly io: Io;
  /** The operation that failed; null: there were fewer than n. */
  readonly failed: () => Operation | null;
}

/**
 * Fails the n-th operation (from 1) with Node's kind of error, once. A file that was being written is
 * left with half its bytes, as a full disk leaves it.
 */
export function failingIo(real: Io, n: number, code: string): FailingIo {
  let count = 0;
  let failed: Operation | null = null;
  const io = intercept(real, (operation, args) => {
    count += 1;
    if (count !== n) return;
    failed = operation;
    if (operation.name === 'write') writeHalf(args, real);
    throw systemError(code, operation);
  });
  return { io, failed: () => failed };
}

/** The real effects with another disk, and quiet. */
export function effectsWith(io: Io, more: Partial<Effects> = {}): Effects {
  return {
    ...{ io, clock: systemClock, host: systemHost, log: silent, publishing() {} },
    ...more,
  };
}

export function systemError(code: string, { name, paths }: Operation): Error {
  const text = `${code}: injected, ${name} ${paths.map((path) => `'${path}'`).join(' -> ')}`;
  return Object.assign(new Error(text), { code, syscall: name, path: paths[0] });
}

function writeHalf(args: readonly unknown[], real: Io): void {
  const [file, data] = args as [string, string | Uint8Array];
  real.write(file, data.slice(0, Math.floor(data.length / 2)));
}

const TWO_PATHS = ['copy', 'rename'];

function intercept(real: Io, before: Before): Io {
  const io = watchMethods(real, before, (name, args) => {
    return args.slice(0, TWO_PATHS.includes(name) ? 2 : 1).map(String);
  });
  return {
    ...io,
    createPack(file) {
      before({ name: 'createPack', paths: [file] }, [file]);
      return watchMethods(real.createPack(file), before, () => [file]);
    },
    openPack(file) {
      before({ name: 'openPack', paths: [file] }, [file]);
      return watchMethods(real.openPack(file), before, () => [file]);
    },
    openFile(file) {
      before({ name: 'openFile', paths: [file] }, [file]);
      const { stat, ...methods } = real.openFile(file);
      return { stat, ...watchMethods(methods, before, () => [file]) };
    },
  };
}

function watchMethods<T extends object>(
  real: T,
  before: Before,
  pathsOf: (name: string, args: readonly unknown[]) => readonly string[],
): T {
  const methods = Object.entries(real) as [string, Method][];
  return Object.fromEntries(
    methods.map(([name, method]) => [
      name,
      (...args: unknown[]): unknown => {
        before({ name, paths: pathsOf(name, args) }, args);
        return method(...args);
      },
    ]),
  ) as T;
}
