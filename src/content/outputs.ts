/**
 * Who has which output, as files and as addresses. Paths are compared as the strictest disk would
 * (case and Unicode form folded), and a file may not stand where another output needs a folder, nor
 * where hosts would take it for the answer to another's address (`host-rule.ts`).
 */
import { foldPath } from './fold.js';
import { fileBefore } from './host-rule.js';
import type { Place } from './permalink.js';

/** Places that are taken. */
export interface Owners<T> {
  /** Takes the place for `owner`; whoever has it, or what it needs, already, else null. */
  take(place: Place, owner: T): T | null;
  /**
   * Whose page differs from this one by the slash at the end of its address: of `/x` and `/x/` some
   * hosts know only one.
   */
  twin(place: Place): T | null;
  /** Whose output that is. */
  at(output: string): T | null;
  /** The same places taken, to go on from. */
  copy(): Owners<T>;
}

export function createOwners<T>(): Owners<T> {
  return new FoldedPlaces(new Map(), new Map(), new Map());
}

const INDEX = '/index.html';

class FoldedPlaces<T> implements Owners<T> {
  readonly #files: Map<string, T>;
  /** Folders that outputs lie in. No file has the name of one, nor of one above it. */
  readonly #folders: Map<string, T>;
  /** Files that may not be, for they would answer an owner's address before its output does. */
  readonly #barred: Map<string, T>;

  constructor(files: Map<string, T>, folders: Map<string, T>, barred: Map<string, T>) {
    this.#files = files;
    this.#folders = folders;
    this.#barred = barred;
  }

  take(place: Place, owner: T): T | null {
    const key = foldPath(place.output);
    const before = fileBefore(place);
    const barred = before === null ? null : foldPath(before);
    const winner = this.#files.get(key) ?? this.#folders.get(key) ?? this.#barred.get(key) ?? null;
    if (winner !== null) return winner;
    const file = this.#fileAbove(key) ?? (barred === null ? null : this.#files.get(barred)) ?? null;
    if (file !== null) return file;
    this.#files.set(key, owner);
    if (barred !== null) this.#barred.set(barred, owner);
    for (let slash = key.lastIndexOf('/'); slash > 0; slash = key.lastIndexOf('/', slash - 1)) {
      const folder = key.slice(0, slash);
      if (this.#folders.has(folder)) break;
      this.#folders.set(folder, owner);
    }
    return null;
  }

  twin(place: Place): T | null {
    const before = fileBefore(place);
    if (before !== null) return this.at(before + INDEX);
    if (this.#barred.size === 0 || !place.output.endsWith(INDEX)) return null;
    return this.#barred.get(foldPath(place.output.slice(0, -INDEX.length))) ?? null;
  }

  at(output: string): T | null {
    return this.#files.get(foldPath(output)) ?? null;
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
    return new FoldedPlaces(new Map(this.#files), new Map(this.#folders), new Map(this.#barred));
  }
}
