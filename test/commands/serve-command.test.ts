/** `finews serve`: where what goes, on which port, what is told, and that it ends at once. */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { CLI } from '../support/package.js';
import { PLAIN } from '../support/plain-theme.js';
import { type Preview, preview, startPreview } from '../support/preview.js';
import { start } from '../support/program.js';
import { createSite, post, type TestSite } from '../support/site.js';
import { ask } from '../support/wire.js';

const STORY = { '_posts/2022-05-16-a.md': post('title: 甲\ncategories: n', '正文') };
const ADDRESS = '/n/2022/05/16/a.html';

function newsroom(): TestSite {
  return createSite({
    ...PLAIN,
    ...STORY,
    '_config.yml': 'url: https://news.example\ntitle: T\nsearch: false\n',
    '_drafts/b.md': post('title: 稿'),
    'where.txt': '---\n---\n{{ site.url }}',
  });
}

it('serves what is deployed, as it is', async () => {
  const site = newsroom();
  const { port, lines } = await preview(site, { watch: undefined as never });
  const answer = await ask(port, ADDRESS);
  expect(answer.body.toString()).toBe(site.read(ADDRESS.slice(1)));
  expect(answer.body.toString()).not.toContain('live.js');
  expect(site.read('where.txt')).toBe('https://news.example');
  expect(lines.at(-1)).toBe(
    `Serving ${site.root}/public at http://localhost:${port}/ · Ctrl-C ends`,
  );
});

it('keeps previews in a place of their own, with their own address', async () => {
  const site = newsroom();
  const { port } = await preview(site, { drafts: true, baseurl: '/sub' });
  expect((await ask(port, '/sub/where.txt')).body.toString()).toBe(`http://localhost:${port}`);
  expect(site.has('where.txt')).toBe(false);
  const other = await preview(site, {
    watch: undefined as never,
    limitPosts: 1,
    destination: `${site.root}/out`,
  });
  expect((await ask(other.port, ADDRESS)).status).toBe(200);
  expect(fs.existsSync(path.join(site.root, 'out/where.txt'))).toBe(true);
});

it('lets two previews of one site stand side by side', async () => {
  const site = newsroom();
  const without = await preview(site);
  const withDrafts = await preview(site, { drafts: true });
  site.write({ 'where.txt': '---\n---\nnow at {{ site.url }}' });
  for (const { port } of [without, withDrafts]) {
    const asked = async (): Promise<string> => (await ask(port, '/where.txt')).body.toString();
    await vi.waitFor(
      async () => expect(await asked()).toBe(`now at http://localhost:${port}`),
      10_000,
    );
  }
  const home = async ({ port }: Preview): Promise<string> => (await ask(port, '/')).body.toString();
  expect(await home(without)).not.toContain('稿');
  expect(await home(withDrafts)).toContain('稿');
});

it('does not keep a preview from emptying: nobody else reads it', async () => {
  const stories = Array.from({ length: 60 }, (_, n) => [
    `_posts/2022-05-16-x${n}.md`,
    post(`title: ${n}`),
  ]);
  const site = createSite({ ...PLAIN, ...STORY, ...Object.fromEntries(stories) });
  const { lines } = await preview(site);
  site.remove(...stories.map(([name]) => name ?? ''));
  await vi.waitFor(() => expect(lines.at(-1)).toMatch(/\d+ removed · \d+ ms$/), 10_000);
});

it('serves whole pages while they are built anew, old or new', async () => {
  const site = newsroom();
  const { port } = await preview(site, {}, { quiet: true, hasThread: true });
  const bodies = new Set<string>();
  const over = new AbortController();
  const visitor = async (): Promise<void> => {
    while (!over.signal.aborted) {
      const { status, body } = await ask(port, ADDRESS);
      bodies.add(`${status} ${body.toString().trimEnd()}`);
    }
  };
  const visitors = Array.from({ length: 8 }, visitor);
  for (let edition = 0; edition < 3; edition++) {
    site.write({ '_posts/2022-05-16-a.md': post('title: 甲\ncategories: n', `第${edition}版。`) });
    const isNew = (): void => expect([...bodies].join()).toContain(`第${edition}版。`);
    await vi.waitFor(isNew, 10_000);
  }
  over.abort();
  await Promise.all(visitors);
  for (const body of bodies) expect(body).toMatch(/^200 <!doctype.*(?:正文|第\d版。).*<\/html>$/s);
});

it('is emptied by clean, with all that is known of it', async () => {
  const site = newsroom();
  for (const running of [await preview(site), await preview(site)]) await running.close();
  const { clean } = await import('../../src/pipeline/clean.js');
  const { effectsWith } = await import('../support/faulty-io.js');
  const { disk } = await import('../../src/platform/disk.js');
  clean({ source: site.root }, effectsWith(disk));
  expect(fs.existsSync(path.join(site.root, '.finews'))).toBe(false);
});

it('says that it is building until there is a site, and serves what an earlier session left', async () => {
  const site = newsroom();
  const first = await startPreview(site, {}, { hasThread: true });
  const early = await ask(first.port, ADDRESS);
  expect(early.status).toBe(503);
  expect(early.headers['retry-after']).toBe('1');
  expect(early.body.toString()).toMatch(/data-finews-building.*live\.js.*is being built/s);
  await first.begun;
  expect((await ask(first.port, ADDRESS)).status).toBe(200);
  expect((await ask(first.port, '/none')).status).toBe(404);
  await first.close();
  const second = await startPreview(site, { port: first.port });
  expect((await ask(second.port, ADDRESS)).status).toBe(200);
});

it('names the addresses that other devices can use, where they can', async () => {
  const reached = Object.values(os.networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal);
  const { lines, port, url } = await preview(newsroom(), { host: '0.0.0.0', baseurl: '/news' });
  expect(url).toBe(`http://localhost:${port}/news/`);
  expect(lines.filter((line) => line.startsWith('For other devices'))).toEqual(
    reached.map(({ address }) => `For other devices: http://${address}:${port}/news/`),
  );
  const { lines: own } = await preview(newsroom());
  expect(own.join()).not.toContain('other devices');
});

it('takes the next port when the usual one is taken, and only then', async () => {
  const site = newsroom();
  const first = await preview(site);
  const taken = { port: first.port, destination: path.join(site.root, 'x') };
  await expect(preview(site, taken)).rejects.toMatchObject({
    problems: [{ code: 'serve-address', message: expect.stringContaining('EADDRINUSE') }],
  });
  const blocker = net.createServer();
  await new Promise<void>((resolve) => {
    blocker.once('error', () => resolve());
    blocker.listen(4000, '127.0.0.1', resolve);
  });
  onTestFinished(() => void blocker.close());
  const { port: _, ...unasked } = taken;
  const second = await preview(site, { ...unasked, port: undefined as never });
  expect(second.port).toBeGreaterThan(4000);
});

it('tells a mistake in the config and ends, where nothing waits for a better one', async () => {
  const site = createSite({ '_config.yml': 'timezone: Mars/Base\n' });
  await expect(preview(site, { watch: undefined as never })).rejects.toThrow('Mars/Base');
});

it('tells each problem once while it stands, and again when it comes back', async () => {
  const site = newsroom();
  site.write({ '_posts/2022-05-17-bad.md': post('title: 快讯: 央行') });
  const { lines } = await preview(site);
  const told = (text: string): number => lines.filter((line) => line.includes(text)).length;
  expect(told('2022-05-17-bad.md')).toBe(1);
  site.write({ 'templates/post.njk': '{{ x | nofilter }}' });
  await vi.waitFor(() => expect(told('nofilter')).toBe(1), 10_000);
  site.write({ 'page.txt': 'x' });
  await vi.waitFor(() => expect(lines.at(-1)).toMatch(/^Still not built: 1 error/), 10_000);
  expect(told('nofilter')).toBe(1);
  site.remove('templates');
  await vi.waitFor(() => expect(lines.at(-1)).toMatch(/^Changed .*\d+ ms$/), 10_000);
  site.write({ 'templates/post.njk': '{{ x | nofilter }}' });
  await vi.waitFor(() => expect(told('nofilter')).toBe(2), 10_000);
  expect(told('2022-05-17-bad.md')).toBe(1);
});

describe('as a process', () => {
  it.each([
    [['serve', '-P', '0', '-w', '--limit_posts', '3'], 'SIGINT'],
    [['serve', '-P', '0'], 'SIGTERM'],
    [['build', '--watch'], 'SIGINT'],
  ] as const)('%j ends at %s with 0', async (options, signal) => {
    const { child, ended, text } = await start(newsroom(), ...options);
    child.kill(signal);
    expect(await ended).toBe(0);
    expect(text()).toMatch(/published/);
    expect(text()).not.toMatch(/error|bug/i);
  });

  const outputs = '/proc/self/fd';
  const isTold = fs.existsSync(outputs);
  if (!isTold) console.warn(`Skipped: there is no ${outputs} here to tell where output goes.`);

  it.skipIf(!isTold).each([[['serve', '-w', '-P', '0']], [['build', '--watch']]])(
    '%j may print into the site that it watches',
    async (options) => {
      const site = newsroom();
      const log = fs.openSync(path.join(site.root, 'log.txt'), 'a');
      onTestFinished(() => fs.closeSync(log));
      const child = spawn(process.execPath, [CLI, ...options], {
        cwd: site.root,
        stdio: ['ignore', log, log],
      });
      onTestFinished(() => void child.kill('SIGKILL'));
      const text = (): string => fs.readFileSync(path.join(site.root, 'log.txt'), 'utf8');
      await vi.waitFor(
        () => expect(text()).toMatch(/Watching.*published|published.*Watching/s),
        50_000,
      );
      // What is printed of the first would be told with the second, if not before.
      for (const name of ['page.txt', 'more.txt']) {
        site.write({ [name]: 'x' });
        await vi.waitFor(
          () => expect(text()).toMatch(new RegExp(`^Changed .*${name}`, 'm')),
          10_000,
        );
      }
      // A busy machine may tell of one file twice; of the log it must never tell.
      const changed = text().match(/^Changed [^·]*/gm) ?? [];
      expect(changed.filter((line) => !/^Changed (page|more)\.txt/.test(line))).toEqual([]);
      expect(changed.join()).not.toContain('log.txt');
    },
  );

  it('opens the browser when asked', async () => {
    const site = newsroom();
    site.write({ 'bin/xdg-open': `#!/bin/sh\necho "$1" > "${site.root}/opened"\n` });
    fs.chmodSync(path.join(site.root, 'bin/xdg-open'), 0o755);
    const { text } = await start(site, 'serve', '-P', '0', '-o');
    const url = /http:\S+/.exec(text())?.[0];
    const opened = (): string => fs.readFileSync(path.join(site.root, 'opened'), 'utf8').trim();
    await vi.waitFor(() => expect(opened()).toBe(url), 10_000);
  });

  it('says so and exits 1 when it can not listen there', async () => {
    const { ended, text } = await start(newsroom(), 'serve', '-H', '192.0.2.1');
    expect(await ended).toBe(1);
    expect(text()).toContain('serve-address');
  });
});

it('takes stories that go one after the other for deletions, whatever is being built', async () => {
  const site = newsroom();
  const names = Array.from({ length: 20 }, (_, n) => `_posts/2022-05-17-s${n}.md`);
  site.write({ 'index.html': '---\n---\n{% for p in site.posts %}{{ p.excerpt }}{% endfor %}' });
  for (const name of names) site.write({ [name]: post(`title: ${name}\ncategories: n`) });
  const { port, lines } = await preview(site);
  for (const name of names) {
    site.remove(name);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  await vi.waitFor(
    async () => {
      for (const n of names.keys())
        expect((await ask(port, `/n/2022/05/17/s${n}.html`)).status).toBe(404);
    },
    { timeout: 50_000 },
  );
  expect(lines.join('\n')).not.toMatch(/not built|PUBLISHED BEFORE|error|post-unreadable/i);
});
