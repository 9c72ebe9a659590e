/**
 * How macros take their arguments, as in Nunjucks: by place, by name, or with defaults. Named arguments
 * are known by having been made here: a story's map may say `__keywords: true`.
 */
import type { Callable } from './nunjucks-internals.js';

/** Named arguments of one call. */
export type Keywords = Readonly<Record<string, unknown>>;

const made = new WeakSet<object>();

/** Marks a map of named arguments, for filters of a site's own as Nunjucks marks it. */
export function makeKeywordArgs(named: object): object {
  const keywords: object = Object.assign(Object.create(null), named, { __keywords: true });
  made.add(keywords);
  return keywords;
}

/** The named arguments of a call, which come last; undefined: it has none. */
export function keywordsOf(args: readonly unknown[]): Keywords | undefined {
  const last = args.at(-1);
  return typeof last === 'object' && last !== null && made.has(last)
    ? (last as Keywords)
    : undefined;
}

/** `names` have no default, `optional` have; `body` is called with the former and a map of the others. */
export function makeMacro(
  names: readonly string[],
  optional: readonly string[],
  body: Callable,
): Callable {
  return function macro(this: unknown, ...given) {
    const named = keywordsOf(given);
    const placed = named === undefined ? given : given.slice(0, -1);
    const others: Record<string, unknown> = Object.assign(Object.create(null), named);
    const args = names.map((name, at) => {
      if (at < placed.length) return placed[at];
      const value = others[name];
      delete others[name];
      return value;
    });
    for (const [at, value] of placed.slice(names.length).entries()) {
      const name = optional[at];
      if (name !== undefined) others[name] = value;
    }
    return body.apply(this, [...args, others]);
  };
}
