/**
 * Who has which output, as files and as addresses. Paths are compared as the strictest disk would
 * (case and Unicode form folded), and a file may not stand where another output needs a folder, nor
 * where hosts would take it for the answer to another's address (`host-rule.ts`).
 */
import { foldPath } from './fold.js';
import { hiddenEnding } from './host-rule.js';
import type { Place } from './permalink.js';

/** Places that are taken. */
export interface Owners<T> {
  /** Takes the place for `owner`; whoever has it, or what it needs, already, else null. */
  take(place: Place, owner: T): T | null;
  /** The same, also for whoever has its twin. */
  takeAlone(place: Place, owner: T): T | null;
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

/** A place as it is compared: its output, and the file that would answer before that; folded. */
interface Keys {
  readonly key: string;
  readonly before: string | null;
}

/** An ending of small letters is folded to itself, and so need not be folded off again. */
function keysOf(place: Place): Keys {
  const key = foldPath(place.output);
  const ending = hiddenEnding(place);
  if (ending === '') return { key, before: null };
  const isPlain = ending === '.html' && key.endsWith(ending);
  const before = isPlain
    ? key.slice(0, -ending.length)
    : foldPath(place.output.slice(0, -ending.length));
  return { key, before };
}

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
    return this.#take(keysOf(place), owner);
  }

  takeAlone(place: Place, owner: T): T | null {
    const keys = keysOf(place);
    return this.#twin(keys) ?? this.#take(keys, owner);
  }

  twin(place: Place): T | null {
    return this.#twin(keysOf(place));
  }

  #twin({ key, before }: Keys): T | null {
    if (before !== null) {
      return this.#folders.has(before) ? (this.#files.get(before + INDEX) ?? null) : null;
    }
    if (this.#barred.size === 0 || !key.endsWith(INDEX)) return null;
    return this.#barred.get(key.slice(0, -INDEX.length)) ?? null;
  }

  #take({ key, before }: Keys, owner: T): T | null {
    const winner =
      this.#files.get(key) ??
      this.#folders.get(key) ??
      this.#barred.get(key) ??
      this.#fileAbove(key) ??
      (before === null ? null : this.#files.get(before)) ??
      null;
    if (winner !== null) return winner;
    this.#files.set(key, owner);
    if (before !== null) this.#barred.set(before, owner);
    for (let slash = key.lastIndexOf('/'); slash > 0; slash = key.lastIndexOf('/', slash - 1)) {
      const folder = key.slice(0, slash);
      if (this.#folders.has(folder)) break;
      this.#folders.set(folder, owner);
    }
    return null;
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
