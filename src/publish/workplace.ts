/** A build's own folder beside the cache: staged files and bodies; gone when the build ends. */
import path from 'node:path';
import { destinationKey } from '../incremental/store/destination-key.js';
import type { Config } from '../model/config.js';
import type { Effects, Io } from '../model/io.js';
import { guardPlaces } from './guards.js';
import { takeLock } from './lock.js';

/** Keeps the cache out of git. */
export const IGNORE_FILE = '.gitignore';

/** Of staged files where the cache is on another file system than the destination. */
const INSIDE = '.finews-stage';

export interface Workplace {
  /** For bodies and the like. */
  readonly folder: string;
  /** For staged files: on the destination's file system. */
  readonly staging: string;
  /** Deletes it and lets the next build in; never throws. */
  close(): void;
}

/**
 * Takes the lock, and removes what builds that died have left. Throws `SiteError` when locked, or
 * when a build here could eat what isn't its own.
 */
export function openWorkplace(config: Config, effects: Effects): Workplace {
  const { io } = effects;
  guardPlaces(config, io);
  io.makeFolder(config.cacheDir);
  const isNew = io.stat(config.destination) === undefined;
  const release = takeLock(config, effects);
  // One a destination, as the lock: builds for other destinations share the cache folder.
  const folder = path.join(config.cacheDir, `stage-${destinationKey(config)}`);
  const inside = path.join(config.destination, INSIDE);
  const remove = (): void => {
    io.removeTree(folder);
    io.removeTree(inside);
    for (const name of unfinishedIn(config, io)) io.removeFile(path.join(config.cacheDir, name));
    if (isNew) io.removeEmptyFolder(config.destination);
  };
  const close = (): void => {
    attempt(remove, effects);
    // Once more: a process that lives on (--watch) would wait for its own lock for ever.
    if (!attempt(release, effects)) attempt(release, effects);
  };
  try {
    remove();
    keepOutOfGit(config, io);
    const staging = deviceOf(config.destination, io) === deviceOf(folder, io) ? folder : inside;
    io.makeFolder(folder);
    return { folder, staging, close };
  } catch (error) {
    close();
    throw error;
  }
}

/** Of files of the cache that were being written anew for this destination, and would have taken the old ones' places. */
function unfinishedIn(config: Config, io: Io): readonly string[] {
  const key = destinationKey(config);
  return io
    .names(config.cacheDir)
    .filter((name) => name.endsWith('.tmp') && name.includes(key) && !LOCKLESS.test(name));
}

/** Files that are written by who has no lock, perhaps now. */
const LOCKLESS = /^(?:lock|check)-/;

/**
 * Clears away what a build of this process has left that was stopped on the way: nobody else has its
 * lock. Throws as `openWorkplace` does.
 */
export function clearStopped(config: Config, effects: Effects): void {
  const { host } = effects;
  // A host in whose eyes this process is dead.
  const heir = { ...host, isAlive: (pid: number) => pid !== host.pid && host.isAlive(pid) };
  openWorkplace(config, { ...effects, host: heir }).close();
}

/**
 * Clears away; false when that failed. What is left is in nobody's way: the next build recognises
 * and removes it.
 */
export function attempt(step: () => void, { log }: Effects): boolean {
  try {
    step();
    return true;
  } catch (error) {
    log.detail(`Left behind: ${String(error)}`);
    return false;
  }
}

/** The file system of a path, or of the nearest folder above it that exists. */
function deviceOf(file: string, io: Io): number | undefined {
  const parent = path.dirname(file);
  if (io.stat(file) !== undefined) return io.stat(io.realPath(file))?.device;
  return parent === file ? undefined : deviceOf(parent, io);
}

function keepOutOfGit(config: Config, io: Io): void {
  const file = path.join(config.cacheDir, IGNORE_FILE);
  const beside = path.join(config.cacheDir, `ignore-${destinationKey(config)}.tmp`);
  if (io.stat(file) === undefined) io.writeDurably(file, '*\n', beside);
}
