/**
 * The libraries that finews is made with, in a bare loop: each post read, parsed by gray-matter and
 * markdown-it, rendered by Nunjucks into the peers' page, and written. No lists, links, terms, safety or
 * memory: about what a script of forty lines would take, as a mark between the peers and `cp`.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freshSite } from './site.mjs';

const LOOP = fileURLToPath(new URL('bare-loop.mjs', import.meta.url));

/** @type {import('./site.mjs').Peer} */
export const bare = {
  name: 'bare loop',
  limit: 100_000,
  missing: () => null,
  prepare(site, corpus) {
    freshSite(site, corpus, '_posts');
  },
  command(site) {
    const output = join(site, 'public');
    return { argv: [process.execPath, LOOP, site, output], cwd: site, output, stale: [output] };
  },
};
