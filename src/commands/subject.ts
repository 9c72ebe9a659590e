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

type SubjectConfig = Pick<Config, 'url' | 'baseurl' | 'source' | 'destination'>;

/**
 * The outputs that the words may mean: one by its path on the disk, then those that answer an address, in the
 * order in which hosts try them. An address may be whole or a path in the site, encoded or not, with
 * `baseurl` or without.
 */
export function outputsNamed(words: string, config: SubjectConfig): readonly string[] {
  const onDisk = outputsAt(words, config);
  const address = pathOf(words, config);
  if (address === null) return onDisk;
  const { baseurl } = config;
  const isInside = baseurl !== '' && (address === baseurl || address.startsWith(`${baseurl}/`));
  const inSite = answering(isInside ? address.slice(baseurl.length) || '/' : address);
  return [...new Set([...onDisk, ...inSite])];
}

/** Below the destination, as seen from here and from the site; its folder stands for its index. */
function outputsAt(words: string, { source, destination }: SubjectConfig): readonly string[] {
  const seen = [path.resolve(words), path.resolve(source, words)];
  return seen.flatMap((file) => {
    if (file === destination) return ['index.html'];
    if (!isBelow(destination, file)) return [];
    const name = nameBelow(destination, file);
    return [name, `${name}/index.html`];
  });
}

/** Of an address; null: it is of another site. */
function pathOf(words: string, { url }: SubjectConfig): string | null {
  const host = url.replace(/^https?:\/\//i, '').toLowerCase();
  const [, rest = ''] = /^(?:https?:)?\/\/(.*)$/is.exec(words) ?? [];
  const isWhole = rest !== '';
  const named = isWhole ? rest : words;
  const isOwn = host !== '' && `${named.toLowerCase()}/`.startsWith(`${host}/`);
  if (isOwn) return named.slice(host.length) || '/';
  if (!isWhole) return words.startsWith('/') ? words : `/${words.replace(/^(?:\.\/)+/, '')}`;
  // Of a preview, and of a site that doesn't know yet where it will be.
  const isPreview = /^(?:localhost|127(?:\.\d+){3}|\[::1\])(?::\d+)?(?=\/|$)/i.test(rest);
  return url === '' || isPreview ? rest.replace(/^[^/]*/, '') || '/' : null;
}

function answering(address: string): readonly string[] {
  const target = parseTarget(address);
  return target.kind === 'path' ? candidatesOf(target).map(({ output }) => output) : [];
}

/** An address as people read it, where it is the same one still. */
export function readable(url: string): string {
  const text = decodeOnce(url);
  return urlPath(text) === url ? text : url;
}
