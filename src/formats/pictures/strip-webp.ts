/** A WebP without the chunks of cameras and programs (RFC 9649, section 2). */
import { orientationIn, orientationOnly } from './exif.js';

const HEAD = 12;
/** In the flags of an extended file: it has camera data, it has XMP. */
const HAS_EXIF = 0x08;
const HAS_XMP = 0x04;
const SHOWN: ReadonlySet<string> = new Set([
  'VP8 ',
  'VP8L',
  'VP8X',
  'ALPH',
  'ANIM',
  'ANMF',
  'ICCP',
]);
const CODED: ReadonlySet<string> = new Set(['VP8 ', 'VP8L', 'ANMF']);

/** Null: it is broken before the coded picture begins. */
export function stripWebp(bytes: Buffer): Buffer | null {
  const parts: Buffer[] = [];
  let orientation = 1;
  let extended: Buffer | null = null;
  let isCoded = false;
  const whole = Math.min(bytes.length, 8 + bytes.readUInt32LE(4));
  for (let at = HEAD; at + 8 <= whole; ) {
    const name = bytes.toString('latin1', at, at + 4);
    const length = bytes.readUInt32LE(at + 4);
    const end = at + 8 + length + (length % 2);
    const chunk = bytes.subarray(at, Math.min(end, whole));
    if (name === 'EXIF') orientation = orientationIn(tiffIn(chunk.subarray(8)));
    if (SHOWN.has(name)) {
      const kept = name === 'VP8X' ? Buffer.from(chunk) : chunk;
      if (name === 'VP8X') extended = kept;
      parts.push(kept);
    }
    isCoded ||= CODED.has(name);
    at = end;
  }
  if (!isCoded) return null;
  if (extended !== null && extended.length > 8) {
    const flags = (extended[8] ?? 0) & ~(HAS_EXIF | HAS_XMP);
    extended[8] = orientation === 1 ? flags : flags | HAS_EXIF;
    if (orientation !== 1) parts.push(exifChunk(orientation));
  }
  const body = Buffer.concat(parts);
  const head = Buffer.from(bytes.subarray(0, HEAD));
  head.writeUInt32LE(4 + body.length, 4);
  return Buffer.concat([head, body]);
}

/** Some writers put JPEG's mark before it. */
function tiffIn(content: Buffer): Buffer {
  return content.toString('latin1', 0, 4) === 'Exif' ? content.subarray(6) : content;
}

function exifChunk(orientation: number): Buffer {
  const tiff = orientationOnly(orientation);
  const head = Buffer.alloc(8);
  head.write('EXIF', 0, 'latin1');
  head.writeUInt32LE(tiff.length, 4);
  return Buffer.concat([head, tiff]);
}
