/** Whatever is asked of the site's own search, it finds the stories that a scan of all pages finds. */
import path from 'node:path';
import table from 'opencc-js/dict/TSCharacters';
import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parse } from 'parse5';
import { expect, it } from 'vitest';
import { randomQueries, randomStories } from '../support/random-stories.js';
import { addresses, searchIn } from '../support/searching.js';
import { createSite } from '../support/site.js';

const CONFIG =
  'title: T\nurl: https://news.example\ntimezone: Asia/Shanghai\npermalink: /:title.html\n';
const FULL = process.env['FULL'] === '1';
const [STORIES, QUERIES] = FULL ? [2000, 1000] : [200, 100];
const SEED = Number(process.env['SEED'] ?? 20220516);

it(`${QUERIES} queries over ${STORIES} stories, seed ${SEED}`, async () => {
  const stories = randomStories(STORIES, SEED);
  const site = createSite({ '_config.yml': CONFIG, ...Object.fromEntries(stories) });
  await site.build();
  const pages = new Map(
    [...stories.keys()].map((file) => {
      const output = `${/-(s\d+)\.md$/.exec(file)?.[1]}.html`;
      return [`/${output}`, readerText(site.read(output))];
    }),
  );
  const search = searchIn(path.join(site.root, 'public'));
  const queries = randomQueries([...pages.values()], QUERIES, SEED);
  let hits = 0;
  for (const query of queries) {
    const sought = query.split(' ').filter((one) => one !== '');
    const expected = [...pages].filter(([, text]) => sought.every((one) => has(text, one)));
    const found = addresses(await search(query));
    expect([...found].sort(), query).toEqual(expected.map(([url]) => url).sort());
    hits += found.length;
  }
  expect(hits).toBeGreaterThan(queries.length);
}, 600_000);

/** A plain scan: the words at the beginning of a word, in quotes as a whole one. */
function has(text: string, query: string): boolean {
  const sought = folded(query.replace(/["“”]/g, '')).replace(/^[.,\s]+|[.,\s]+$/g, '');
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
  const escaped = sought.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
  return new RegExp(before + escaped + after, 'u').test(text);
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
  const form = text.normalize('NFKC').toLowerCase().replaceAll('ß', 'ss');
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
