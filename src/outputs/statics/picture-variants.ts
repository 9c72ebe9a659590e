/**
 * Smaller copies of the site's own pictures: which there are, and where. Their addresses carry a digest of
 * the picture and of what makes them, so that browsers may keep them for ever, and equal names mean equal
 * bytes.
 */
import { urlPath } from '../../formats/urls/permalink.js';
import type { PictureFormat, PictureRecipe } from '../../model/page.js';
import type { StaticFile } from '../../model/source.js';
import { digest, shortDigest } from '../../platform/digest.js';
import type { PictureSettings } from './picture-settings.js';

export interface PictureVariant {
  /** Below the destination, decoded. */
  readonly output: string;
  /** Percent-encoded, without `baseurl`. */
  readonly url: string;
  /** In pixels. */
  readonly width: number;
  readonly recipe: PictureRecipe;
}

export interface PictureVariants {
  /** From the narrowest; none: the picture is small, or moves. */
  readonly narrower: readonly PictureVariant[];
  /** The same for browsers that show AVIF, and one as wide as the picture, as far as copies go. */
  readonly avif: readonly PictureVariant[];
  /** For cards of other sites; null: the picture is too small. */
  readonly share: PictureVariant | null;
}

/** Of a list's thumbnail at twice the pixels, of phones, of a column, of a wide screen. */
const WIDTHS = [240, 480, 960, 1600] as const;
/** What cards are shown in (Open Graph's usual size). */
const SHARE = { width: 1200, height: 630 } as const;
/** Changes with every setting of the encoders below that changes bytes. */
const EDITION = 1;

const NONE: PictureVariants = { narrower: [], avif: [], share: null };
/** What the config says of them. */
type CopySettings = Pick<PictureSettings, 'hasAvif'>;

export function variantsOf(
  { path, file, picture }: StaticFile,
  { hasAvif }: CopySettings,
): PictureVariants {
  if (picture === null || picture.source === null) return NONE;
  const { width, height, source } = picture;
  const make = (
    size: PictureRecipe['size'],
    format: PictureFormat,
    word: string,
  ): PictureVariant => {
    const key = digest(`${EDITION} ${source} ${format} ${JSON.stringify(size)}`);
    const stem = path.slice(0, path.lastIndexOf('.'));
    const output = `${stem}-${word}-${shortDigest(key)}.${format === 'jpeg' ? 'jpg' : format}`;
    return {
      output,
      url: `/${urlPath(output)}`,
      width: size.width,
      recipe: { key, file, size, format },
    };
  };
  const widths = WIDTHS.filter((one) => one < width);
  const copies = (format: PictureFormat, wide: readonly number[]): readonly PictureVariant[] =>
    wide.map((one) => make({ width: one, height: null }, format, String(one)));
  const widest = Math.min(width, Math.max(...WIDTHS));
  return {
    narrower: copies('webp', widths),
    avif: hasAvif && widths.length > 0 ? copies('avif', [...new Set([...widths, widest])]) : [],
    share: width >= SHARE.width && height >= SHARE.height ? make(SHARE, 'jpeg', 'share') : null,
  };
}

/** All of a picture's. */
export function allVariants(file: StaticFile, settings: CopySettings): readonly PictureVariant[] {
  const { narrower, avif, share } = variantsOf(file, settings);
  return [...narrower, ...avif, ...(share === null ? [] : [share])];
}
