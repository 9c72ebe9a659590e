/** Real disks that are full or read-only, and two builds at once. */
import { execFile, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { CLI } from '../support/package.js';
import { createSite, NOW, post, type TestSite } from '../support/site.js';

/** Makes the destination a small disk of its own; false where that isn't allowed. */
function mount(site: TestSite, options: string): boolean {
  const folder = path.join(site.root, 'public');
  fs.mkdirSync(folder, { recursive: true });
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]);
  if (status !== 0) console.warn('Skipped: only root can mount a small disk.');
  else onTestFinished(() => void spawnSync('umount', [folder]));
  return status === 0;
}

function newsroom(): TestSite {
  return createSite({
    '_posts/2022-05-16-a.md': post('title: 甲'),
    'templates/post.njk': '{{ page.title }}{{ content }}',
    'templates/assets/style.css': '/* none */',
  });
}

describe('a disk', () => {
  it('that is full leaves the site as it was, and says so', async ({ skip }) => {
    const site = newsroom();
    skip(!mount(site, 'size=400k'));
    await site.build();
    const before = site.tree();
    site.write({ 'photo.jpg': 'x'.repeat(800_000), '_posts/2022-05-17-b.md': post('title: 乙') });
    const problems = await site.fail();
    expect(problems).toMatchObject([{ code: 'system-enospc', severity: 'error' }]);
    expect(problems[0]?.hint).toContain('make room');
    expect(site.tree()).toEqual(before);
    site.remove('photo.jpg');
    await site.build();
    expect(site.has('2022/05/17/b.html')).toBe(true);
    expect(fs.readdirSync(path.join(site.root, 'public'))).not.toContain('.finews-stage');
  });

  it('that is read-only is told, and nothing is lost', async ({ skip }) => {
    const site = newsroom();
    skip(!mount(site, 'size=400k'));
    await site.build();
    const before = site.tree();
    const folder = path.join(site.root, 'public');
    expect(spawnSync('mount', ['-o', 'remount,ro', folder]).status).toBe(0);
    site.write({ '_posts/2022-05-17-b.md': post('title: 乙') });
    expect(await site.fail()).toMatchObject([{ code: 'system-erofs' }]);
    expect(site.tree()).toEqual(before);
    spawnSync('mount', ['-o', 'remount,rw', folder]);
    await site.build();
    expect(site.has('2022/05/17/b.html')).toBe(true);
  });
});

describe('builds at once', () => {
  it('go one after the other, or are told who is building', async () => {
    const site = newsroom();
    const run = promisify(execFile);
    const outcomes = await Promise.all(
      Array.from({ length: 4 }, async () => {
        const args = [CLI, 'build', '-s', site.root, '--now', NOW, '--json'];
        const { stdout } = await run(process.execPath, args).catch((error) => error);
        const { ok, problems } = JSON.parse(stdout);
        return ok ? 'built' : problems.map(({ code }: { code: string }) => code).join(' ');
      }),
    );
    expect(outcomes).toContain('built');
    expect(outcomes.filter((one) => one !== 'built' && one !== 'build-locked')).toEqual([]);
    expect((await site.build()).outputs).toMatchObject({ added: 0, changed: 0 });
  });
});
