/** The previews that take part: finews' own and those of the peers, each as its users start it. */
import { join } from 'node:path';
import { eleventy } from '../peers/eleventy.mjs';
import { finews } from '../peers/finews.mjs';
import { hugo } from '../peers/hugo.mjs';
import { MODULES } from '../peers/npm.mjs';
import { ROOT } from '../places.mjs';

/**
 * @typedef {object} Server
 * @property {string} name
 * @property {import('../peers/site.mjs').Peer} peer what it serves
 * @property {number} limit the largest site it is given unless asked for by name
 * @property {string} posts its folder of posts, below the site
 * @property {(folders: string, date: string, title: string) => string} address of a post by the parts
 *   of its file's name: `2022/05/16`, `2022-05-16`, `title`
 * @property {(site: string, port: number) => readonly string[]} argv
 */

/** @type {Server['address']} */
const address = (folders, _date, title) => `/${folders}/${title}.html`;

/** @type {Server} */
export const OURS = {
  name: 'finews',
  peer: finews('trust', undefined),
  limit: Infinity,
  posts: '_posts',
  address,
  argv: (site, port) => [
    ...[process.execPath, join(ROOT, 'dist', 'cli.js'), 'serve', '--watch'],
    ...['--quiet', '-s', site, '-P', String(port)],
  ],
};

/** @type {readonly Server[]} */
export const PEERS = [
  {
    name: 'hugo',
    peer: hugo,
    limit: 10_000,
    posts: 'content/posts',
    address: (folders, date, title) => `/${folders}/${date}-${title.toLowerCase()}.html`,
    argv: (_site, port) => ['hugo', 'server', '--bind', '127.0.0.1', '--port', String(port)],
  },
  {
    name: 'eleventy',
    peer: eleventy,
    limit: 10_000,
    posts: 'content/posts',
    address,
    argv: (_site, port) => [
      ...[process.execPath, join(MODULES, '@11ty/eleventy/cmd.cjs'), '--serve', '--quiet'],
      ...['--config=eleventy.config.mjs', '--output=public', `--port=${port}`],
    ],
  },
];
