/** What is no ordinary file where a story should be: links, folders, pipes; and a `_posts` that is one. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Io } from '../../src/model/io.js';
import { disk } from '../../src/platform/disk.js';
import {
  expectAccounted,
  expectGoodPages,
  GOOD_FILES,
  goodSite,
  toldOf,
} from '../support/bad-input.js';
import { buildAnew } from '../support/drafts.js';
import { effectsWith } from '../support/faulty-io.js';
import { createSite, NOW, post, type TestSite } from '../support/site.js';

const GOOD_COUNT = GOOD_FILES.length;

/** Makes something at an absolute path; `site` is for what needs to lie elsewhere in it. */
type Make = (at: string, site: TestSite) => void;

/** What it is, how it is made, what is told, and whether a story comes of it. */
type Row = readonly [string, Make, string, boolean];

function linkTo(target: string): Make {
  return (at) => fs.symlinkSync(target, at);
}

const kinds: readonly Row[] = [
  ['a folder named .md', (at) => fs.mkdirSync(at), 'not-a-file set-aside', false],
  ['a link to a system file', linkTo('/etc/passwd'), 'link-outside set-aside', false],
  ['a link that climbs out', linkTo('../../../../../etc/passwd'), 'link-outside set-aside', false],
  ['a link to nothing', linkTo('nowhere.md'), 'link-broken set-aside', false],
  [
    'a link to itself',
    (at) => fs.symlinkSync(path.basename(at), at),
    'link-broken set-aside',
    false,
  ],
  ['a link to a device', linkTo('/dev/zero'), 'link-outside set-aside', false],
  [
    'a link to a file inside',
    (at, site) => {
      site.write({ 'archive.txt': post('title: 链') });
      fs.symlinkSync('../archive.txt', at);
    },
    '',
    true,
  ],
  [
    'a link to a file inside, in a folder whose name begins as the way out',
    (at, site) => {
      site.write({ '..old/archive.txt': post('title: 链') });
      fs.symlinkSync('../..old/archive.txt', at);
    },
    '',
    true,
  ],
];

const FILE = '_posts/2022-05-16-x.md';
const PAGE = '2022/05/16/x.html';

describe('a story that is no file of its own', () => {
  it.each(kinds)('%s', async (_, make, told, published) => {
    const site = goodSite();
    make(path.join(site.root, FILE), site);
    const result = await site.build();
    expect(toldOf(result.problems, FILE)).toEqual(told === '' ? [] : [told]);
    expect(site.has(PAGE)).toBe(published);
    expect(result.posts.published).toBe(GOOD_COUNT + Number(published));
    await expectGoodPages(site);
  });

  it.each(kinds.filter(([, , , published]) => !published))(
    '%s is counted among the stories found',
    async (_, make) => {
      const site = goodSite();
      make(path.join(site.root, FILE), site);
      const { posts } = await site.build();
      expect(posts.found).toBe(GOOD_COUNT + 1);
      expectAccounted({ posts });
    },
  );

  const pipe = spawnSync('mkfifo', ['--version']).error === undefined;
  if (!pipe) console.warn('Skipped: there is no mkfifo here to make a named pipe with.');

  it.skipIf(!pipe)('a named pipe, which would never end', async () => {
    const site = goodSite();
    expect(spawnSync('mkfifo', [path.join(site.root, FILE)]).status).toBe(0);
    const result = await site.build();
    expect(toldOf(result.problems, FILE)).toEqual(['not-a-file set-aside']);
    await expectGoodPages(site);
  });

  it('a link that takes its place once the list is made', async () => {
    const site = goodSite({ [FILE]: post('title: x') });
    const at = path.join(site.root, FILE);
    const io: Io = {
      ...disk,
      walk(folder, skip) {
        const entries = disk.walk(folder, skip);
        if (folder === site.root) {
          fs.rmSync(at);
          fs.symlinkSync('/etc/passwd', at);
        }
        return entries;
      },
    };
    const options = { source: site.root, now: NOW, threads: 0 };
    const result = await buildAnew(options, effectsWith(io));
    expect(toldOf(result.problems, FILE)).toEqual(['link-outside set-aside']);
    expectAccounted(result);
    await expectGoodPages(site);
  });

  it('a name that is not UTF-8', async () => {
    const site = goodSite();
    const name = Buffer.from(path.join(site.root, '_posts/2022-05-16-?.md'));
    name[name.indexOf('?')] = 0xff;
    fs.writeFileSync(name, post('title: x'));
    const { problems } = await site.build();
    expect(problems.map(({ code, fate }) => `${code} ${fate}`)).toEqual(['file-name set-aside']);
    await expectGoodPages(site);
  });

  it.each([
    ['in _posts', '_posts/?'],
    ['beside it', 'old-?/_posts'],
  ])('a folder %s whose name is not UTF-8', async (_, folder) => {
    const site = goodSite();
    const name = Buffer.from(path.join(site.root, folder));
    name[name.indexOf('?')] = 0xff;
    fs.mkdirSync(name, { recursive: true });
    fs.writeFileSync(Buffer.concat([name, Buffer.from('/2022-05-16-x.md')]), post('title: x'));
    const { problems } = await site.build();
    expect(problems.map(({ code, fate }) => `${code} ${fate}`)).toEqual(['file-name set-aside']);
    await expectGoodPages(site);
  });

  it('a file with the name of a picture in _posts is told, and not lost from the good ones', async () => {
    const site = goodSite({ '_posts/photo.jpg': 'x', '_posts/notes.txt': 'x' });
    const { problems } = await site.build();
    expect(problems.map(({ code, file }) => `${code} ${file}`)).toEqual([
      'not-a-post _posts/notes.txt',
      'picture-refused _posts/photo.jpg',
    ]);
    await expectGoodPages(site);
  });

  it('unreadable by the one who builds', async ({ skip }) => {
    const site = goodSite({ [FILE]: post('title: x') });
    fs.chmodSync(path.join(site.root, FILE), 0);
    skip(process.getuid?.() === 0, 'the superuser may read everything');
    const { problems } = await site.build();
    expect(toldOf(problems, FILE)).toEqual(['post-unreadable set-aside']);
    await expectGoodPages(site);
  });
});

describe('links outside _posts', () => {
  it('never bring files of elsewhere into the output', async () => {
    const site = goodSite();
    fs.symlinkSync('/etc/passwd', path.join(site.root, 'passwd.txt'));
    fs.symlinkSync('/etc', path.join(site.root, 'etc'));
    fs.symlinkSync('.', path.join(site.root, 'loop'));
    const { problems } = await site.build();
    expect(problems.map(({ code, file }) => `${code} ${file}`)).toEqual([
      'link-outside etc',
      'link-loop loop',
      'link-outside passwd.txt',
    ]);
    expect([...site.tree().keys()].filter((file) => /passwd|^etc|^loop/.test(file))).toEqual([]);
    await expectGoodPages(site);
  });

  it('of _data are refused, and the build goes on', async () => {
    const site = goodSite({ '_data/x.yml': 'a: b' });
    fs.symlinkSync('/etc/passwd', path.join(site.root, '_data/passwd.yml'));
    const { problems } = await site.build();
    expect(toldOf(problems, '_data/passwd.yml')).toEqual(['link-outside set-aside']);
  });
});

describe('_posts', () => {
  it('that is missing fails the build, and what was published stays', async () => {
    const site = createSite({ [FILE]: post('title: x') });
    await site.build();
    const before = site.tree();
    site.remove('_posts');
    const problems = await site.fail();
    expect(problems.map(({ code, severity }) => [code, severity])).toEqual([
      ['posts-missing', 'error'],
    ]);
    expect(site.tree()).toEqual(before);
  });

  it('that is missing on purpose builds with allowEmpty', async () => {
    const site = createSite({});
    site.remove('_posts');
    const { posts } = await site.build({ allowEmpty: true });
    expect(posts).toMatchObject({ found: 0, published: 0 });
    expect(site.has('index.html')).toBe(true);
  });

  it('that is a file is missing', async () => {
    const site = createSite({});
    site.remove('_posts');
    site.write({ _posts: 'x' });
    expect((await site.fail()).map(({ code }) => code)).toEqual(['posts-missing']);
  });

  it('that links to a folder inside the site is followed', async () => {
    const site = createSite({
      'store/2022/2022-05-16-x.md': post('title: 链'),
      '_config.yml': 'exclude: [store]\n',
    });
    site.remove('_posts');
    fs.symlinkSync('store', path.join(site.root, '_posts'));
    const { posts, problems } = await site.build();
    expect(problems).toEqual([]);
    expect(posts).toMatchObject({ found: 1, published: 1 });
    expect(site.has(PAGE)).toBe(true);
  });

  it.each([
    ['leaves the site', '/etc', 'link-outside'],
    ['leads nowhere', 'nowhere', 'link-broken'],
    ['leads to itself', '_posts', 'link-broken'],
    ['leads to a file', '_config.yml', 'link-outside'],
    ['leads to the site', '.', 'link-loop'],
  ])('that links and %s fails the build', async (_, target, code) => {
    const site = createSite({});
    site.remove('_posts');
    fs.symlinkSync(target, path.join(site.root, '_posts'));
    const problems = await site.fail();
    expect(problems.map((one) => [one.code, one.severity, one.file])).toEqual([
      [code, 'error', '_posts'],
    ]);
    expect(site.tree().size).toBe(0);
  });
});
