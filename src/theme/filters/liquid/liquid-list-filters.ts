/**
 * Filters on lists as Ruby's Liquid and Jekyll have them. Where both have one, a call in Jekyll's form gets
 * Jekyll's meaning (`where: 'key', 'value'` compares texts), another call Liquid's (`where: 'key'`).
 */
import { SiteDate } from '../../../formats/dates/site-date.js';
import { hasStory } from '../../escape/story-text.js';
import { liquidEqual, liquidTrue } from '../../runtime/liquid/liquid-comparisons.js';
import { LiquidFloat } from '../../runtime/liquid/liquid-float.js';
import { LiquidLiteral } from '../../runtime/liquid/liquid-literals.js';
import { liquidMember, pairsOf, sizeOf } from '../../runtime/liquid/liquid-members.js';
import { LiquidRange } from '../../runtime/liquid/liquid-range.js';
import {
  inspected,
  joined,
  markedText,
  rubyText,
  textOf,
} from '../../runtime/liquid/liquid-text.js';
import { keywordsOf } from '../../runtime/macros.js';
import { isMapLike, isPlainMap, isShown } from '../../runtime/template-values.js';
import { type Filters, part } from '../filter.js';
import { groupBy, sortBy } from '../order.js';
import { wholeOf } from './liquid-number-filters.js';
import { jekyllItems, rubyItems } from './ruby-items.js';

/** What Ruby refuses to look into: the filter gives nothing. */
const REFUSED: unique symbol = Symbol('refused');

/** A key by path, with the mark of what a story wrote. */
function keyOf(item: unknown, path: string): unknown {
  if (!path.includes('.')) return liquidMember(item, path);
  return path.split('.').reduce(liquidMember, item);
}

/** What a map itself has of the name, dots and all; in Ruby it has no `size` and `first` by its brackets. */
function ownKey(map: object, key: string): unknown {
  const isCommand = key === 'size' || key === 'first';
  return isCommand && !(key in map) ? undefined : liquidMember(map, key);
}

/** Ruby's `item[key]`: of a text its part, of a whole number its bit. */
function indexed(item: unknown, key: unknown): unknown {
  if (isMapLike(item)) return ownKey(item as object, rubyText(key));
  const written = textOf(item);
  const name = textOf(key);
  if (written !== undefined && name !== undefined) return written.includes(name) ? name : null;
  if (!Number.isInteger(key)) return REFUSED;
  if (written !== undefined) return Array.from(written).at(key as number) ?? null;
  return Number.isInteger(item) ? bitOf(item as number, key as number) : REFUSED;
}

function bitOf(number: number, position: number): number {
  return position < 0 ? 0 : Number((BigInt(number) >> BigInt(position)) & 1n);
}

type EntryTest = (item: unknown) => boolean | typeof REFUSED;

/** Liquid's own: the key is equal to the value, or true where none is given. */
function liquidTest([key, wanted]: readonly unknown[]): EntryTest {
  return (item) => {
    const found = indexed(item, key);
    if (found === REFUSED) return REFUSED;
    return wanted === undefined || wanted === null ? liquidTrue(found) : liquidEqual(found, wanted);
  };
}

/** The position of the first for which it is so; -1: there is none, or Ruby refuses one before it. */
function positionIn(items: readonly unknown[], test: EntryTest): number {
  const at = items.findIndex((item) => test(item) !== false);
  return at >= 0 && test(items[at]) === true ? at : -1;
}

/** Those for which it is so, or not so; undefined: Ruby refuses one. */
function chosen(items: readonly unknown[], test: EntryTest, wanted: boolean): unknown {
  const results = items.map(test);
  if (results.includes(REFUSED)) return undefined;
  return items.filter((_, at) => results[at] === wanted);
}

/** Jekyll's comparison in `where`: as texts, and with any entry of a list. */
function matches(found: unknown, wanted: unknown): boolean {
  if (wanted === null || wanted === undefined) return found === null || found === undefined;
  if (wanted instanceof LiquidLiteral) {
    return found === undefined || found === null || joined(rubyItems(found), '') === '';
  }
  const written = rubyText(wanted);
  if (Array.isArray(found)) return found.some((entry) => rubyText(entry) === written);
  return found !== null && found !== undefined && rubyText(found) === written;
}

function jekyllTest([name, wanted]: readonly unknown[]): EntryTest {
  const path = rubyText(name);
  return (item) => matches(isMapLike(item) ? keyOf(item, path) : indexed(item, path), wanted);
}

/** Whether it is a call of Jekyll's form, on what Jekyll takes for a list. */
function isJekylls(value: unknown, args: readonly unknown[]): boolean {
  return args.length > 1 && (isMapLike(value) ? hasMaps(value as object) : Array.isArray(value));
}

/** Of a map with other values Jekyll makes no page; Liquid takes it for the only entry. */
function hasMaps(map: object): boolean {
  const values = Object.values(map);
  return values.length > 0 && values.every(isMapLike);
}

/** Jekyll leaves what is no list as it is. */
function where(value: unknown, ...args: readonly unknown[]): unknown {
  if (args.length < 2) return chosen(rubyItems(value), liquidTest(args), true);
  const isList = Array.isArray(value) || isMapLike(value);
  if (!isList || !liquidTrue(args[0])) return value;
  const test = jekyllTest(args);
  return jekyllItems(value).filter((item) => test(item) === true);
}

function find(value: unknown, ...args: readonly unknown[]): unknown {
  const isJekyll = isJekylls(value, args);
  const items = isJekyll ? jekyllItems(value) : rubyItems(value);
  const test = isJekyll && !hasNone(items) ? jekyllTest(args) : liquidTest(args);
  return items[positionIn(items, test)];
}

/** Jekyll makes no page where a list has an entry that is nothing. */
function hasNone(items: readonly unknown[]): boolean {
  return items.some((item) => item === null || item === undefined);
}

/** Jekyll sorts texts that look like numbers as such. */
function sortKey(value: unknown): unknown {
  if (value instanceof LiquidFloat) return value.value;
  const written = textOf(value);
  if (Array.isArray(value) || isPlainMap(value)) return rubyText(value);
  if (written === undefined) return value;
  return /^\s*-?(?:\d+\.?\d*|\.\d+)\s*$/.test(written) ? Number.parseFloat(written) : written;
}

function isNothingOrTexts(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  return Array.isArray(value) && value.every((entry) => textOf(entry) !== undefined);
}

/** Lists of texts, such as categories, by their first entries, then the next: what is less ends first. */
function textsKey(value: unknown): string | null {
  return Array.isArray(value) ? value.map((entry) => `${String(entry)}\0`).join('') : null;
}

/** Jekyll's `sort: property, 'first' or 'last'`; a map gives its pairs by name. */
function sort(value: unknown, name: unknown, missing: unknown): unknown[] {
  if (name !== undefined && name !== null) {
    const path = rubyText(name);
    const items = jekyllItems(value);
    const keyFor = items.every((item) => isNothingOrTexts(keyOf(item, path))) ? textsKey : sortKey;
    const key = (item: unknown): unknown => keyFor(keyOf(item, path));
    return sortBy(items, key, rubyText(missing) === 'last' ? 'last' : 'first');
  }
  if (isPlainMap(value)) {
    const pairs = pairsOf(value, 0, Number.POSITIVE_INFINITY);
    return sortBy(pairs, (pair) => textOf((pair as readonly unknown[])[0]), 'first');
  }
  return sortBy(
    Array.isArray(value) ? value : rubyItems(value),
    (item) => textOf(item) ?? (item instanceof LiquidFloat ? item.value : item),
    'first',
  );
}

/** By text, whatever the case of its Latin letters; nothing comes last. */
function sortNatural(value: unknown, name: unknown): unknown {
  const items = rubyItems(value);
  const keys = new Map(items.map((item) => [item, partOf(item, name)]));
  if ([...keys.values()].includes(REFUSED)) return undefined;
  const folded = (item: unknown): string | null => {
    const key = keys.get(item);
    if (key === null || key === undefined) return null;
    return rubyText(key).replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
  };
  return sortBy(items, folded, 'last');
}

/** A key of an entry, where one is named, or the entry. */
function partOf(item: unknown, name: unknown): unknown {
  return name === undefined || name === null ? item : indexed(item, name);
}

/** What makes two entries one: their value and its kind; of a story its address. */
function identityOf(value: unknown): string {
  const written = textOf(value);
  if (written !== undefined) return `"${written}`;
  if (value instanceof SiteDate) return `date ${value.ms}`;
  if (typeof value === 'object' && value !== null && isShown(value)) {
    return `view ${rubyText(liquidMember(value, 'url'))}`;
  }
  return inspected(value);
}

function uniq(value: unknown, name: unknown): unknown[] {
  const seen = new Set<string>();
  return rubyItems(value).filter((item) => {
    const key = identityOf(partOf(item, name));
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function compact(value: unknown, name: unknown): unknown[] {
  return rubyItems(value).filter((item) => {
    const found = partOf(item, name);
    return found !== null && found !== undefined;
  });
}

/** Groups by the text of a key (Jekyll's); the names are a story's where the key is. */
function groups(value: unknown, name: unknown): unknown {
  if (!Array.isArray(value) && !isMapLike(value)) return value;
  const path = rubyText(name);
  const found = groupBy(jekyllItems(value), (item) => rubyText(keyOf(item, path)));
  return Array.from(found, ([written, items]) => {
    const key = keyOf(items[0], path);
    return { name: hasStory(key) ? markedText(key) : written, items, size: items.length };
  });
}

function size(value: unknown): number {
  const written = textOf(value);
  if (written !== undefined) return sizeOf(written);
  if (Array.isArray(value)) return value.length;
  if (value instanceof LiquidRange || value instanceof Set) return value.size;
  // In bytes, says Ruby.
  if (Number.isInteger(value)) return 8;
  return isMapLike(value) ? Object.keys(value as object).length : 0;
}

function first(value: unknown): unknown {
  return isMapLike(value) ? pairsOf(value as object, 0, 1)[0] : liquidMember(value, 'first');
}

/** Characters of a text, entries of a list; a negative offset counts from the end. */
function slice(value: unknown, offset: unknown, length: unknown): unknown {
  const items = Array.isArray(value) ? value : Array.from(rubyText(value));
  const from = wholeOf(offset);
  const start = from < 0 ? items.length + from : from;
  const count = length === undefined || length === null ? 1 : Math.max(0, wholeOf(length));
  const found = start < 0 ? [] : part(items, start, start + count);
  return Array.isArray(value) ? found : found.join('');
}

/** For nothing, false and what is empty. */
function fallback(value: unknown, ...args: readonly unknown[]): unknown {
  const named = keywordsOf(args);
  // A fallback of nothing is none, not an empty text, which would be true.
  const isNamed = named !== undefined && args[0] === named;
  const otherwise = args.length === 0 || isNamed ? '' : args[0];
  const isFalseKept = value === false && liquidTrue(named?.['allow_false']);
  if (!liquidTrue(value) && !isFalseKept) return otherwise;
  if (value instanceof LiquidLiteral) return otherwise;
  const isEmpty = textOf(value) === '' || (typeof value === 'object' && size(value) === 0);
  return isEmpty && isCounted(value) ? otherwise : value;
}

function isCounted(value: unknown): boolean {
  return textOf(value) !== undefined || Array.isArray(value) || isPlainMap(value);
}

/** A list without, or with, an entry at an end; what is no list stays as it is. */
function changed(value: unknown, change: (items: unknown[]) => unknown[]): unknown {
  return Array.isArray(value) ? change(Array.from(value)) : value;
}

function howMany(count: unknown): number {
  return count === undefined ? 1 : Math.max(0, wholeOf(count));
}

function sentence(value: unknown, connector: unknown): unknown {
  const items = rubyItems(value);
  const word = connector === undefined ? 'and' : connector;
  if (items.length < 3) return joined(items, joined(['', word, ''], ' '));
  return joined([joined(items.slice(0, -1), ', '), joined([',', word, ''], ' '), items.at(-1)], '');
}

/** `where`, `sort`, `join` and their like. */
export const liquidLists: Filters = {
  where,
  find,
  find_index(value, ...args) {
    const at = positionIn(rubyItems(value), liquidTest(args));
    return at < 0 ? undefined : at;
  },
  has(value, ...args) {
    const items = rubyItems(value);
    const results = items.map(liquidTest(args));
    const end = results.findIndex((result) => result !== false);
    return end >= 0 && results[end] === REFUSED && args[0] !== undefined && args[0] !== null
      ? undefined
      : end >= 0 && results[end] === true;
  },
  reject: (value, ...args) => chosen(rubyItems(value), liquidTest(args), false),
  group_by: groups,
  sort,
  sort_natural: sortNatural,
  map: (value, name) =>
    rubyItems(value).map((item) =>
      isMapLike(item) ? ownKey(item as object, rubyText(name)) : keyOf(item, rubyText(name)),
    ),
  first,
  last: (value) => liquidMember(value, 'last'),
  push: (value, item) => changed(value, (items) => [...items, item]),
  pop: (value, count) =>
    changed(value, (items) => items.slice(0, Math.max(0, items.length - howMany(count)))),
  shift: (value, count) => changed(value, (items) => items.slice(howMany(count))),
  unshift: (value, item) => changed(value, (items) => [item, ...items]),
  concat: (value, more) => [...rubyItems(value), ...(Array.isArray(more) ? more : rubyItems(more))],
  uniq,
  compact,
  size,
  slice,
  reverse: (value) => rubyItems(value).reverse(),
  join: (value, ...args) => joined(rubyItems(value), args.length === 0 ? ' ' : args[0]),
  array_to_sentence_string: sentence,
  default: fallback,
};
