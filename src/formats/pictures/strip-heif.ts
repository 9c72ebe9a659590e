/**
 * An AVIF or HEIC without camera data (ISO/IEC 23008-12, 14496-12). Items say by their places in the file where
 * their bytes are: so what is taken out is written over where it stands, nothing moves, and of the picture
 * and its colours no bit is another. Which side is up is a property of the picture.
 */
import { boxesIn, type HeifBox } from './heif-boxes.js';
import { type ItemPlaces, placesOf } from './heif-items.js';

/** Items that are no picture. */
const DATA: ReadonlySet<string> = new Set(['Exif', 'mime', 'uri ']);
/** Boxes of programs, of users, of what films have, and empty room. */
const OTHERS: ReadonlySet<string> = new Set([
  'uuid',
  'udta',
  'ilst',
  'keys',
  'xml ',
  'bxml',
  'free',
  'skip',
  'wide',
]);
/** Boxes that say when, and properties that say when and what in words: behind four bytes of version and flags. */
const TIMES: ReadonlySet<string> = new Set(['mvhd', 'tkhd', 'mdhd']);
const WORDS: ReadonlySet<string> = new Set(['crtt', 'mdft', 'udes', 'altt']);
/** Boxes that others of these stand in. */
const OUTER: ReadonlySet<string> = new Set(['moov', 'trak', 'mdia', 'meta', 'iprp', 'ipco']);

/** Camera data that says nothing: where it begins, and a table without entries. */
const NO_EXIF = Buffer.from('\0\0\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0', 'latin1');

/** Null: it is broken before the coded picture begins. */
export function stripHeif(bytes: Buffer): Buffer | null {
  const boxes = boxesIn(bytes, 0, bytes.length);
  if (!boxes.some(({ type }) => type === 'meta' || type === 'moov')) return null;
  const stripped = Buffer.from(bytes);
  for (const box of boxes) clear({ bytes, stripped }, box);
  return stripped;
}

interface Stripping {
  /** As they were: what is written over is read no more. */
  readonly bytes: Buffer;
  readonly stripped: Buffer;
}

function clear({ bytes, stripped }: Stripping, box: HeifBox): void {
  const { type, start, content, end } = box;
  const behindFlags = Math.min(content + 4, end);
  if (OTHERS.has(type)) {
    stripped.write('free', start + 4, 'latin1');
    stripped.fill(0, content, end);
  } else if (WORDS.has(type)) stripped.fill(0, behindFlags, end);
  else if (TIMES.has(type)) {
    const length = bytes[content] === 1 ? 16 : 8;
    stripped.fill(0, behindFlags, Math.min(behindFlags + length, end));
  } else if (OUTER.has(type)) {
    if (type === 'meta') {
      for (const item of placesOf(bytes, box, (kind) => DATA.has(kind))) overwrite(stripped, item);
    }
    const inner = boxesIn(bytes, type === 'meta' ? behindFlags : content, end);
    for (const one of inner) clear({ bytes, stripped }, one);
  }
}

/** Camera data is read by some programs that show the picture: it stays legible. */
function overwrite(stripped: Buffer, { type, parts }: ItemPlaces): void {
  const [first] = parts;
  for (const { start, end } of parts) stripped.fill(type === 'Exif' ? 0 : 0x20, start, end);
  if (type !== 'Exif' || first === undefined || first.end - first.start < NO_EXIF.length) return;
  NO_EXIF.copy(stripped, first.start);
}
