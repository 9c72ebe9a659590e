/** Builds of one process, told what was edited: each leaves what a clean one would. */
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { BuildResult } from '../../src/index.js';
import { build } from '../../src/pipeline/build.js';
import { locateSite } from '../../src/pipeline/site-location.js';
import { disk } from '../../src/platform/disk.js';
import { testSession } from '../support/drafts.js';
import { effectsWith, type Operation, recordingIo } from '../support/faulty-io.js';
import { createSite, type Files, NOW, post, readTree, type TestSite } from '../support/site.js';

const FIRST = '_posts/2022-05-01-a.md';
const SECOND = '_posts/2022-05-02-b.md';

function newsroom(more: Files = {}): TestSite {
  return createSite({
    '_config.yml': 'title: 新闻\ntimezone: Asia/Shanghai\n',
    'templates/post.njk': '{{ page.title | upcase }}{{ content }}',
    [FIRST]: post('title: one\ntags: t'),
    [SECOND]: post('title: two\ntags: t'),
    ...more,
  });
}

/** All of a problem but its message, which may say that the story was published before. */
function placesOf({ problems }: BuildResult): readonly unknown[] {
  return problems.map((problem) => ({ ...problem, message: '' }));
}

interface Watching {
  /** Writes the files and builds, told of them; expects what a clean build makes. */
  edit(files: Files, now?: string): Promise<BuildResult>;
}

async function watching(site: TestSite): Promise<Watching> {
  const kept = testSession();
  await build({ source: site.root, now: NOW }, effectsWith(disk), kept);
  return {
    async edit(files, now = NOW) {
      site.write(files);
      for (const name of Object.keys(files)) kept.changed?.add(path.join(site.root, name));
      const result = await build({ source: site.root, now }, effectsWith(disk), kept);
      const destination = path.join(site.root, '.clean');
      const clean = await site.build({ destination, cache: false, now });
      expect(site.tree()).toEqual(readTree(destination));
      expect(placesOf(result)).toEqual(placesOf(clean));
      return result;
    },
  };
}

describe('a process that is told of edits', () => {
  it('makes again what shows the story, and nothing else', async () => {
    // Longer than what lists show of it.
    const body = '长'.repeat(1000);
    const config = 'title: 新闻\ntimezone: Asia/Shanghai\nsearch: false\n';
    const first = { [FIRST]: post('title: one\ntags: t', body) };
    const { edit } = await watching(newsroom({ '_config.yml': config, ...first }));
    const { outputs } = await edit({ [FIRST]: post('title: one\ntags: t', `${body}。`) });
    expect(outputs.touched).toEqual(['2022/05/01/a.html']);
    expect(outputs.made).toBe(1);
  });

  it('makes again what read another story', async () => {
    const about = '---\n---\n{{ site.posts[0].title }}';
    const site = newsroom({ 'about.html': about });
    const { edit } = await watching(site);
    await edit({ [SECOND]: post('title: news\ntags: t') });
    expect(site.read('about.html')).toContain('news');
  });

  it('tells where problems are now', async () => {
    const lost = '_posts/2022-05-03-c.md';
    const config = 'title: 新闻\ntimezone: Asia/Shanghai\n';
    const defaults = 'defaults:\n  - values: { layout: nope }\n';
    const { edit } = await watching(newsroom({ [lost]: post('title: three\nlayout: nope') }));
    const lines = async (files: Files): Promise<readonly unknown[]> =>
      (await edit(files)).problems.map(({ line }) => line);
    expect(await lines({ [FIRST]: post('title: one\ntags: t', '另一句。') })).toEqual([3]);
    expect(await lines({ [lost]: post('title: three\n\nlayout: nope') })).toEqual([4]);
    expect(await lines({ '_config.yml': config + defaults, [lost]: post('title: three') })).toEqual(
      [1],
    );
    expect(await lines({ '_config.yml': `# 改\n${config}${defaults}` })).toEqual([1]);
  });

  it('reads a story anew for a problem that stands only when it has changed', async () => {
    const site = newsroom({ [SECOND]: post('title: two\nlayout: nope') });
    const { io, operations } = recordingIo(disk);
    const kept = testSession();
    const readsAfter = async (files: Files): Promise<number> => {
      const before = operations.length;
      site.write(files);
      for (const name of Object.keys(files)) kept.changed?.add(path.join(site.root, name));
      await build({ source: site.root, now: NOW, threads: 0 }, effectsWith(io), kept);
      const file = path.join(site.root, SECOND);
      const opened = ({ name, paths }: Operation): boolean =>
        name === 'openFile' && paths[0] === file;
      return operations.slice(before).filter(opened).length;
    };
    // Parse compares it each time, for it was written too lately for its look to be trusted.
    expect(await readsAfter({})).toBe(2);
    expect(await readsAfter({ [FIRST]: post('title: one\ntags: t', '正文。\n') })).toBe(1);
    expect(await readsAfter({ [SECOND]: post('\nlayout: nope') })).toBe(3);
  });

  it('makes again what read the time', async () => {
    const site = newsroom({ 'about.html': "---\n---\n{{ site.time | date('%d') }}" });
    const { edit } = await watching(site);
    await edit({}, '2022-06-17T00:00:00Z');
    expect(site.read('about.html')).toContain('17');
  });

  it('publishes a story when its time has come', async () => {
    const due = '_posts/2022-05-20-due.md';
    const site = newsroom({ [due]: post('title: due\ndate: 2022-06-20 08:00:00') });
    const { edit } = await watching(site);
    expect((await edit({}, '2022-06-19T00:00:00Z')).posts.held.future).toBe(1);
    expect((await edit({}, '2022-06-21T00:00:00Z')).posts.held.future).toBe(0);
    expect(site.has('2022/06/20/due.html')).toBe(true);
  });

  it('sees in which order the keys of data are', async () => {
    const menu = (...keys: readonly string[]): Files => ({
      '_data/menu.yml': keys.map((key) => `${key}: /${key}\n`).join(''),
      '_data/topics.yml': keys.map((key) => `${key}: {name: ${key}, tags: [t]}\n`).join(''),
    });
    const list = '---\n---\n{% for key, url in site.data.menu %}{{ key }} {% endfor %}';
    const site = newsroom({ 'list.html': list, ...menu('home', 'about') });
    const { edit } = await watching(site);
    await edit(menu('about', 'home'));
    expect(site.read('list.html')).toContain('about home');
  });

  it('takes a filter of the site’s own for the one it had', async () => {
    const site = newsroom();
    const { edit } = await watching(site);
    await edit({ 'templates/filters/upcase.mjs': "export default (text) => '<' + text + '>';" });
    expect(site.read('2022/05/01/a.html')).toContain('&lt;one&gt;');
  });
});

it('watches every folder that is read', () => {
  const site = newsroom({ '_config.yml': 'destination: docs\n', 'public/a.txt': 'a' });
  const ignoredIn = (config: string): readonly string[] => {
    site.write({ '_config.yml': config });
    const { ignores } = locateSite({ source: site.root }, effectsWith(disk));
    return ['public', 'docs'].filter((name) => ignores(path.join(site.root, name)));
  };
  expect(ignoredIn('destination: docs\n')).toEqual(['docs']);
  expect(ignoredIn('title: x\n')).toEqual(['public']);
});
