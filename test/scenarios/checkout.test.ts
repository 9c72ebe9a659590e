/**
 * A build after a fresh checkout, as in CI: every time is new, and only stories that git has other
 * bytes of are read. Whatever git can't vouch for is read as ever.
 */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Io } from '../../src/model/io.js';
import { disk } from '../../src/platform/disk.js';
import { buildAnew } from '../support/drafts.js';
import { effectsWith, recordingIo } from '../support/faulty-io.js';
import { checkOut, git, hasGit, later } from '../support/git.js';
import { PLAIN } from '../support/plain-theme.js';
import { createSite, type Files, NOW, post, type TestSite } from '../support/site.js';

const STORY = '_posts/2022-05-16-a.md';
/** Links to it. */
const NEXT = '_posts/2022-05-17-b.md';
const text = (letter: string): string => post('title: 一', letter);

/** As quickly made as can be: what is read of the stories is the same. */
const SETTINGS: Files = { ...PLAIN, '_config.yml': 'search: false\n' };

const FILES: Files = {
  '.gitignore': 'public\n.finews\n',
  [STORY]: text('a'),
  [NEXT]: text('b'),
  '_posts/市场/2022-05-18-c.md': text('c'),
};

/**
 * Builds in a fresh process's stead; the paths of the stories that were opened: to see what is in
 * them, or because their pages are made again.
 */
async function opened(
  site: TestSite,
  source = site.root,
  real: Io = disk,
): Promise<readonly string[]> {
  const { io, operations } = recordingIo(real);
  // Late enough for every look to be trusted.
  const clock = { now: () => Date.now() + 3_600_000, ticks: () => 0 };
  await buildAnew({ source, now: NOW }, effectsWith(io, { clock }));
  const files = operations.filter(({ name }) => name === 'openFile').map(({ paths }) => paths[0]);
  const names = [...new Set(files)].map((file = '') => path.relative(source, file));
  return names.filter((name) => name.includes('_posts')).sort();
}

/** In a work tree whose top is the site, or the folder above it. */
async function published(files: Files = FILES): Promise<TestSite> {
  const site = createSite({ ...SETTINGS, ...files });
  vi.stubEnv('HOME', path.join(site.root, 'nowhere'));
  onTestFinished(() => void vi.unstubAllEnvs());
  git(site.root, 'init', '-q');
  git(site.root, 'add', '.');
  git(site.root, 'commit', '-qm', 'one');
  checkOut(site.root);
  await opened(site);
  return site;
}

describe.skipIf(!hasGit)('after a checkout', () => {
  it.each([
    ['[include]\n\tpath = ../more\n', { more: '[user]\n\tname = x\n' }],
    ['[includeIf "gitdir:/x/"]\n\tpath = /nowhere\n', {}],
    ['[filter "lfs"]\n\tsmudge = git-lfs smudge -- %f\n', {}],
  ])('nor where the config says %j', async (config, files) => {
    const site = await published();
    site.write(files);
    fs.appendFileSync(path.join(site.root, '.git/config'), config);
    vi.stubEnv('GIT_CONFIG_COUNT', '1');
    vi.stubEnv('GIT_CONFIG_KEY_0', 'safe.directory');
    checkOut(site.root);
    expect(await opened(site)).toEqual([]);
  });

  it('no story is read that git has the same bytes of', async () => {
    const site = await published();
    const pages = site.tree();
    checkOut(site.root);
    expect(await opened(site)).toEqual([]);
    expect(site.tree()).toEqual(pages);
    // What was learnt is kept: the next build needs neither git nor the files.
    fs.rmSync(path.join(site.root, '.git'), { recursive: true });
    expect(await opened(site)).toEqual([]);
  });

  it('a story that was committed since is read, and no other', async () => {
    const site = await published();
    site.write({ [STORY]: text('x') });
    // It takes files of the same second and size for the same.
    git(site.root, 'rm', '-q', '--cached', STORY);
    git(site.root, 'add', '.');
    git(site.root, 'commit', '-qm', 'two');
    checkOut(site.root);
    expect(await opened(site)).toEqual([STORY, NEXT]);
    expect(site.read('2022/05/16/a.html')).toContain('x');
    checkOut(site.root);
    expect(await opened(site)).toEqual([]);
  });

  it('a story that was edited since is read, though it has as many bytes and the old time', async () => {
    const site = await published();
    checkOut(site.root);
    const { atimeMs, mtimeMs } = fs.statSync(path.join(site.root, STORY));
    site.write({ [STORY]: text('x') });
    fs.utimesSync(path.join(site.root, STORY), atimeMs / 1000, mtimeMs / 1000);
    expect(await opened(site)).toEqual([STORY, NEXT]);
    expect(site.read('2022/05/16/a.html')).toContain('x');
  });

  it('a story that was written while it was read is read again', async () => {
    const site = await published();
    const [file, told] = [path.join(site.root, STORY), text('x')];
    // New to finews, and as git left it.
    site.remove('.finews', 'public');
    await opened(site, site.root, {
      ...disk,
      openFile(name) {
        const found = disk.openFile(name);
        if (name === file) fs.writeFileSync(file, told);
        return found;
      },
    });
    expect(site.read('2022/05/16/a.html')).toContain('x');
    checkOut(site.root);
    await opened(site);
    expect(site.read('2022/05/16/a.html')).toContain('<p>a</p>');
  });

  it('a site below the top of the work tree is known as well, and so is a linked work tree', async () => {
    const top = createSite({});
    vi.stubEnv('HOME', path.join(top.root, 'nowhere'));
    onTestFinished(() => void vi.unstubAllEnvs());
    const below = path.join(top.root, 'sites/news');
    top.write(Object.fromEntries(Object.entries(FILES).map(([n, t]) => [`sites/news/${n}`, t])));
    git(top.root, 'init', '-q');
    git(top.root, 'add', '.');
    git(top.root, 'commit', '-qm', 'one');
    later(top.root);
    expect(await opened(top, below)).toHaveLength(3);
    checkOut(top.root);
    expect(await opened(top, below)).toEqual([]);

    const linked = path.join(top.root, 'linked');
    git(top.root, 'worktree', 'add', '-q', linked);
    const soon = Date.now() / 1000 + 60;
    fs.utimesSync(path.join(top.root, '.git/worktrees/linked/index'), soon, soon);
    const inLinked = path.join(linked, 'sites/news');
    fs.cpSync(path.join(below, '.finews'), path.join(inLinked, '.finews'), { recursive: true });
    fs.cpSync(path.join(below, 'public'), path.join(inLinked, 'public'), {
      recursive: true,
      preserveTimestamps: true,
    });
    expect(await opened(top, inLinked)).toEqual([]);
  });
});

/** The stories alone anew. */
function checkOutStories(site: TestSite): void {
  site.remove('_posts');
  git(site.root, 'checkout', '-q', '--', '_posts');
  later(site.root);
}

describe.skipIf(!hasGit)('every story is read', () => {
  const all = Object.keys(FILES).slice(1);

  it('that may have changed while the index was written', async () => {
    const site = await published();
    checkOut(site.root);
    fs.utimesSync(path.join(site.root, '.git/index'), 9, 9);
    expect(await opened(site)).toEqual(all);
  });

  it.each([
    ['.gitattributes', '*.md filter=shout\n'],
    ['_posts/市场/.gitattributes', '*.md working-tree-encoding=UTF-16\n'],
    ['.git/info/attributes', '*.md ident\n'],
    ['home/.config/git/attributes', '*.md ident\n'],
    ['home/.gitconfig', '[core]\n\tattributesFile = elsewhere\n'],
    ['home/.gitconfig', '[filter "shout"]\n\tsmudge = tr a-z A-Z\n'],
    ['home/.gitconfig', '[Filter.shout]\n\tprocess = shout\n'],
    ['home/.gitconfig', '[attr]\n\ttree = HEAD\n'],
    ['home/.gitconfig', '[include]\n\tpath = ../nowhere\\\n\n'],
    ['home/.gitconfig', '[include]\n\tpath = %(prefix)/x\n'],
    ['xdg/git/config', '[filter "shout"]\n\tsmudge = tr a-z A-Z\n'],
    ['xdg/git/attributes', '*.md filter=shout\n'],
    ['global', '[filter "shout"]\n\tclean = tr A-Z a-z\n'],
    ['system', '[filter "shout"]\n\tclean = tr A-Z a-z\n'],
    ['.git/config.worktree', '[filter "shout"]\n\trequired\n'],
  ])('where %s, added or not, may make other bytes of the same blob', async (file, attributes) => {
    const site = await published();
    vi.stubEnv('HOME', path.join(site.root, 'home'));
    vi.stubEnv('XDG_CONFIG_HOME', path.join(site.root, 'xdg'));
    vi.stubEnv('GIT_CONFIG_GLOBAL', path.join(site.root, 'global'));
    vi.stubEnv('GIT_CONFIG_SYSTEM', path.join(site.root, 'system'));
    site.write({ [file]: attributes });
    checkOut(site.root);
    expect(await opened(site)).toEqual(all);
  });

  const FILTER = '[filter "shout"]\n\tsmudge = tr a-z A-Z\n';
  it.each([
    ['[include]\n\tpath = ../more\n', { more: FILTER }],
    ['[include] path = "../more" ; why\n', { more: FILTER }],
    ['[include]\n\tpath = ~/more # why\n', { 'home/more': FILTER }],
    ['[includeIf "onbranch:none"]\n\tpath = ../a/more\n', { 'a/more': FILTER }],
    [
      '[include]\n\tpath = ../a/one\n',
      { 'a/one': '[Include]\nPATH=two\n', 'a/two': '[core]\nattributesFile = x\n' },
    ],
  ])('where a config that is included by %j may do so', async (config, files) => {
    const site = await published();
    vi.stubEnv('HOME', path.join(site.root, 'home'));
    site.write(files);
    fs.appendFileSync(path.join(site.root, '.git/config'), config);
    checkOut(site.root);
    expect(await opened(site)).toEqual(all);
  });

  it.each([
    ['GIT_CONFIG_COUNT', { GIT_CONFIG_KEY_0: 'filter.shout.smudge', GIT_CONFIG_VALUE_0: 'cat' }],
    ['GIT_CONFIG_COUNT', { GIT_CONFIG_KEY_0: 'core.attributesFile', GIT_CONFIG_VALUE_0: '/x' }],
    ['GIT_CONFIG_PARAMETERS', { GIT_CONFIG_PARAMETERS: "'filter.shout.smudge'='tr a-z A-Z'" }],
    ['GIT_ATTR_SOURCE', { GIT_ATTR_SOURCE: 'HEAD' }],
    ['GIT_DIR', { GIT_DIR: '/elsewhere' }],
  ])('where the variable %s says so', async (name, variables) => {
    const site = await published();
    checkOut(site.root);
    vi.stubEnv(name, '1');
    for (const [key, value] of Object.entries(variables)) vi.stubEnv(key, value);
    expect(await opened(site)).toEqual(all);
  });

  it('where the attributes that git has are not those that lie there', async () => {
    const site = await published({ ...FILES, '.gitattributes': '*.md diff\n' });
    checkOut(site.root);
    expect(await opened(site)).toEqual([]);
    site.remove('.gitattributes');
    checkOutStories(site);
    expect(await opened(site)).toEqual(all);
    site.write({ '.gitattributes': '*.md merge\n' });
    checkOutStories(site);
    expect(await opened(site)).toEqual(all);
  });

  it.each([
    ['has no index', (index: string) => fs.rmSync(index)],
    ['has one that was cut', (index: string) => fs.truncateSync(index, 100)],
  ])('where the work tree %s', async (_case, damage) => {
    const site = await published();
    checkOut(site.root);
    damage(path.join(site.root, '.git/index'));
    expect(await opened(site)).toEqual(all);
  });

  it('that a filter makes other bytes of, by a file that a config includes', async () => {
    const site = await published();
    site.write({
      'more/config': '[core]\n\tattributesFile = more/attributes\n',
      'more/attributes': '*.md filter=shout\n',
    });
    fs.appendFileSync(path.join(site.root, '.git/config'), '[include]\npath = ../more/config\n');
    git(site.root, 'config', 'filter.shout.smudge', "sed 's/^a$/x/'");
    checkOut(site.root);
    expect(fs.readFileSync(path.join(site.root, STORY), 'utf8')).toBe(text('x'));
    await opened(site);
    expect(site.read('2022/05/16/a.html')).toContain('<p>x</p>');
  });

  it('whose lines end here and there as ever, but not the same ones', async () => {
    const mixed = (first: string, second: string) => `${text('a').trimEnd()}${first}b${second}`;
    const site = await published();
    git(site.root, 'config', 'core.autocrlf', 'input');
    const story = '_posts/2022-05-19-d.md';
    for (const body of [mixed('\r\n', '\n'), mixed('\n', '\r\n')]) {
      site.write({ [story]: body });
      fs.rmSync(path.join(site.root, '.git/index'));
      git(site.root, 'add', '.');
      later(site.root);
      expect(await opened(site)).toContain(story);
    }
  });

  it('where lines end otherwise than they did', async () => {
    const site = await published();
    git(site.root, 'config', 'core.autocrlf', 'true');
    checkOut(site.root);
    expect(fs.readFileSync(path.join(site.root, STORY), 'utf8')).toContain('\r\n');
    expect(await opened(site)).toEqual(all);
  });
});
