/** A picture's size, from the head of its file: the one door to `image-size`. */
import { createRequire } from 'node:module';
import type * as ImageSize from 'image-size';
import type { PictureKind, PictureSize } from '../../model/source.js';
import { lazy } from '../../platform/lazy.js';
import { pictureKind } from './picture-kind.js';

/** It is many modules, and what was read of pictures is remembered. */
const load = lazy(() => createRequire(import.meta.url)('image-size') as typeof ImageSize);

/** More than any screen or print has; what claims more is broken, or means harm. */
const LARGEST = 65_535;

/** Null: no picture, or one whose head is broken or longer than what is given. */
export function pictureSize(head: Uint8Array): PictureSize | null {
  const kind = pictureKind(head);
  if (kind === null) return null;
  try {
    const { width, height, orientation = 1 } = load().imageSize(head);
    if (!isSize(width) || !isSize(height)) return null;
    // From 5 on it lies on its side.
    const shown = orientation > 4 ? { width: height, height: width } : { width, height };
    return { kind, ...shown, isMoving: isMoving(kind, head) };
  } catch {
    return null;
  }
}

function isSize(pixels: number): boolean {
  return Number.isInteger(pixels) && pixels > 0 && pixels <= LARGEST;
}

/** By the marks of animation that WebP and PNG have before their picture; a GIF may always move. */
function isMoving(kind: PictureKind, head: Uint8Array): boolean {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  if (kind === 'webp')
    return bytes.toString('latin1', 12, 16) === 'VP8X' && ((bytes[20] ?? 0) & 2) !== 0;
  return kind === 'gif' || (kind === 'png' && bytes.includes('acTL'));
}
