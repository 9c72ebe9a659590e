/** Addresses in a sitemap (https://www.sitemaps.org/protocol.html), whatever its size. */
import { gunzipSync } from 'node:zlib';
import type { Io } from '../../model/io.js';
import { fileBytes } from '../feeds/file-bytes.js';
import { readXml } from '../feeds/xml-events.js';

export interface SitemapLocations {
  readonly pages: readonly string[];
  /** Of an index. */
  readonly sitemaps: readonly string[];
}

/** The protocol's own limit. */
const MOST_BYTES = 50 << 20;

export async function readSitemap(file: string, io: Io): Promise<SitemapLocations> {
  const pages: string[] = [];
  const sitemaps: string[] = [];
  const bytes = /\.gz$/i.test(file)
    ? [gunzipSync(io.read(file), { maxOutputLength: MOST_BYTES })]
    : fileBytes(file, io);
  await readXml(bytes, {
    open: () => null,
    close({ name, parents, text }) {
      if (name !== 'loc') return;
      const parent = parents.at(-1) ?? '';
      if (parent === 'url') pages.push(text.trim());
      else if (parent === 'sitemap') sitemaps.push(text.trim());
    },
    problem() {},
  });
  return { pages, sitemaps };
}
