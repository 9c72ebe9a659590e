/** Work in other threads: the same bytes, and no story that takes the others with it. */
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { SiteError } from '../../src/model/problem.js';
import type { PostFile } from '../../src/model/source.js';
import type { RenderBatch } from '../../src/model/staged.js';
import type { ParseDone } from '../../src/model/story.js';
import { openThreads } from '../../src/workers/threads.js';
import type { WorkerData } from '../../src/workers/worker.js';
import { compiled } from '../support/package.js';
import { createSite, NOW, post, readTree, type TestSite } from '../support/site.js';

function newsroom(count: number): TestSite {
  const posts = Array.from({ length: count }, (_, index) => [
    `_posts/2022-05-${10 + (index % 19)}-p${index}.md`,
    post(
      `title: 第${index}条\ncategories: c${index % 5}\ntags: [t${index % 7}]\nsource: s${index % 3}\nmeta: {a: 1}`,
      `正文${index}。[链接](2022-05-10-p19.md)\n\n<p>段${'字'.repeat(index)}`,
    ),
  ]);
  return createSite({
    ...Object.fromEntries(posts),
    '_posts/broken.md': post('title: x'),
    'about.md': '---\ntitle: 关于\n---\n{{ site.posts[3].content }}',
    '_data/people.yml': 'li: {name: 李}',
    'templates/filters/twice.js': 'export default (x) => x + x;',
    'templates/page.njk': '{{ content }}{{ "é" | twice }}{{ site.data.people.constructor }}',
    'templates/post.njk':
      '{{ page.title }}{{ content }}{% for t in page.source_terms %}{{ t.data.constructor or "none" }}{% endfor %}',
  });
}

describe('threads', () => {
  it('make the same site and tell the same problems, whatever their number', async () => {
    const { build } = await compiled();
    const site = newsroom(150);
    const outcomes = [];
    for (const threads of [0, 1, 3]) {
      const destination = path.join(site.root, `.out-${threads}`);
      const options = { source: site.root, now: NOW, destination, threads, cache: false };
      const { problems, posts } = await build(options);
      outcomes.push({ problems, posts, tree: readTree(destination) });
    }
    expect(outcomes[0]?.tree.size).toBeGreaterThan(180);
    expect(outcomes[0]?.tree.get('c0/2022/05/10/p0.html')).toContain(
      '/c4/2022/05/10/p19.html">链接',
    );
    expect(outcomes[1]).toEqual(outcomes[0]);
    expect(outcomes[2]).toEqual(outcomes[0]);
  });

  it('tell a template’s error as one thread does', async () => {
    const { build, SiteError: CompiledError } = await compiled();
    const site = newsroom(20);
    site.write({ 'templates/post.njk': '\n{{ page.title.oops() }}' });
    const failures = [];
    for (const threads of [0, 2]) {
      const failed = build({ source: site.root, now: NOW, threads });
      await expect(failed).rejects.toBeInstanceOf(CompiledError);
      const { problems } = await failed.catch((error: SiteError) => error);
      failures.push(problems.find(({ severity }) => severity === 'error'));
    }
    expect(failures[0]).toMatchObject({ file: 'templates/post.njk', line: 2 });
    expect(failures[1]).toEqual(failures[0]);
  });

  it('carry a system error home with its code and path', async () => {
    const { run, close } = fakeThreads('fail');
    const failed = run({ kind: 'parse', files: files(2, 'good') });
    await expect(failed).rejects.toMatchObject({ code: 'ENOSPC', path: '/full', message: 'full' });
    await close();
  });
});

describe('a story that takes its thread down', () => {
  it.each(['crash', 'stall'])('by a %s is named, and the others are parsed', async (how) => {
    const { run, close } = fakeThreads(how);
    const done = (await run({ kind: 'parse', files: files(7, how, [2, 5]) })) as ParseDone[];
    await close();
    const told = done.map(({ problems }) => problems.map(({ code, file }) => [code, file]));
    const lost = (at: number) => [['post-crashed', `_posts/${how}-${at}.md`]];
    expect(told).toEqual([[], [], lost(2), [], [], lost(5), []]);
    expect(done[2]).toMatchObject({ card: null, digest: '' });
  });

  it('is an error where it is a page', async () => {
    const { run, close } = fakeThreads('crash');
    const page = {
      kind: 'static',
      output: 'x',
      url: '/crash',
      file: '',
      mark: '',
      text: null,
    } as const;
    const task = {
      kind: 'render',
      site: { id: 1, site: { rest: new SharedArrayBuffer(0), cards: [] } },
    } as const;
    const done = (await run({ ...task, pages: [{ index: 0, page }] })) as RenderBatch;
    await close();
    expect(done.pages[0]?.problems).toMatchObject([{ code: 'page-crashed', severity: 'error' }]);
  });
});

const FAKE = path.resolve(import.meta.dirname, 'fake-worker.mjs');

function fakeThreads(how: string): ReturnType<typeof openThreads> {
  expect(fs.existsSync(FAKE)).toBe(true);
  const place = { how } as unknown as WorkerData['place'];
  return openThreads({ file: pathToFileURL(FAKE), count: 2, place, patience: 300 });
}

/** Those at `bad` are the ones that the fake worker dies of. */
function files(count: number, how: string, bad: readonly number[] = []): readonly PostFile[] {
  return Array.from({ length: count }, (_, at) => {
    const name = `${bad.includes(at) ? how : 'good'}-${at}`;
    return { path: `_posts/${name}.md`, draft: false, folders: [] };
  });
}
