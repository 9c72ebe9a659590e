/** The functions that templates may call beside their own macros: nunjucks', none of them without end. */
import type { Callable } from './nunjucks-internals.js';
import { plus } from './operators.js';
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
    const [start, stop] = second === undefined ? [0, plus(first)] : [plus(first), plus(second)];
    const step = (second === undefined ? 0 : plus(third ?? 0)) || 1;
    const entries = Math.ceil((stop - start) / step);
    // A step that is lost in rounding leads nowhere.
    const furthest = Math.max(Math.abs(start), Math.abs(stop));
    const isEndless = (furthest * Number.EPSILON) / 2 >= Math.abs(step);
    if (entries > MOST_ENTRIES || isEndless) {
      throw new Error(`range() makes at most ${MOST_ENTRIES.toLocaleString('en')} entries`);
    }
    // As numbers: nunjucks would append a step to a text.
    return range(start, stop, step);
  };
}
