/** Filters on lists, with Liquid's and Jekyll's meaning; lazy lists are read no further than needed. */
import { isPlainMap, mapOf, text } from '../runtime/template-values.js';
import { entries, type Filters, integer, keyword, list, number, part, property } from './filter.js';
import { tidy } from './number-filters.js';
import { groupBy, identity, sortBy } from './order.js';
import { choose } from './random.js';

/** A map's values where Jekyll takes a map for a list. */
export function rows(value: unknown): unknown[] {
  return isPlainMap(value) ? Object.values(value) : entries(value);
}

/** Liquid's lists of lists are one list (`site.posts | map('tags') | uniq`; `InputIterator`). */
function flat(value: unknown): unknown[] {
  return entries(value).flat(Number.POSITIVE_INFINITY);
}

/** Jekyll's comparison in `where`: as texts, and with any entry of a list. */
function matches(found: unknown, wanted: unknown): boolean {
  if (wanted === null || wanted === undefined) return found === null || found === undefined;
  if (Array.isArray(found)) return found.some((entry) => text(entry) === text(wanted));
  return found !== null && found !== undefined && text(found) === text(wanted);
}

/** The test of `where` and `find`; without a value the property has to be true in Liquid's sense. */
function test(args: readonly unknown[]): (item: unknown) => boolean {
  const [name, wanted] = args;
  if (args.length > 1) return (item) => matches(property(item, text(name)), wanted);
  return (item) => {
    const value = property(item, text(name));
    return value !== undefined && value !== null && value !== false;
  };
}

/**
 * Jekyll's `sort(property, 'first' or 'last')`, and Nunjucks' `sort(reverse, case, attribute)`. A map
 * has its names sorted, and gives pairs as Ruby's does (`site.tags | sort`).
 */
function sort(value: unknown, ...args: unknown[]): unknown[] {
  const [first, second, third] = args;
  if (typeof first === 'string') {
    return sortBy(
      rows(value),
      (item) => property(item, first),
      second === 'last' ? 'last' : 'first',
    );
  }
  const name = keyword(args, 'attribute') ?? third;
  const key = (item: unknown): unknown => (typeof name === 'string' ? property(item, name) : item);
  const byName = isPlainMap(value) && typeof name !== 'string';
  const sorted = byName ? dictsort(value) : sortBy(rows(value), key, 'first');
  return first === true || keyword(args, 'reverse') === true ? sorted.reverse() : sorted;
}

/** By text, whatever the case of its Latin letters; nothing comes last. */
function sortNatural(value: unknown, name: unknown): unknown[] {
  return sortBy(rows(value), (item) => naturalKey(item, name), 'last');
}

function naturalKey(item: unknown, name: unknown): string | null {
  const key = name === undefined || name === null ? item : property(item, text(name));
  if (key === null || key === undefined) return null;
  return text(key).replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** The form of `group_by`'s groups (Jekyll `filters/grouping_filters.rb`). */
export function groups(value: unknown, key: (item: unknown) => unknown): unknown[] {
  const found = groupBy(rows(value), key);
  return Array.from(found, ([name, items]) => ({ name, items, size: items.length }));
}

/** Nunjucks' form: a map, here without special keys, and in the order of the list. */
function groupMap(value: unknown, name: unknown): unknown {
  return mapOf([...groupBy(rows(value), (item) => text(property(item, text(name))))]);
}

function uniq(value: unknown, name: unknown): unknown[] {
  const seen = new Set<unknown>();
  return flat(value).filter((item) => {
    const key = identity(name === undefined ? item : property(item, text(name)));
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function join(value: unknown, separator: unknown, name: unknown): string {
  const items = flat(value);
  const by = typeof separator === 'string' ? separator : ' ';
  return items.map((item) => text(name === undefined ? item : property(item, text(name)))).join(by);
}

function sentence(value: unknown, connector: unknown): string {
  const items = flat(value).map(text);
  const word = connector === undefined ? 'and' : text(connector);
  if (items.length < 3) return items.join(` ${word} `);
  return `${items.slice(0, -1).join(', ')}, ${word} ${items.at(-1)}`;
}

/** Characters of a text, entries of a list, keys of a map. */
function size(value: unknown): number {
  if (typeof value === 'string') return Array.from(value).length;
  if (isPlainMap(value)) return Object.keys(value).length;
  if (value instanceof Map || value instanceof Set) return value.size;
  return value instanceof String ? Array.from(text(value)).length : list(value).length;
}

/** Nunjucks' `batch`: rows of `count`, the last one filled up. */
function batch(value: unknown, count: unknown, fill: unknown): unknown[] {
  const items = entries(value);
  const width = Math.max(1, integer(count, 1));
  const result: unknown[][] = [];
  for (let start = 0; start < items.length; start += width) {
    const row = items.slice(start, start + width);
    const missing = fill === undefined ? 0 : width - row.length;
    result.push([...row, ...new Array<unknown>(missing).fill(fill)]);
  }
  return result;
}

function sum(value: unknown, name: unknown): number {
  const values = flat(value).map((item) =>
    number(name === undefined ? item : property(item, text(name))),
  );
  return tidy(values.reduce((total, item) => total + item, 0));
}

/** Liquid's: for nothing, false, and what is empty; Nunjucks' `true` asks for any false value. */
function fallback(value: unknown, otherwise: unknown, ...args: unknown[]): unknown {
  if (args[0] === true) return value || otherwise;
  if (value === false) return keyword(args, 'allow_false') === true ? value : otherwise;
  if (value === null || value === undefined || value === '') return otherwise;
  return typeof value === 'object' && size(value) === 0 ? otherwise : value;
}

const truthy = (name: unknown, wanted: boolean) => (item: unknown) =>
  Boolean(property(item, text(name))) === wanted;

function dictsort(value: unknown, _case?: unknown, by?: unknown): unknown[] {
  const index = by === 'value' ? '1' : '0';
  const pairs = isPlainMap(value) ? Object.entries(value) : [];
  return sortBy(pairs, (pair) => property(pair, index), 'first');
}

/** `where`, `sort`, `limit` and their like. */
export const arrays: Filters = {
  where: (value, ...args) => rows(value).filter(test(args)),
  find: (value, ...args) => rows(value).find(test(args)),
  find_index(value, ...args) {
    const at = rows(value).findIndex(test(args));
    return at < 0 ? undefined : at;
  },
  has: (value, ...args) => rows(value).some(test(args)),
  group_by: (value, name) => groups(value, (item) => text(property(item, text(name)))),
  groupby: groupMap,
  sort,
  sort_natural: sortNatural,
  dictsort,
  map: (value, name) => flat(rows(value)).map((item) => property(item, text(name))),
  limit: (value, count) => part(list(value), 0, integer(count)),
  offset: (value, count) => part(list(value), integer(count), Number.POSITIVE_INFINITY),
  first: (value) => (isPlainMap(value) ? Object.entries(value) : list(value))[0],
  last: (value) => list(value)[list(value).length - 1],
  push: (value, item) => [...entries(value), item],
  pop: (value, count) => entries(value).slice(0, -Math.max(1, integer(count, 1))),
  shift: (value, count) => entries(value).slice(Math.max(1, integer(count, 1))),
  unshift: (value, item) => [item, ...entries(value)],
  concat: (value, more) => [...flat(value), ...entries(more)],
  uniq,
  compact: (value, name) =>
    flat(value).filter((item) => {
      const found = name === undefined ? item : property(item, text(name));
      return found !== null && found !== undefined;
    }),
  sum,
  size,
  length: size,
  // A text is a list of one here, as in Liquid.
  reverse: (value) => entries(value).reverse(),
  join,
  array_to_sentence_string: sentence,
  batch,
  selectattr: (value, name) => rows(value).filter(truthy(name, true)),
  rejectattr: (value, name) => rows(value).filter(truthy(name, false)),
  default: fallback,
  d: fallback,
  sample(value, count) {
    const chosen = choose(list(value), integer(count, 1), this.seed);
    return count === undefined ? chosen[0] : chosen;
  },
  random(value) {
    return choose(list(value), 1, this.seed)[0];
  },
};
