/** Where finews reads the same files otherwise than Jekyll, on purpose: one table, both sides shown. */
import { describe, expect, it } from 'vitest';
import { type Files, post } from '../support/site.js';
import { type Both, type Built, buildBoth, hasJekyll, type Story } from './sites/jekyll.js';

/** What is expected of a story; null: it is not published. */
type Seen = (Partial<Story> & { readonly output?: string }) | null;

interface Difference {
  readonly what: string;
  readonly file: string;
  readonly text: string;
  readonly theirs: Seen;
  readonly ours: Seen;
}

const STORIES: readonly Difference[] = [
  {
    what: 'a time without a zone is site time, not UTC (jekyll_utc_dates restores it)',
    file: '_posts/2022-05-16-zoneless.md',
    text: post('date: 2022-05-26 23:30:00'),
    theirs: { output: '2022/05/27/zoneless.html', date: '2022-05-27 07:30:00 +0800' },
    ours: { output: '2022/05/26/zoneless.html', date: '2022-05-26 23:30:00 +0800' },
  },
  {
    what: 'tags keep their written text, each once',
    file: '_posts/2022-05-16-tags.md',
    text: post('tags: [000001, 010, 2022-05-26, yes, 21:30, 600519, a, a]'),
    theirs: { tags: [1, 8, '2022-05-26', true, 77400, 600519, 'a', 'a'] },
    ours: { tags: ['000001', '010', '2022-05-26', 'yes', '21:30', '600519', 'a'] },
  },
  {
    what: 'categories keep their written text, empty ones are dropped',
    file: '_posts/2022-05-16-categories.md',
    text: post('categories: [2022, 000001, ~, yes]'),
    theirs: {
      output: '2022/1/true/2022/05/16/categories.html',
      categories: [2022, 1, null, true, '2022', '1', '', 'true'],
    },
    ours: {
      output: '2022/000001/yes/2022/05/16/categories.html',
      categories: ['2022', '000001', 'yes'],
    },
  },
  ...(
    [
      ['000001', 1],
      ['yes', true],
      ['21:30', 77400],
    ] as const
  ).map(([title, typed]) => ({
    what: `the title ${title} keeps its written text`,
    file: `_posts/2022-05-16-title-${String(typed)}.md`,
    text: post(`title: ${title}`),
    theirs: { title: typed },
    ours: { title },
  })),
  {
    what: 'an empty title is made of the file name',
    file: '_posts/2022-05-16-empty-title.md',
    text: post('title: ""'),
    theirs: { title: '' },
    ours: { title: 'Empty Title' },
  },
  {
    what: 'where the file name is only an id, a missing title is the first words',
    file: '_posts/2022-05-16-NW202205162380456220.md',
    text: post('custom: x', '央行宣布降准。市场反应积极。'),
    theirs: { title: 'Nw202205162380456220' },
    ours: { title: '央行宣布降准' },
  },
  {
    what: 'line endings are normalised, so an excerpt ends where it should',
    file: '_posts/2022-05-16-crlf.md',
    text: post('title: x', '第一段。\n\n第二段。').replaceAll('\n', '\r\n'),
    theirs: { excerpt: '第一段。\n\n第二段。' },
    ours: { excerpt: '第一段。' },
  },
  {
    what: '".." in a permalink sets the story aside',
    file: '_posts/2022-05-16-climbs.md',
    text: post('permalink: /up/../up.html'),
    theirs: { output: 'up/up.html' },
    ours: null,
  },
  {
    what: 'a file name without a date is published when a date is found in the name',
    file: '_posts/-202205262391921712.md',
    text: post('title: x'),
    theirs: null,
    ours: { output: '2022/05/26/202205262391921712.html' },
  },
  {
    what: 'a file name without a date is published when the front matter has one',
    file: '_posts/no-date.md',
    text: post('date: 2022-05-16 08:00:00 +0800'),
    theirs: null,
    ours: { output: '2022/05/16/no-date.html' },
  },
  {
    what: 'published: "no" hides a story between quotes too',
    file: '_posts/2022-05-16-quoted-no.md',
    text: post('published: "no"'),
    theirs: { slug: 'quoted-no' },
    ours: null,
  },
  {
    what: 'URLs are always encoded',
    file: '_posts/2022-05-16-letters.md',
    text: post('permalink: /own/中文.html'),
    theirs: { url: '/own/中文.html', output: 'own/中文.html' },
    ours: { url: '/own/%E4%B8%AD%E6%96%87.html', output: 'own/中文.html' },
  },
  {
    what: 'a story is HTML, whatever its permalink ends in',
    file: '_posts/2022-05-16-feed.md',
    text: post('permalink: /own/feed.xml'),
    theirs: { output: 'own/feed.xml' },
    ours: { output: 'own/feed.xml.html' },
  },
  {
    what: 'characters that no one sees are left out of addresses',
    file: '_posts/2022-05-16-zero-width.md',
    text: post('permalink: "/own/a\\u200bb.html"'),
    theirs: { output: 'own/a\u200bb.html' },
    ours: { output: 'own/ab.html' },
  },
  {
    what: 'an impossible date is rescued from the file name, not rolled over',
    file: '_posts/2022-05-16-february.md',
    text: post('date: 2022-02-30'),
    theirs: { date: '2022-03-02 00:00:00 +0800' },
    ours: { date: '2022-05-16 00:00:00 +0800' },
  },
  {
    what: 'a file that is neither Markdown nor HTML is no story',
    file: '_posts/2022-05-16-notes.txt',
    text: post('title: x'),
    theirs: { output: '2022/05/16/notes.txt' },
    ours: null,
  },
  {
    what: 'a story with neither title nor text is set aside',
    file: '_posts/2022-05-16-blank.md',
    text: post('custom: x', ''),
    theirs: { excerpt: '' },
    ours: null,
  },
  {
    what: 'template code in a story is text',
    file: '_posts/2022-05-16-code.md',
    text: post('title: Ran', '{{ page.title }}'),
    theirs: { excerpt: 'Ran' },
    ours: { excerpt: '{{ page.title }}' },
  },
  {
    what: 'a name of symbols only gets a digest (Jekyll writes a hidden file)',
    file: '_posts/2022-05-16-🔥.md',
    text: post('title: x'),
    theirs: null,
    ours: { output: '2022/05/16/ed8d8305.html' },
  },
  {
    what: 'of two stories with one address the first stays',
    file: '_posts/2022-05-16-a-first.md',
    text: post('permalink: /clash.html'),
    theirs: null,
    ours: { output: 'clash.html' },
  },
  {
    what: 'and the second is set aside',
    file: '_posts/2022-05-16-a-second.md',
    text: post('permalink: /clash.html'),
    theirs: { output: 'clash.html' },
    ours: null,
  },
  {
    what: 'addresses that differ only by case are one',
    file: '_posts/2022-05-16-b-case.md',
    text: post('permalink: /CLASH.html'),
    theirs: { output: 'CLASH.html' },
    ours: null,
  },
];

/** Pages and files: what each side writes, null where nothing is written. */
const PAGES: readonly {
  readonly what: string;
  readonly files: Files;
  readonly output: string;
  readonly theirs: string | null;
  readonly ours: string | null;
}[] = [
  {
    what: 'README.md with front matter is its folder’s index (Jekyll needs a plugin)',
    files: { 'docs/README.md': post('title: x', 'docs') },
    output: 'docs/index.html',
    theirs: null,
    ours: '<p>docs</p>\n',
  },
  {
    what: 'a page may begin with a byte order mark',
    files: { 'bom.html': `\ufeff${post('title: x', '{{ page.title }}')}` },
    output: 'bom.html',
    theirs: `\ufeff${post('title: x', '{{ page.title }}')}`,
    ours: 'x\n',
  },
  {
    what: 'npm’s files are not the site’s',
    files: { 'package.json': '{}' },
    output: 'package.json',
    theirs: '{}',
    ours: null,
  },
];

/** What stops Jekyll's whole build. */
const STOPS: readonly (readonly [what: string, text: string, ours: Seen])[] = [
  ['an empty date', post('date: ""'), { date: '2022-05-16 00:00:00 +0800' }],
  ['an invalid date', post('date: 05/26/2022'), { date: '2022-05-16 00:00:00 +0800' }],
  ['a slug that YAML takes for a number', post('slug: 42'), { output: '2022/05/16/42.html' }],
  ['an unknown placeholder', post('permalink: /:nope/x.html'), null],
  ['unknown template code', post('title: x', '{% 涨幅 %}'), { excerpt: '{% 涨幅 %}' }],
];

function seen(built: Built, file: string, expected: Seen): unknown {
  const found = [...built.stories].find(([, story]) => story.path === file);
  if (found === undefined) return null;
  const [output, story] = found;
  const all: Record<string, unknown> = { ...story, output };
  return Object.fromEntries(Object.keys(expected ?? all).map((key) => [key, all[key]]));
}

describe.skipIf(!hasJekyll)('deliberate differences from Jekyll', () => {
  let once: Promise<Both> | null = null;
  /** One site has all rows: built by the first test that asks. */
  const both = (): Promise<Both> => {
    const stories = STORIES.map(({ file, text }) => [file, text]);
    const files = Object.assign(Object.fromEntries(stories), ...PAGES.map((page) => page.files));
    once ??= buildBoth('timezone: Asia/Shanghai', files);
    return once;
  };

  it.each(STORIES)('$what', async ({ file, theirs, ours }) => {
    const built = await both();
    expect(seen(built.theirs, file, theirs), 'Jekyll').toEqual(theirs);
    expect(seen(built.ours, file, ours), 'finews').toEqual(ours);
  });

  it('tells every story that it leaves out, holds or repairs', async () => {
    const { result } = await both();
    const told = new Set(result.problems.map((problem) => problem.file));
    const held = STORIES.filter(({ ours, file }) => ours === null && !told.has(file));
    expect(held.map(({ file }) => file)).toEqual(['_posts/2022-05-16-quoted-no.md']);
    expect(result.posts.held.unpublished).toBe(1);
  });

  it.each(PAGES)('$what', async ({ output, theirs, ours }) => {
    const built = await both();
    expect(built.theirs.files.get(output) ?? null, 'Jekyll').toBe(theirs);
    expect(built.ours.files.get(output) ?? null, 'finews').toBe(ours);
  });

  it.each(STOPS)('goes on after %s, where Jekyll stops', async (_what, text, ours) => {
    const file = '_posts/2022-05-16-bad.md';
    const built = await buildBoth('timezone: Asia/Shanghai', { [file]: text });
    expect(built.status).toBe(1);
    expect(seen(built.ours, file, ours)).toEqual(ours);
  });
});
