/**
 * Old addresses in front matter, as jekyll-redirect-from reads them: `redirect_from` (a path or a
 * list) leads here, `redirect_to` leads away. Both are a stranger's words: a path is confined as a
 * permalink is, and nothing but the web is led to.
 */
import { resolveAddress, webAddress } from '../../formats/urls/addresses.js';
import type { PathFault } from '../../formats/urls/paths.js';
import { literalPlace, type OutputPlace } from '../../formats/urls/permalink.js';
import type { FrontMatterFields } from '../../model/front-matter-keys.js';
import type { Fields } from '../story-facts.js';

/** More old addresses than a story can have had. */
const MOST = 50;

/** An old address and the file that would stand there. */
export interface OldAddress extends OutputPlace {
  /** Decoded, starts with a slash. */
  readonly path: string;
  /** Whether a host serves that file as a page: only maps can redirect what isn't one. */
  readonly isPage: boolean;
}

export interface OldAddresses {
  readonly usable: readonly OldAddress[];
  /** What can't be an address, with the reason. */
  readonly refused: readonly {
    readonly written: string;
    readonly fault: PathFault | 'query' | 'many';
  }[];
}

const NONE: OldAddresses = { usable: [], refused: [] };

export function oldAddresses(fields: FrontMatterFields): OldAddresses {
  const value = fields['redirect_from'];
  if (value === undefined || value === null) return NONE;
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  const written = list.flatMap((one) => (typeof one === 'string' ? one.trim() : []));
  const usable: OldAddress[] = [];
  const refused: { written: string; fault: PathFault | 'query' | 'many' }[] = [];
  for (const text of new Set(written.slice(0, MOST))) {
    const address = /[?#]/.test(text) ? 'query' : addressOf(text);
    if (typeof address === 'string') refused.push({ written: text, fault: address });
    else usable.push(address);
  }
  if (written.length > MOST) refused.push({ written: `${written.length} paths`, fault: 'many' });
  return { usable, refused };
}

/** Where a story's card has the address that it would have if nothing in it were repaired. */
export const REPAIRED_FROM = 'repaired_from';

/** That address; null: nothing has moved the story. `facts` are a card's, not front matter. */
export function repairedFrom(facts: Fields): OldAddress | null {
  const url = facts[REPAIRED_FROM];
  const address = typeof url === 'string' ? addressOf(url) : null;
  return typeof address === 'string' ? null : address;
}

function addressOf(text: string): OldAddress | PathFault {
  if (text === '') return 'empty';
  const place = literalPlace(text);
  if (place.kind === 'unsafe') return place.fault;
  if (place.kind !== 'ok') return 'empty';
  const { url, output } = place;
  // Hidden names are the host's: `.well-known`, `.htaccess`.
  if (/(?:^|\/)\./.test(output)) return 'reserved';
  return { url, output, path: decodeURIComponent(url), isPage: /\.x?html?$/i.test(output) };
}

/** Stands for the site itself, whatever its name: no other address is below it (RFC 2606). */
const HERE = 'https://site.invalid';

/**
 * Where a page has moved to: a path in the site (starting with `/`, encoded, without `baseurl`) or
 * an http(s) URL. Undefined: it hasn't; null: to something that is no address.
 */
export function newAddress(fields: FrontMatterFields): string | null | undefined {
  const value = fields['redirect_to'];
  if (value === undefined || value === null) return undefined;
  const first: unknown = Array.isArray(value) ? value[0] : value;
  if (typeof first !== 'string' || first.trim() === '') return null;
  const text = first.trim();
  if (/^[a-z][a-z\d+.-]*:|^[/\\]{2}/i.test(text)) return webAddress(text);
  const whole = resolveAddress(text.startsWith('/') ? text : `/${text}`, HERE);
  return whole?.startsWith(`${HERE}/`) === true
    ? whole.slice(HERE.length).replace(/^\/+/, '/')
    : null;
}
