/** What a watching process keeps of a build: only what is the same, all of that, and nothing of the work itself. */
import path from 'node:path';
import v8 from 'node:v8';
import vm from 'node:vm';
import { expect, it } from 'vitest';
import { build } from '../../src/pipeline/build.js';
import { newSession, type Session } from '../../src/pipeline/session.js';
import { disk } from '../../src/platform/disk.js';
import { effectsWith } from '../support/faulty-io.js';
import { PLAIN } from '../support/plain-theme.js';
import { createSite, type Files, NOW, post, type TestSite } from '../support/site.js';

interface Watched {
  readonly site: TestSite;
  readonly session: Session;
  /** Writes the files, and builds with what the session has. */
  readonly edit: (files: Files) => Promise<void>;
}

async function watched(files: Files): Promise<Watched> {
  const site = createSite(files);
  const session = newSession();
  const run = async (): Promise<void> => {
    await build({ source: site.root, now: NOW, threads: 0 }, effectsWith(disk), session);
  };
  await run();
  const edit = async (changed: Files): Promise<void> => {
    site.write(changed);
    for (const name of Object.keys(changed)) session.changed?.add(path.join(site.root, name));
    await run();
  };
  return { site, session, edit };
}

const TEMPLATE =
  '{% for s in page.series_parts %}{{ s.number }}{{ s.next.title }}{% endfor %}' +
  '{% for s in page.source_terms %}{{ s.name }}{% endfor %}';

it('names a source as _data does now', async () => {
  const { site, edit } = await watched({
    'templates/post.njk': TEMPLATE,
    '_posts/2022-05-01-a.md': post('title: a\nsource: A'),
    '_data/sources.yml': 'a: {name: old}\n',
  });
  await edit({ '_data/sources.yml': 'a: {name: new}\n' });
  expect(site.read('2022/05/01/a.html')).toBe('new');
});

it('leads from a part of a series to the next one, however far apart they are', async () => {
  const { site, edit } = await watched({
    'templates/post.njk': TEMPLATE,
    '_posts/2022-05-01-a.md': post('title: a\nseries: S'),
    '_posts/2022-05-02-b.md': post('title: b'),
    '_posts/2022-05-03-c.md': post('title: c'),
  });
  await edit({ '_posts/2022-05-04-d.md': post('title: d\nseries: S') });
  expect(site.read('2022/05/01/a.html')).toBe('1d');
});

it.each([true, false])(
  'counts the pages of an index that a story is hidden from (watching: %s)',
  async (isWatching) => {
    const { site, edit } = await watched({
      '_config.yml': 'title: T\npaginate: 1\n',
      '_layouts/default.html': '{{ content }}',
      'index.html':
        '---\nlayout: default\n---\n{{ paginator.total_pages }}/{{ paginator.total_posts }}',
      '_posts/2022-05-01-a.md': post('title: a'),
      '_posts/2022-05-02-b.md': post('title: b'),
      '_posts/2022-05-03-c.md': post('title: c'),
    });
    const hidden = { '_posts/2022-05-01-a.md': post('title: a\nhidden: true') };
    if (isWatching) await edit(hidden);
    else {
      site.write(hidden);
      await site.build();
    }
    expect(site.read('index.html')).toBe('2/2');
  },
);

it('keeps the pages of stories, terms and months that a new story does not change', async () => {
  const story = (day: string, term: string): Files => ({
    [`_posts/${day}-${term}.md`]: post(`title: ${term}\ncategories: ${term}`),
  });
  const { session, edit } = await watched({
    '_config.yml': 'title: T\nurl: https://news.example\nfeed: { min_posts: 1 }\n',
    ...story('2022-03-01', 'old'),
    ...story('2022-03-02', 'older'),
    ...story('2022-05-01', 'a'),
    ...story('2022-06-01', 'b'),
  });
  const pages = (): ReadonlyMap<string, object> =>
    new Map((session.plan?.pages ?? []).map((page) => [page.output, page]));
  const before = pages();
  await edit(story('2022-06-02', 'c'));
  const now = pages();
  const isKept = (output: string): boolean =>
    before.has(output) && before.get(output) === now.get(output);
  const kept = [
    ...['old/2022/03/01/old.html', 'category/old.html', 'category/old/feed.xml'],
    ...['2022/03/index.html', 'sitemaps/2022-03.xml', 'search/2022-03/0.bin'],
  ];
  expect(kept.filter((output) => !isKept(output))).toEqual([]);
  expect(['b/2022/06/01/b.html', '2022/06/index.html'].filter(isKept)).toEqual([]);
});

it.each([
  ['text', 'categories: x\ntags: [t]', 'longer '.repeat(200)],
  ['category', 'categories: y\ntags: [t]', ''],
  ['tags', 'categories: x\ntags: [t, u]', ''],
  ['series', 'categories: x\ntags: [t]\nseries: S', ''],
  ['picture', 'categories: x\ntags: [t]\nimage: /a.png', ''],
  ['place among what search engines are told of', 'categories: x\ntags: [t]\nsitemap: false', ''],
  ['day', 'categories: x\ntags: [t]\ndate: 2022-05-09 10:00', ''],
])('has an older story everywhere with its other %s', async (_what, fields, text) => {
  const usual = 'categories: x\ntags: [t]';
  const file = '_posts/2022-05-02-s.md';
  const days = ['2022-04-30', '2022-05-01', '2022-05-03', '2022-05-08', '2022-06-01'];
  const files = {
    ...PLAIN,
    '_config.yml': 'url: https://news.example\ntimezone: UTC\npaginate: 2\nfeed: {min_posts: 1}\n',
    ...Object.fromEntries(
      days.map((day) => [`_posts/${day}-a.md`, post(`title: ${day}\n${usual}`)]),
    ),
    [file]: post(`title: s\n${usual}`),
  };
  const edited = { [file]: post(`title: s\n${fields}`, `words ${text}`) };
  const { site, edit } = await watched(files);
  await edit(edited);
  const clean = createSite({ ...files, ...edited });
  await clean.build();
  expect(site.tree()).toEqual(clean.tree());
  // The next story is added to lists that stayed.
  const added = { '_posts/2022-06-02-b.md': post(`title: b\n${usual}`) };
  await edit(added);
  clean.write(added);
  await clean.build();
  expect(site.tree()).toEqual(clean.tree());
});

it('forgets the work of a build that has ended', async () => {
  v8.setFlagsFromString('--expose-gc');
  const collect = vm.runInNewContext('gc') as () => void;
  const site = createSite({ '_posts/2022-05-01-a.md': post('title: a') });
  const session = newSession();
  const logOfBuild = async (): Promise<WeakRef<object>> => {
    const effects = effectsWith(disk);
    const log = { ...effects.log };
    await build({ source: site.root, now: NOW, threads: 0 }, { ...effects, log }, session);
    return new WeakRef(log);
  };
  const log = await logOfBuild();
  for (let turn = 0; turn < 5; turn++) {
    // What was asked of a weak reference lives until its task is over.
    await new Promise((resolve) => setTimeout(resolve, 10));
    collect();
  }
  expect(log.deref()).toBe(undefined);
  expect(session.made).not.toBe(null);
});
