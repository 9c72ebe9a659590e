/**
 * Columns of cards: what organising an archive needs of every story, read or made without an object for
 * each. The cards themselves are rows of them (`card.ts`).
 */
import { parseJson } from '../formats/json/json-order.js';
import { checkOutput } from '../formats/urls/paths.js';
import { plainData } from '../model/data.js';
import type { Post } from '../model/post.js';
import { NAMED_TERMS } from '../model/term-types.js';
import { memoizeByKey } from '../platform/memoize.js';
import type { Column, TableReader, TableWriter } from './store/columns.js';
import type { StoredCheck } from './store/stored-values.js';

export const isText = (value: unknown): value is string => typeof value === 'string';
export const isTextOrNull = (value: unknown): value is string | null =>
  value === null || isText(value);
/** A path in the site: a forged one must not make `javascript:`, or another's site, of every link. */
export const isPath: StoredCheck = (value) =>
  typeof value === 'string' && /^\/(?![/\\])/.test(value);
export const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every(isText);

/** A card whose rest was read. */
interface OpenedCard {
  close(): void;
}

/** What the cards of an archive have together. */
export interface CardArchive {
  readonly keepOpen: (card: OpenedCard) => void;
  readonly share: (names: readonly string[]) => readonly string[];
}

export function newArchive(): CardArchive {
  return { keepOpen: openCards(), share: sharer() };
}

const MOST_OPEN = 4096;

/** Of an archive the last so many that were opened stay so: all of them would fill memory. */
function openCards(): (card: OpenedCard) => void {
  const opened: OpenedCard[] = [];
  let next = 0;
  return (card) => {
    opened[next]?.close();
    opened[next] = card;
    next = (next + 1) % MOST_OPEN;
  };
}

export const NO_NAMES: readonly string[] = [];
/** Different names of terms that are remembered. */
const MOST_NAMES = 10_000;

/** One list for all stories that name none, or the same one: most do. */
function sharer(): CardArchive['share'] {
  const alone = memoizeByKey((name): readonly string[] => [name], MOST_NAMES);
  return (names) => {
    const [name] = names;
    if (name === undefined) return NO_NAMES;
    return names.length === 1 ? alone(name) : names;
  };
}

/** A card's values in the order in which they are written. */
export type CardHead = readonly [
  ...[path: string, digest: string, card: string, date: number, modified: number],
  ...[zoneless: Post['zoneless'], url: string, output: string],
  ...[ownPermalink: boolean, layout: string | null, draft: boolean, published: boolean],
  ...[
    image: string | null,
    bulk: number,
    facts: Post['facts'],
    ...terms: readonly (readonly string[])[],
  ],
];

export const ZONELESS = [null, 'time', 'day'] as const;

/** Bits of a story that a table has; above them the place in `ZONELESS`. */
export const BITS = {
  card: 1,
  ownPermalink: 2,
  draft: 4,
  published: 8,
  image: 16,
  later: 32,
} as const;
export const ABOVE_BITS = 6;

/** Values of cards, by row. */
export interface CardColumns {
  readonly archive: CardArchive;
  readonly paths: Column<string>;
  readonly digests: Column<string>;
  readonly cards: Column<string>;
  readonly bits: ArrayLike<number>;
  readonly dates: ArrayLike<number>;
  /** Of those that changed later than their dates. */
  readonly modified: ArrayLike<number>;
  readonly bulks: ArrayLike<number>;
  readonly urls: Column<string>;
  /** Where it isn't the address. */
  readonly outputs: ReadonlyMap<number, string>;
  readonly images: ReadonlyMap<number, string>;
  /** Where there are any. */
  readonly facts: ReadonlyMap<number, Post['facts']>;
  readonly layouts: Column<string | null>;
  /** In the order of `NAMED_TERMS`. */
  readonly terms: readonly Column<readonly string[]>[];
}

/** Columns to which heads are added. */
export class GrowingColumns implements CardColumns {
  readonly archive: CardArchive;
  readonly bits: number[] = [];
  readonly dates: number[] = [];
  readonly modified: number[] = [];
  readonly bulks: number[] = [];
  readonly outputs: Map<number, string> = new Map();
  readonly images: Map<number, string> = new Map();
  readonly facts: Map<number, Post['facts']> = new Map();
  readonly #paths: string[] = [];
  readonly #urls: string[] = [];
  readonly #digests: string[] = [];
  readonly #cards: string[] = [];
  readonly #layouts: (string | null)[] = [];
  readonly #terms: (readonly string[])[][] = NAMED_TERMS.map(() => []);
  readonly paths: CardColumns['paths'] = (row) => this.#paths[row] ?? '';
  readonly urls: CardColumns['urls'] = (row) => this.#urls[row] ?? '';
  readonly digests: CardColumns['digests'] = (row) => this.#digests[row] ?? '';
  readonly cards: CardColumns['cards'] = (row) => this.#cards[row] ?? '';
  readonly layouts: CardColumns['layouts'] = (row) => this.#layouts[row] ?? null;
  readonly terms: CardColumns['terms'] = this.#terms.map((lists) => (row) => lists[row] ?? []);

  constructor(archive: CardArchive) {
    this.archive = archive;
  }

  /** Gives its row. */
  add(head: CardHead): number {
    const [path, digest, card, date, modified, zoneless, url, output, ...others] = head;
    const [ownPermalink, layout, draft, published, image, bulk, facts, ...terms] = others;
    const row = this.#paths.push(path) - 1;
    this.#digests.push(digest);
    this.#cards.push(card);
    this.bits.push(bitsOf({ zoneless, image, date, modified, ownPermalink, draft, published }));
    this.dates.push(date);
    this.modified.push(modified);
    this.bulks.push(bulk);
    this.#urls.push(url);
    if (url !== `/${output}`) this.outputs.set(row, output);
    if (image !== null) this.images.set(row, image);
    if (Object.keys(facts).length > 0) this.facts.set(row, plainData(facts));
    this.#layouts.push(layout);
    for (const [at, names] of terms.entries()) this.#terms[at]?.push(this.archive.share(names));
    return row;
  }
}

/**
 * Columns of cards; null: the story has none. Their paths and digests are the table's own. The last
 * writes addresses and digests, which each of them has.
 */
export function writeColumns(
  cards: readonly (Post | null)[],
  table: TableWriter,
  { texts, digests }: Pick<TableWriter, 'texts' | 'digests'> = table,
): void {
  const each = <T>(of: (card: Post) => T, none: T): readonly T[] =>
    cards.map((card) => (card === null ? none : of(card)));
  const json = (value: unknown): string => JSON.stringify(value);
  table.numbers(each(bitsOf, 0));
  digests(each(({ card }) => card, ''));
  table.numbers(each(({ date }) => date, 0));
  table.numbers(each(({ date, modified }) => (modified === date ? 0 : modified), 0));
  table.numbers(each(({ bulk }) => bulk, 0));
  texts(each(({ url }) => url, ''));
  // Empty where the address says it.
  table.rareTexts(each(({ url, output }) => (url === `/${output}` ? '' : output), ''));
  table.rareTexts(each(({ image }) => image ?? '', ''));
  table.rareTexts(each(({ facts }) => (Object.keys(facts).length === 0 ? '' : json(facts)), ''));
  table.shared(each(({ layout }) => json(layout), 'null'));
  for (const { list } of NAMED_TERMS) table.shared(each((card) => json(card[list]), '[]'));
}

type CardBits = Pick<
  Post,
  'zoneless' | 'image' | 'date' | 'modified' | 'ownPermalink' | 'draft' | 'published'
>;

function bitsOf(card: CardBits): number {
  let bits = BITS.card | (ZONELESS.indexOf(card.zoneless) << ABOVE_BITS);
  if (card.image !== null) bits |= BITS.image;
  if (card.modified !== card.date) bits |= BITS.later;
  for (const key of ['ownPermalink', 'draft', 'published'] as const) {
    if (card[key]) bits |= BITS[key];
  }
  return bits;
}

/** What a table of cards is read with: its own paths and digests, and the archive of all such tables. */
type OwnColumns = Pick<CardColumns, 'archive' | 'paths' | 'digests'>;

/** Reads addresses and digests: all texts at once, or each when somebody asks for it. */
interface ColumnReader {
  texts(this: void): Column<string>;
  digests(this: void): Column<string>;
}

/**
 * The last reads what `writeColumns` wrote with its like. Null: they are none of ours. Of a stranger's
 * bytes ask `areSound` as well.
 */
export function readColumns(
  table: TableReader,
  own: OwnColumns,
  { texts, digests }: ColumnReader,
): CardColumns | null {
  const [bits, cards, dates, modified] = [
    ...([table.numbers(), digests()] as const),
    ...([table.numbers(), table.numbers()] as const),
  ] as const;
  const [bulks, urls, outputs, images] = [
    ...([table.numbers(), texts()] as const),
    ...([table.rareTexts(), table.rareTexts()] as const),
  ] as const;
  const facts = new Map<number, Post['facts']>();
  for (const [row, text] of table.rareTexts()) {
    const its = parsedOrNull(text);
    if (typeof its !== 'object' || its === null) return null;
    facts.set(row, plainData(its as Post['facts']));
  }
  const layouts = table.shared((value) => (isTextOrNull(value) ? value : undefined));
  const terms = NAMED_TERMS.map(() =>
    table.shared((value) => (isTexts(value) ? own.archive.share(value) : undefined)),
  );
  return {
    ...{ ...own, cards, bits, dates, modified, bulks },
    ...{ urls, outputs, images, facts, layouts, terms },
  };
}

/** Whether each card can be used without looking again: its addresses, and what its bits stand for. */
export function areSound({ bits, urls, outputs }: CardColumns): boolean {
  const isSound = (its: number, row: number): boolean => {
    if ((its & BITS.card) === 0) return true;
    const url = urls(row);
    const isSafe = isPath(url) && checkOutput(outputs.get(row) ?? url.slice(1)) === null;
    return isSafe && ZONELESS[its >> ABOVE_BITS] !== undefined;
  };
  return Array.prototype.every.call(bits, isSound);
}

function parsedOrNull(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return null;
  }
}
