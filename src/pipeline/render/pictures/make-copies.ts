/**
 * Copies of a picture, in whichever thread: read by what is installed for it, in bounds, and only where
 * the first bytes are those of a format that is copied. What is made stays beside the cache under its key.
 */
import { pictureKind } from '../../../formats/pictures/picture-kind.js';
import type { FoundPackage, Io } from '../../../model/io.js';
import type { JobPlace, JobWork } from '../../../model/job.js';
import type { PictureRecipe } from '../../../model/page.js';
import { copyPlace } from '../../../outputs/statics/paths.js';
import { bytesOfFile } from '../../../platform/regular-file.js';
import type { CopyBatch, CopyDone } from './types.js';

/** The part of sharp's interface that is used; its own types come only where it is installed. */
interface Sharp {
  (bytes: Buffer, options: object): SharpPicture;
  concurrency(threads: number): number;
  cache(isOn: boolean): unknown;
}

interface SharpPicture {
  rotate(): SharpPicture;
  resize(size: object): SharpPicture;
  webp(options: object): SharpPicture;
  avif(options: object): SharpPicture;
  jpeg(options: object): SharpPicture;
  toBuffer(): Promise<Buffer>;
}

/** A few bytes may claim a picture that fills any memory. */
const MOST_PIXELS = 100_000_000;
const WEBP = { quality: 78, effort: 4 };
const AVIF = { quality: 55, effort: 4 };
const JPEG = { quality: 80, mozjpeg: true };

export function openCopying({ config, io }: JobPlace): JobWork<CopyBatch, CopyDone> {
  let sharp: Promise<Sharp> | null = null;
  return {
    async run({ maker, recipes }, at) {
      sharp ??= load(maker, io);
      const make = await sharp;
      try {
        for (const recipe of recipes) {
          at(0);
          await copy(recipe, { make, io, folder: config.picturesDir });
        }
        return null;
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      }
    },
    close() {},
  };
}

async function load({ file, version }: FoundPackage, io: Io): Promise<Sharp> {
  const module = (await io.importModule(file, version)) as { readonly default: Sharp };
  // Pictures go to as many threads as there are; each takes one.
  module.default.concurrency(1);
  module.default.cache(false);
  return module.default;
}

interface Copying {
  readonly make: Sharp;
  readonly io: Io;
  readonly folder: string;
}

async function copy(recipe: PictureRecipe, { make, io, folder }: Copying): Promise<void> {
  const bytes = bytesOfFile(recipe.file, io);
  // Gone since it was planned, which publishing finds.
  if (bytes === null) return;
  const kind = pictureKind(bytes);
  if (kind === null || kind === 'gif' || kind === 'avif')
    throw new Error('it is no such picture any more');
  const { width, height } = recipe.size;
  const limits = { limitInputPixels: MOST_PIXELS, failOn: 'error', sequentialRead: true };
  const upright = make(bytes, limits).rotate();
  const sized = upright.resize(height === null ? { width } : { width, height, fit: 'cover' });
  const encoded = encode(sized, recipe.format);
  const place = copyPlace(folder, recipe);
  io.write(`${place}.tmp`, await encoded.toBuffer());
  io.rename(`${place}.tmp`, place);
}

function encode(picture: SharpPicture, format: PictureRecipe['format']): SharpPicture {
  switch (format) {
    case 'avif':
      return picture.avif(AVIF);
    case 'webp':
      return picture.webp(WEBP);
    default:
      return picture.jpeg(JPEG);
  }
}
