/** Pictures that stories name in their front matter, as templates show them. */
import { mapOf, text } from '../runtime/template-values.js';
import { type Filter, type Filters, property } from './filter.js';

/** Where a picture is, and what is known of it. */
export interface ShownPicture {
  /** With `baseurl`. */
  readonly src: string;
  /** In pixels, as it is shown; null: it is none of the site's own. */
  readonly width: number | null;
  readonly height: number | null;
  /** Narrower copies, as an `img` has them; empty: there are none. */
  readonly srcset: string;
  /** The same as AVIF, for a source beside it; empty: there are none. */
  readonly avif: string;
  /** Without `baseurl`, for cards of other sites: a copy of 1200 by 630, or itself; null: it is none of the site's. */
  readonly share: string | null;
}

/** The story that names a picture: paths are relative to its file. */
export interface PictureHolder {
  readonly path: string;
  readonly url: string;
}

/** `written` is an address as stories write them. */
export type FindPicture = (written: string, holder: PictureHolder) => ShownPicture;

export function pictureFilters(find: FindPicture): Filters {
  const picture: Filter = (value, post) => {
    const written = text(value).trim();
    if (written === '') return undefined;
    const holder = { path: text(property(post, 'path')), url: text(property(post, 'url')) };
    const { src, width, height, srcset, avif, share } = find(written, holder);
    return mapOf([
      ['src', src],
      ['width', width ?? undefined],
      ['height', height ?? undefined],
      ['srcset', srcset],
      ['avif', avif],
      ['share', share ?? undefined],
    ]);
  };
  return { picture };
}
