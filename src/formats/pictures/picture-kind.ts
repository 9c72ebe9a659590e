/** What a raster picture is, by its first bytes: names and endings lie. */

import type { PictureKind } from '../../model/source.js';

/** Endings that name one. */
export const PICTURE_NAME: RegExp = /\.(?:jpe?g|jfif|png|gif|webp|avif)$/i;

/** Endings of pictures that are published without camera data: phones' own as well, which few browsers show. */
export const CAMERA_NAME: RegExp = /\.(?:jpe?g|jfif|png|gif|webp|avifs?|hei[cf]|hif)$/i;

/** Bytes that tell the kind. */
export const PICTURE_HEAD = 32;

/** Null: none of those. */
export function pictureKind(head: Uint8Array): PictureKind | null {
  const text = Buffer.from(head.subarray(0, PICTURE_HEAD)).toString('latin1');
  if (text.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (/^GIF8[79]a/.test(text)) return 'gif';
  if (text.startsWith('RIFF') && text.startsWith('WEBP', 8)) return 'webp';
  // The brands of a file of its kind; a sequence is one as well.
  return text.startsWith('ftyp', 4) && /avi[fs]/.test(text.slice(8)) ? 'avif' : null;
}

/** Whether it is of AVIF's family, which phones have formats of their own in. */
export function isHeif(head: Uint8Array): boolean {
  const text = Buffer.from(head.subarray(0, PICTURE_HEAD)).toString('latin1');
  return text.startsWith('ftyp', 4) && /avi[fs]|m[is]f1|he[iv][cmsx]/.test(text.slice(8));
}
