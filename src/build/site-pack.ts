/**
 * A site as bytes that all threads share: cards as JSON, read one at a time, so that no thread holds
 * the archive as objects; the rest, which is small beside them, whole.
 */
import { deserialize, serialize } from 'node:v8';
import { cardReader, cardText } from '../content/card.js';
import { TERM_LISTS, TERM_TYPES, termsIn } from '../content/lists.js';
import { plainData } from '../model/data.js';
import type { Post } from '../model/post.js';
import type { Document, Site, Term } from '../model/site.js';
import type { BodyRef } from '../model/story.js';

export interface PackedSite {
  readonly site: Site;
  /** Where a story's HTML lies; null: it wasn't parsed in this build. */
  body(rank: number): BodyRef | null;
}

/** Cards that a thread keeps as objects. */
const MOST_CARDS = 20_000;
/** Bytes of the head: two lengths. */
const HEAD = 16;

/** `[head | rest | ends | cards]`: ends are of each card, in bytes from the first. */
export function packSite({ site, body }: PackedSite): SharedArrayBuffer {
  const { posts, ...others } = site;
  const bodies = packBodies(posts.length, body);
  const restBytes = serialize({ rest: others, bodies } satisfies Rest);
  const texts = posts.map((post) => {
    const { head, rest } = cardText(post);
    return `${head}\t${rest}`;
  });
  const lengths = texts.map((text) => Buffer.byteLength(text));
  const size = lengths.reduce((sum, length) => sum + length, 0);
  const start = startOfEnds(restBytes.length);
  const shared = new SharedArrayBuffer(start + 8 * posts.length + size);
  new Float64Array(shared, 0, 2).set([restBytes.length, posts.length]);
  new Uint8Array(shared).set(restBytes, HEAD);
  const ends = new Float64Array(shared, start, posts.length);
  const cards = Buffer.from(shared, start + 8 * posts.length);
  let end = 0;
  for (const [rank, text] of texts.entries()) {
    end += cards.write(text, end);
    ends[rank] = end;
  }
  return shared;
}

/** Columns are views on eights of bytes. */
function startOfEnds(restLength: number): number {
  return Math.ceil((HEAD + restLength) / 8) * 8;
}

/** Three numbers a story; a negative pack: none. */
function packBodies(count: number, body: PackedSite['body']): Float64Array {
  const columns = new Float64Array(3 * count);
  for (let rank = 0; rank < count; rank++) {
    const { pack, offset, length } = body(rank) ?? NONE;
    columns.set([pack, offset, length], 3 * rank);
  }
  return columns;
}

const NONE: BodyRef = { pack: -1, offset: 0, length: 0 };

interface Rest {
  readonly rest: Omit<Site, 'posts'>;
  readonly bodies: Float64Array;
}

export function unpackSite(shared: SharedArrayBuffer): PackedSite {
  const [length = 0, count = 0] = new Float64Array(shared, 0, 2);
  const { rest, bodies } = deserialize(Buffer.from(shared, HEAD, length)) as Rest;
  const start = startOfEnds(length);
  const ends = new Float64Array(shared, start, count);
  const cards = Buffer.from(shared, start + 8 * count);
  const read = cardReader();
  const posts = cardList(count, (rank) => {
    const text = cards.toString('utf8', rank === 0 ? 0 : ends[rank - 1], ends[rank]);
    const tab = text.indexOf('\t');
    return read(JSON.parse(text.slice(0, tab)), () => text.slice(tab + 1));
  });
  return {
    site: { ...revived(rest), posts },
    body(rank) {
      const [pack = -1, offset = 0, size = 0] = bodies.subarray(3 * rank, 3 * rank + 3);
      return pack < 0 ? null : { pack, offset, length: size };
    },
  };
}

/** Maps lose their lack of a prototype on the way. */
function revived(rest: Omit<Site, 'posts'>): Omit<Site, 'posts'> {
  const term = (one: Term): Term => ({ ...one, data: plainData(one.data) });
  const lists = Object.fromEntries(
    TERM_TYPES.map((type) => [TERM_LISTS[type], termsIn(rest, type).map(term)]),
  );
  const document = (one: Document): Document => ({ ...one, data: plainData(one.data) });
  return {
    ...rest,
    config: { ...rest.config, values: plainData(rest.config.values) },
    ...lists,
    documents: rest.documents.map(document),
    data: plainData(rest.data),
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
