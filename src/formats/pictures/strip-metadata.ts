/**
 * Pictures without place, time, names and devices, the coded picture as it was: what a reader is shown
 * does not change, and what a reporter's phone wrote down is not published.
 */
import { isHeif, pictureKind } from './picture-kind.js';
import { stripGif } from './strip-gif.js';
import { stripHeif } from './strip-heif.js';
import { stripJpeg } from './strip-jpeg.js';
import { stripPng } from './strip-png.js';
import { stripWebp } from './strip-webp.js';

/** The same bytes where there is nothing to take out, or no format that has it. */
export function withoutMetadata(bytes: Buffer): Buffer {
  return strippedOf(bytes) ?? bytes;
}

/** Null: a picture that is broken, from which nothing can be taken out. */
export function strippedOf(bytes: Buffer): Buffer | null {
  switch (pictureKind(bytes)) {
    case 'jpeg':
      return stripJpeg(bytes);
    case 'png':
      return stripPng(bytes);
    case 'webp':
      return stripWebp(bytes);
    case 'gif':
      return stripGif(bytes);
    case 'avif':
      return stripHeif(bytes);
    default:
      return isHeif(bytes) ? stripHeif(bytes) : bytes;
  }
}
