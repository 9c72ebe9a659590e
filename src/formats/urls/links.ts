/**
 * Links as their writers mean them: to another file of the site, by its path from the file that holds
 * the link (what jekyll-relative-links reads), and in stories below the site's `baseurl`. Pure; who
 * asks for addresses traces them.
 */
import { encodeUrl } from './addresses.js';
import { belowBaseurl, hasBaseurl, withoutBaseurl } from './baseurl.js';

/** What kind of file holds the link: what its paths may mean is not the same. */
export type LinkHolder = 'story' | 'markdown-page' | 'html-page';

export interface LinkPlace {
  readonly holder: LinkHolder;
  /** Of the holder, below the source: empty, or with a slash at its end. */
  readonly folder: string;
}

/** What links lead to; both are asked only where the answer counts. */
export interface LinkTargets {
  /** With their dots, in lower case. */
  readonly markdownExtensions: readonly string[];
  /** Without a trailing slash; empty or starting with one. */
  baseurl(): string;
  /**
   * Of what is published from a file, by its path below the source: percent-encoded, starting with
   * `/`, without `baseurl`. Null: nothing is.
   */
  addressOf(source: string): string | null;
}

/** No path of the site: has a scheme or a host, is nothing, or a place in the page itself. */
const ELSEWHERE = /^(?:[a-z][a-z\d+.-]*:|[/\\]{2}|[?#\\]|$)/i;
/** A folder that is published nowhere. */
const STORIES = /(?:^|\/)_(?:posts|drafts)\//;
/** More than a path of the site has, in characters. */
const LONGEST = 1024;

/** The address to write in place of `written`; null: it stays as it is. */
export function linkAddress(written: string, place: LinkPlace, to: LinkTargets): string | null {
  const address = asBrowsersRead(written);
  if (ELSEWHERE.test(address)) return null;
  const end = address.search(/[?#]/);
  const path = end === -1 ? address : address.slice(0, end);
  const moved = pathAddress(path, place, to);
  return moved === null || end === -1 ? moved : moved + address.slice(end);
}

function pathAddress(path: string, place: LinkPlace, to: LinkTargets): string | null {
  const found = isNamed(path, place, to) ? targetOf(path, place, to) : null;
  if (found !== null) return encodeUrl(to.baseurl() + found);
  return place.holder === 'story' && path.startsWith('/') ? belowBaseurl(path, to.baseurl()) : null;
}

/**
 * Whether a path may name a file rather than an address. One that ends as Markdown does, or goes
 * through a folder of stories, is no address; another may be both. In stories, whose links to
 * addresses are many, one from the root is an address.
 */
function isNamed(path: string, { holder }: LinkPlace, to: LinkTargets): boolean {
  if (path.length > LONGEST) return false;
  if (STORIES.test(path)) return true;
  if (to.markdownExtensions.some((ext) => path.toLowerCase().endsWith(ext))) return true;
  return holder === 'markdown-page' || (holder === 'story' && !path.startsWith('/'));
}

/** From the root a path may have the `baseurl` already. */
function targetOf(path: string, { folder }: LinkPlace, to: LinkTargets): string | null {
  const source = sourcePath(path, folder);
  const found = source === null ? null : to.addressOf(source);
  if (found !== null || !path.startsWith('/')) return found;
  const baseurl = to.baseurl();
  if (baseurl === '' || !hasBaseurl(path, baseurl)) return null;
  const below = sourcePath(withoutBaseurl(path, baseurl), '');
  return below === null ? null : to.addressOf(below);
}

/** Decoded, below the source; null where it leads out of that, or is the path of no file. */
function sourcePath(path: string, folder: string): string | null {
  const names = path.startsWith('/') ? [] : folder.split('/').slice(0, -1);
  const parts = path.split('/');
  if (parts.at(-1) === '') return null;
  for (const part of parts) {
    const name = decoded(part);
    if (name === null || (name === '..' && names.length === 0)) return null;
    if (name === '..') names.pop();
    else if (name !== '.' && name !== '') names.push(name);
  }
  return names.length === 0 ? null : names.join('/');
}

/** Null for what is the name of no file. */
function decoded(part: string): string | null {
  try {
    const name = decodeURIComponent(part);
    return /[\p{Cc}/]/u.test(name) ? null : name;
  } catch {
    return null;
  }
}

/** Without the blanks around it, and the tabs and line feeds in it. */
function asBrowsersRead(written: string): string {
  const isBlank = (at: number): boolean => written.charCodeAt(at) <= 0x20;
  let [start, end] = [0, written.length];
  while (start < end && isBlank(start)) start++;
  while (end > start && isBlank(end - 1)) end--;
  return written.slice(start, end).replace(/[\t\n\r]+/g, '');
}
