/**
 * What an address in an output leads to: to an output of the site, as static hosts find it
 * (`formats/urls/host-rule.ts`, as `finews serve`), to nothing, or away from the site.
 */
import { candidatesOf } from '../formats/urls/host-rule.js';
import { parseTarget } from '../formats/urls/target.js';
import { memoizeByKey } from '../platform/memoize.js';

export type AddressMeaning =
  /** `fragment` is decoded and has no `#`; empty: none. */
  | { readonly kind: 'output'; readonly output: string; readonly fragment: string }
  /** Below the site, and nothing is there. `path` is percent-encoded, without `baseurl`. */
  | { readonly kind: 'dead'; readonly path: string }
  /** It would lead to `path` of the site, were the site's `baseurl` before it. */
  | { readonly kind: 'no-baseurl'; readonly path: string }
  /** A whole http(s) address. */
  | { readonly kind: 'external'; readonly url: string }
  /** No address of a page: `mailto:`, `data:`, a script, another site on the same host. */
  | { readonly kind: 'elsewhere' };

/** The site as its addresses have it. */
export interface AddressSpace {
  /** `https://news.example`, without a trailing slash; may be empty. */
  readonly url: string;
  /** Empty, or starts with a slash and ends without one. */
  readonly baseurl: string;
  /** Whether there is such an output, by its path below the destination. */
  readonly has: (output: string) => boolean;
}

/** An output that has addresses in it. */
export interface AddressHolder {
  readonly output: string;
  /** Percent-encoded, without `baseurl`. */
  readonly url: string;
  /** Of its `<base>`; null: none. */
  readonly base: string | null;
}

/** What an address means in an output. */
export type MeaningOf = (written: string, holder: AddressHolder) => AddressMeaning;

const ELSEWHERE: AddressMeaning = { kind: 'elsewhere' };
/** Stands for the site's host where the config names none. */
const NOWHERE = 'http://site.invalid';
/** From the site's root, with nothing that a browser would resolve. */
const PLAIN_ROOT = /^\/(?![/\\])[^\\?#\s]*$/;
const DOTS = /\/(?:\.|%2e){1,2}(?:\/|$)/i;
/** Addresses that are remembered: all pages have the same menus. */
const MOST_KNOWN = 20_000;

export function createMeanings(space: AddressSpace): MeaningOf {
  const origin = originOf(space.url);
  const base = new URL(`${origin}${space.baseurl}/`);
  const atRoot = memoizeByKey((path) => meaningOfPath(path, '', { ...space, base }), MOST_KNOWN);
  return (written, holder) => {
    const address = written.trim().replace(/[\t\n\r]+/g, '');
    if (holder.base === null) {
      if (address === '') return { kind: 'output', output: holder.output, fragment: '' };
      if (address.startsWith('#')) {
        return { kind: 'output', output: holder.output, fragment: fragmentOf(address) };
      }
    }
    if (PLAIN_ROOT.test(address) && !DOTS.test(address)) return atRoot(address);
    const url = parsed(address, pageAddress(base, holder));
    if (url === null || !/^https?:$/.test(url.protocol)) return ELSEWHERE;
    if (url.host !== base.host) return { kind: 'external', url: url.href };
    return meaningOfPath(url.pathname, url.hash, { ...space, base });
  };
}

function originOf(url: string): string {
  return parsed(url, undefined)?.origin ?? NOWHERE;
}

function pageAddress(base: URL, { url, base: written }: AddressHolder): string {
  const own = `${base.href.slice(0, -1)}${url}`;
  return written === null ? own : (parsed(written, own)?.href ?? own);
}

function parsed(written: string, base: string | undefined): URL | null {
  try {
    return new URL(written, base);
  } catch {
    return null;
  }
}

function meaningOfPath(
  pathname: string,
  hash: string,
  space: AddressSpace & { readonly base: URL },
): AddressMeaning {
  const { baseurl, base } = space;
  const before = base.pathname.slice(0, -1);
  const isBelow = pathname === before || pathname.startsWith(`${before}/`);
  if (!isBelow && baseurl !== '') {
    return fileOf(pathname, space) === null ? ELSEWHERE : { kind: 'no-baseurl', path: pathname };
  }
  const path = pathname.slice(before.length) || '/';
  const output = fileOf(path, space);
  return output === null
    ? { kind: 'dead', path }
    : { kind: 'output', output, fragment: fragmentOf(hash) };
}

/** The output that answers an address; null: none does. */
export function fileOf(path: string, { has }: Pick<AddressSpace, 'has'>): string | null {
  const target = parseTarget(path);
  if (target.kind !== 'path') return null;
  for (const { output } of candidatesOf(target)) if (has(output)) return output;
  return null;
}

/** The top of the page, and a piece of its text that a browser looks for, need no place of that name. */
function fragmentOf(hash: string): string {
  const written = hash.slice(1).replace(/:~:.*$/s, '');
  const fragment = decodedFragment(written);
  return fragment.toLowerCase() === 'top' ? '' : fragment;
}

function decodedFragment(written: string): string {
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
}
