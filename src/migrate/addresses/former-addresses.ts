/**
 * The addresses of the site as it was: of a folder that holds it, of sitemaps, of a list. Which of them
 * a path is, its content says.
 */
import path from 'node:path';
import { decodeText } from '../../formats/text/decode.js';
import { baseSegments, parseTarget } from '../../formats/urls/target.js';
import type { Io } from '../../model/io.js';
import { SiteError } from '../../model/problem.js';
import { NEVER } from '../../pipeline/read/never-published.js';
import type { AddressSource, FormerAddress } from '../types.js';
import { readSitemap } from './sitemap-locations.js';

export interface FormerSite {
  readonly source: AddressSource;
  readonly addresses: readonly FormerAddress[];
}

/** What is left of an address without scheme, host and `baseurl`. */
interface AddressRules {
  readonly io: Io;
  readonly baseurl: string;
  /** Folder of the site that finews publishes into: Jekyll copied what lay there. */
  readonly published: string;
}

/** Throws `SiteError` where `place` (absolute) is nothing that has addresses. */
export async function readFormer(place: string, rules: AddressRules): Promise<FormerSite> {
  const { io } = rules;
  const kind = io.stat(place)?.kind;
  if (kind === undefined) {
    throw refused(place, "isn't there", 'Give a built site, a sitemap or a list of addresses.');
  }
  if (kind === 'folder') return await readFolder(place, rules);
  const located = await readFile(place, rules);
  return formerOf(located.kind, place, unique(located.texts, rules));
}

function formerOf(
  kind: AddressSource['kind'],
  place: string,
  addresses: readonly FormerAddress[],
): FormerSite {
  return { source: { kind, path: place, addresses: addresses.length }, addresses };
}

async function readFolder(place: string, rules: AddressRules): Promise<FormerSite> {
  const { io } = rules;
  const files = io.walk(place, []).filter(({ kind }) => kind === 'file');
  const isSite = files.some(({ path: name }) => /\.x?html?$/i.test(name));
  if (isSite) return formerOf('site', place, siteAddresses(place, files, rules));
  const maps = files.filter(({ path: name }) => /\.xml(?:\.gz)?$/i.test(name));
  if (maps.length === 0) {
    throw refused(place, 'has neither pages nor sitemaps in it', 'Build the old site first.');
  }
  const texts: string[] = [];
  for (const { path: name } of maps)
    texts.push(...(await readSitemap(path.join(place, name), io)).pages);
  return formerOf('sitemap', place, unique(texts, rules));
}

/** Each file that a host would serve; those with a dot in front are the host's own, and tools' are nobody's. */
function siteAddresses(
  place: string,
  files: readonly { readonly path: string }[],
  { published }: AddressRules,
): readonly FormerAddress[] {
  return files
    .filter(({ path: name }) => !/(?:^|\/)\./.test(name) && !NEVER.includes(name))
    .filter(({ path: name }) => !name.startsWith(`${published}/`))
    .map(({ path: name }) => ({
      path: `/${name.normalize('NFC').replace(/(^|\/)index\.html$/, '$1')}`,
      file: path.join(place, name),
    }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

interface Located {
  readonly kind: 'sitemap' | 'list';
  readonly texts: readonly string[];
}

async function readFile(place: string, { io }: AddressRules): Promise<Located> {
  if (/\.xml(?:\.gz)?$/i.test(place)) return await readMaps(place, io);
  const decoded = decodeText(io.read(place));
  if (decoded.kind === 'fail') {
    throw refused(place, `can't be read: ${decoded.reason}`, decoded.hint);
  }
  if (/^\s*<(?:\?xml|urlset|sitemapindex)/.test(decoded.text)) return await readMaps(place, io);
  const texts = decoded.text
    .split('\n')
    .map((line) => line.split(/[,\t]/)[0]?.trim().replace(/^"|"$/g, '') ?? '')
    .filter((line) => /^(?:https?:\/)?\//i.test(line));
  return { kind: 'list', texts };
}

/** An index's own sitemaps lie beside it, for nothing is asked of the network. */
async function readMaps(place: string, io: Io): Promise<Located> {
  const { pages, sitemaps } = await readSitemap(place, io);
  const texts = [...pages];
  for (const address of sitemaps) {
    const name = decodeURI(address.split(/[?#]/)[0]?.split('/').at(-1) ?? '');
    const file = path.join(path.dirname(place), name);
    if (io.stat(file)?.kind !== 'file') {
      const hint = `Save ${address} beside it, under that name.`;
      throw refused(place, `is an index, and its sitemap ${name} isn't there`, hint);
    }
    texts.push(...(await readSitemap(file, io)).pages);
  }
  return { kind: 'sitemap', texts };
}

function unique(texts: readonly string[], { baseurl }: AddressRules): readonly FormerAddress[] {
  const base = baseSegments(baseurl);
  const paths = new Set(texts.flatMap((text) => pathOf(text, base) ?? []));
  return [...paths].sort().map((one) => ({ path: one, file: null }));
}

/** Null: no address that a file can have. */
export function pathOf(text: string, base: readonly string[]): string | null {
  const target = parseTarget(text.replace(/^https?:\/\/[^/?#]*/i, '').replace(/^(?!\/)/, '/'));
  if (target.kind !== 'path') return null;
  const { segments } = target;
  const own = base.every((one, at) => segments[at] === one)
    ? segments.slice(base.length)
    : segments;
  const name = own.join('/').normalize('NFC');
  const isIndex = own.at(-1) === 'index.html';
  if (isIndex) return `/${name.slice(0, -'index.html'.length)}`;
  return target.isFolder && name !== '' ? `/${name}/` : `/${name}`;
}

function refused(place: string, what: string, hint: string): SiteError {
  return SiteError.of('migrate-against', `${place} ${what}`, hint);
}
