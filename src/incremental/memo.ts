/**
 * What pure work gave the last time in this process. A watching one makes anew only what comes of
 * something else than before; in a fresh one there is no last time, and everything is made.
 */
import { isSameList } from '../platform/list-places.js';
import { differencesOf } from './merge-join.js';
import { isSameData } from './same-data.js';

/**
 * Each stands for one piece of work, in one place, and its type: of a second use the first would get
 * what isn't its own.
 */
type MemoName =
  | 'settings'
  // read
  | 'entries'
  | 'posts'
  | 'drafts'
  | 'stories'
  | 'files'
  | 'pages of files'
  | 'statics'
  | 'kept'
  | 'theme assets'
  | 'built-in theme'
  | 'templates'
  | 'filters'
  | 'styles'
  | 'picture maker'
  | 'data'
  // parse, organise, plan, render
  | 'documents'
  | 'changed stories'
  | 'expiring stories'
  | 'zoneless stories'
  | 'remaining pages'
  | 'remaining files'
  | 'taken down'
  | 'heads'
  | 'arrangement'
  | 'missing targets'
  | 'misnamed templates'
  | 'present'
  | 'plan'
  | 'page keys'
  // guards
  | 'gone';

/** By names of work. */
export interface Memo {
  /** What `make` gave the last time, when it was for these very inputs; else what it gives now. */
  remake<T>(name: MemoName, inputs: readonly unknown[], make: () => T): T;
  /**
   * The same, but that `make` is told what it gave the last time when what is around was the same, so
   * that it makes anew what comes of the inputs that are others; null: it was another.
   */
  remakeFrom<T>(name: MemoName, from: MemoInputs, make: (last: T | null) => T): T;
  /** The last time's value where this one has the same in it, in the same order. */
  keepEqual<T>(name: MemoName, value: T): T;
  /**
   * Entries that pass a test, in any order. The test says the same of an entry for ever: it is asked of
   * those that are others than the last time.
   */
  passing<T>(name: MemoName, list: readonly T[], test: (one: T) => boolean): Iterable<T>;
  /** The last time's list where it is as long, each entry is like this one's, and few are others. */
  keepAlike<T>(name: MemoName, list: readonly T[], isAlike: (a: T, b: T) => boolean): readonly T[];
}

/** Entries of a last list that are nowhere else any more: so many may stay for its sake. */
const MOST_OTHERS = 1000;

export interface MemoInputs {
  readonly around: readonly unknown[];
  readonly inputs: readonly unknown[];
}

/** Entries of a list that passed. */
interface Passing<T> {
  readonly list: readonly T[];
  readonly passed: ReadonlySet<T>;
}

interface Result extends MemoInputs {
  readonly value: unknown;
}

export function createMemo(): Memo {
  return new LastResults();
}

class LastResults implements Memo {
  readonly #made = new Map<string, Result>();
  readonly #values = new Map<string, unknown>();

  remake<T>(name: MemoName, inputs: readonly unknown[], make: () => T): T {
    return this.remakeFrom(name, { around: [], inputs }, make);
  }

  remakeFrom<T>(name: MemoName, from: MemoInputs, make: (last: T | null) => T): T {
    const last = this.#made.get(name);
    const isAround = last !== undefined && isSameList(last.around, from.around);
    if (isAround && isSameList(last.inputs, from.inputs)) return last.value as T;
    const value = make(isAround ? (last.value as T) : null);
    this.#made.set(name, { ...from, value });
    return value;
  }

  keepEqual<T>(name: MemoName, value: T): T {
    return this.#keepLast(name, value, (last) => isSameData(last, value));
  }

  passing<T>(name: MemoName, list: readonly T[], test: (one: T) => boolean): Iterable<T> {
    return this.remakeFrom<Passing<T>>(name, { around: [], inputs: [list] }, (last) => {
      const differences = last === null ? null : differencesOf(last.list, list, Object.is);
      if (last === null || differences === null) {
        return { list, passed: new Set(list.filter(test)) };
      }
      const passed = new Set(last.passed);
      for (const one of differences.removed) passed.delete(one);
      for (const one of differences.added) if (test(one)) passed.add(one);
      return { list, passed };
    }).passed;
  }

  keepAlike<T>(name: MemoName, list: readonly T[], isAlike: (a: T, b: T) => boolean): readonly T[] {
    return this.#keepLast(name, list, (last) => {
      let others = 0;
      const isLike = (one: T, at: number): boolean => {
        const before = last[at];
        if (before === one) return true;
        others++;
        return before !== undefined && others <= MOST_OTHERS && isAlike(before, one);
      };
      return last.length === list.length && list.every(isLike);
    });
  }

  #keepLast<T>(name: MemoName, value: T, isKept: (last: T) => boolean): T {
    const last = this.#values.get(name) as T | undefined;
    if (last !== undefined && isKept(last)) return last;
    this.#values.set(name, value);
    return value;
  }
}
