/** A PNG with the chunks that its picture is made of, and no others (PNG 3rd edition, chapters 5 and 11). */
import { crc32 } from 'node:zlib';
import { orientationIn, orientationOnly } from './exif.js';

/** Besides the critical ones: colours, sizes, transparency, animation. */
const SHOWN: ReadonlySet<string> = new Set(
  'tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV mDCv cLLI cLLi bKGD hIST pHYs sPLT acTL fcTL fdAT'.split(
    ' ',
  ),
);
const SIGNATURE = 8;
const FRAME = 12;

/** Null: it is broken before the coded picture begins. */
export function stripPng(bytes: Buffer): Buffer | null {
  const parts: Buffer[] = [bytes.subarray(0, SIGNATURE)];
  let isCoded = false;
  for (let at = SIGNATURE; at + FRAME <= bytes.length; ) {
    const end = at + FRAME + bytes.readUInt32BE(at);
    const name = bytes.toString('latin1', at + 4, at + 8);
    if (!/^[A-Za-z]{4}$/.test(name)) break;
    // A file that was cut off shows what it has.
    const chunk = bytes.subarray(at, Math.min(end, bytes.length));
    const orientation = name === 'eXIf' ? orientationIn(bytes.subarray(at + 8, end - 4)) : 1;
    if (orientation !== 1) parts.push(chunkOf('eXIf', orientationOnly(orientation)));
    if (isCritical(name) || SHOWN.has(name)) parts.push(chunk);
    isCoded ||= name === 'IDAT';
    if (name === 'IEND') break;
    at = end;
  }
  return isCoded ? Buffer.concat(parts) : null;
}

/** Without which no picture is shown: the first letter is a capital one. */
function isCritical(name: string): boolean {
  return /^[A-Z]/.test(name);
}

function chunkOf(name: string, content: Buffer): Buffer {
  const chunk = Buffer.alloc(FRAME + content.length);
  chunk.writeUInt32BE(content.length, 0);
  chunk.write(name, 4, 'latin1');
  content.copy(chunk, 8);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 8 + content.length)), 8 + content.length);
  return chunk;
}
