/** A picture's size, from the head of its file: the one door to `image-size`. */
import { imageSize } from 'image-size';
import type { PictureSize } from '../../model/source.js';
import { pictureKind } from './picture-kind.js';

/** More than any screen or print has; what claims more is broken, or means harm. */
const LARGEST = 65_535;

/** Null: no picture, or one whose head is broken or longer than what is given. */
export function pictureSize(head: Uint8Array): PictureSize | null {
  const kind = pictureKind(head);
  if (kind === null) return null;
  try {
    const { width, height, orientation = 1 } = imageSize(head);
    if (!isSize(width) || !isSize(height)) return null;
    // From 5 on it lies on its side.
    return orientation > 4 ? { kind, width: height, height: width } : { kind, width, height };
  } catch {
    return null;
  }
}

function isSize(pixels: number): boolean {
  return Number.isInteger(pixels) && pixels > 0 && pixels <= LARGEST;
}
