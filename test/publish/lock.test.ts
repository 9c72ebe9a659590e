/** One build at a time: who waits, who takes over, and that two never get in. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { SiteError } from '../../src/index.js';
import type { Config } from '../../src/model/config.js';
import type { Effects, Io } from '../../src/model/io.js';
import { disk } from '../../src/platform/disk.js';
import { takeLock } from '../../src/publish/lock.js';
import { effectsWith, recordingIo, systemError } from '../support/faulty-io.js';

const HOST = 'newsroom';
const DEAD = 4;
/** The disk's own, for a lock's age is read off the disk. */
const NOW = Date.now();
const HOUR = 3_600_000;

interface Scene {
  readonly config: Config;
  readonly file: string;
  /** Puts a lock there, last touched just now, or long ago. */
  put(text: string, isOld?: boolean): void;
  names(): readonly string[];
}

function scene(): Scene {
  const cacheDir = fs.mkdtempSync(path.join(os.tmpdir(), 'finews-lock-'));
  onTestFinished(() => fs.rmSync(cacheDir, { recursive: true, force: true }));
  const config = { cacheDir, destination: path.join(cacheDir, 'public') } as Config;
  takeLock(config, builder(1))();
  takeLock(config, builder(1));
  const file = path.join(cacheDir, fs.readdirSync(cacheDir)[0] ?? '');
  fs.rmSync(file);
  const put = (text: string, isOld = true): void => {
    fs.writeFileSync(file, text);
    if (isOld) fs.utimesSync(file, 0, 0);
  };
  return { config, file, put, names: () => fs.readdirSync(cacheDir) };
}

/** A building process on a machine where all live but number 4. */
function builder(pid: number, io: Io = disk): Effects {
  const host = {
    cores: 2,
    program: () => '',
    pid,
    env: {},
    began: NOW - HOUR,
    name: HOST,
    isAlive: (other: number) => other !== DEAD,
    saveMemory() {},
    holdMemory() {},
    collectAlone() {},
    collectGarbage() {},
  };
  return effectsWith(io, { host, clock: { now: () => NOW, ticks: () => 0 } });
}

function lockText(pid: number, more: { host?: string; since?: number } = {}): string {
  return JSON.stringify({ pid, host: HOST, since: NOW, ...more });
}

/** `in`, or the message of the refusal. */
function enter(config: Config, effects: Effects): string {
  try {
    takeLock(config, effects);
    return 'in';
  } catch (error) {
    if (error instanceof SiteError) return error.message;
    throw error;
  }
}

describe('the lock', () => {
  it('lets one in, names it to the next, and is gone on release', () => {
    const { config, names } = scene();
    const release = takeLock(config, builder(1));
    expect(enter(config, builder(2))).toBe(
      `A build (process 1 on newsroom) is writing to ${config.destination}`,
    );
    expect(enter(config, builder(1))).toContain('process 1');
    release();
    expect(names()).toEqual([]);
    expect(enter(config, builder(2))).toBe('in');
  });

  it('is its own for each destination', () => {
    const { config } = scene();
    takeLock(config, builder(1));
    expect(enter({ ...config, destination: '/elsewhere' }, builder(2))).toBe('in');
  });

  it.each([
    ['of a dead process', lockText(DEAD)],
    ['that is empty', ''],
    ['that is garbled', '{"pid": 1, "ho'],
    ['of no possible process', lockText(0)],
    ['of a whole process group', lockText(-1)],
    ['of another machine, an hour old', lockText(1, { host: 'b', since: NOW - HOUR - 1 })],
    ['of another machine, from the future', lockText(1, { host: 'b', since: NOW + 2 * HOUR })],
    ['of our own number, from before we began', lockText(1, { since: NOW - 2 * HOUR })],
  ])('%s is taken over at once', (_name, text) => {
    for (const isOld of [true, false]) {
      const { config, put, names } = scene();
      put(text, isOld);
      const release = takeLock(config, builder(1));
      release();
      expect(names()).toEqual([]);
    }
  });

  it('of another machine holds for an hour', () => {
    const { config, put } = scene();
    put(lockText(DEAD, { host: 'b', since: NOW - HOUR / 2 }));
    expect(enter(config, builder(1))).toContain('process 4 on b');
  });

  it('is never seen without its text', () => {
    const { config, file } = scene();
    const texts = new Set<string>();
    const { io, operations } = recordingIo(disk);
    const { length } = operations;
    takeLock(
      config,
      builder(
        1,
        watched(io, () => texts.add(textOf(file))),
      ),
    );
    expect(operations.length).toBeGreaterThan(length + 2);
    expect([...texts].filter((text) => text !== '-')).toEqual([`${lockText(1)}\n`]);
  });

  it('is taken on a disk without hard links', () => {
    const { config, put, names } = scene();
    const hardLink = (file: string, name: string): never => {
      throw systemError('EPERM', { name: 'link', paths: [file, name] });
    };
    const effects = builder(1, { ...disk, hardLink });
    for (const text of ['', lockText(DEAD)]) {
      put(text, false);
      const release = takeLock(config, effects);
      expect(enter(config, builder(2, { ...disk, hardLink }))).toContain('process 1');
      release();
      expect(names()).toEqual([]);
    }
  });

  it('of another build is not released by one that lost its own', () => {
    const { config, file, put } = scene();
    const release = takeLock(config, builder(1));
    put(lockText(2));
    release();
    expect(fs.existsSync(file)).toBe(true);
  });
});

describe('two that find the same dead lock', () => {
  it.each([lockText(DEAD), ''])('never both get in, whenever the second comes (%j)', (text) => {
    const steps = countSteps(text);
    expect(steps).toBeGreaterThan(5);
    for (let step = 1; step <= steps; step++) {
      const { config, put } = scene();
      put(text);
      let second = 'not tried';
      const io = interrupt(step, () => {
        second = enter(config, builder(2));
      });
      const first = enter(config, builder(1, io));
      expect([first, second].filter((one) => one === 'in').length, `step ${step}`).toBe(1);
    }
  });

  it('come in after one that died while taking it over', () => {
    for (const text of [lockText(DEAD), '']) {
      const steps = countSteps(text);
      for (let step = 1; step <= steps; step++) {
        // Of one that died while it took over from one that died.
        for (let next = 0; next <= steps; next++) {
          const { config, put, names } = scene();
          put(text, false);
          die(config, step);
          if (next > 0) die(config, next);
          expect(enter(config, builder(1)), `step ${step}, then ${next}`).toBe('in');
          expect(names(), `step ${step}, then ${next}`).toHaveLength(1);
        }
      }
    }
  });

  /** Takes the lock, and is killed at that operation. */
  function die(config: Config, step: number): void {
    let count = 0;
    const kill = (): void => {
      count += 1;
      if (count >= step) throw systemError('EIO', { name: 'any', paths: [] });
    };
    try {
      takeLock(config, builder(DEAD, watched(disk, kill)));
    } catch {
      // Dead.
    }
  }

  function countSteps(text: string): number {
    const { config, put } = scene();
    put(text);
    const { io, operations } = recordingIo(disk);
    takeLock(config, builder(1, io));
    return operations.length;
  }

  /** The disk, with something else happening just before an operation. */
  function interrupt(step: number, act: () => void): Io {
    const { io, operations } = recordingIo(disk);
    return watched(io, () => {
      if (operations.length === step - 1) act();
    });
  }
});

function textOf(file: string): string {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '-';
}

/** The disk, with something else happening before each operation that a lock needs. */
function watched(io: Io, act: () => void): Io {
  const wrap =
    <A extends readonly unknown[], R>(method: (...args: A) => R) =>
    (...args: A): R => {
      act();
      return method(...args);
    };
  return {
    ...io,
    stat: wrap(io.stat),
    read: wrap(io.read),
    writeNew: wrap(io.writeNew),
    hardLink: wrap(io.hardLink),
    names: wrap(io.names),
    removeFile: wrap(io.removeFile),
  };
}
