/** Which items an AVIF or HEIC has, and where in the file their bytes are (ISO/IEC 14496-12, 8.11). */
import { boxesIn, type HeifBox } from './heif-boxes.js';

interface ItemPart {
  readonly start: number;
  readonly end: number;
}

export interface ItemPlaces {
  readonly type: string;
  readonly parts: readonly ItemPart[];
}

/** Bytes of a number in a table of places. */
const SIZES: ReadonlySet<number> = new Set([0, 4, 8]);

/** Reads numbers of one to eight bytes, one behind the other; what lies behind the end is 0. */
class NumberReader {
  isOver = false;
  readonly #bytes: Buffer;
  readonly #end: number;
  #at: number;

  constructor(bytes: Buffer, { content, end }: HeifBox) {
    this.#bytes = bytes;
    this.#at = content;
    this.#end = end;
  }

  next(length: number): number {
    const at = this.#at;
    this.#at += length;
    this.isOver ||= this.#at > this.#end;
    if (length === 0 || this.isOver) return 0;
    if (length < 8) return this.#bytes.readUIntBE(at, length);
    return Number(this.#bytes.readBigUInt64BE(at));
  }
}

/** Of items of such types. One whose bytes lie in another item, or in another file, has none of its own. */
export function placesOf(
  bytes: Buffer,
  meta: HeifBox,
  isWanted: (type: string) => boolean,
): readonly ItemPlaces[] {
  const inner = boxesIn(bytes, meta.content + 4, meta.end);
  const infos = inner.find(({ type }) => type === 'iinf');
  const locations = inner.find(({ type }) => type === 'iloc');
  if (infos === undefined || locations === undefined) return [];
  const types = typesOf(bytes, infos, isWanted);
  const store = inner.find(({ type }) => type === 'idat') ?? { content: 0, end: 0 };
  return types.size === 0 ? [] : located(bytes, locations, { types, store });
}

function typesOf(
  bytes: Buffer,
  box: HeifBox,
  isWanted: (type: string) => boolean,
): ReadonlyMap<number, string> {
  const head = 4 + (bytes[box.content] === 0 ? 2 : 4);
  const types = new Map<number, string>();
  for (const one of boxesIn(bytes, box.content + head, box.end)) {
    const numbers = new NumberReader(bytes, one);
    const version = numbers.next(1);
    numbers.next(3);
    const id = numbers.next(version === 3 ? 4 : 2);
    numbers.next(2);
    const type = String.fromCharCode(...[1, 1, 1, 1].map((length) => numbers.next(length)));
    // Older ones have no types, and are no pictures of today.
    if (one.type === 'infe' && version >= 2 && isWanted(type)) types.set(id, type);
  }
  return types;
}

interface KnownItems {
  readonly types: ReadonlyMap<number, string>;
  /** Of bytes that stand among the descriptions. */
  readonly store: Pick<HeifBox, 'content' | 'end'>;
}

const IN_FILE = 0;
const IN_STORE = 1;

function located(bytes: Buffer, box: HeifBox, { types, store }: KnownItems): readonly ItemPlaces[] {
  const numbers = new NumberReader(bytes, box);
  const version = numbers.next(1);
  numbers.next(3);
  const [sizes, more] = [numbers.next(1), numbers.next(1)];
  const [offsetSize, lengthSize, baseSize] = [sizes >> 4, sizes & 15, more >> 4];
  const indexSize = version === 0 ? 0 : more & 15;
  if ([offsetSize, lengthSize, baseSize, indexSize].some((size) => !SIZES.has(size))) return [];
  const count = numbers.next(version < 2 ? 2 : 4);
  const found: ItemPlaces[] = [];
  // Honest parts don't lie over one another: what is written over has an end.
  let room = bytes.length;
  for (let item = 0; item < count && !numbers.isOver; item++) {
    const type = types.get(numbers.next(version < 2 ? 2 : 4));
    const method = version === 0 ? IN_FILE : numbers.next(2) & 15;
    const isElsewhere = numbers.next(2) !== 0 || method > IN_STORE;
    const [origin, limit] = method === IN_STORE ? [store.content, store.end] : [0, bytes.length];
    const base = origin + numbers.next(baseSize);
    const parts: ItemPart[] = [];
    for (let left = numbers.next(2); left > 0 && !numbers.isOver; left--) {
      numbers.next(indexSize);
      const start = base + numbers.next(offsetSize);
      const length = numbers.next(lengthSize) || limit;
      const end = Math.min(start + length, limit);
      if (type === undefined || isElsewhere || numbers.isOver || end <= start) continue;
      room -= end - start;
      if (room < 0) return found;
      parts.push({ start, end });
    }
    if (type !== undefined) found.push({ type, parts });
  }
  return found;
}
