/**
 * Which addresses a story may link to or load from. Used where Markdown makes links and where HTML
 * is sanitised, so that both have one answer.
 */

/** What an address is for: followed by a reader, loaded as sound or film, or as a picture. */
export type UrlUse = 'link' | 'media' | 'image';

/** What browsers skip inside a scheme, and what people can't see: all of it hides `javascript:`. */
const INVISIBLE =
  /[\0-\x20\x7f-\xa0\xad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]/g;

const SCHEMES: Readonly<Record<UrlUse, ReadonlySet<string>>> = {
  link: new Set(['http', 'https', 'mailto', 'tel']),
  media: new Set(['http', 'https']),
  image: new Set(['http', 'https']),
};

const DATA_IMAGE = /^data:image\/(?:png|jpe?g|gif|webp);base64,/i;

/**
 * Whether `url` (decoded, as an attribute's value is) is relative or has an allowed scheme. A colon
 * in the first segment always counts as the end of a scheme, so odd spellings are refused.
 */
export function isSafeUrl(url: string, use: UrlUse): boolean {
  const visible = url.replace(INVISIBLE, '');
  const end = visible.search(/[:/?#\\]/);
  if (end === -1 || visible.charAt(end) !== ':') return true;
  if (use === 'image' && DATA_IMAGE.test(visible)) return true;
  return SCHEMES[use].has(visible.slice(0, end).toLowerCase());
}

/** Whether every candidate of a `srcset` is safe; commas inside an address are part of it. */
export function isSafeSrcset(srcset: string): boolean {
  return srcset.split(/,\s|\s,/).every((candidate) => {
    const url = candidate.trim().split(/\s/, 1)[0] ?? '';
    return isSafeUrl(url.replace(/^,+/, ''), 'image');
  });
}
