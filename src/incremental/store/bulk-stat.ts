/**
 * Many files looked at or read at once, in another thread: what goes there and back is one text and
 * one array of numbers, for an object a file would cost as much as looking at the file.
 */
import path from 'node:path';
import type { Config } from '../../model/config.js';
import type { Io } from '../../model/io.js';
import type { DigestedFile, KnownFile, Stamp } from '../../model/story.js';
import { digestedFile, stampOf } from '../file-stamp.js';
import { loadPost } from '../source-files/load-post.js';

/** Names below a folder, in one text. */
export interface StatTask {
  readonly kind: 'look';
  readonly folder: string;
  readonly names: string;
  /** Ms since the epoch: what was touched lately isn't trusted. Infinite: all is. */
  readonly now: number;
}

/** Story files by their paths below the source, in one text. */
export interface ReadTask {
  readonly kind: 'read';
  readonly names: string;
}

/** A row of four numbers a file, as `Seen` has them; a negative size: nothing to trust. */
export type StampRows = Float64Array;

export interface ReadDone {
  readonly looks: StampRows;
  /** In one text; empty for a file that can't be read. */
  readonly digests: string;
  /** In one text, as `Look` has them. */
  readonly blobs: string;
}

/** No file's name has it. */
const BETWEEN = '\0';
const ROW = 4;

/** `names` is not empty. */
export function joinNames(names: readonly string[]): string {
  return names.join(BETWEEN);
}

export function statAll({ folder, names, now }: StatTask, io: Pick<Io, 'stat'>): StampRows {
  const files = names.split(BETWEEN);
  const looks = new Float64Array(ROW * files.length);
  for (const [at, name] of files.entries()) {
    setRow(looks, at, stampAt(path.join(folder, name), io, now));
  }
  return looks;
}

/** Null as well for what can't be looked at: who has to have the file tells why. */
export function stampAt(file: string, io: Pick<Io, 'stat'>, now: number): Stamp | null {
  try {
    return stampOf(io.stat(file), now);
  } catch {
    return null;
  }
}

export function readAll({ names }: ReadTask, config: Config, looking: ReadContext): ReadDone {
  const readings = names.split(BETWEEN).map((name) => readStory(name, config, looking));
  const looks = new Float64Array(ROW * readings.length);
  for (const [at, reading] of readings.entries()) setRow(looks, at, reading?.look ?? null);
  return {
    looks,
    digests: readings.map((reading) => reading?.digest ?? '').join(BETWEEN),
    blobs: readings.map((reading) => reading?.look?.blob ?? '').join(BETWEEN),
  };
}

interface ReadContext {
  readonly io: Io;
  /** Ms since the epoch. */
  readonly now: number;
}

/** Null: the bytes can't be had, which parsing the file will tell. */
export function readStory(name: string, config: Config, looking: ReadContext): DigestedFile | null {
  const loaded = loadPost({ path: name }, config, looking);
  return loaded.kind === 'ok' ? digestedFile(loaded.bytes, loaded.seen) : null;
}

export function readingsOf({ looks, digests, blobs }: ReadDone): readonly (DigestedFile | null)[] {
  const blobOf = blobs.split(BETWEEN);
  return digests.split(BETWEEN).map((digest, at) => {
    if (digest === '') return null;
    const seen = rowAt(looks, at);
    const look: KnownFile | null =
      seen === null ? null : { ...seen, digest, blob: blobOf[at] ?? '' };
    return { digest, look };
  });
}

/** The files of several tasks, each of which but the last had `size` of them. */
export function rowsOf(parts: readonly StampRows[], size: number): (at: number) => Stamp | null {
  return (at) => {
    const part = parts[Math.floor(at / size)];
    return part === undefined ? null : rowAt(part, at % size);
  };
}

export function rowAt(looks: StampRows, at: number): Stamp | null {
  const start = ROW * at;
  const size = looks[start] ?? -1;
  if (size < 0) return null;
  const [modified, changed, inode] = [looks[start + 1], looks[start + 2], looks[start + 3]];
  return { size, modified: modified ?? 0, changed: changed ?? 0, inode: inode ?? 0 };
}

function setRow(looks: StampRows, at: number, seen: Stamp | null): void {
  const start = ROW * at;
  looks[start] = seen?.size ?? -1;
  looks[start + 1] = seen?.modified ?? 0;
  looks[start + 2] = seen?.changed ?? 0;
  looks[start + 3] = seen?.inode ?? 0;
}
