/** finews itself, built into `dist/`, with its own theme: what a user gets. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../places.mjs';
import { freshSite, PER_PAGE, PERMALINK, TITLE, URL, writeFiles } from './site.mjs';

const CLI = join(ROOT, 'dist', 'cli.js');

/**
 * @param {'trust' | 'sanitize' | 'escape'} html
 * @param {string | undefined} threads for `--threads`; not passed when undefined
 * @returns {import('./site.mjs').Peer}
 */
export function finews(html, threads) {
  return {
    name: `finews ${html}`,
    limit: 1_000_000,
    missing: () => (existsSync(CLI) ? null : 'npm run build'),
    prepare(site, corpus) {
      freshSite(site, corpus, '_posts');
      writeFiles(site, { '_config.yml': JSON.stringify(configOf(html)) });
    },
    command(site) {
      const output = join(site, 'public');
      const flags = threads === undefined ? [] : ['--threads', threads];
      return {
        argv: [process.execPath, CLI, 'build', '-s', site, '-d', output, '--quiet', ...flags],
        cwd: site,
        output,
        stale: [output, join(site, '.finews')],
      };
    },
  };
}

/** JSON is YAML. No date archives, feeds and sitemaps: the peers have none. @param {string} html */
function configOf(html) {
  return {
    title: TITLE,
    url: URL,
    lang: 'zh-CN',
    timezone: 'Asia/Shanghai',
    permalink: `/${PERMALINK}`,
    paginate: PER_PAGE,
    archive_permalinks: false,
    feed: false,
    sitemap: false,
    robots: false,
    html,
  };
}
