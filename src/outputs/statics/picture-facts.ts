/** What pages may say of the pictures that the site publishes, by their paths below the destination. */
import type { Site } from '../../model/site.js';
import { lazy } from '../../platform/lazy.js';
import { staticPlace } from './paths.js';
import { type PictureVariant, variantsOf } from './picture-variants.js';

export interface PictureFacts {
  /** Without `baseurl`. */
  readonly url: string;
  /** As it is shown, in pixels. */
  readonly width: number;
  readonly height: number;
  /** Narrower copies, from the narrowest: address without `baseurl`, and width. */
  readonly narrower: readonly PictureCopy[];
  /** The same as AVIF; none where the config does not ask for them. */
  readonly avif: readonly PictureCopy[];
  /** For cards of other sites; null: there is none. */
  readonly share: PictureCopy | null;
}

export type PictureCopy = Pick<PictureVariant, 'url' | 'width'>;

/** `path` is decoded. Null: no picture is published there. */
export function createPictureFacts({
  statics,
  config,
}: Pick<Site, 'statics' | 'config'>): (path: string) => PictureFacts | null {
  const files = lazy(() => new Map(statics.map((file) => [file.path, file])));
  return (path) => {
    const file = files().get(path);
    if (file === undefined || file.picture === null) return null;
    const { narrower, avif, share } = variantsOf(file, config.outputs.pictures);
    const { width, height } = file.picture;
    const copy = ({ url, width: wide }: PictureVariant): PictureCopy => ({ url, width: wide });
    return {
      url: staticPlace(file).url,
      width,
      height,
      narrower: narrower.map(copy),
      avif: avif.map(copy),
      share: share === null ? null : copy(share),
    };
  };
}
