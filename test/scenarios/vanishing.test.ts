/**
 * Files that go, change, or become something else while a build runs, at every moment that the build
 * looks at them: a deletion, or the new content, and the site is that of a build begun afterwards.
 */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type BuildResult, SiteError } from '../../src/index.js';
import type { Effects, Io } from '../../src/model/io.js';
import { systemClock } from '../../src/platform/console.js';
import { disk } from '../../src/platform/disk.js';
import { expectAccounted } from '../support/bad-input.js';
import { buildAnew } from '../support/drafts.js';
import { effectsWith, interruptedIo } from '../support/faulty-io.js';
import { PLAIN } from '../support/plain-theme.js';
import { createSite, type Files, NOW, post, readTree, type TestSite } from '../support/site.js';

const STORY = '_posts/2022-05-16-a.md';

const FILES: Files = {
  ...PLAIN,
  '_config.yml': 'url: https://news.example\n',
  'templates/post.njk':
    'post {{ page.title }} {{ content }} {{ page.next.title }} {{ page.previous.title }}',
  'templates/home.njk': 'home {% for p in paginator.posts %}{{ p.excerpt }}{% endfor %}',
  'templates/part.njk': 'part',
  'templates/assets/photo.bin': 'theme photo',
  'templates/assets/own.css': 'a {}',
  '_posts/2022-05-15-first.md': post('title: First\ncategories: [c]'),
  [STORY]: post('title: A\ncategories: [c]', 'Text of A'),
  '_posts/2022-05-17-last.md': post('title: Last\ncategories: [c]'),
  '_data/one.yml': 'a: b',
  'about.md': '---\ntitle: x\n---\nAbout',
  'photo.bin': 'photo',
};

/** A clock by which all files are old enough for their looks to be trusted. */
const LATER = { ...systemClock, now: () => systemClock.now() + 60_000 };

function buildWith(site: TestSite, io: Io, more: Partial<Effects> = {}): Promise<BuildResult> {
  const options = { source: site.root, now: NOW, threads: 0 };
  return buildAnew(options, effectsWith(io, { clock: LATER, ...more }));
}

type Act = (at: string) => void;

const become =
  (make: Act): Act =>
  (at) => {
    fs.rmSync(at);
    make(at);
  };

const ACTS: readonly (readonly [string, Act])[] = [
  ['is deleted', (at) => fs.rmSync(at)],
  ['becomes a folder', become((at) => fs.mkdirSync(at))],
  ['becomes a link out of the site', become((at) => fs.symlinkSync('/etc/passwd', at))],
  ['becomes a link to nothing', become((at) => fs.symlinkSync('nowhere', at))],
];

/** Before the n-th operation that names the file, once. */
function acting(
  site: TestSite,
  file: string,
  n: number,
  act: Act,
): { io: Io; acted: () => boolean } {
  const at = path.join(site.root, file);
  let count = 0;
  const io = interruptedIo(disk, ({ name, paths }) => {
    if (paths[0] !== at || !/^(?:openFile|stat|read|realPath)$/.test(name)) return;
    count += 1;
    if (count === n) act(at);
  });
  return { io, acted: () => count >= n };
}

/** The site is what a build that begins now makes. */
async function expectSettled(site: TestSite): Promise<void> {
  const published = site.tree();
  const elsewhere = path.join(site.root, 'elsewhere');
  await site.build({ destination: elsewhere, cache: false });
  expect(published).toEqual(readTree(elsewhere));
  site.remove('elsewhere');
}

/** What is made of stories alone asks for no other file. */
const OTHERS: Files = { ...FILES, '_config.yml': 'url: https://news.example\nsearch: false\n' };

const LISTED = [STORY, '_data/one.yml', 'about.md', 'photo.bin'];
const THEME = ['templates/part.njk', 'templates/assets/photo.bin', 'templates/assets/own.css'];

describe('a file that', () => {
  for (const [what, act] of ACTS) {
    it.each([...LISTED, ...THEME])(`${what} while the site is built: %s`, async (file) => {
      // From first to last: each time that the build asks for the file.
      for (let n = 1; n < 12; n++) {
        const site = createSite(file === STORY ? FILES : OTHERS);
        const { io, acted } = acting(site, file, n, act);
        const result = await buildWith(site, io);
        if (!acted()) break;
        expectAccounted(result);
        expect([...site.tree().values()].join()).not.toContain('root:x:');
        expect(result.problems.filter(({ message }) => message.includes('PUBLISHED'))).toEqual([]);
      }
    });
  }

  it.each(LISTED)('goes once the list is made is not there: %s', async (file) => {
    const site = createSite(FILES);
    const at = path.join(site.root, file);
    const io: Io = {
      ...disk,
      walk(folder, skip) {
        const entries = disk.walk(folder, skip);
        if (folder === site.root) fs.rmSync(at, { force: true });
        return entries;
      },
    };
    const result = await buildWith(site, io);
    expect(result.problems).toEqual([]);
    expectAccounted(result);
    await expectSettled(site);
  });
});

describe('a story that was published before', () => {
  const edit = { 'templates/post.njk': 'new {{ page.title }} {{ content }} {{ page.next.title }}' };
  const change =
    (text: string): Act =>
    (at) =>
      fs.writeFileSync(at, text);
  const acts: readonly (readonly [string, Act, number])[] = [
    ['is deleted', (at) => fs.rmSync(at), 2],
    ['changes', change(post('title: Other\ncategories: [d]', 'Other text')), 3],
    ['is held', change(post('title: A\npublished: false')), 2],
    ['becomes a link to another', become((at) => fs.symlinkSync('../other.md', at)), 3],
  ];

  it.each(acts)('and %s when its page is made anew', async (_, act, published) => {
    const site = createSite({ ...FILES, 'other.md': post('title: B') });
    await buildWith(site, disk);
    site.write(edit);
    // The card is known, and only the page asks for the text.
    const { io, acted } = acting(site, STORY, 2, act);
    const result = await buildWith(site, io);
    expect(acted()).toBe(true);
    expect(result.problems).toEqual([]);
    expect(result.posts.published).toBe(published);
    expectAccounted(result);
    expect(result.stages.map(({ stage }) => stage)).toEqual([
      ...['configure', 'read', 'parse', 'organise', 'plan', 'render', 'write'],
    ]);
    await expectSettled(site);
    expect((await buildWith(site, disk)).outputs.touched).toEqual([]);
  });

  it('and goes with all others is a mass deletion, and not published', async () => {
    const many: Record<string, string> = {};
    for (let n = 10; n < 70; n++) many[`_posts/2022-05-16-${n}.md`] = post(`title: s${n}`);
    const site = createSite({ ...FILES, ...many });
    await buildWith(site, disk);
    const before = site.tree();
    site.write(edit);
    const posts = path.join(site.root, '_posts');
    const io = interruptedIo(disk, ({ name, paths: [file = ''] }) => {
      if (name !== 'openFile' || path.dirname(file) !== posts) return;
      for (const one of fs.readdirSync(posts)) fs.rmSync(path.join(posts, one));
    });
    const failed = await buildWith(site, io).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(SiteError);
    expect((failed as SiteError).problems.map(({ code }) => code)).toEqual(['mass-deletion']);
    expect(site.tree()).toEqual(before);
  });

  it('and never rests is told, with the site as it was', async () => {
    const site = createSite(FILES);
    await buildWith(site, disk);
    const before = site.tree();
    site.write(edit);
    let count = 0;
    const at = path.join(site.root, STORY);
    const io = interruptedIo(disk, ({ name, paths: [file] }) => {
      if (name === 'openFile' && file === at) fs.writeFileSync(at, post(`title: ${count++}`));
    });
    // The list of stories has its excerpt, which is made of the file as it is by then.
    const failed = await buildWith(site, io).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(SiteError);
    expect((failed as SiteError).problems.map(({ code }) => code)).toEqual(['sources-changing']);
    expect(site.tree()).toEqual(before);
  });
});

it('a copied file that goes just before it is copied is not there', async () => {
  const site = createSite(FILES);
  await buildWith(site, disk);
  site.write({ 'photo.bin': 'another photo' });
  const { io, acted } = acting(site, 'photo.bin', 2, (at) => fs.rmSync(at));
  const result = await buildWith(site, io);
  expect(acted()).toBe(true);
  expect(result.problems).toEqual([]);
  expect(site.has('photo.bin')).toBe(false);
});

it('a story that goes once its page was made is in no folder that is published whole', async () => {
  const story = (n: number): string => `_posts/2022-05-16-p${n}.md`;
  const stories = Array.from({ length: 40 }, (_, n) => [story(n), post(`title: P${n}`)] as const);
  const config = 'url: https://news.example\npermalink: /s/:title.html\n';
  const site = createSite({ ...PLAIN, '_config.yml': config, ...Object.fromEntries(stories) });
  site.remove(story(0));
  await site.build();
  // One that no build has owned: its page would be nobody's.
  site.write({ [story(0)]: post('title: P0') });
  site.remove('public');
  let isGone = false;
  const io = interruptedIo(disk, ({ name, paths: [file = ''] }) => {
    if (isGone || name !== 'write' || !file.endsWith(path.join('s', 'p0.html'))) return;
    isGone = true;
    site.remove(story(0), story(39));
  });
  const result = await buildWith(site, io);
  expect(isGone && result.posts.published).toBe(38);
  await expectSettled(site);
  expect([...site.tree().keys()]).not.toContain('s/p0.html');
});
