/**
 * A site as bytes that all threads share: cards in columns, like those of the store, of which a thread
 * has few as objects, and parses none; the rest, which is small beside them, whole.
 */
import { deserialize, serialize } from 'node:v8';
import { parseJson } from '../../formats/json/json-order.js';
import { newCardsIn, placeRests, restText } from '../../incremental/card.js';
import {
  type CardArchive,
  newArchive,
  readColumns,
  writeColumns,
} from '../../incremental/card-columns.js';
import {
  type Column,
  type Pieces,
  readTable,
  writeTable,
} from '../../incremental/store/columns.js';
import { type Data, NO_DATA, plainValue, type Value } from '../../model/data.js';
import type { Post } from '../../model/post.js';
import { type Document, type Site, type Term, termsIn } from '../../model/site.js';
import type { BodyRef } from '../../model/story.js';
import { TERM_LISTS, TERM_TYPES } from '../../model/term-types.js';
import { chunk } from '../../platform/chunk.js';
import { lazy } from '../../platform/lazy.js';
import { memoizeByKey } from '../../platform/memoize.js';
import { type PackedConfig, packConfig, unpackConfig } from '../../workers/packed-config.js';

export interface PackedSite {
  readonly site: Site;
  /** Where a story's HTML lies; null: it wasn't parsed in this build. */
  body(rank: number): BodyRef | null;
}

/** Bytes that all threads have. */
export interface SharedSite {
  /** All but the cards. */
  readonly rest: SharedArrayBuffer;
  /** `PART` cards each. */
  readonly cards: readonly SharedCards[];
}

/** Tables: of all that is in columns, and of the rests, which stay bytes until somebody asks for one. */
interface SharedCards {
  readonly columns: SharedArrayBuffer;
  readonly rests: SharedArrayBuffer;
}

/** Cards that are made into bytes at once: an archive's texts would fill memory. */
const PART = 4096;
/** Cards that a thread has as objects. */
const MOST_CARDS = 4096;

export function packSite({ site, body }: PackedSite): SharedSite {
  const { posts, ...others } = site;
  const bodies = packBodies(posts.length, body);
  const bytes = serialize({ rest: sentRest(others), bodies } satisfies Rest);
  return { rest: sharedBytes(bytes), cards: chunk(posts, PART).map(packCards) };
}

function sharedBytes(bytes: Buffer): SharedArrayBuffer {
  const shared = new SharedArrayBuffer(bytes.length);
  new Uint8Array(shared).set(bytes);
  return shared;
}

/** This thread reads the rests there as well from now on. */
function packCards(posts: readonly Post[]): SharedCards {
  const rests = sharedBytes(writeTable(posts.length, (table) => table.pieces(posts.map(restText))));
  placeRests(posts, restsIn(rests));
  const columns = writeTable(posts.length, (table) => {
    table.pieces(posts.map(({ path }) => path));
    table.pieces(posts.map(({ digest }) => digest));
    writeColumns(posts, table, { texts: table.pieces, digests: table.pieces });
  });
  return { columns: sharedBytes(columns), rests };
}

function restsIn(rests: SharedArrayBuffer): Pieces {
  const pieces = readTable(Buffer.from(rests), (table) => table.pieces());
  if (pieces === null) throw broken();
  return pieces;
}

const broken = (): Error => new Error('Packed cards are broken');

/** Three numbers a story; no number: none. Packs have any, the build's own thread has one below 0. */
function packBodies(count: number, body: PackedSite['body']): Float64Array {
  const columns = new Float64Array(3 * count);
  for (let rank = 0; rank < count; rank++) {
    const { pack, offset, length } = body(rank) ?? NONE;
    columns.set([pack, offset, length], 3 * rank);
  }
  return columns;
}

const NONE: BodyRef = { pack: Number.NaN, offset: 0, length: 0 };

interface Rest {
  readonly rest: SentRest;
  readonly bodies: Float64Array;
}

export function unpackSite(shared: SharedSite): PackedSite {
  const { rest, bodies } = deserialize(Buffer.from(shared.rest)) as Rest;
  const posts = unpackCards(bodies.length / 3, shared.cards);
  return {
    site: { ...restOf(rest), posts },
    body(rank) {
      const [pack = Number.NaN, offset = 0, size = 0] = bodies.subarray(3 * rank, 3 * rank + 3);
      return Number.isNaN(pack) ? null : { pack, offset, length: size };
    },
  };
}

function unpackCards(count: number, parts: readonly SharedCards[]): readonly Post[] {
  const archive = newArchive();
  const opened = parts.map((part) => lazy(() => openCards(part, archive)));
  const cardAt = (rank: number): Post => {
    const cards = opened[Math.floor(rank / PART)];
    if (cards === undefined) throw broken();
    return cards()(rank % PART);
  };
  return listOf(count, memoizeByKey(cardAt, MOST_CARDS));
}

/** No text of theirs is read before somebody asks for it: pages show stories from all over an archive. */
function openCards({ columns: bytes, rests }: SharedCards, archive: CardArchive): Column<Post> {
  const columns = readTable(Buffer.from(bytes), (table) => {
    const texts = (): Column<string> => textsIn(table.pieces());
    const own = { paths: texts(), digests: texts(), archive };
    return readColumns(table, own, { texts, digests: texts });
  });
  if (columns === null) throw broken();
  return newCardsIn(columns, restsIn(rests));
}

function textsIn({ bytes, ends }: Pieces): Column<string> {
  return (row) => bytes.toString('utf8', ends[row - 1] ?? 0, ends[row]);
}

/**
 * A list whose entries are made when they are asked for: what lies there is their ranks. Two reads of one
 * may give two objects.
 */
function listOf(length: number, cardAt: (rank: number) => Post): readonly Post[] {
  const ranks: unknown[] = Array.from({ length }, (_, rank) => rank);
  const get = (target: unknown[], key: PropertyKey): unknown => {
    const value: unknown = Reflect.get(target, key);
    return typeof value === 'number' && key !== 'length' ? cardAt(value) : value;
  };
  return new Proxy(ranks, { get }) as readonly Post[];
}

type RestOfSite = Omit<Site, 'posts'>;

/** Without its data, which bytes of objects would lose the order and the nature of (`packConfig`). */
interface SentRest extends Omit<RestOfSite, 'config' | 'data'> {
  readonly config: PackedConfig;
  /** JSON of the site's data, and of what pages and terms have. */
  readonly sent: string;
}

/** Of the whole site, of each page, of each term of each kind. */
type SentData = readonly [Data, readonly Data[], ...(readonly Data[])[]];

function sentRest({ data, config, ...rest }: RestOfSite): SentRest {
  const terms = TERM_TYPES.map((type) => termsIn(rest, type));
  const dataOfAll = (list: readonly { readonly data: Data }[]): readonly Data[] =>
    list.map((one) => one.data);
  const all: SentData = [data, dataOfAll(rest.documents), ...terms.map(dataOfAll)];
  const bare = (one: Term): Term => ({ ...one, data: NO_DATA });
  const lists = TERM_TYPES.map((type, at) => [TERM_LISTS[type], terms[at]?.map(bare)] as const);
  return {
    ...rest,
    ...Object.fromEntries(lists),
    documents: rest.documents.map((document): Document => ({ ...document, data: NO_DATA })),
    config: packConfig(config),
    sent: JSON.stringify(all),
  };
}

function restOf({ sent, config, ...rest }: SentRest): RestOfSite {
  const all = plainValue(parseJson(sent) as Value) as unknown as SentData;
  const [data, ofDocuments, ...ofTerms] = all;
  const lists = TERM_TYPES.map((type, list) => {
    const terms = termsIn(rest, type);
    return [
      TERM_LISTS[type],
      terms.map((term, at): Term => ({ ...term, data: ofTerms[list]?.[at] ?? NO_DATA })),
    ] as const;
  });
  return {
    ...rest,
    ...Object.fromEntries(lists),
    documents: rest.documents.map(
      (document, at): Document => ({ ...document, data: ofDocuments[at] ?? NO_DATA }),
    ),
    config: unpackConfig(config),
    data,
  };
}
