/**
 * Who has which output path. Paths are compared as the strictest disk would (case and Unicode form
 * folded), and a file may not stand where another output needs a folder.
 */
import { foldPath } from './fold.js';

/** Output paths that are taken. */
export interface Owners<T> {
  /** Takes the path for `owner`; whoever has it, or what it needs, already, else null. */
  take(output: string, owner: T): T | null;
  /** The same paths taken, to go on from. */
  copy(): Owners<T>;
}

export function createOwners<T>(): Owners<T> {
  return new FoldedPaths(new Map(), new Map());
}

class FoldedPaths<T> implements Owners<T> {
  readonly #files: Map<string, T>;
  /** Folders that outputs lie in. No file has the name of one, nor of one above it. */
  readonly #folders: Map<string, T>;

  constructor(files: Map<string, T>, folders: Map<string, T>) {
    this.#files = files;
    this.#folders = folders;
  }

  take(output: string, owner: T): T | null {
    const key = foldPath(output);
    const winner = this.#files.get(key) ?? this.#folders.get(key);
    if (winner !== undefined) return winner;
    const file = this.#fileAbove(key);
    if (file !== null) return file;
    this.#files.set(key, owner);
    for (let slash = key.lastIndexOf('/'); slash > 0; slash = key.lastIndexOf('/', slash - 1)) {
      const folder = key.slice(0, slash);
      if (this.#folders.has(folder)) break;
      this.#folders.set(folder, owner);
    }
    return null;
  }

  /** Whose file stands where the path needs a folder. */
  #fileAbove(key: string): T | null {
    for (let slash = key.lastIndexOf('/'); slash > 0; slash = key.lastIndexOf('/', slash - 1)) {
      const folder = key.slice(0, slash);
      if (this.#folders.has(folder)) return null;
      const file = this.#files.get(folder);
      if (file !== undefined) return file;
    }
    return null;
  }

  copy(): Owners<T> {
    return new FoldedPaths(new Map(this.#files), new Map(this.#folders));
  }
}
