/**
 * A site as bytes that all threads share: cards as JSON, read one at a time, so that no thread holds
 * the archive as objects; the rest, which is small beside them, whole.
 */
import { deserialize, serialize } from 'node:v8';
import { parseJson } from '../../formats/json/json-order.js';
import { cardReader, cardText, placeRest } from '../../incremental/card.js';
import { type Data, NO_DATA, plainValue, type Value } from '../../model/data.js';
import type { Post } from '../../model/post.js';
import { type Document, type Site, type Term, termsIn } from '../../model/site.js';
import type { BodyRef } from '../../model/story.js';
import { TERM_LISTS, TERM_TYPES } from '../../model/term-types.js';
import { chunk } from '../../platform/chunk.js';
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
  readonly cards: readonly SharedArrayBuffer[];
}

/** Cards that a thread keeps as objects. */
const MOST_CARDS = 4000;
/** Cards that are made into bytes at once: an archive's texts would fill memory. */
const PART = 4096;

export function packSite({ site, body }: PackedSite): SharedSite {
  const { posts, ...others } = site;
  const bodies = packBodies(posts.length, body);
  const bytes = serialize({ rest: sentRest(others), bodies, count: posts.length } satisfies Rest);
  const rest = new SharedArrayBuffer(bytes.length);
  new Uint8Array(rest).set(bytes);
  return { rest, cards: chunk(posts, PART).map(packCards) };
}

/**
 * `[ends | texts]`: ends are of each card, in bytes from the first, one for every place of a part.
 * This thread reads the rests there as well from now on.
 */
function packCards(posts: readonly Post[]): SharedArrayBuffer {
  const texts = posts.map((post) => {
    const { head, rest } = cardText(post);
    return { post, head: Buffer.from(`${head}\t`), rest: Buffer.from(rest) };
  });
  const size = texts.reduce((sum, { head, rest }) => sum + head.length + rest.length, 0);
  const shared = new SharedArrayBuffer(8 * PART + size);
  const ends = new Float64Array(shared, 0, PART);
  const cards = Buffer.from(shared, 8 * PART);
  let end = 0;
  for (const [at, { post, head, rest }] of texts.entries()) {
    const start = end + head.length;
    cards.set(head, end);
    cards.set(rest, start);
    end = start + rest.length;
    ends[at] = end;
    placeRest(post, { bytes: cards, start, end });
  }
  return shared;
}

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
  readonly count: number;
}

export function unpackSite(shared: SharedSite): PackedSite {
  const { rest, bodies, count } = deserialize(Buffer.from(shared.rest)) as Rest;
  const textOf = cardTexts(shared.cards);
  const read = cardReader();
  const posts = cardList(count, (rank) => {
    const text = textOf(rank);
    const tab = text.indexOf('\t');
    return read(JSON.parse(text.slice(0, tab)), text.slice(tab + 1));
  });
  return {
    site: { ...restOf(rest), posts },
    body(rank) {
      const [pack = Number.NaN, offset = 0, size = 0] = bodies.subarray(3 * rank, 3 * rank + 3);
      return Number.isNaN(pack) ? null : { pack, offset, length: size };
    },
  };
}

function cardTexts(parts: readonly SharedArrayBuffer[]): (rank: number) => string {
  const opened = parts.map((part) => ({
    ends: new Float64Array(part, 0, PART),
    cards: Buffer.from(part, 8 * PART),
  }));
  return (rank) => {
    const part = opened[Math.floor(rank / PART)];
    const at = rank % PART;
    const start = at === 0 ? 0 : part?.ends[at - 1];
    return part?.cards.toString('utf8', start, part.ends[at]) ?? '';
  };
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

/** An array of which a bounded number of entries are objects. */
function cardList(length: number, make: (rank: number) => Post | null): readonly Post[] {
  const known = new Map<number, Post>();
  const at = (rank: number): Post | undefined => {
    if (rank >= length) return undefined;
    const before = known.get(rank);
    if (before !== undefined) return before;
    if (known.size >= MOST_CARDS) known.clear();
    const made = make(rank);
    if (made === null) throw new Error('A packed card is broken');
    known.set(rank, made);
    return made;
  };
  return new Proxy<Post[]>(new Array<Post>(length), {
    get(target, key, receiver) {
      const rank = typeof key === 'string' && /^\d+$/.test(key) ? Number(key) : -1;
      return rank >= 0 ? at(rank) : Reflect.get(target, key, receiver);
    },
  });
}
