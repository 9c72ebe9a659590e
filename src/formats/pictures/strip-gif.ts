/**
 * A GIF with the blocks that its picture is made of, and no others (GIF89a, sections 18 to 26): comments go,
 * and of programs' own blocks all but those that say how often it plays and how to read its colours.
 */

const HEAD = 13;
const EXTENSION = 0x21;
const IMAGE = 0x2c;
const TRAILER = 0x3b;
const APPLICATION = 0xff;
/** Of extensions those that are shown: words over the picture, and how one picture follows another. */
const SHOWN: ReadonlySet<number> = new Set([0x01, 0xf9]);
const PROGRAMS: ReadonlySet<string> = new Set(['NETSCAPE2.0', 'ANIMEXTS1.0', 'ICCRGBG1012']);

/** Null: it is broken before the coded picture begins. */
export function stripGif(bytes: Buffer): Buffer | null {
  const start = HEAD + coloursLength(bytes[10]);
  const parts: Buffer[] = [bytes.subarray(0, start)];
  let isCoded = false;
  for (let at = start; at < bytes.length; ) {
    const mark = bytes[at];
    if (mark === TRAILER) parts.push(bytes.subarray(at, at + 1));
    if (mark !== EXTENSION && mark !== IMAGE) break;
    const data = mark === IMAGE ? at + 11 + coloursLength(bytes[at + 9]) : at + 2;
    if (data >= bytes.length) break;
    // A file that was cut off shows what it has.
    const end = blocksEnd(bytes, data);
    if (mark === IMAGE || isShown(bytes, at)) parts.push(bytes.subarray(at, end));
    isCoded ||= mark === IMAGE;
    at = end;
  }
  return isCoded ? Buffer.concat(parts) : null;
}

/** Of a table of colours, as its flags say. */
function coloursLength(flags = 0): number {
  return (flags & 0x80) === 0 ? 0 : 3 << ((flags & 7) + 1);
}

/** Behind the empty block that ends a row of them. */
function blocksEnd(bytes: Buffer, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== 0) at += 1 + (bytes[at] ?? 0);
  return Math.min(at + 1, bytes.length);
}

function isShown(bytes: Buffer, at: number): boolean {
  const label = bytes[at + 1] ?? 0;
  if (label !== APPLICATION) return SHOWN.has(label);
  return bytes[at + 2] === 11 && PROGRAMS.has(bytes.toString('latin1', at + 3, at + 14));
}
