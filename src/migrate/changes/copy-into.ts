/** A new site's files, put where they are wanted; what lies there already stays, and is told. */
import path from 'node:path';
import type { Io } from '../../model/io.js';

export interface MovedTo {
  /** Absolute. */
  readonly place: string;
  readonly isWritten: boolean;
  /** Files that are, or would be, new there. */
  readonly added: number;
  readonly same: number;
  /** Files of other content that stay as they are. */
  readonly left: readonly string[];
}

/** Changes nothing unless `isWanted`. */
export function copyInto(place: string, folder: string, isWanted: boolean, io: Io): MovedTo {
  const left: string[] = [];
  let [added, same] = [0, 0];
  for (const { path: name, kind } of io.walk(folder, [])) {
    if (kind !== 'file') continue;
    const [from, to] = [path.join(folder, name), path.join(place, name)];
    const there = io.stat(to);
    if (there === undefined) {
      added++;
      if (!isWanted) continue;
      io.makeFolder(path.dirname(to));
      io.writeDurably(to, [io.read(from)]);
    } else if (there.kind === 'file' && io.read(to).equals(io.read(from))) same++;
    else left.push(name);
  }
  return { place, isWritten: isWanted, added, same, left };
}
