/**
 * Watches folders that may hold hundreds of thousands of files, at one watch a folder. Tells names
 * that may have changed; a folder's name stands for all that is in it.
 */
import path from 'node:path';
import { isBelow } from '../../content/paths.js';
import type { FolderEvent, Io } from '../../model/io.js';

export type FoldersIo = Pick<Io, 'watchFolder' | 'folders' | 'stat'>;

export interface Hints {
  /** Absolute: a file, or a folder with all that is in it. */
  changed(path: string): void;
  /** Watching failed, in part or altogether: changes will be missed. */
  failed(error: NodeJS.ErrnoException): void;
}

export interface FolderWatcher {
  /** Watches the folder with all folders in it, from now on; false when it does already. */
  add(folder: string): boolean;
  close(): void;
}

export function createFolderWatcher(io: FoldersIo, hints: Hints): FolderWatcher {
  return new Folders(io, hints);
}

class Folders implements FolderWatcher {
  readonly #io: FoldersIo;
  readonly #hints: Hints;
  readonly #watches = new Map<string, () => void>();

  constructor(io: FoldersIo, hints: Hints) {
    this.#io = io;
    this.#hints = hints;
  }

  add(folder: string): boolean {
    if (this.#watches.has(folder)) return false;
    this.#open(folder);
    return this.#watches.has(folder);
  }

  close(): void {
    for (const stop of this.#watches.values()) stop();
    this.#watches.clear();
  }

  /** First watched, then listed: what appears in between is seen by one or the other. */
  #open(folder: string): void {
    if (this.#watches.has(folder)) return;
    try {
      const stop = this.#io.watchFolder(folder, (event) => this.#look(folder, event));
      this.#watches.set(folder, stop);
      for (const name of this.#io.folders(folder)) this.#open(path.join(folder, name));
    } catch (error) {
      // Gone again already: whoever held it was told, or will be.
      if (!isAbsence(error)) this.#hints.failed(error as NodeJS.ErrnoException);
    }
  }

  #look(folder: string, { name, renamed }: FolderEvent): void {
    if (!this.#watches.has(folder)) return;
    // A folder's own end comes under its own name.
    const isItself = name === null || name === path.basename(folder);
    if (isItself && renamed) this.#renew(folder);
    const child = name === null ? null : path.join(folder, name);
    if (child !== null && renamed) this.#renew(child);
    // The folder stands for what is in it, so for a child of its own name as well.
    this.#hints.changed(isItself || child === null ? folder : child);
  }

  /** A watch holds on to a folder, not to its name: when a name is taken anew, so is the watch. */
  #renew(folder: string): void {
    if (this.#watches.has(folder)) this.#drop(folder);
    if (this.#io.stat(folder)?.kind === 'folder') this.#open(folder);
  }

  #drop(folder: string): void {
    for (const [watched, stop] of this.#watches) {
      if (!isBelow(folder, watched)) continue;
      this.#watches.delete(watched);
      stop();
    }
  }
}

function isAbsence(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' || code === 'ENOTDIR';
}
