/** The functions that templates may call beside their own macros: nunjucks' three, none of them without end. */
import type { Callable } from '../nunjucks/nunjucks-internals.js';
import { plus } from './operators.js';
import type { Variables } from './run-context.js';

/** Entries of a `range`: as many as a large archive has stories. */
const MOST_ENTRIES = 1_000_000;

export const GLOBAL_FUNCTIONS: Readonly<Variables> = { range, cycler, joiner };

/** Numbers from the first to below the second; of one alone, from 0. Refuses a list that has no room, or no end. */
function range(...[first, second, third]: Parameters<Callable>): readonly number[] {
  const [start, stop] = second === undefined ? [0, plus(first)] : [plus(first), plus(second)];
  // As a number: nunjucks would append a step to a text.
  const step = (second === undefined ? 0 : plus(third ?? 0)) || 1;
  const entries = Math.ceil((stop - start) / step);
  // A step that is lost in rounding leads nowhere.
  const furthest = Math.max(Math.abs(start), Math.abs(stop));
  const isEndless = (furthest * Number.EPSILON) / 2 >= Math.abs(step);
  if (entries > MOST_ENTRIES || isEndless) {
    throw new Error(`range() makes at most ${MOST_ENTRIES.toLocaleString('en')} entries`);
  }
  const list: number[] = [];
  for (let next = start; step > 0 ? next < stop : next > stop; next += step) list.push(next);
  return list;
}

/** Gives its entries one by one, and begins anew behind the last. */
function cycler(...entries: unknown[]): object {
  let index = -1;
  const cycle = {
    current: null as unknown,
    reset() {
      index = -1;
      cycle.current = null;
    },
    next() {
      index = index + 1 < entries.length ? index + 1 : 0;
      cycle.current = entries[index];
      return cycle.current;
    },
  };
  return cycle;
}

/** Gives nothing the first time, and then what stands between entries. */
function joiner(separator?: unknown): Callable {
  let isFirst = true;
  return () => {
    const given = isFirst ? '' : separator || ',';
    isFirst = false;
    return given;
  };
}
