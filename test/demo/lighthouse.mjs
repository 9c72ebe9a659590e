/**
 * Lighthouse on the built demo site: accessibility, best practices and SEO must be 100 on each kind of
 * page that readers land on; performance is printed, and with `--performance` must be 99. Run after `npx finews build`.
 */
import fs from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import path from 'node:path';
import lighthouse from 'lighthouse';
import { chromium } from 'playwright-core';

const SITE = path.resolve(import.meta.dirname, '../../public');
const CHROMIUM = '/usr/bin/chromium';
const PAGES = {
  home: '/',
  category: '/category/markets.html',
  story: '/shilicaijingribao/markets/2023/02/14/quay.html',
};
const MUST_BE_FULL = ['accessibility', 'best-practices', 'seo'];
/** Depends on the machine, so a change doesn't fail by it. */
const FAST = process.argv.includes('--performance') ? 0.99 : 0;
/** @type {Record<string, string>} */
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
};

if (!fs.existsSync(CHROMIUM)) {
  console.log(`Lighthouse: skipped, ${CHROMIUM} is not installed`);
  process.exit();
}

const site = http.createServer((request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  const name = decodeURIComponent(pathname);
  const file = path.join(SITE, name.endsWith('/') ? `${name}index.html` : name);
  const found = fs.existsSync(file);
  response.writeHead(found ? 200 : 404, {
    'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream',
    'cache-control': 'max-age=31536000',
  });
  response.end(found ? fs.readFileSync(file) : '');
});

/** @param {net.Server} server @returns {Promise<number>} the port */
const listen = (server) =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });

const sitePort = await listen(site);
const probe = net.createServer();
const port = await listen(probe);
probe.close();
const browser = await chromium.launch({
  executablePath: CHROMIUM,
  args: [
    `--remote-debugging-port=${port}`,
    ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
    ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
  ],
});

/** @type {string[]} */
const faults = [];
for (const [name, url] of Object.entries(PAGES)) {
  const categories = [...MUST_BE_FULL, 'performance'];
  const result = await lighthouse(`http://127.0.0.1:${sitePort}${url}`, {
    port,
    onlyCategories: categories,
    logLevel: 'error',
  });
  if (result === undefined) throw new Error(`Lighthouse says nothing of ${url}`);
  const { categories: scores, audits } = result.lhr;
  const shown = categories.map((id) => `${id} ${Math.round((scores[id]?.score ?? 0) * 100)}`);
  console.log(`${name}: ${shown.join(', ')}`);
  if ((scores['performance']?.score ?? 0) < FAST) faults.push(`${name}: performance below ${FAST}`);
  for (const id of MUST_BE_FULL) {
    for (const { id: audit, weight } of scores[id]?.auditRefs ?? []) {
      const { score, title } = audits[audit] ?? { score: null, title: audit };
      if (weight > 0 && score !== null && score < 1) faults.push(`${name}: ${id}: ${title}`);
    }
  }
}
await browser.close();
site.close();

if (faults.length > 0) {
  console.error(faults.join('\n'));
  process.exitCode = 1;
}
