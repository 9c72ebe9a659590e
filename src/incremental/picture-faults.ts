/**
 * Pictures that could not be copied, with the reason: remembered beside the copies, so that every build
 * tells of them and none tries again, until the picture or what copies it is another.
 */
import path from 'node:path';
import type { Io } from '../model/io.js';
import { type Problem, WHOLE } from '../model/problem.js';
import { bytesOfFile } from '../platform/regular-file.js';

/** By the digest of the picture and of what copies it. */
export type PictureFaults = ReadonlyMap<string, string>;

const NAME = 'faults.json';
/** What a reason may have, in characters: it comes from the cache. */
const LONGEST = 300;

export function readPictureFaults(folder: string, io: Pick<Io, 'openFile'>): PictureFaults {
  try {
    const bytes = bytesOfFile(path.join(folder, NAME), io);
    const value: unknown = bytes === null ? [] : JSON.parse(bytes.toString('utf8'));
    const isPair = (one: unknown): one is [string, string] =>
      Array.isArray(one) && one.length === 2 && one.every((part) => typeof part === 'string');
    return new Map(Array.isArray(value) ? value.filter(isPair) : []);
  } catch {
    return new Map();
  }
}

export function writePictureFaults(faults: PictureFaults, folder: string, io: Io): void {
  io.writeDurably(path.join(folder, NAME), JSON.stringify([...faults]));
}

/** `file` is for messages. */
export function uncopied(file: string, fault: string): Problem {
  const [line = ''] = fault.slice(0, LONGEST).split('\n');
  const message = `No copies of this picture can be made: ${line}`;
  const hint = 'Open it in a program and save it anew; until then it is shown as it is.';
  return { code: 'picture-uncopied', severity: 'warning', message, hint, file, ...WHOLE };
}
