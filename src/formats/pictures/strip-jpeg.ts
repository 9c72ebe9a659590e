/**
 * A JPEG without what cameras and programs write into it (ITU T.81, Annex B): the coded picture stays bit
 * by bit, with its colour profile and its orientation.
 */
import { orientationIn, orientationOnly } from './exif.js';

const EXIF = 'Exif\0\0';
const PROFILE = 'ICC_PROFILE\0';

/** Null: it is broken before the coded picture begins. */
export function stripJpeg(bytes: Buffer): Buffer | null {
  const parts: Buffer[] = [bytes.subarray(0, 2)];
  let orientation = 1;
  let at = 2;
  let isCoded = false;
  while (at < bytes.length) {
    const marker = markerAt(bytes, at);
    if (marker === null) return isCoded ? Buffer.concat(parts) : null;
    const { code, start } = marker;
    // What follows the end is another picture, with data of its own.
    if (code === 0xd9) {
      parts.push(bytes.subarray(start, start + 2));
      break;
    }
    const length = start + 4 > bytes.length ? 0 : bytes.readUInt16BE(start + 2);
    const end = start + 2 + length;
    if (length < 2 || end > bytes.length) return isCoded ? Buffer.concat(parts) : null;
    const content = bytes.subarray(start + 4, end);
    if (code === 0xe1 && startsWith(content, EXIF)) {
      const found = orientationIn(content.subarray(EXIF.length));
      if (orientation === 1) orientation = found;
    }
    if (isKept(code, content)) parts.push(bytes.subarray(start, end));
    at = end;
    if (code === 0xda) {
      if (!isCoded && orientation !== 1) parts.splice(placeOf(parts), 0, segment(orientation));
      isCoded = true;
      const next = codedEnd(bytes, end);
      parts.push(bytes.subarray(end, next));
      at = next;
    }
  }
  return isCoded ? Buffer.concat(parts) : null;
}

/** After fill bytes; null: there is none. */
function markerAt(bytes: Buffer, from: number): { code: number; start: number } | null {
  if (bytes[from] !== 0xff) return null;
  let at = from;
  while (bytes[at + 1] === 0xff) at++;
  const code = bytes[at + 1];
  return code === undefined || code === 0 ? null : { code, start: at };
}

/** Of programs' own segments those that say how to read the colours: JFIF, a colour profile, Adobe's. */
function isKept(code: number, content: Buffer): boolean {
  if (code === 0xfe) return false;
  if (code < 0xe0 || code > 0xef) return true;
  if (code === 0xe2) return startsWith(content, PROFILE);
  return code === 0xe0
    ? startsWith(content, 'JFIF\0')
    : code === 0xee && startsWith(content, 'Adobe');
}

function startsWith(content: Buffer, text: string): boolean {
  return content.toString('latin1', 0, text.length) === text;
}

/** Of the first marker that is no part of the coded data. */
function codedEnd(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const code = bytes[at + 1];
    const isData =
      code === 0 || code === 0xff || (code !== undefined && code >= 0xd0 && code <= 0xd7);
    if (code === undefined) return bytes.length;
    if (!isData) return at;
  }
  return bytes.length;
}

/** Behind the picture's beginning, and JFIF's segment, which readers expect first. */
function placeOf(parts: readonly Buffer[]): number {
  return parts[1]?.[1] === 0xe0 ? 2 : 1;
}

function segment(orientation: number): Buffer {
  const tiff = orientationOnly(orientation);
  const head = Buffer.alloc(4 + EXIF.length);
  head.writeUInt16BE(0xffe1, 0);
  head.writeUInt16BE(2 + EXIF.length + tiff.length, 2);
  head.write(EXIF, 4, 'latin1');
  return Buffer.concat([head, tiff]);
}
