/** What somebody names on the command line: a file of the site, or an address. */
import path from 'node:path';
import { candidatesOf } from '../formats/urls/host-rule.js';
import { decodeOnce, isBelow, nameBelow } from '../formats/urls/paths.js';
import { urlPath } from '../formats/urls/permalink.js';
import { parseTarget } from '../formats/urls/target.js';
import type { Config } from '../model/config.js';

/** Below the source: the paths that the words may mean, as seen from here and from the site. */
export function filesNamed(words: string, { source }: Pick<Config, 'source'>): readonly string[] {
  const seen = [path.resolve(words), path.resolve(source, words)];
  const below = seen.filter((file) => isBelow(source, file) && file !== source);
  return [...new Set(below.map((file) => nameBelow(source, file)))];
}

/** The outputs that answer an address, in the order in which hosts try them; whole, or a path in the site. */
export function outputsNamed(
  words: string,
  { url, baseurl }: Pick<Config, 'url' | 'baseurl'>,
): readonly string[] {
  const isWhole = /^https?:\/\//i.test(words);
  if (isWhole && (url === '' || !words.toLowerCase().startsWith(url.toLowerCase()))) return [];
  const below = isWhole ? words.slice(url.length) : words;
  const address = below.startsWith('/') ? below : `/${below}`;
  const isInside = baseurl !== '' && (address === baseurl || address.startsWith(`${baseurl}/`));
  const target = parseTarget(isInside ? address.slice(baseurl.length) || '/' : address);
  return target.kind === 'path' ? candidatesOf(target).map(({ output }) => output) : [];
}

/** An address as people read it, where it is the same one still. */
export function readable(url: string): string {
  const text = decodeOnce(url);
  return urlPath(text) === url ? text : url;
}
