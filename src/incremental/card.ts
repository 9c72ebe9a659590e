/**
 * A story's card as text, and back. Kept in two parts: the head, which organising an archive needs of
 * every story, and the rest, which only pages that show the story need, and which stays bytes until
 * then. Parse makes the text, the cache and other threads keep it.
 */

import { parseJson } from '../formats/json/json-order.js';
import { checkOutput } from '../formats/urls/paths.js';
import { NO_DATA, plainData } from '../model/data.js';
import type { Post } from '../model/post.js';
import { SiteError, WHOLE } from '../model/problem.js';
import { byNamedList, NAMED_TERMS } from '../model/term-types.js';
import { memoizeByKey } from '../platform/memoize.js';
import type { TableReader, TableWriter } from './store/columns.js';
import type { StoredCheck } from './store/stored-values.js';

/** Both are JSON lists, without a line feed or tab outside of escapes. */
export interface CardText {
  readonly head: string;
  readonly rest: string;
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isTextOrNull = (value: unknown): value is string | null => value === null || isText(value);
/** A path in the site: a forged one must not make `javascript:`, or another's site, of every link. */
const isPath: StoredCheck = (value) => typeof value === 'string' && /^\/(?![/\\])/.test(value);
const isNumber: StoredCheck = (value) => typeof value === 'number';
const isFlag: StoredCheck = (value) => typeof value === 'boolean';
const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every(isText);

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
  if (post instanceof KeptCard) return post.text();
  return {
    head: JSON.stringify(HEAD_KEYS.map((key) => post[key])),
    rest: JSON.stringify(REST.map((key) => post[key])),
  };
}

/** The other part: itself, or where it lies, in UTF-8. */
export type RestText = string | RestPlace;

export interface RestPlace {
  readonly bytes: Buffer;
  readonly start: number;
  readonly end: number;
}

/** From now on the card's rest is read there; so its text need not be kept twice. */
export function placeRest(post: Post, place: RestPlace): void {
  if (post instanceof KeptCard) post.place(place);
}

/** The rest is read when it is needed. Null: the head is none of ours. */
export type ReadCard = (head: unknown, rest: RestText) => Post | null;

/** For the cards of one archive. */
export function cardReader(): ReadCard {
  const archive = newArchive();
  return (head, rest) => (isHead(head) ? new KeptCard(head, rest, archive) : null);
}

/** What the cards of an archive have together. */
interface CardArchive {
  readonly keepOpen: (card: KeptCard) => void;
  readonly share: (names: readonly string[]) => readonly string[];
}

function newArchive(): CardArchive {
  return { keepOpen: openCards(), share: sharer() };
}

const NO_NAMES: readonly string[] = [];
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

type CardHead = readonly [
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

const ZONELESS = [null, 'time', 'day'] as const;

/** Bits of a story that a table has; above them the place in `ZONELESS`. */
const BITS = { card: 1, ownPermalink: 2, draft: 4, published: 8, image: 16 } as const;
const ABOVE_BITS = 5;

/** Columns of cards; null: the story has none. Their paths and digests are the table's own. */
export function writeCards(cards: readonly (Post | null)[], table: TableWriter): void {
  const each = <T>(of: (card: Post) => T, none: T): readonly T[] =>
    cards.map((card) => (card === null ? none : of(card)));
  const json = (value: unknown): string => JSON.stringify(value);
  table.ints(each(bitsOf, 0));
  table.digests(each(({ card }) => card, ''));
  table.numbers(each(({ date }) => date, 0));
  table.numbers(each(({ modified }) => modified, 0));
  table.ints(each(({ bulk }) => bulk, 0));
  table.texts(each(({ url }) => url, ''));
  // Empty where the address says it.
  table.texts(each(({ url, output }) => (url === `/${output}` ? '' : output), ''));
  table.texts(each(({ image }) => image ?? '', ''));
  table.texts(each(({ facts }) => (Object.keys(facts).length === 0 ? '' : json(facts)), ''));
  table.shared(each(({ layout }) => json(layout), 'null'));
  for (const { list } of NAMED_TERMS) table.shared(each((card) => json(card[list]), '[]'));
  table.pieces(each((card) => cardText(card).rest, ''));
}

function bitsOf(card: Post): number {
  let bits = BITS.card | (ZONELESS.indexOf(card.zoneless) << ABOVE_BITS);
  if (card.image !== null) bits |= BITS.image;
  for (const key of ['ownPermalink', 'draft', 'published'] as const) {
    if (card[key]) bits |= BITS[key];
  }
  return bits;
}

/** The cards of a table whose stories have these paths and digests; null: they are none of ours. */
export function readCards(
  table: TableReader,
  paths: readonly string[],
  digests: readonly string[],
): readonly (Post | null)[] | null {
  const archive = newArchive();
  const [bits, cards, dates, modified, bulks] = [
    table.ints(),
    table.digests(),
    table.numbers(),
    table.numbers(),
    table.ints(),
  ];
  const [urls, outputs, images, facts] = [
    table.texts(),
    table.texts(),
    table.texts(),
    table.texts(),
  ];
  const layouts = table.shared(isTextOrNull);
  const terms = NAMED_TERMS.map(() => table.shared(isTexts));
  const { bytes, ends } = table.pieces();
  const found: (Post | null)[] = new Array<null>(table.rows).fill(null);
  for (let row = 0; row < table.rows; row++) {
    const its = bits[row] ?? 0;
    if ((its & BITS.card) === 0) continue;
    const zoneless = ZONELESS[its >> ABOVE_BITS];
    const url = urls[row] ?? '';
    const output = outputs[row] || url.slice(1);
    if (zoneless === undefined || !isPath(url) || checkOutput(output) !== null) return null;
    const written = facts[row] ?? '';
    const itsFacts = written === '' ? NO_DATA : parsedOrNull(written);
    if (typeof itsFacts !== 'object' || itsFacts === null) return null;
    // Written out: to spread lists into another costs as much as all the rest.
    const head: unknown[] = [
      paths[row] ?? '',
      digests[row] ?? '',
      cards[row] ?? '',
      dates[row] ?? 0,
      modified[row] ?? 0,
      zoneless,
      url,
      output,
      (its & BITS.ownPermalink) !== 0,
      layouts[row] ?? null,
      (its & BITS.draft) !== 0,
      (its & BITS.published) !== 0,
      (its & BITS.image) === 0 ? null : (images[row] ?? ''),
      bulks[row] ?? 0,
      itsFacts,
    ];
    for (const column of terms) head.push(column[row] ?? NO_NAMES);
    const start = row === 0 ? 0 : (ends[row - 1] ?? 0);
    const place = { bytes, start, end: ends[row] ?? start };
    found[row] = new KeptCard(head as unknown as CardHead, place, archive);
  }
  return found;
}

function parsedOrNull(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return null;
  }
}

/** Most stories have none. */
function factsOf(facts: Post['facts']): Post['facts'] {
  return Object.keys(facts).length === 0 ? NO_DATA : plainData(facts);
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

const MOST_OPEN = 4096;

/** Of an archive the last so many that were opened stay so: all of them would fill memory. */
function openCards(): (card: KeptCard) => void {
  const opened: KeptCard[] = [];
  let next = 0;
  return (card) => {
    opened[next]?.close();
    opened[next] = card;
    next = (next + 1) % MOST_OPEN;
  };
}

/** Where in a head the terms of each kind are. */
const TERM_NAMES = NAMED_TERMS.map(
  ({ list }, at) => [HEAD_KEYS.length - NAMED_TERMS.length + at, list] as const,
);

/** A card without the rest: terms are in properties named by their kinds. */
const HeadFields = class {
  readonly path: string;
  readonly digest: string;
  readonly card: string;
  readonly date: number;
  readonly modified: number;
  readonly zoneless: Post['zoneless'];
  readonly url: string;
  readonly output: string;
  readonly ownPermalink: boolean;
  readonly layout: string | null;
  readonly draft: boolean;
  readonly published: boolean;
  readonly image: string | null;
  readonly bulk: number;
  readonly facts: Post['facts'];

  constructor(head: CardHead, { share }: CardArchive) {
    // By index: an archive's cards are made of as many lists.
    this.path = head[0];
    this.digest = head[1];
    this.card = head[2];
    this.date = head[3];
    this.modified = head[4];
    this.zoneless = head[5];
    this.url = head[6];
    this.output = head[7];
    this.ownPermalink = head[8];
    this.layout = head[9];
    this.draft = head[10];
    this.published = head[11];
    this.image = head[12];
    this.bulk = head[13];
    this.facts = factsOf(head[14]);
    const terms = this as Record<string, unknown>;
    for (const [at, list] of TERM_NAMES) terms[list] = share(head[at] as readonly string[]);
  }
} as new (
  head: CardHead,
  archive: CardArchive,
) => Omit<Post, (typeof REST)[number]>;

class KeptCard extends HeadFields implements Post {
  #text: RestText;
  readonly #archive: CardArchive;
  #rest: CardRest | null = null;

  constructor(head: CardHead, rest: RestText, archive: CardArchive) {
    super(head, archive);
    this.#text = rest;
    this.#archive = archive;
  }

  place(place: RestPlace): void {
    this.#text = place;
  }

  text(): CardText {
    return { head: JSON.stringify(HEAD_KEYS.map((key) => this[key])), rest: this.#restText() };
  }

  #restText(): string {
    const text = this.#text;
    return typeof text === 'string' ? text : text.bytes.toString('utf8', text.start, text.end);
  }

  #open(): CardRest {
    if (this.#rest === null) {
      const [title, slug, summary, words, minutes, data] = readRest(this.#restText(), this.path);
      this.#rest = [title, slug, summary, words, minutes, plainData(data)];
      this.#archive.keepOpen(this);
    }
    return this.#rest;
  }

  close(): void {
    this.#rest = null;
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
