/** Work in other threads: the same bytes, and no story that takes the others with it. */
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { build, SiteError } from '../../src/index.js';
import type { Config } from '../../src/model/config.js';
import type { PostFile } from '../../src/model/source.js';
import parseJob from '../../src/pipeline/parse/parse-job.js';
import renderJob from '../../src/pipeline/render/render-job.js';
import { disk } from '../../src/platform/disk.js';
import { packConfig } from '../../src/workers/packed-config.js';
import { openWorkers } from '../../src/workers/pool.js';
import { openThreads } from '../../src/workers/threads.js';
import { buildAnew } from '../support/drafts.js';
import { effectsWith } from '../support/faulty-io.js';
import { compiledFile } from '../support/package.js';
import { PLAIN } from '../support/plain-theme.js';
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
    ...PLAIN,
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
    const site = newsroom(40);
    const outcomes = [];
    for (const threads of [0, 1, 2]) {
      const destination = path.join(site.root, `.out-${threads}`);
      const options = { source: site.root, now: NOW, destination, threads, cache: false };
      const { problems, posts } = await build(options);
      outcomes.push({ problems, posts, tree: readTree(destination) });
    }
    expect(outcomes[0]?.tree.size).toBeGreaterThan(60);
    expect(outcomes[0]?.tree.get('c0/2022/05/10/p0.html')).toContain(
      '/c4/2022/05/10/p19.html">链接',
    );
    expect(outcomes[1]).toEqual(outcomes[0]);
    expect(outcomes[2]).toEqual(outcomes[0]);
  });

  it('tell a template’s error as one thread does', async () => {
    const site = newsroom(20);
    site.write({ 'templates/post.njk': '\n{{ page.title.oops() }}' });
    const failures = [];
    for (const threads of [0, 2]) {
      const failed = build({ source: site.root, now: NOW, threads });
      await expect(failed).rejects.toBeInstanceOf(SiteError);
      const { problems } = await failed.catch((error: SiteError) => error);
      failures.push(problems.find(({ severity }) => severity === 'error'));
    }
    expect(failures[0]).toMatchObject({ file: 'templates/post.njk', line: 2 });
    expect(failures[1]).toEqual(failures[0]);
  });

  it.each([0, 2])(
    '(%i) tell each place that fails soon after another was found',
    async (threads) => {
      const posts = Array.from({ length: 240 }, (_, at) => [
        `_posts/2022-05-16-${1000 + at}.md`,
        post(`title: t\nnumber: ${at}`),
      ]);
      const site = createSite({
        ...PLAIN,
        ...Object.fromEntries(posts),
        'templates/post.njk':
          '{% if page.number < 60 %}\n{{ page.title.oops() }}{% elif page.number < 120 %}\n{{ page.title.ouch() }}{% endif %}\n{{ page.title.alas() }}',
      });
      const told = (await site.fail({ threads })).filter(({ severity }) => severity === 'error');
      expect(told.map(({ file, line }) => `${file} ${line}`).sort()).toEqual([
        'templates/post.njk 2',
        'templates/post.njk 3',
        'templates/post.njk 4',
      ]);
    },
  );

  it.each([
    [0, 128],
    [2, 320],
  ])(
    '(%i) try no more than %i pages of a broken layout, and the other layouts',
    async (threads, most) => {
      const site = newsroom(most + 64);
      site.write({
        'templates/filters/counted.js': `import fs from 'node:fs';
        export default (url) => fs.appendFileSync(${JSON.stringify(path.join(site.root, 'tried'))}, url + '\\n');`,
        'templates/post.njk': '{{ page.url | counted }}{{ page.title.oops() }}',
        'templates/home.njk': '\n\n{{ page.title.ouch() }}',
      });
      const told = (await site.fail({ threads })).filter(({ severity }) => severity === 'error');
      const tried = fs.readFileSync(path.join(site.root, 'tried'), 'utf8').trim().split('\n');
      expect(tried.length).toBeLessThanOrEqual(most);
      expect(tried.length).toBeGreaterThanOrEqual(64);
      expect(told.map(({ file, line }) => `${file} ${line}`).sort()).toEqual([
        'templates/home.njk 3',
        'templates/post.njk 1',
      ]);
    },
  );

  it('have ended when the site is published', async () => {
    const running = new Set<Worker>();
    const note = (worker: Worker): void => {
      running.add(worker);
      worker.once('exit', () => running.delete(worker));
    };
    const counts: number[] = [];
    const site = newsroom(20);
    const effects = effectsWith(disk);
    const publishing = (): void => void counts.push(running.size);
    process.on('worker', note);
    try {
      const asked = { source: site.root, now: NOW, threads: 2 };
      await buildAnew(asked, { ...effects, publishing });
    } finally {
      process.off('worker', note);
    }
    expect(counts).toEqual([0]);
    expect(running.size).toBe(0);
  });

  it('start anew where there is work once they have ended', async () => {
    const config = { values: {}, defaults: [], threads: 2 } as unknown as Config;
    const pool = openWorkers({ config, folder: '', staging: '' }, effectsWith(disk));
    const job = { ...parseJob, module: FAKE };
    const digests: string[] = [];
    for (let turn = 0; turn < 2; turn++) {
      const [done] = await pool.run(job, files(1, ['good']), 1);
      digests.push(done?.digest ?? '');
      await pool.endOthers();
    }
    await pool.close();
    expect(digests).toEqual(['d', 'd']);
  });

  it('carry a system error home with its code and path', async () => {
    const { run, close } = openFake();
    const failed = run({ ...parseJob, module: FAKE }, files(2, ['fail']));
    await expect(failed).rejects.toMatchObject({ code: 'ENOSPC', path: '/full', message: 'full' });
    await close();
  });

  it('fail the build where a job has no answer without an item', async () => {
    const { run, close } = openFake();
    const { without: _, ...job } = parseJob;
    await expect(run({ ...job, module: FAKE }, files(3, ['good', 'crash']))).rejects.toThrow(
      /abort|exit/i,
    );
    await close();
  });
});

describe('a post that takes its thread down', () => {
  it.each(['crash', 'stall', 'hang'])(
    'by a %s is named, and the others are parsed',
    async (how) => {
      const { run, close } = openFake();
      const names = ['good', 'good', how, 'good', 'good', how, 'good'];
      const done = await run({ ...parseJob, module: FAKE }, files(7, names));
      await close();
      const told = done.map(({ problems }) => problems.map(({ code, file }) => [code, file]));
      const lost = (at: number) => [['post-crashed', `_posts/${how}-${at}.md`]];
      expect(told).toEqual([[], [], lost(2), [], [], lost(5), []]);
      expect(done[2]).toMatchObject({ card: null, digest: '' });
    },
  );

  it('is none that waits for its turn on a busy machine', async () => {
    const { run, close } = openFake();
    const done = await run({ ...parseJob, module: FAKE }, files(2, ['good', 'slow']));
    await close();
    expect(done.flatMap(({ problems }) => problems)).toEqual([]);
  });

  it('is found as soon where other batches wait for its thread', async () => {
    const spentWith = async (waiting: number): Promise<number> => {
      const { run, close } = openFake();
      const before = process.cpuUsage();
      const batches = ['stall', 'stall', ...Array.from({ length: waiting }, () => 'good')];
      const job = { ...parseJob, module: FAKE };
      await Promise.all(batches.map((name) => run(job, files(1, [name]))));
      await close();
      const { user, system } = process.cpuUsage(before);
      return user + system;
    };
    const alone = await spentWith(0);
    expect((await spentWith(40)) / alone).toBeLessThan(2);
  });

  it('is an error where it is a page', async () => {
    const { run, close } = openFake();
    const page = {
      kind: 'static',
      output: 'x',
      url: '/crash',
      file: '',
      mark: '',
      text: null,
      isPicture: false,
      recipe: null,
    } as const;
    const site = { id: 1, shared: { rest: new SharedArrayBuffer(0), cards: [] } };
    const batch = { site, pages: [{ index: 0, page }] };
    const done = await run({ ...renderJob, module: FAKE }, batch);
    await close();
    expect(done.pages[0]?.problems).toMatchObject([{ code: 'page-crashed', severity: 'error' }]);
  });
});

const FAKE = pathToFileURL(path.resolve(import.meta.dirname, 'fake-job.mjs')).href;

/** The real ones, compiled; what they do is the fake job. */
function openFake(): ReturnType<typeof openThreads> {
  const config = packConfig({ values: {}, defaults: [] } as unknown as Config);
  const numbers = new Int32Array(new SharedArrayBuffer(4));
  const data = { place: { config, folder: '', staging: '', began: 0 }, numbers };
  const file = pathToFileURL(compiledFile('workers/worker.js'));
  return openThreads({ file, count: 2, data, patience: 300 });
}

/** Named by what they do to the fake job; the last name is that of the rest. */
function files(count: number, names: readonly string[]): readonly PostFile[] {
  return Array.from({ length: count }, (_, at) => {
    const name = `${names[at] ?? names.at(-1) ?? ''}-${at}`;
    return { path: `_posts/${name}.md`, draft: false, folders: [] };
  });
}
