/**
 * A story's card as text or as a row of columns, and back. In two parts: the head, which organising an
 * archive needs of every story, and the rest, which only pages that show the story need, and which stays
 * text or bytes until then. Answers of parse travel as text; the cache and rendering threads have columns.
 */

import { parseJson } from '../formats/json/json-order.js';
import { checkOutput } from '../formats/urls/paths.js';
import { NO_DATA, plainData } from '../model/data.js';
import type { Post, PostHead, PostTerms } from '../model/post.js';
import { SiteError, WHOLE } from '../model/problem.js';
import { byNamedList, NAMED_TERMS } from '../model/term-types.js';
import {
  ABOVE_BITS,
  areSound,
  BITS,
  type CardColumns,
  type CardHead,
  GrowingColumns,
  isPath,
  isText,
  isTextOrNull,
  isTexts,
  NO_NAMES,
  newArchive,
  readColumns,
  writeColumns,
  ZONELESS,
} from './card-columns.js';
import type { Column, Pieces, TableReader, TableWriter } from './store/columns.js';
import type { StoredCheck } from './store/stored-values.js';

/** Both are JSON lists. */
export interface CardText {
  readonly head: string;
  readonly rest: string;
}

const isNumber: StoredCheck = (value) => typeof value === 'number';
const isFlag: StoredCheck = (value) => typeof value === 'boolean';
/** In this order in the text, each with what it must be to be used without looking again. */
const HEAD = {
  ...{ path: isText, digest: isText, card: isText },
  date: isNumber,
  modified: isNumber,
  zoneless: (value: unknown) => value === null || value === 'time' || value === 'day',
  url: isPath,
  output: (value: unknown) => typeof value === 'string' && checkOutput(value) === null,
  ...{ ownPermalink: isFlag, layout: isTextOrNull, draft: isFlag, published: isFlag },
  ...{ image: isTextOrNull, bulk: isNumber },
  facts: (value: unknown) => typeof value === 'object' && value !== null,
  ...byNamedList(() => isTexts),
} satisfies Partial<Record<keyof Post, StoredCheck>>;
const HEAD_KEYS = Object.keys(HEAD) as readonly (keyof typeof HEAD)[];
const CHECKS: readonly StoredCheck[] = Object.values(HEAD);
const REST = ['title', 'slug', 'summary', 'words', 'minutes', 'data'] as const;
export const CARD_KEYS: readonly (keyof Post)[] = [...HEAD_KEYS, ...REST];

export function cardText(post: Post): CardText {
  return { head: JSON.stringify(HEAD_KEYS.map((key) => post[key])), rest: restText(post) };
}

/** The part that only pages which show the story need. */
export function restText(post: Post): string {
  return post instanceof StoryCard ? post.text() : JSON.stringify(REST.map((key) => post[key]));
}

/** The card with other values: a spread has none of it, for a card's values are had when they are asked for. */
export function cardWith<T extends PostHead>(post: T, others: Partial<T>): T {
  const own = Object.fromEntries(CARD_KEYS.map((key) => [key, Reflect.get(post, key)]));
  return { ...(own as unknown as T), ...others };
}

/** The other part: itself, or where it lies, in UTF-8. */
export type RestText = string | RestPlace;

export interface RestPlace {
  readonly bytes: Buffer;
  readonly start: number;
  readonly end: number;
}

/** From now on the rests of these cards are read there; so their texts need not be kept twice. */
export function placeRests(cards: readonly Post[], pieces: Pieces): void {
  for (const [row, card] of cards.entries()) {
    if (card instanceof StoryCard) card.place(placeIn(pieces, row));
  }
}

function placeIn({ bytes, ends }: Pieces, row: number): RestPlace {
  const start = ends[row - 1] ?? 0;
  return { bytes, start, end: ends[row] ?? start };
}

/** The rest is read when it is needed. Null: the head is none of ours. */
export type ReadCard = (head: unknown, rest: RestText) => Post | null;

/** For the cards of one archive. */
export function cardReader(): ReadCard {
  const archive = newArchive();
  let columns = new GrowingColumns(archive);
  return (head, rest) => {
    if (!isHead(head)) return null;
    // Some may be gone while others stay.
    if (columns.bits.length === MOST_GROWN) columns = new GrowingColumns(archive);
    return new StoryCard(columns, columns.add(head), rest);
  };
}

/** Cards in the same columns. */
const MOST_GROWN = 1024;

type CardRest = readonly [
  ...[title: string, slug: string, summary: string, words: number, minutes: number],
  data: Post['data'],
];

function isHead(value: unknown): value is CardHead {
  return (
    Array.isArray(value) &&
    value.length === CHECKS.length &&
    CHECKS.every((isSound, at) => isSound(value[at]))
  );
}

/** Columns of cards; null: the story has none. Their paths and digests are the table's own. */
export function writeCards(cards: readonly (Post | null)[], table: TableWriter): void {
  writeColumns(cards, table);
  table.pieces(cards.map((card) => (card === null ? '' : restText(card))));
}

/**
 * The cards of a table whose stories have these paths and digests, each made when it is asked for, and
 * once; they have none where it is null. Null: they are none of ours.
 */
export function readCards(
  table: TableReader,
  paths: readonly string[],
  digests: Column<string>,
): Column<Post | null> | null {
  const own = { paths: textsOf(paths), digests, archive: newArchive() };
  const columns = readColumns(table, own, {
    texts: () => textsOf(table.texts()),
    digests: () => table.digests(),
  });
  const pieces = table.pieces();
  return columns === null || !areSound(columns) ? null : cardsIn(columns, pieces);
}

function textsOf(texts: readonly string[]): Column<string> {
  return (row) => texts[row] ?? '';
}

/** The cards of columns, each made anew when it is asked for; their rests lie in pieces. */
export function newCardsIn(columns: CardColumns, pieces: Pieces): Column<Post> {
  return (row) => new StoryCard(columns, row, placeIn(pieces, row));
}

/** The cards of columns, whose rests lie in pieces. */
function cardsIn(columns: CardColumns, pieces: Pieces): Column<Post | null> {
  const made = new Array<StoryCard | null>(columns.bits.length).fill(null);
  return (row) => {
    if (((columns.bits[row] ?? 0) & BITS.card) === 0) return null;
    made[row] ??= new StoryCard(columns, row, placeIn(pieces, row));
    return made[row];
  };
}

/** What has its digest and can't be read was forged. */
function readRest(text: string, file: string): CardRest {
  try {
    const rest = parseJson(text) as CardRest;
    const [title, slug, summary, words, minutes, data] = rest;
    const sound = [title, slug, summary].every(isText) && [words, minutes].every(Number.isFinite);
    if (sound && typeof data === 'object' && data !== null) return rest;
  } catch {
    // Told below.
  }
  const message = 'What the cache remembers of this story was altered';
  const hint = 'Run `finews clean`, or delete the stories-*.log files in .finews, and build again.';
  throw SiteError.of('cache-altered', message, hint, { file, ...WHOLE });
}

/** The terms of a card: in properties named by their kinds. */
abstract class NamedTerms {
  abstract termsAt(kind: number): readonly string[];
}

for (const [kind, { list }] of NAMED_TERMS.entries()) {
  const get = function (this: NamedTerms): readonly string[] {
    return this.termsAt(kind);
  };
  Object.defineProperty(NamedTerms.prototype, list, { get });
}

const CardTerms = NamedTerms as abstract new () => NamedTerms & PostTerms;

/** A row of columns, and the rest, which is opened when somebody asks for it. */
class StoryCard extends CardTerms implements Post {
  readonly #columns: CardColumns;
  readonly #row: number;
  #text: RestText;
  #rest: CardRest | null = null;

  constructor(columns: CardColumns, row: number, rest: RestText) {
    super();
    this.#columns = columns;
    this.#row = row;
    this.#text = rest;
  }

  place(place: RestPlace): void {
    this.#text = place;
  }

  text(): string {
    const text = this.#text;
    return typeof text === 'string' ? text : text.bytes.toString('utf8', text.start, text.end);
  }

  #open(): CardRest {
    if (this.#rest === null) {
      const [title, slug, summary, words, minutes, data] = readRest(this.text(), this.path);
      this.#rest = [title, slug, summary, words, minutes, plainData(data)];
      this.#columns.archive.keepOpen(this);
    }
    return this.#rest;
  }

  close(): void {
    this.#rest = null;
  }

  #has(bit: number): boolean {
    return ((this.#columns.bits[this.#row] ?? 0) & bit) !== 0;
  }

  termsAt(kind: number): readonly string[] {
    return this.#columns.terms[kind]?.(this.#row) ?? NO_NAMES;
  }

  get path(): string {
    return this.#columns.paths(this.#row);
  }
  get digest(): string {
    return this.#columns.digests(this.#row);
  }
  get card(): string {
    return this.#columns.cards(this.#row);
  }
  get date(): number {
    return this.#columns.dates[this.#row] ?? 0;
  }
  get modified(): number {
    return this.#has(BITS.later) ? (this.#columns.modified[this.#row] ?? 0) : this.date;
  }
  get zoneless(): Post['zoneless'] {
    return ZONELESS[(this.#columns.bits[this.#row] ?? 0) >> ABOVE_BITS] ?? null;
  }
  get url(): string {
    return this.#columns.urls(this.#row);
  }
  get output(): string {
    return this.#columns.outputs.get(this.#row) ?? this.url.slice(1);
  }
  get ownPermalink(): boolean {
    return this.#has(BITS.ownPermalink);
  }
  get layout(): string | null {
    return this.#columns.layouts(this.#row);
  }
  get draft(): boolean {
    return this.#has(BITS.draft);
  }
  get published(): boolean {
    return this.#has(BITS.published);
  }
  get image(): string | null {
    return this.#has(BITS.image) ? (this.#columns.images.get(this.#row) ?? '') : null;
  }
  get bulk(): number {
    return this.#columns.bulks[this.#row] ?? 0;
  }
  get facts(): Post['facts'] {
    return this.#columns.facts.get(this.#row) ?? NO_DATA;
  }
  get title(): string {
    return this.#open()[0];
  }
  get slug(): string {
    return this.#open()[1];
  }
  get summary(): string {
    return this.#open()[2];
  }
  get words(): number {
    return this.#open()[3];
  }
  get minutes(): number {
    return this.#open()[4];
  }
  get data(): Post['data'] {
    return this.#open()[5];
  }
}
