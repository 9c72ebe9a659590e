/**
 * Whatever is asked of the site's own search, it finds the stories that a plain scan of all pages finds:
 * random queries over random stories, the scan written apart from the search.
 */
import path from 'node:path';
import table from 'opencc-js/dict/TSCharacters';
import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parse } from 'parse5';
import { randomQueries, randomStories } from './random-stories.js';
import { addresses, searchIn } from './searching.js';
import { createSite } from './site.js';

const CONFIG =
  'title: T\nurl: https://news.example\ntimezone: Asia/Shanghai\npermalink: /:title.html\n';

/** A query for which search and scan don't agree: what only one of them has. */
export interface Disagreement {
  readonly query: string;
  readonly missed: readonly string[];
  readonly wrong: readonly string[];
}

export interface Recall {
  /** How many queries were asked, and how many stories they found in all. */
  readonly queries: number;
  readonly hits: number;
  readonly disagreements: readonly Disagreement[];
}

export async function recallOf(stories: number, queries: number, seed: number): Promise<Recall> {
  const files = randomStories(stories, seed);
  const site = createSite({ '_config.yml': CONFIG, ...Object.fromEntries(files) });
  await site.build();
  const pages = new Map(
    [...files.keys()].map((file) => {
      const output = `${/-(s\d+)\.md$/.exec(file)?.[1]}.html`;
      return [`/${output}`, readerText(site.read(output))];
    }),
  );
  const search = searchIn(path.join(site.root, 'public'));
  const asked = randomQueries([...pages.values()], queries, seed);
  const disagreements: Disagreement[] = [];
  let hits = 0;
  for (const query of asked) {
    const sought = query.split(' ').filter((one) => one !== '');
    const expected = [...pages].filter(([, text]) => sought.every((one) => has(text, one)));
    const urls = new Set(expected.map(([url]) => url));
    const found = new Set(addresses(await search(query)));
    const missed = [...urls].filter((url) => !found.has(url));
    const wrong = [...found].filter((url) => !urls.has(url));
    if (missed.length + wrong.length > 0) disagreements.push({ query, missed, wrong });
    hits += found.size;
  }
  return { queries: asked.length, hits, disagreements };
}

/**
 * A plain scan: the words at the beginning of a word, in quotes as a whole one. A single Han character
 * is looked for in the title, the first line.
 */
function has(whole: string, query: string): boolean {
  const sought = folded(query.replace(/["“”]/g, '')).replace(/^[.,\s]+|[.,\s]+$/g, '');
  const text = new RegExp(`^${UNSPACED}$`, 'u').test(sought) ? titleOf(whole) : whole;
  const isExact = /["“”]/.test(query);
  const letter = '[\\p{L}\\p{N}\\p{M}_]';
  const plain = `(?!${UNSPACED})${letter}`;
  const before = new RegExp(`^${plain}`, 'u').test(sought)
    ? `(?<!${plain})(?<!\\p{Nd}[.,](?=\\p{Nd}))`
    : '(?<!\\p{Nd}(?=[.,]\\p{Nd}))';
  const after =
    isExact && new RegExp(`${plain}$`, 'u').test(sought)
      ? `(?!${plain})(?!(?<=\\p{Nd})[.,]\\p{Nd})`
      : '';
  const escaped = sought.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  return new RegExp(before + escaped + after, 'u').test(text);
}

function titleOf(text: string): string {
  return text.trimStart().split('\n', 1)[0] ?? '';
}

const UNSPACED =
  '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\u30fc]';

const simple = new Map(
  table.split('|').map((entry) => {
    const [from = '', to = ''] = entry.split(' ');
    return [from, to];
  }),
);

function folded(text: string): string {
  const form = text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss');
  return Array.from(form, (one) => simple.get(one) ?? one).join('');
}

/** What a reader sees of a story: a line for each block, title first. */
function readerText(html: string): string {
  const page = parse(html);
  const lines: string[] = [];
  let line = '';
  const end = (): void => {
    lines.push(line);
    line = '';
  };
  const walk = (node: DefaultTreeAdapterTypes.Node): void => {
    if (defaultTreeAdapter.isTextNode(node)) line += node.value.replace(/\n/g, ' ');
    if (node.nodeName === 'br') line += ' ';
    if (!('childNodes' in node)) return;
    const isBlock = /^(?:p|div|ul|li|h\d)$/.test(node.nodeName);
    if (isBlock) end();
    node.childNodes.forEach(walk);
    if (isBlock) end();
  };
  const find = (
    node: DefaultTreeAdapterTypes.Node,
    is: (element: DefaultTreeAdapterTypes.Element) => boolean,
  ): DefaultTreeAdapterTypes.Node | undefined => {
    if (defaultTreeAdapter.isElementNode(node) && is(node)) return node;
    return 'childNodes' in node
      ? node.childNodes.map((child) => find(child, is)).find((found) => found !== undefined)
      : undefined;
  };
  const heading = find(page, ({ tagName }) => tagName === 'h1');
  const story = find(page, ({ attrs }) => attrs.some(({ name }) => name === 'data-search'));
  for (const part of [heading, story]) if (part !== undefined) walk(part);
  end();
  const gap = new RegExp(`(?<=${UNSPACED}) +(?=${UNSPACED})`, 'gu');
  return lines.map((one) => folded(one).replace(/\s+/g, ' ').trim().replace(gap, '')).join('\n');
}
