/**
 * What Liquid's tags remember from one to the next while a page is rendered: counters, cycles, where
 * loops ended, what was printed last. Of one run with all that it includes.
 */

import { liquidCut } from './liquid-lists.js';
import { rubyText } from './liquid-text.js';

/** Names of the functions that a lowered tree may call. */
export type StateFunction = 'increment' | 'decrement' | 'cycle' | 'changed' | 'nextEntries';

/** One run's. */
export class RunState {
  readonly #counters: Map<string, number> = new Map();
  readonly #cycles: Map<unknown, number> = new Map();
  readonly #ends: Map<unknown, number> = new Map();
  readonly #given: (name: string) => unknown;
  #printed: string | null = null;

  /** `given` is what the page has of a name: a counter goes on from its number. */
  constructor(given: (name: string) => unknown) {
    this.#given = given;
  }

  /** Undefined: there is none of the name. */
  counter(name: string): number | undefined {
    return this.#counters.get(name);
  }

  #count(name: string): number {
    const given = this.#counters.get(name) ?? this.#given(name);
    return typeof given === 'number' ? given : 0;
  }

  /** The count, and one more the next time. */
  increment(name: string): number {
    const count = this.#count(name);
    this.#counters.set(name, count + 1);
    return count;
  }

  /** One less than the count. */
  decrement(name: string): number {
    const count = this.#count(name) - 1;
    this.#counters.set(name, count);
    return count;
  }

  /** Of the values, the one whose turn it is in the group. */
  cycle(group: unknown, ...values: readonly unknown[]): unknown {
    const key = typeof group === 'object' && group !== null ? rubyText(group) : group;
    const turn = this.#cycles.get(key) ?? 0;
    this.#cycles.set(key, turn + 1 < values.length ? turn + 1 : 0);
    return values[turn];
  }

  /** The text, or nothing where it is the one before. */
  changed(value: unknown): unknown {
    const written = rubyText(value);
    if (written === this.#printed) return '';
    this.#printed = written;
    return value;
  }

  /** The entries of a loop, `offset: continue` from where the last loop of its name ended. */
  nextEntries(title: string, list: unknown, offset: unknown, limit: unknown): ArrayLike<unknown> {
    const from = offset === 'continue' ? (this.#ends.get(title) ?? 0) : offset;
    const entries = liquidCut(list, from, limit, false);
    const start = typeof from === 'number' ? from : Number.parseInt(rubyText(from), 10) || 0;
    this.#ends.set(title, start + entries.length);
    return entries;
  }
}
