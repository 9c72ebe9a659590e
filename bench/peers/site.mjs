/**
 * What the peers' sites have in common: where things lie, how posts get there, and the parts of
 * the page that are the same in every template language.
 */
import { linkSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setAside } from '../places.mjs';

/** @typedef {import('../corpus.mjs').Corpus} Corpus */

/**
 * What to run and what it leaves: `output` is the site it makes; `stale` is removed before every
 * run, so that each one is a clean build. All paths are absolute.
 * @typedef {object} Command
 * @property {readonly string[]} argv
 * @property {string} cwd
 * @property {string} output
 * @property {readonly string[]} stale
 * @property {Readonly<Record<string, string>>} [env]
 * @property {(run: number) => void} [before] not measured
 */

/**
 * A generator that takes part. `limit` is the largest corpus it is given unless asked for by name;
 * `missing` says why it can't run here, or null.
 * @typedef {object} Peer
 * @property {string} name
 * @property {number} limit
 * @property {() => string | null} missing
 * @property {(site: string, corpus: Corpus) => void} prepare
 * @property {(site: string) => Command} command
 */

export const TITLE = '每日财讯';
export const URL = 'https://news.example';
export const PER_PAGE = 50;

export const STYLE = `:root { color-scheme: light dark; --ink: #1b1b1b; --accent: #b3261e; }
body { margin: 0 auto; max-width: 44rem; padding: 0 1rem; color: var(--ink); line-height: 1.8; }
a { color: var(--accent); } header, footer { padding: 1rem 0; } ol.stories { padding: 0; }
`;

/** A story's address in the peers that can be told: the folders made cost time, so all make as many. */
export const PERMALINK = ':year/:month/:day/:title.html';

/**
 * The page around every story and list, about as large as that of finews' own theme.
 * @param {Readonly<Record<'title' | 'summary' | 'url' | 'body', string>>} say expressions in the
 *   peer's template language that print these, escaped (the body as it is)
 * @returns {string}
 */
export function pageAround({ title, summary, url, body }) {
  return `<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} - ${TITLE}</title>
<meta name="description" content="${summary}">
<meta property="og:description" content="${summary}">
<link rel="canonical" href="${url}">
<meta property="og:url" content="${url}">
<meta property="og:title" content="${title}">
<meta property="og:type" content="article">
<meta property="og:site_name" content="${TITLE}">
<link rel="stylesheet" href="/assets/site.css">
</head>
<body>
<a class="skip" href="#main">跳到正文</a>
<header class="masthead"><div class="frame"><p class="name"><a href="/">${TITLE}</a></p></div></header>
<main id="main" class="frame">
<nav class="breadcrumb" aria-label="所在位置"><ol><li><a href="/">首页</a></li><li>${title}</li></ol></nav>
${body}
</main>
<footer class="colophon"><div class="frame"><p>${TITLE}：把每一条消息都留下来。</p></div></footer>
</body>
</html>
`;
}

/**
 * Writes text files below a folder, folders included.
 * @param {string} folder
 * @param {Readonly<Record<string, string>>} files by path
 */
export function writeFiles(folder, files) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/**
 * An emptied site folder with the corpus's posts in `at`: hard links, because copies of a million
 * posts for each peer would be the bench's longest part.
 * @param {string} site
 * @param {Corpus} corpus
 * @param {string} at relative to the site
 */
export function freshSite(site, corpus, at) {
  setAside(site);
  const from = join(corpus.folder, '_posts');
  const to = join(site, at);
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { recursive: true, withFileTypes: true })) {
    const folder = entry.parentPath.slice(from.length);
    if (entry.isDirectory()) mkdirSync(join(to, folder, entry.name), { recursive: true });
    else linkSync(join(entry.parentPath, entry.name), join(to, folder, entry.name));
  }
}
