/** The builder: closing it stops what isn't published yet, and never what is being published. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { BuildOptions } from '../../src/model/options.js';
import { build } from '../../src/pipeline/build.js';
import { type Builder, openBuilder } from '../../src/pipeline/builder.js';
import { newSession, type Session } from '../../src/pipeline/session.js';
import { disk } from '../../src/platform/disk.js';
import { silent } from '../../src/platform/logger.js';
import { beginPublishing, FREE, PUBLISHING, STOPPED } from '../../src/publish/publish-gate.js';
import { effectsWith } from '../support/faulty-io.js';
import { gated } from '../support/gate.js';
import { PLAIN } from '../support/plain-theme.js';
import { createSite, type Files, NOW, post, type TestSite } from '../support/site.js';

interface Building {
  readonly site: TestSite;
  readonly builder: Builder;
}

const COUNT = 60;

/** A builder of many stories that is told how far each stage is. */
async function building(
  progress: (stage: string, builder: Builder) => void,
  options: BuildOptions = {},
): Promise<Building> {
  const posts = Array.from({ length: COUNT }, (_, n) => [
    `_posts/2022-05-16-p${n}.md`,
    post(`title: ${n}\ncategories: c${n % 9}`, `正文${n}`),
  ]);
  const site = createSite({ ...PLAIN, ...Object.fromEntries(posts) });
  const log = {
    ...silent,
    progress: (stage: string) => progress(stage, builder),
  };
  const asked = { source: site.root, now: NOW, ...options };
  const builder = openBuilder(asked, effectsWith(disk, { log }));
  onTestFinished(() => builder.close());
  return { site, builder };
}

const leftovers = ({ root }: TestSite): readonly string[] =>
  fs.readdirSync(path.join(root, '.finews')).filter((name) => /^(?:lock|stage)/.test(name));

it.each([0, 1])('makes the site, with %d threads below its own', async (threads) => {
  const { site, builder } = await building(() => undefined, { threads });
  const summary = await builder.build(null);
  expect(summary?.posts.published).toBe(COUNT);
  expect(site.tree().size).toBe(summary?.outputs.total);
  expect(summary?.outputs).not.toHaveProperty('paths');
  site.write({ '_posts/2022-05-16-p7.md': post('title: 改了\ncategories: c7', 'x') });
  const memo = await builder.build([path.join(site.root, '_posts/2022-05-16-p7.md')]);
  expect(site.read('c7/2022/05/16/p7.html')).toContain('改了');
  expect(memo?.outputs.made).toBeLessThan(30);
});

it.each([true, false])('sends details where they are shown: %s', async (isVerbose) => {
  const lines: string[] = [];
  const site = createSite({ ...PLAIN, '_posts/2022-05-16-a.md': post('title: a') });
  const log = { ...silent, isVerbose, detail: (line: string) => void lines.push(line) };
  const builder = openBuilder({ source: site.root, now: NOW }, effectsWith(disk, { log }));
  onTestFinished(() => builder.close());
  await builder.build(null);
  expect(lines.some((line) => line.includes('2022-05-16-a.md'))).toBe(isVerbose);
  expect(lines.length > 0).toBe(isVerbose);
});

it('leaves what it may', async () => {
  const config = 'title: T\nurl: https://x.example\nsearch: false\n';
  const story = '_posts/2022-05-16-a.md';
  const site = createSite({ ...PLAIN, '_config.yml': config, [story]: post('title: a') });
  const options = { source: site.root, now: NOW, preview: 'http://localhost:4000' };
  const builder = openBuilder(options, effectsWith(disk));
  onTestFinished(() => builder.close());
  await builder.build(null);
  site.write({ [story]: post('title: a\nlast_modified_at: 2022-05-17') });
  const changed = [path.join(site.root, story)];
  expect((await builder.build(changed, { mayDefer: true }))?.outputs.deferred).toBeGreaterThan(0);
  expect((await builder.build(changed))?.outputs.deferred).toBe(0);
});

it('is stopped before it publishes, and clears away', async () => {
  const site = gated({ '.gate': '' });
  const builder = openBuilder({ source: site.root, now: NOW }, effectsWith(disk));
  const built = builder.build(null);
  await site.reached();
  await builder.close();
  expect(await built).toBeNull();
  expect(site.has('index.html')).toBe(false);
  expect(leftovers(site)).toEqual([]);
  expect(await builder.build(null)).toBeNull();
});

it('goes on to the end once it publishes', async () => {
  const { site, builder } = await building((stage, own) => {
    if (stage === 'write') void own.close();
  });
  const summary = await builder.build(null);
  expect(summary?.outputs.added).toBeGreaterThan(COUNT);
  expect(site.tree().size).toBe(summary?.outputs.total);
  await builder.close();
  expect(leftovers(site)).toEqual([]);
});

it('ends at once when it rests', async () => {
  const { site, builder } = await building(() => undefined);
  await builder.build(null);
  await builder.close();
  expect(leftovers(site)).toEqual([]);
});

it('lets only one of two threads have its way', () => {
  const phase = new Int32Array(1);
  beginPublishing(phase);
  expect(phase[0]).toBe(PUBLISHING);
  expect(Atomics.compareExchange(phase, 0, FREE, STOPPED)).toBe(PUBLISHING);
  phase[0] = STOPPED;
  expect(() => beginPublishing(phase)).toThrow('stopped');
});

it('compiles what it compiled in the build before only when it has changed', async () => {
  const site = createSite({
    '_posts/2022-05-16-a.md': post('title: 甲', '一'),
    'templates/post.njk': '{{ content }}',
  });
  const made: string[] = [];
  const { templateCache: drafts, ...nothing } = newSession();
  const kept: Session = {
    ...nothing,
    templateCache: {
      with(vocabulary) {
        const draftOf = drafts.with(vocabulary);
        return (source, make) =>
          draftOf(source, () => {
            made.push(source.name);
            return make();
          });
      },
    },
  };
  const memo = async (files: Files): Promise<readonly string[]> => {
    site.write(files);
    kept.changed = null;
    await build({ source: site.root, now: NOW }, effectsWith(disk), kept);
    return made.splice(0);
  };
  expect((await memo({})).length).toBeGreaterThan(20);
  expect(await memo({ '_posts/2022-05-16-a.md': post('title: 甲', '二') })).toEqual([]);
  expect(await memo({ 'templates/post.njk': '<p>{{ content }}' })).toEqual(['post.njk']);
  expect(site.read('2022/05/16/a.html')).toContain('<p>');
});
