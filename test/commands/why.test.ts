/** What made a page, and what a change would render: as a build does it. */
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatProfile } from '../../src/commands/format-report.js';
import { formatWhy, type Why } from '../../src/commands/why/format-why.js';
import { runWhy, type WhyOptions } from '../../src/commands/why/why-command.js';
import { dependencyWords } from '../../src/theme/views/dependency-words.js';
import { createSite, NOW, post, readTree, type TestSite } from '../support/site.js';

const A = '_posts/2022-05-15-a.md';
const B = '_posts/2022-05-16-b.md';

function newsroom(): TestSite {
  return createSite({
    '_config.yml':
      'title: 新闻\nurl: https://n.example\nslogan: 快\npermalink: /:title.html\narchive_permalinks: false\n',
    '_data/people.yml': 'li: {name: 李}\nwang: {name: 王}\n',
    'templates/frame.njk': '<main>{{ content }}</main>{{ site.slogan }}',
    'templates/post.njk':
      "---\nlayout: frame\n---\n{% include 'parts/by.njk' %}{{ content }}{{ page.next.title }}",
    'templates/parts/by.njk': '{{ site.data.people.li.name }}',
    'templates/home.njk': '{% for p in paginator.posts %}{{ p.title }}{% endfor %}',
    'templates/category.njk': '{{ page.title }}',
    'about.html': '---\ntitle: 关于\n---\n{{ site.posts.length }} {{ site.time }}',
    [A]: post('title: 甲\ncategories: 快讯'),
    [B]: post('title: 乙'),
    'files/x.txt': 'x',
  });
}

interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function why(
  site: TestSite,
  words?: string,
  more: WhyOptions = {},
  json = false,
): Promise<Said> {
  const said = { out: '', err: '' };
  const terminal = {
    out(text: string) {
      said.out += `${text}\n`;
    },
    err(text: string) {
      said.err += text;
    },
    isRich: false,
  };
  const options = { source: site.root, now: NOW, ...more };
  return { code: await runWhy(words, options, { json, verbose: true }, terminal), ...said };
}

async function answer(site: TestSite, words?: string, more: WhyOptions = {}): Promise<Why> {
  return JSON.parse((await why(site, words, more, true)).out) as Why;
}

/** Outputs that the next build renders, in their order. */
async function rendered(site: TestSite): Promise<readonly string[]> {
  const before = new Map(
    [...site.tree()].map(([name]) => [name, path.join(site.root, 'public', name)]),
  );
  const result = await site.build();
  return before.size === 0 ? [] : [...result.outputs.touched].sort();
}

it('takes a page by its file, its output and its address', async () => {
  const site = newsroom();
  await site.build();
  for (const words of [
    ...['public/a.html', './public/a.html', path.join(site.root, 'public/a.html'), '/a', 'a.html'],
    ...['https://n.example/a.html', 'http://127.0.0.1:4000/a.html', 'n.example/a.html'],
  ]) {
    const { makes } = await answer(site, words);
    expect([words, makes.map(({ output }) => output)]).toEqual([words, ['a.html']]);
    const { file } = await answer(site, undefined, { if: words });
    expect([words, file]).toEqual([words, A]);
  }
  expect((await answer(site, 'public')).makes[0]?.output).toBe('index.html');
  expect((await why(site, 'https://other.example/a.html')).code).toBe(1);
  expect((await why(site, 'public/b/none.html')).code).toBe(1);
});

describe('why', () => {
  it('names all that a page is made of, and nothing else', async () => {
    const site = newsroom();
    await site.build();
    const before = readTree(site.root);
    for (const words of ['/a.html', '/a', 'https://n.example/a.html', A, path.join(site.root, A)]) {
      const { makes, absence } = await answer(site, words);
      expect(absence).toBe(null);
      expect(makes).toMatchObject([
        {
          url: '/a.html',
          output: 'a.html',
          kind: 'story page',
          source: A,
          layouts: ['templates/frame.njk', 'templates/post.njk'],
          includes: ['templates/parts/by.njk'],
          data: ['people/li/name'],
          config: ['slogan'],
          stories: [{ path: B, as: 'after it' }],
          others: [],
          state: 'up to date',
        },
      ]);
    }
    // Nothing is written, and nothing is left.
    expect(readTree(site.root)).toEqual(before);
  });

  it('says what of it was another in the last build, and what the next one does', async () => {
    const site = newsroom();
    await site.build();
    expect(await answer(site, '/a.html')).toMatchObject({ lastChange: null });
    site.write({
      'templates/parts/by.njk': '由 {{ site.data.people.li.name }}',
      [B]: post('title: 丙'),
    });
    site.write({ '_data/people.yml': 'li: {name: 里}\nwang: {name: 王}\n' });
    expect((await answer(site, '/a.html')).makes[0]?.state).toBe('to be rendered');
    await site.build({ now: '2030-01-02T00:00:00Z' });
    // One that finds nothing says nothing of it.
    await site.build({ now: '2030-01-03T00:00:00Z' });
    const { makes, lastChange } = await answer(site, '/a.html');
    expect(lastChange).toBe('2030-01-02T00:00:00.000Z');
    expect(makes[0]?.state).toBe('up to date');
    expect(makes[0]?.changed).toEqual([B, 'templates/parts/by.njk', '_data/people/li/name']);
    expect((await answer(site, '/about.html')).makes[0]?.changed).toEqual([]);
    const { out } = await why(site, A);
    expect(out).toMatch(
      /\/a\.html · story page · a\.html\n {2}source {4}_posts\/2022-05-15-a\.md\n/,
    );
    expect(out).toContain(
      `changed in the last build that found a change (2030-01-02T00:00:00.000Z): ${B}`,
    );
    expect(out).toContain('up to date: the next build leaves it alone');
  });

  it('tells that a filter of the site’s own was changed', async () => {
    const site = newsroom();
    const filter = (end: string) => `export default (text) => text + '${end}';`;
    site.write({
      'templates/frame.njk': '{{ "x" | shout }}{{ content }}',
      'templates/filters/shout.js': filter('1'),
    });
    await site.build();
    site.write({ 'templates/filters/shout.js': filter('2') });
    await site.build();
    const { makes } = await answer(site, A);
    expect(makes[0]?.changed).toEqual(['the filter `shout`']);
  });

  it('tells where a story is shown', async () => {
    const site = newsroom();
    await site.build();
    const { shown } = await answer(site, A);
    const by = new Map(shown?.found.map(({ output, via }) => [output, via]));
    expect(by.get('b.html')).toBe('the story before it');
    expect(by.get('index.html')).toBe('a story that it lists');
    expect(by.get('feed.xml')).toBe('a story that it lists');
    expect(by.has('a.html')).toBe(false);
    expect(by.has('about.html')).toBe(false);
  });

  it.each([
    ['templates/parts/by.njk', '又 {{ site.data.people.li.name }}', 'the template parts/by.njk'],
    ['_data/people.yml', 'li: {name: 李二}\nwang: {name: 王}\n', '_data/people/li/name'],
    [A, post('title: 新甲\ncategories: 快讯', '新文'), 'its own file'],
    ['about.html', '---\ntitle: 关于\n---\n新', 'its own file'],
    ['files/x.txt', 'y', 'its own file'],
  ])('foretells what a change of %s renders', async (file, text, via) => {
    const site = newsroom();
    await site.build();
    const { shown } = await answer(site, undefined, { if: file });
    const foretold = shown?.found.map(({ output }) => output).sort() ?? [];
    expect(shown).toMatchObject({ unknown: 0 });
    expect(shown?.found.map((one) => one.via)).toContain(via);
    site.write({ [file]: text });
    const touched = await rendered(site);
    expect(touched.length).toBeGreaterThan(0);
    expect(foretold).toEqual(expect.arrayContaining([...touched]));
    const { out } = await why(site, undefined, { if: file });
    expect(out).toMatch(/^If .* changed, \d+ [\w ,]+ would be rendered:\n {2}by /);
  });

  it('tells of one page whether it would be', async () => {
    const site = newsroom();
    await site.build();
    const more = { if: '_data/people.yml' };
    expect((await why(site, '/a.html', more)).out).toContain(
      'It would be rendered if _data/people.yml changed:',
    );
    expect((await why(site, '/', more)).out).toContain(
      'It would be left alone if _data/people.yml changed.',
    );
    const config = await answer(site, '/a.html', { if: '_config.yml' });
    expect(config.shown?.found).toMatchObject([{ via: "the config's `slogan`" }]);
  });

  it('says why a file makes no page', async () => {
    const site = newsroom();
    site.write({
      '_posts/2099-01-01-later.md': post('title: 后'),
      '_posts/2022-01-01-off.md': post('title: 关\npublished: false'),
      '_posts/2022-01-02-draft.md': post('title: 稿\ndraft: true'),
      '_posts/2022-01-03-over.md': post('title: 过\nexpires: 2023-01-01\nexpired: gone'),
      '_posts/2022-01-04-down.md': post('title: 撤\nguid: g'),
      '_posts/2022-01-05-bad.md': '---\n---\n',
      '_data/takedowns.yml': '- guid: g\n',
    });
    const rows = [
      ['2099-01-01-later', 'it waits until '],
      ['2022-01-01-off', 'it says `published: false`'],
      ['2022-01-02-draft', 'it is a draft'],
      ['2022-01-03-over', 'it has expired'],
      ['2022-01-04-down', 'it was taken down'],
      ['2022-01-05-bad', 'it is set aside: '],
    ] as const;
    for (const [name, reason] of rows) {
      const { out, code } = await why(site, `_posts/${name}.md`);
      expect(code).toBe(0);
      expect(out).toContain(reason);
    }
  });

  it('knows of a site that was never built what plan knows', async () => {
    const site = newsroom();
    const { makes, shown } = await answer(site, A);
    expect(makes[0]).toMatchObject({ state: 'not built yet', changed: null, source: A });
    expect(shown?.unknown).toBeGreaterThan(0);
  });

  it('of nothing that is there is told', async () => {
    const site = newsroom();
    for (const [words, more] of [
      ['/none.html', {}],
      [undefined, {}],
      ['/a.html', { if: 'none.md' }],
    ] as const) {
      expect(await why(site, words, more)).toMatchObject({
        code: 1,
        err: expect.stringContaining('why-unknown'),
      });
    }
    expect(JSON.parse((await why(site, '/none', {}, true)).out)).toMatchObject({ ok: false });
  });
});

it('the profile has the same words', async () => {
  const site = createSite(
    Object.fromEntries([
      ['templates/post.njk', '{{ site.posts.length }}{{ site.time }}'],
      ...Array.from({ length: 25 }, (_, at) => [
        `_posts/2022-05-16-n${at}.md`,
        post(`title: ${at}`),
      ]),
    ]) as Record<string, string>,
  );
  const result = await site.build();
  expect(formatProfile(result)).toContain('  how many stories there are: read by 25 pages');
  expect(formatProfile(result)).toContain("  the build's present: read by 25 pages");
});

it('every dependency has words, and names of other versions stay', () => {
  const rows = [
    ['list 1 posts', 'the newest story'],
    ['list 5 tag a b', 'the newest 5 stories of the tag a b'],
    ['list # category x', 'how many stories there are of the category x'],
    ['data ["a","b c"]', '_data/a/b c'],
    ['data? ["a"]', 'whether there is _data/a'],
    ['config', 'every key of the config'],
    ['card _posts/x.md', 'what others see of _posts/x.md'],
    ['something new', 'something new'],
  ];
  for (const [name = '', words = ''] of rows) expect(dependencyWords(name)).toBe(words);
  expect(
    formatWhy(
      {
        asked: null,
        makes: [],
        absence: null,
        file: 'x',
        shown: { found: [], unknown: 0 },
        lastChange: null,
      },
      false,
    ),
  ).toBe('If x changed, nothing would be rendered.');
});
