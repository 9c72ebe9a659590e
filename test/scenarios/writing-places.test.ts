/** Where a build may write, what stands in its way there, and what the system says. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { type Problem, SiteError } from '../../src/index.js';
import type { Io } from '../../src/model/io.js';
import { disk } from '../../src/platform/disk.js';
import { buildAnew } from '../support/drafts.js';
import { effectsWith, recordingIo, systemError } from '../support/faulty-io.js';
import { createSite, type Files, NOW, post, readTree, type TestSite } from '../support/site.js';

const PAGE = '2022/05/01/first.html';

function newsroom(more: Files = {}): TestSite {
  return createSite({ '_posts/2022-05-01-first.md': post('title: 一'), ...more });
}

function temporaryFolder(parent = os.tmpdir()): string {
  const folder = fs.mkdtempSync(path.join(parent, 'finews-elsewhere-'));
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function codesOf(failing: Promise<readonly Problem[]>): Promise<readonly string[]> {
  return (await failing).map(({ code }) => code);
}

describe('what stands in the way', () => {
  it('a foreign file where a folder must be: refused before anything changes', async () => {
    const site = newsroom({ 'public/2022/05': 'a file', 'public/index.html': 'old' });
    const [problem] = await site.fail();
    expect(problem).toMatchObject({ code: 'destination-blocked' });
    expect(problem?.message).toMatch(/public\/2022\/05 is a file where finews needs a folder$/);
    expect(problem?.hint).toContain('finews clean');
    expect([...site.tree()]).toEqual([
      ['2022/05', 'a file'],
      ['index.html', 'old'],
    ]);
  });

  it('a folder with foreign files where a file must be: the same', async () => {
    const site = newsroom({ 'public/index.html/mine.txt': 'x' });
    expect((await site.fail())[0]?.message).toMatch(/index\.html is a folder where .* a file$/);
    expect([...site.tree().keys()]).toEqual(['index.html/mine.txt']);
  });

  it('an empty folder makes way', async () => {
    const site = newsroom();
    fs.mkdirSync(path.join(site.root, 'public/index.html'), { recursive: true });
    await site.build();
    expect(site.read('index.html')).toContain('一');
  });

  it('a link to a file is replaced, its target is not touched', async () => {
    const site = newsroom({ 'outside.html': 'untouched' });
    fs.mkdirSync(path.join(site.root, 'public'));
    const link = path.join(site.root, 'public/index.html');
    fs.symlinkSync(path.join(site.root, 'outside.html'), link);
    await site.build();
    expect(fs.lstatSync(link).isSymbolicLink()).toBe(false);
    expect(fs.readFileSync(path.join(site.root, 'outside.html'), 'utf8')).toBe('untouched');
  });

  it('a link to a folder is refused, and nothing is written behind it', async () => {
    const site = newsroom();
    const outside = temporaryFolder();
    fs.mkdirSync(path.join(site.root, 'public'));
    fs.symlinkSync(outside, path.join(site.root, 'public/2022'));
    const [problem] = await site.fail();
    expect(problem?.message).toMatch(/public\/2022 is a link where finews needs a folder$/);
    expect(fs.readdirSync(outside)).toEqual([]);
    expect(site.has('index.html')).toBe(false);
  });

  it('nothing behind a folder that became a link is deleted', async () => {
    const site = newsroom({ '_posts/2023-01-01-second.md': post('title: 二') });
    await site.build();
    const outside = temporaryFolder();
    fs.renameSync(path.join(site.root, 'public/2022'), path.join(outside, '2022'));
    fs.symlinkSync(path.join(outside, '2022'), path.join(site.root, 'public/2022'));
    site.remove('_posts/2022-05-01-first.md');
    await site.build();
    expect(fs.existsSync(path.join(outside, PAGE))).toBe(true);
  });
});

describe('the destination', () => {
  it('may be a link to a folder', async () => {
    const site = newsroom();
    const outside = temporaryFolder();
    fs.symlinkSync(outside, path.join(site.root, 'public'));
    await site.build();
    expect(fs.existsSync(path.join(outside, PAGE))).toBe(true);
    expect((await site.build()).outputs).toMatchObject({ added: 0, changed: 0, removed: 0 });
    expect(fs.lstatSync(path.join(site.root, 'public')).isSymbolicLink()).toBe(true);
  });

  it.each(['a link to nothing', 'not a folder'])('may not be %s', async (what) => {
    const site = newsroom();
    if (what === 'not a folder') site.write({ public: 'x' });
    else fs.symlinkSync(path.join(site.root, 'nowhere'), path.join(site.root, 'public'));
    const [problem] = await site.fail();
    expect(problem).toMatchObject({ code: 'destination-blocked' });
    expect(problem?.message).toContain(what);
  });

  it('may not contain the source, plainly or through a link', async () => {
    const site = newsroom();
    const link = path.join(temporaryFolder(), 'link');
    fs.symlinkSync(path.dirname(site.root), link);
    const inside = path.join(site.root, 'inside');
    fs.symlinkSync(site.root, inside);
    for (const destination of [site.root, path.dirname(site.root), '/', link, inside]) {
      expect(await codesOf(site.fail({ destination })), destination).toEqual([
        'destination-unsafe',
      ]);
    }
    expect(site.has('index.html')).toBe(false);
    expect(fs.existsSync(path.join(site.root, 'index.html'))).toBe(false);
  });

  it('may not lie among the stories, plainly or through a link', async () => {
    const site = newsroom();
    site.write({ 'city/stories/a.txt': 'x' });
    fs.symlinkSync('stories', path.join(site.root, 'city/_posts'));
    fs.symlinkSync('_posts', path.join(site.root, 'out'));
    for (const name of ['out', 'city/_posts/out']) {
      const problems = await site.fail({ destination: path.join(site.root, name) });
      expect(problems).toMatchObject([
        { message: expect.stringMatching(/ lies in (?:city\/)?_posts, /) },
      ]);
    }
  });

  it('may not be the home folder', async () => {
    const site = newsroom();
    const home = temporaryFolder();
    vi.stubEnv('HOME', home);
    onTestFinished(() => void vi.unstubAllEnvs());
    expect(await codesOf(site.fail({ destination: home }))).toEqual(['destination-unsafe']);
    expect(fs.readdirSync(home)).toEqual([]);
    await site.build({ destination: path.join(home, 'www') });
  });

  it('is no place for the cache to take in, nor is the source', async () => {
    const site = newsroom({ 'stage-plays/macbeth.txt': 'x' });
    for (const cache of ['.', '..', 'public', 'public/cache']) {
      site.write({ '_config.yml': `cache_dir: ${cache}\n` });
      const [code] = await codesOf(site.fail());
      expect(code, cache).toMatch(/^(?:cache|destination)-unsafe$/);
    }
    expect(fs.existsSync(path.join(site.root, 'stage-plays/macbeth.txt'))).toBe(true);
  });

  it('is free of what a killed build of the same place was writing, and of nothing else', async () => {
    const site = newsroom();
    await site.build();
    const cache = path.join(site.root, '.finews');
    const manifest = fs.readdirSync(cache).find((name) => name.startsWith('manifest-')) ?? '';
    const others = ['manifest-00000000.log.tmp', manifest.replace('manifest', 'lock')];
    const unfinished = [
      `${manifest}.tmp`,
      ...others.map((name) => name.replace(/(\.tmp)?$/, '.tmp')),
    ];
    for (const name of unfinished) fs.writeFileSync(path.join(cache, name), 'half');
    await site.build();
    const left = fs.readdirSync(cache).filter((name) => name.endsWith('.tmp'));
    expect(left.sort()).toEqual(unfinished.slice(1).sort());
  });

  it('is built beside others of the same site without disturbing them', async () => {
    const site = newsroom();
    const [one, two] = [path.join(site.root, 'one'), path.join(site.root, 'two')];
    site.write({ '_config.yml': 'exclude: [one, two]\n' });
    const results = await Promise.all([
      site.build({ destination: one }),
      site.build({ destination: two }),
    ]);
    expect(results.map(({ outputs }) => outputs.added > 0)).toEqual([true, true]);
    expect(readTree(one)).toEqual(readTree(two));
  });
});

const DISKS = ['/dev/shm', '/var/tmp'];
const elsewhere = DISKS.find(
  (folder) => fs.existsSync(folder) && fs.statSync(folder).dev !== fs.statSync(os.tmpdir()).dev,
);
if (elsewhere === undefined)
  console.warn(`Skipped: no second file system is at hand (${DISKS.join(', ')}).`);

describe.skipIf(elsewhere === undefined)('a cache on another file system', () => {
  it.each(['new', 'existing'])('publishes by rename into a %s destination', async (state) => {
    const site = newsroom();
    const folder = temporaryFolder(elsewhere);
    const destination = path.join(folder, 'www');
    if (state === 'existing') fs.mkdirSync(destination);
    const { io, operations } = recordingIo(disk);
    await buildAnew({ source: site.root, destination, now: NOW }, effectsWith(io));
    expect(fs.existsSync(path.join(destination, PAGE))).toBe(true);
    expect(fs.readdirSync(destination)).not.toContain('.finews-stage');
    expect(operations.some(({ name }) => name === 'copy')).toBe(false);
    expect((await site.build({ destination })).outputs).toMatchObject({ added: 0, changed: 0 });
  });

  it('leaves no destination behind when the first build fails', async () => {
    const site = newsroom({ 'templates/home.njk': '{{ page.posts.nothing.more() }}' });
    const destination = path.join(temporaryFolder(elsewhere), 'www');
    await site.fail({ destination });
    expect(fs.existsSync(destination)).toBe(false);
  });
});

describe('what the system refuses', () => {
  /** The disk, where every change below a folder is refused, as on a read-only mount. */
  function readOnly(folder: string, code: string): Io {
    const refuse = (name: string, file: string): void => {
      if (file.startsWith(folder)) throw systemError(code, { name, paths: [file] });
    };
    return {
      ...disk,
      makeFolder: (file) => {
        refuse('mkdir', file);
        disk.makeFolder(file);
      },
      rename: (from, to) => {
        refuse('rename', to);
        disk.rename(from, to);
      },
    };
  }

  it.each([
    ['EROFS', 'read-only'],
    ['EACCES', 'the right to read and write'],
  ])('%s: names the path and what to do', async (code, hint) => {
    const site = newsroom();
    const folder = path.join(site.root, 'public');
    const failing = buildAnew({ source: site.root, now: NOW }, effectsWith(readOnly(folder, code)));
    const error = await failing.catch((reason: unknown) => reason);
    if (!(error instanceof SiteError)) throw error;
    const [problem, told] = error.problems;
    expect(problem).toMatchObject({ code: `system-${code.toLowerCase()}`, severity: 'error' });
    expect(problem?.message).toContain(folder);
    expect(problem?.hint).toContain(hint);
    expect(told?.code).toBe('publishing-interrupted');
  });

  it('is a rename of folders: their files are published one by one', async () => {
    const site = newsroom();
    const io: Io = {
      ...disk,
      rename(from, to) {
        const isFolder = fs.statSync(from).isDirectory();
        if (isFolder) throw systemError('EXDEV', { name: 'rename', paths: [from] });
        disk.rename(from, to);
      },
    };
    await buildAnew({ source: site.root, now: NOW }, effectsWith(io));
    const published = site.tree();
    expect((await site.build()).outputs).toMatchObject({ added: 0, changed: 0, removed: 0 });
    site.remove('public', '.finews');
    await site.build();
    expect(published).toEqual(site.tree());
  });
});

it.skipIf(process.platform === 'win32')(
  'gives new folders the group of a destination that gives its own',
  async () => {
    const site = newsroom({ 'public/.keep': '' });
    const modeOf = (folder: string): number =>
      fs.statSync(path.join(site.root, folder)).mode & 0o2000;
    fs.chmodSync(path.join(site.root, 'public'), 0o2775);
    await site.build();
    expect(modeOf('public/2022/05')).toBe(modeOf('public'));
    expect(modeOf('public')).not.toBe(0);
  },
);
