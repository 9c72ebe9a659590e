/**
 * Each kind of value under each key of front matter that code reads: what changes nothing of what is
 * published is reported, and what is reported changes nothing.
 */
import { expect, it } from 'vitest';
import {
  FRONT_MATTER,
  FRONT_MATTER_KEYS,
  type FrontMatterKey,
} from '../../src/model/front-matter-keys.js';
import { FRONT_MATTER_VALUES } from '../../src/pipeline/parse/front-matter-values.js';
import { createSite, type Files, post, type TestSite } from '../support/site.js';

/** Others are reported elsewhere, or by nobody: templates alone read them. */
const KEYS = FRONT_MATTER_KEYS.filter((key) => {
  const { value, roles } = FRONT_MATTER[key];
  const isElsewhere = roles.some((role) => ['told', 'free', 'switch'].includes(role));
  return FRONT_MATTER_VALUES[value].misfit !== null && !isElsewhere;
});

const VALUES: Readonly<Record<string, string>> = {
  null: '~',
  'empty map': '{}',
  map: '{a: 1}',
  'empty list': '[]',
  numbers: '[1, 2]',
  maps: '[{a: 1}]',
  lists: '[[x]]',
  true: 'true',
  false: 'false',
  number: '5',
  word: 'xx',
  path: '/xx',
  address: 'https://xx.example/y',
  gone: 'gone',
  source: 'source',
  languages: '{en: /en/x.html}',
  type: '{type: OpinionNewsArticle}',
};

/** Nothing, and shapes that may be a theme's. */
const UNASKED: ReadonlySet<string> = new Set(['null', 'map', 'maps', 'languages', 'type']);

/** What changes nothing here, and rightly. */
const SAME: readonly string[] = [
  // No such text is in the stories.
  ...['address', 'gone', 'path', 'source'].map((name) => `excerpt_separator: ${name}`),
  ...['author', 'authors', 'image', 'redirect_from', 'series', 'source'].map(
    (key) => `${key}: empty list`,
  ),
  // What counts without the key; and the index of the built-in theme has what is hidden.
  ...['sitemap: true', 'search: true', 'hidden: true', 'hidden: false'],
  // Marks by which a story can be taken down.
  ...['gone', 'number', 'path', 'source', 'word'].map((name) => `guid: ${name}`),
  ...['gone', 'number', 'source', 'word'].map((name) => `source_url: ${name}`),
];

/** Reported, and yet in what is published, as it stands. */
const SHOWN: readonly string[] = [
  'authors: false',
  'authors: true',
  'image: number',
  'image: numbers',
  'lang: number',
];

interface Row {
  readonly key: FrontMatterKey;
  readonly name: string;
  readonly yaml: string;
}

const ROWS: readonly Row[] = KEYS.flatMap((key) =>
  Object.entries(VALUES).map(([name, yaml]) => ({ key, name, yaml })),
);

const markOf = (at: number): string => `m${String(at).padStart(4, '0')}z`;
const fileOf = (at: number): string => `_posts/2022-05-16-${markOf(at)}.md`;

function stories(isWith: boolean): Files {
  const files = ROWS.map(({ key, yaml }, at): readonly [string, string] => {
    const before = key === 'expired' ? 'expires: 2023-01-01\n' : '';
    const origin = key === 'canonical' ? 'source_url: https://o.example/x\n' : '';
    const own = isWith ? `${key}: ${yaml}` : '';
    return [fileOf(at), post(`title: ${markOf(at)}\n${before}${origin}${own}`, 'One xx two.')];
  });
  return Object.fromEntries(files);
}

const MARK = /m\d{4}z/g;

/** What is published of each story: its own page, its entry in the feed, and each line with its name. */
function published(site: TestSite): ReadonlyMap<string, string> {
  const found = new Map<string, string[]>();
  const add = (text: string): void => {
    for (const mark of new Set(text.match(MARK) ?? [])) {
      found.set(mark, [...(found.get(mark) ?? []), text]);
    }
  };
  for (const [file, text] of site.tree()) {
    const [own] = file.match(MARK) ?? [];
    if (own !== undefined) found.set(own, [...(found.get(own) ?? []), file, mainOf(text)]);
    else if (file === 'feed.xml') for (const entry of text.split('<entry>')) add(entry);
    else if (/^(?:all\.txt|sitemap.*\.xml|redirects\.json|search\/.*)$/.test(file))
      for (const line of text.split(/\n|(?<=<\/url>)|(?<=\],)/))
        add(line.replace(/^\[+|[\],]+$/g, ''));
  }
  return new Map([...found].map(([mark, parts]) => [mark, parts.sort().join('\n')]));
}

/** Without the stories beside it, and without blank lines. */
function mainOf(html: string): string {
  return html
    .replace(/<nav[\s\S]*?<\/nav>|<aside[\s\S]*?<\/aside>|<section[\s\S]*?<\/section>/g, '')
    .replace(/\n\s+/g, '\n');
}

it('what is dropped is reported, and what is reported is dropped', async () => {
  const site = createSite({
    '_config.yml':
      'title: Test\nurl: https://n.example\ntimezone: Asia/Shanghai\nlang: zh-CN\nfeed: {posts_limit: 1000}\n',
    'all.txt':
      '---\n---\n{% for p in site.posts %}{{ p.title }} {{ p.excerpt | strip_newlines }}\n{% endfor %}{% for one in site.terms.series %}{% for p in one.posts %}{{ p.title }} in {{ one.name }}\n{% endfor %}{% endfor %}',
    ...stories(false),
  });
  await site.build();
  const without = published(site);
  site.write(stories(true));
  const { problems } = await site.build();
  const have = published(site);
  const same: string[] = [];
  const shown: string[] = [];
  for (const [at, { key, name }] of ROWS.entries()) {
    if (UNASKED.has(name)) continue;
    const codes = problems.filter(({ file }) => file === fileOf(at)).map(({ code }) => code);
    const isSame = have.get(markOf(at)) === without.get(markOf(at));
    if (isSame && codes.length === 0) same.push(`${key}: ${name}`);
    if (!isSame && codes.includes('front-matter-type')) shown.push(`${key}: ${name}`);
  }
  expect(same.sort()).toEqual([...SAME].sort());
  expect(shown.sort()).toEqual(SHOWN);
}, 60_000);
