/** The functions that templates may call beside their own macros: nunjucks', none of them without end. */
import type { Callable } from './nunjucks-internals.js';
import type { Variables } from './run-context.js';

/** Entries of a `range`: as many as a large archive has stories. */
const MOST_ENTRIES = 1_000_000;

/** `globals` with a `range` that refuses to make a list for which there is no room, or no end. */
export function withLimits(globals: Readonly<Variables>): Readonly<Variables> {
  const { range } = globals;
  return typeof range === 'function' ? { ...globals, range: limited(range as Callable) } : globals;
}

function limited(range: Callable): Callable {
  return (first, second, third) => {
    const [start, stop] =
      second === undefined ? [0, Number(first)] : [Number(first), Number(second)];
    const step = (second === undefined ? 0 : Number(third ?? 0)) || 1;
    const entries = Math.ceil((stop - start) / step);
    // Beyond 2^53 a step of one leads nowhere.
    const isEndless = [start, stop].some((end) => Math.abs(end) > Number.MAX_SAFE_INTEGER);
    if (entries > MOST_ENTRIES || isEndless) {
      throw new Error(`range() makes at most ${MOST_ENTRIES.toLocaleString('en')} entries`);
    }
    return range(first, second, third);
  };
}
