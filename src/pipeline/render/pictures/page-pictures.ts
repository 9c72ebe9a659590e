/**
 * The site's own pictures where pages show them: each gets the size of its file, so that nothing moves
 * when it comes. What is asked for is traced: a picture that is another, comes or goes makes the pages
 * anew that show it.
 */
import {
  type AddToPicture,
  addToPictures,
  hasPictures,
  type PictureAdditions,
} from '../../../formats/html/picture-tags.js';
import { PICTURE_NAME } from '../../../formats/pictures/picture-kind.js';
import { encodeUrl } from '../../../formats/urls/addresses.js';
import { hasBaseurl, withoutBaseurl } from '../../../formats/urls/baseurl.js';
import type { Site } from '../../../model/site.js';
import {
  createPictureFacts,
  type PictureCopy,
  type PictureFacts,
} from '../../../outputs/statics/picture-facts.js';
import { showsSizes } from '../../../outputs/statics/picture-settings.js';
import type { DependencyRecorder } from '../../../theme/views/dependencies.js';

export interface PagePictures {
  /** Finished HTML with its addresses; `page` is that of the page, without `baseurl`. */
  sized(html: string, page: string): string;
  /** Of an address as pages have it; null: no picture of the site's own is there. */
  at(address: string, page: string): PictureFacts | null;
}

/** Pictures of one story that are asked for; those beyond stay as they are. */
const MOST = 1000;

export function createPagePictures(site: Site, reads: DependencyRecorder): PagePictures {
  const { config } = site;
  const factsOf = createPictureFacts(site);
  const at = (address: string, page: string): PictureFacts | null => {
    const path = pathIn(address, page, config.baseurl);
    if (path === null || !PICTURE_NAME.test(path)) return null;
    reads.record('config baseurl');
    reads.record(`picture ${path}`);
    return factsOf(path);
  };
  const isOff = !showsSizes(config.outputs.pictures, config.syntax);
  return {
    at,
    sized(html, page) {
      if (!hasPictures(html)) return html;
      reads.record('pictures');
      if (isOff) return html;
      let room = MOST;
      const add: AddToPicture = (written) => {
        const facts = room-- > 0 ? at(written.get('src') ?? '', page) : null;
        if (facts === null) return NOTHING;
        const { attributes, source } = copiesOf(facts, written, config.baseurl);
        return { attributes: [...attributes, ...sizesOf(facts, written)], source };
      };
      return addToPictures(html, add);
    },
  };
}

/** In the built-in theme's column. */
const COLUMN = '(min-width: 48rem) 44rem, 100vw';

const NOTHING: PictureAdditions = { attributes: [], source: [] };

function copiesOf(
  facts: PictureFacts,
  written: ReadonlyMap<string, string>,
  baseurl: string,
): PictureAdditions {
  const { all, avif } = sourceSets(facts, written.get('src') ?? '', baseurl);
  if (all === '' || written.has('srcset')) return NOTHING;
  const wide = pixels(written.get('width'));
  const sizes = ['sizes', wide === null ? COLUMN : `${wide}px`] as const;
  const source = [['type', 'image/avif'] as const, ['srcset', avif] as const, sizes];
  return { attributes: [['srcset', all], sizes], source: avif === '' ? [] : source };
}

interface SourceSets {
  /** Copies, and the picture itself as the widest. */
  readonly all: string;
  /** Copies as AVIF. */
  readonly avif: string;
}

/** Empty: there are none. */
export function sourceSets(facts: PictureFacts, src: string, baseurl: string): SourceSets {
  const { narrower, avif, width } = facts;
  // Commas part the entries.
  const isPlain = [src, ...narrower.map(({ url }) => url)].every((url) => !/[\s,]/.test(url));
  if (narrower.length === 0 || !isPlain) return { all: '', avif: '' };
  const base = encodeUrl(baseurl);
  const entry = ({ url, width: wide }: PictureCopy): string => `${base}${url} ${wide}w`;
  return {
    all: [...narrower.map(entry), `${src} ${width}w`].join(', '),
    avif: avif.map(entry).join(', '),
  };
}

/** One of the two that is written says how large it is shown: the other follows from it. */
function sizesOf(
  { width, height }: PictureFacts,
  written: ReadonlyMap<string, string>,
): readonly (readonly [string, string])[] {
  const [wide, high] = [pixels(written.get('width')), pixels(written.get('height'))];
  if (written.has('width') && wide === null) return [];
  if (written.has('height') && high === null) return [];
  if (wide !== null) return [['height', String(Math.max(1, Math.round((wide * height) / width)))]];
  if (high !== null) return [['width', String(Math.max(1, Math.round((high * width) / height)))]];
  return [
    ['width', String(width)],
    ['height', String(height)],
  ];
}

/** Null: a part of something else, or nothing. */
function pixels(value: string | undefined): number | null {
  return value !== undefined && /^[1-9]\d{0,4}(?:px)?$/.test(value)
    ? Number.parseInt(value, 10)
    : null;
}

/** Decoded, below the destination; null: elsewhere, or a name that no file has. */
function pathIn(address: string, page: string, baseurl: string): string | null {
  if (/^(?:[a-z][a-z\d+.-]*:|[/\\]{2})/i.test(address) || address.length > 1024) return null;
  const whole = address.startsWith('/') ? address : new URL(address, `site:${page}`).pathname;
  const bare = whole.replace(/[?#].*$/s, '');
  const own = address.startsWith('/') && baseurl !== '' ? belowBase(bare, baseurl) : bare;
  try {
    const path = decodeURIComponent((own ?? '').slice(1));
    return path === '' || /[\p{Cc}]/u.test(path) ? null : path;
  } catch {
    return null;
  }
}

function belowBase(path: string, baseurl: string): string | null {
  return hasBaseurl(path, baseurl) ? withoutBaseurl(path, baseurl) : null;
}
