/** Collections as a site uses them: which documents appear, what templates see, what a change costs. */
import { parse } from 'parse5';
import { describe, expect, it } from 'vitest';
import { build } from '../../src/pipeline/build.js';
import { disk } from '../../src/platform/disk.js';
import { testSession } from '../support/drafts.js';
import { effectsWith } from '../support/faulty-io.js';
import { nodesOf } from '../support/html.js';
import { createSite, type Files, NOW, post, type TestSite } from '../support/site.js';

const LAYOUTS: Files = {
  '_layouts/doc.html':
    '{{ page.title }}|{{ page.previous.title }}|{{ page.next.title }}|{{ content }}',
  '_layouts/list.html':
    '{% for b in site.books %}{{ b.title }}{% unless forloop.last %},{% endunless %}{% endfor %}{{ content }}',
};

function library(more: Files = {}, config = ''): TestSite {
  const books = ['one', 'two', 'three', 'four'].map((name, at) => {
    return [`_books/${name}.md`, post(`title: ${name}\nrank: ${at}`, `text of ${name}`)] as const;
  });
  return createSite({
    '_config.yml': `collections: {books: {output: true, sort_by: rank}}
defaults: [{scope: {path: "", type: books}, values: {layout: doc}}]
archive_permalinks: false
${config}`,
    ...LAYOUTS,
    ...Object.fromEntries(books),
    'list.html': post('layout: list', ''),
    ...more,
  });
}

const told = (problems: readonly { readonly code: string; readonly file?: string }[]): unknown =>
  problems.map(({ code, file }) => `${code} ${file ?? '-'}`);

describe('documents', () => {
  it('wait for their authors and their time where they have pages', async () => {
    const site = library({
      '_books/draft.md': post('title: draft\nrank: 5\ndraft: true'),
      '_books/later.md': post('title: later\nrank: 6\ndate: 2031-05-16'),
      '_books/off.md': post('title: off\nrank: 7\npublished: false'),
    });
    const { posts, nextDue, problems } = await site.build();
    expect(told(problems)).toEqual([]);
    expect(posts.held).toMatchObject({ drafts: 1, future: 1 });
    expect(nextDue).toBe('2031-05-16T00:00:00+00:00');
    expect(site.read('list.html').trim()).toBe('one,two,three,four');
    expect(site.read('books/four.html')).toMatch(/^four\|three\|\|/);
    await site.build({ drafts: true, future: true, unpublished: true });
    expect(site.read('list.html').trim()).toBe('one,two,three,four,draft,later,off');
    expect(site.has('books/later.html')).toBe(true);
  });

  it('are data where they have none, whatever their dates; nothing leads to them', async () => {
    const site = createSite({
      '_config.yml': 'collections: [events]\nurl: https://e.example\n',
      '_events/party.md': post('title: party\ndate: 2031-05-16\nredirect_from: /old/', 'come'),
      'all.md': post(
        'layout: none',
        '{% for e in site.events %}{{ e.title }} {{ e.date | date("%Y") }} {{ e.url }} {{ e.content }}{% endfor %}[x](_events/party.md)',
      ),
    });
    const { outputs } = await site.build();
    expect(site.read('all.html')).toContain('party 2031 /events/party.html <p>come</p>');
    expect(site.read('all.html')).toContain('href="_events/party.md"');
    expect(outputs.paths.filter((path) => /party|old/.test(path))).toEqual([]);
    expect(site.read('sitemaps/pages.xml')).not.toContain('party');
  });

  it('are in the sitemap, in links and redirects as pages are', async () => {
    const site = library(
      {
        '_books/moved.md': post('title: moved\nrank: 9\nredirect_from: /was/'),
        '_posts/2022-05-16-a.md': post('title: a', '[b](/_books/one.md) {% link _books/two.md %}'),
      },
      'url: https://b.example\nbaseurl: /n\n',
    );
    expect(told((await site.build()).problems)).toEqual([]);
    expect(site.read('sitemaps/pages.xml')).toContain(
      '<loc>https://b.example/n/books/one.html</loc>',
    );
    expect(site.read('was/index.html')).toContain('/n/books/moved.html');
    const story = site.read('2022/05/16/a.html');
    expect(story).toContain('href="/n/books/one.html"');
    expect(story).toContain('/n/books/two.html');
  });

  it('that want one address, or have no date for it, are told', async () => {
    const site = library(
      {
        '_books/Twin.md': post('title: twin\npermalink: /list.html'),
        '_notes/a.md': post('title: a'),
      },
      '',
    );
    site.write({
      '_config.yml': `collections:
  books: {output: true}
  notes: {output: true, permalink: "/:year/:title/"}
`,
    });
    const { problems } = await site.build();
    expect(told(problems)).toEqual(['date-missing _notes/a.md', 'url-clash _books/Twin.md']);
    expect(site.has('a/index.html')).toBe(true);
  });

  it('that lack what their collection is sorted by come last, and are told', async () => {
    const site = library({ '_books/Zero.md': post('title: zero') });
    const { problems } = await site.build();
    expect(told(problems)).toEqual(['config-collections _config.yml']);
    expect(problems[0]?.message).toContain('_books/Zero.md has no `rank`');
    expect(site.read('list.html').trim()).toBe('one,two,three,four,zero');
  });

  it('are seen by Nunjucks as by Liquid, and shown by the built-in theme', async () => {
    const site = createSite({
      '_config.yml': 'collections: {people: {output: true}}\n',
      '_people/li.md': post('title: 李\nrole: editor', '她 {{ page.role }}\n\n第二段'),
      '_people/wang.md': post('title: 王', '[李](li.md)'),
      'all.html': post(
        'layout: none',
        '{% for p in site.people %}[{{ p.title }} {{ p.role }} {{ p.previous.title }} {{ p.excerpt }}]{% endfor %}{{ site.collections[0].label }}',
      ),
    });
    expect(told((await site.build()).problems)).toEqual([]);
    const all = site.read('all.html').replace(/\s+/g, ' ');
    expect(all).toContain('[李 editor <p>她 editor</p> ]');
    expect(all).toContain('[王 李');
    expect(site.read('people/li.html')).toContain('<h1>李</h1>');
    expect(site.read('people/wang.html')).toContain('href="/people/li.html"');
  });
});

const HOSTILE = `"'></title><script>alert(1)</script><img src=x onerror=alert(1)>`;

describe('documents that are trusted as stories are', () => {
  const CONFIG = `collections: {letters: {output: true}}
defaults:
  - {scope: {path: "", type: letters}, values: {layout: doc, trust: story}}
`;
  const LAYOUT =
    '<!doctype html><title>{{ page.title }}</title><p title="{{ page.title }}">{{ page.note }}</p>{{ content }}' +
    '{% for d in site.letters %}<b>{{ d.title }}</b>{{ d.excerpt }}<i title="{{ d.note }}">{{ d.slug }}</i>{% endfor %}' +
    '<u>{{ page.excerpt | strip_html }}</u><script>var a = {{ site.letters[0].note }};' +
    'var b = "{{ site.letters[0].note }}";</script>';

  it.each(['liquid', 'nunjucks'])('harm nothing in %s, run nothing, and stay', async (syntax) => {
    const quoted = JSON.stringify(HOSTILE);
    const body = `${HOSTILE} **bold** {{ site.title }} {% include x.html %}`;
    const isLiquid = syntax === 'liquid';
    const site = createSite({
      '_config.yml': CONFIG,
      [isLiquid ? '_layouts/doc.html' : 'templates/doc.njk']: LAYOUT,
      '_letters/a.md': post(`title: ${quoted}\nnote: ${quoted}\nslug: ok\ntrust: pages`, body),
      '_letters/broken.md': '---\ntitle: "a" b\n---\ntext',
      '_letters/up.md': post('title: up\npermalink: /../../etc/passwd'),
      '_letters/page.html': '<script>alert(1)</script><p>no front matter</p>',
      '_letters/x.svg': '<svg onload="alert(1)"/>',
      '_letters/bytes.md': new Uint8Array([0x2d, 0x2d, 0x2d, 0x0a, 0x00, 0xff, 0xfe]),
    });
    const { problems } = await site.build();
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    const codes = problems.map(({ code, file }) => `${code} ${file?.slice(9)}`);
    expect(codes).toEqual(
      expect.arrayContaining(['post-liquid a.md', 'not-a-post x.svg', 'permalink-unsafe up.md']),
    );
    const html = site.read('letters/a.html');
    const nodes = [...nodesOf(parse(html))];
    const scripts = nodes.filter(({ nodeName }) => nodeName === 'script');
    expect(scripts).toHaveLength(1);
    expect(html).toContain('var a = "\\u0022');
    expect(html).toContain('var b = "\\u0022');
    expect(nodes.flatMap(({ attrs = [] }) => attrs.map(({ name }) => name))).not.toContain(
      'onerror',
    );
    expect(html).toContain('<strong>bold</strong>');
    expect(html).toContain('{{ site.title }}');
    expect(site.read('letters/page.html')).not.toContain('<script>alert');
    expect(site.has('letters/broken.html')).toBe(true);
    expect(site.has('letters/x.svg')).toBe(false);
  });
});

describe('after a change of one document', () => {
  const made = async (site: TestSite, files: Files): Promise<number> => {
    await site.build();
    site.write(files);
    return (await site.build()).outputs.made;
  };

  it('its page is made again, and pages that read it', async () => {
    const changed = post('title: one\nrank: 0', 'other');
    expect(await made(library(), { '_books/one.md': changed })).toBe(1);
    // With its neighbour and the list.
    const renamed = post('title: first\nrank: 0', 'text of one');
    expect(await made(library(), { '_books/one.md': renamed })).toBe(3);
    const more = { 'first.html': post('layout: none', '{{ site.books[0].content }}') };
    expect(await made(library(more), { '_books/one.md': changed })).toBe(2);
  });

  it('a new one at the end costs itself, its neighbour and the lists', async () => {
    const more = { 'first.html': post('layout: none', '{{ site.books[0].title }}') };
    const added = { '_books/five.md': post('title: five\nrank: 9') };
    // And the sitemap's, where there is one.
    expect(await made(library(more), added)).toBe(3);
  });

  it('a process that goes on ends in the same', async () => {
    const site = library();
    const kept = testSession();
    const run = async (): Promise<number> => {
      kept.changed = null;
      const options = { source: site.root, now: NOW };
      return (await build(options, effectsWith(disk), kept)).outputs.made;
    };
    await run();
    expect(await run()).toBe(0);
    site.write({ '_books/two.md': post('title: zwei\nrank: 1', 'text of two') });
    expect(await run()).toBe(4);
    const warm = site.tree();
    await site.build({ cache: false });
    expect(site.tree()).toEqual(warm);
  });
});

it('holds what is due by the clock alone', async () => {
  const site = library({ '_books/later.md': post('title: later\nrank: 6\ndate: 2030-05-16') });
  await site.build();
  expect(site.has('books/later.html')).toBe(false);
  await site.build({ now: '2030-06-01T00:00:00Z' });
  expect(site.has('books/later.html')).toBe(true);
  expect(site.read('list.html')).toContain('later');
});
