/**
 * Which addresses a story may link to or load from. Used where Markdown makes links and where HTML
 * is sanitised, so that both have one answer.
 */

/** The use of an address: a link, a source of sound or film, a picture. */
export type UrlUse = 'link' | 'media' | 'image';

/** Characters that browsers skip inside a scheme or people can't see: they could hide `javascript:`. */
const INVISIBLE =
  /[\0-\x20\x7f-\xa0\xad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]/g;

/**
 * Schemes of links: the web's, and those that the HTML standard safelists for other programs, but for
 * `ssh` and `wtai`, which take commands.
 */
const LINKED =
  'http https mailto tel bitcoin ftp ftps geo im irc ircs magnet matrix mms news nntp openpgp4fpr ' +
  'sftp sip sips sms smsto urn webcal xmpp';

const SCHEMES: Readonly<Record<UrlUse, ReadonlySet<string>>> = {
  link: new Set(LINKED.split(' ')),
  media: new Set(['http', 'https']),
  image: new Set(['http', 'https']),
};

const DATA_IMAGE = /^data:image\/(?:png|jpe?g|gif|webp);base64,/i;

/**
 * Whether `url` (decoded, as an attribute's value is) is relative or has an allowed scheme. A colon in the
 * first segment counts as the end of a scheme, so odd spellings are refused; only round brackets before it
 * show beyond doubt that there is none.
 */
export function isSafeUrl(url: string, use: UrlUse): boolean {
  const visible = url.replace(INVISIBLE, '');
  const end = visible.search(/[:/?#\\]/);
  if (end === -1 || visible.charAt(end) !== ':') return true;
  if (use === 'image' && DATA_IMAGE.test(visible)) return true;
  const scheme = visible.slice(0, end).toLowerCase();
  return SCHEMES[use].has(scheme) || /[()]/.test(scheme);
}

/** One of the addresses in a `srcset`, and for which screens it is: `2x`, `640w`, or nothing. */
export interface SrcsetCandidate {
  readonly url: string;
  readonly size: string;
}

const BETWEEN = /[\t\n\f\r ,]*/y;
const ADDRESS = /[^\t\n\f\r ]+/y;
const SIZE = /(?:\([^)]*(?:\)|$)|[^,(])*/y;

/**
 * The candidates of a `srcset` as the HTML standard parts them: a comma inside an address is part of
 * it, one after its size ends the candidate whether or not a blank follows.
 */
export function candidatesOf(srcset: string): readonly SrcsetCandidate[] {
  const candidates: SrcsetCandidate[] = [];
  let at = 0;
  const next = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    const [found = ''] = pattern.exec(srcset) ?? [];
    at += found.length;
    return found;
  };
  for (;;) {
    next(BETWEEN);
    const address = next(ADDRESS);
    if (address === '') return candidates;
    const size = address.endsWith(',') ? '' : next(SIZE).trim();
    candidates.push({ url: withoutCommas(address), size });
  }
}

/** Commas at the end of an address; a pattern would take quadratic time for many commas inside. */
function withoutCommas(address: string): string {
  let end = address.length;
  while (address.charAt(end - 1) === ',') end--;
  return address.slice(0, end);
}

/** Whether every candidate of a `srcset` is safe. */
export function isSafeSrcset(srcset: string): boolean {
  return candidatesOf(srcset).every(({ url }) => isSafeUrl(url, 'image'));
}
