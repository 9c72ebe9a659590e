/** The destination is what the build says it is, whoever wrote there and whatever is remembered of it. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { BuildOptions, Problem } from '../../src/index.js';
import { SiteError } from '../../src/model/problem.js';
import { build } from '../../src/pipeline/build.js';
import { verify } from '../../src/pipeline/verify.js';
import { disk } from '../../src/platform/disk.js';
import { buildAnew, testSession } from '../support/drafts.js';
import { effectsWith, recordingIo } from '../support/faulty-io.js';
import { PLAIN } from '../support/plain-theme.js';
import { createSite, NOW, post, type TestSite } from '../support/site.js';

const MODES: readonly BuildOptions[] = [{}, { atomic: true }];

/** Names beside the site's own that versions have. */
function versions(site: TestSite): readonly string[] {
  return fs.readdirSync(site.root).filter((name) => name.startsWith('.public'));
}

function at(site: TestSite, ...names: readonly string[]): string {
  return path.join(site.root, ...names);
}

/** The cache as it is now, to be put back later beside another destination. */
function savedCache(site: TestSite): () => void {
  const saved = fs.mkdtempSync(`${site.root}-cache-`);
  fs.cpSync(at(site, '.finews'), saved, { recursive: true });
  return () => {
    fs.rmSync(at(site, '.finews'), { recursive: true });
    fs.renameSync(saved, at(site, '.finews'));
  };
}

function messages(problems: readonly Problem[]): readonly string[] {
  return problems.map(({ code, message }) => `${code}: ${message.replace(/^\S+\/public /, '')}`);
}

async function verified(site: TestSite, options: BuildOptions = {}): Promise<readonly Problem[]> {
  const asked = { source: site.root, now: NOW, ...options };
  try {
    await verify(asked, await site.build(options), effectsWith(disk));
    return [];
  } catch (error) {
    if (error instanceof SiteError) return error.problems;
    throw error;
  }
}

describe.each(MODES)('a folder that becomes a file (%j)', (mode) => {
  const KEEP = '_posts/2022-01-01-keep.md';
  const STORY = '_posts/2022-01-02-a.md';
  const own = (permalink: string) => post(`title: 甲\npermalink: ${permalink}`);

  async function settled(site: TestSite): Promise<void> {
    const { problems, outputs } = await site.build(mode);
    expect([problems, outputs.added + outputs.changed + outputs.removed]).toEqual([[], 0]);
    expect(versions(site).length).toBeLessThanOrEqual(mode.atomic === true ? 2 : 0);
  }

  const moves: readonly (readonly [before: string, after: string])[] = [
    ['/q/x.html/', '/q/x.html'],
    ['/q/x.html/y.html', '/q/x.html'],
    ['/q/x.html/y/z.html/', '/q/x.html'],
    ['/a/b/c/x.html/y/z.html', '/a/b/c/x.html'],
    ['/a/b.html/c/d.html', '/a/b.html'],
  ];
  it.each([...moves, ...moves.map(([before, after]) => [after, before] as const)])(
    'a story: %s, then %s',
    async (before, after) => {
      const site = createSite({ ...PLAIN, [KEEP]: post('title: 一'), [STORY]: own(before) });
      await site.build(mode);
      site.write({ [STORY]: own(after) });
      const { problems } = await site.build(mode);
      expect(problems).toEqual([]);
      const file = after.replace(/^\//, '').replace(/\/$/, '/index.html');
      expect(fs.statSync(at(site, 'public', file)).isFile()).toBe(true);
      expect(site.read(file)).toContain('甲');
      await settled(site);
      expect(await verified(site, mode)).toEqual([]);
    },
  );

  it('a page, a static file, a story in place of a static folder, and all back', async () => {
    const site = createSite({ ...PLAIN, [KEEP]: post('title: 一') });
    const page = (permalink: string) => `---\npermalink: ${permalink}\n---\n页`;
    const [first, second] = [
      { 'p.html': page('/p/p.html/'), 'f/f.txt/a.txt': 'a', 'm/n.html/x.txt': 'x' },
      { 'p.html': page('/p/p.html'), 'f/f.txt': 'f', [STORY]: own('/m/n.html') },
    ];
    for (let round = 0; round < 2; round++) {
      site.write(first);
      await site.build(mode);
      expect(site.has('p/p.html/index.html') && site.has('m/n.html/x.txt')).toBe(true);
      await settled(site);
      site.remove('f', 'm');
      site.write(second);
      await site.build(mode);
      expect([site.read('f/f.txt'), site.has('p/p.html/index.html')]).toEqual(['f', false]);
      expect(fs.statSync(at(site, 'public/p/p.html')).isFile()).toBe(true);
      await settled(site);
      site.remove('f', STORY);
    }
  });

  it('the last file of a folder goes while another comes into it', async () => {
    const site = createSite({ ...PLAIN, [KEEP]: post('title: 一'), [STORY]: own('/q/x.html/') });
    await site.build(mode);
    site.write({ [STORY]: own('/q/x.html'), [KEEP]: post('title: 一\npermalink: /q/y.html') });
    await site.build(mode);
    expect(site.has('q/x.html') && site.has('q/y.html')).toBe(true);
  });

  it('in a process that goes on', async () => {
    const site = createSite({ ...PLAIN, [KEEP]: post('title: 一'), [STORY]: own('/q/x.html/') });
    const kept = testSession();
    const memo = () => {
      kept.changed?.add(at(site, STORY));
      return build({ source: site.root, now: NOW, ...mode }, effectsWith(disk), kept);
    };
    for (const permalink of ['/q/x.html/', '/q/x.html', '/q/x.html/y.html', '/q/x.html']) {
      site.write({ [STORY]: own(permalink) });
      expect((await memo()).problems).toEqual([]);
    }
    expect(fs.statSync(at(site, 'public/q/x.html')).isFile()).toBe(true);
    await settled(site);
  });

  it('is refused with the site as it was where a stranger’s file is in it', async () => {
    const site = createSite({ ...PLAIN, [KEEP]: post('title: 一'), [STORY]: own('/q/x.html/') });
    await site.build(mode);
    site.write({ 'public/q/x.html/mine.txt': 'mine', [STORY]: own('/q/x.html') });
    const before = site.tree();
    for (let time = 0; time < 3; time++) {
      const [problem] = await site.fail(mode);
      expect(problem?.code).toBe('destination-blocked');
      expect(problem?.message).toContain(at(site, 'public/q/x.html'));
    }
    expect(site.tree()).toEqual(before);
    expect(versions(site).length).toBeLessThanOrEqual(1);
    site.remove('public/q/x.html/mine.txt');
    await site.build(mode);
    await settled(site);
  });
});

describe.each(MODES)('a cache of an older build (%j)', (mode) => {
  const LATE = '_posts/2022-05-09-late.md';
  const PAGE = '2022/05/09/late.html';

  /** Built, then built with one story more; the cache is that of the first build. */
  async function newsroom(): Promise<TestSite> {
    const story = { '_posts/2022-05-01-a.md': post('title: 一') };
    const site = createSite({ ...PLAIN, '_config.yml': 'search: false\n', ...story });
    await site.build(mode);
    const restore = savedCache(site);
    site.write({ [LATE]: post('title: 九') });
    await site.build(mode);
    restore();
    return site;
  }

  it('does not hide that a deleted story is still online', async () => {
    const site = await newsroom();
    site.remove(LATE);
    const { problems } = await site.build(mode);
    expect(problems.map(({ code }) => code)).toEqual(['destination-foreign']);
    expect(problems[0]?.message).toContain(PAGE);
    expect(site.has(PAGE)).toBe(true);
  });

  it('fails under --strict, with the site as it was, and whenever --verify looks', async () => {
    const site = await newsroom();
    site.remove(LATE);
    const before = site.tree();
    for (let time = 0; time < 2; time++) {
      const problems = await site.fail({ ...mode, strict: true });
      expect(problems.map(({ code, severity }) => [code, severity])).toEqual([
        ['destination-foreign', 'error'],
      ]);
      expect(site.tree()).toEqual(before);
    }
    for (let time = 0; time < 2; time++) {
      const problems = await verified(site, mode);
      expect(problems.map(({ code, severity }) => [code, severity])).toEqual([
        ['destination-foreign', 'error'],
      ]);
      expect(problems[0]?.message).toContain(PAGE);
    }
    site.remove('public/2022/05/09');
    expect(await verified(site, mode)).toEqual([]);
    await site.build({ ...mode, strict: true });
  });

  it('adopts what has the planned bytes, and owns it from then on', async () => {
    const site = await newsroom();
    expect((await site.build(mode)).problems).toEqual([]);
    site.remove(LATE);
    expect((await site.build(mode)).problems).toEqual([]);
    expect(site.has(PAGE)).toBe(false);
  });

  it('names what it replaces', async () => {
    const site = await newsroom();
    site.write({ [LATE]: post('title: 十') });
    const { problems } = await site.build(mode);
    expect(messages(problems)).toEqual([
      expect.stringMatching(/^destination-foreign: .* where the site has others: .*late\.html/),
    ]);
    expect(site.read(PAGE)).toContain('十');
    expect((await site.build(mode)).problems).toEqual([]);
  });
});

describe('a ledger that is lost', () => {
  it('heals itself of all that is planned', async () => {
    const site = createSite({
      ...PLAIN,
      '_posts/2022-05-01-a.md': post('title: 一'),
      '_posts/2022-05-02-b.md': post('title: 二'),
    });
    await site.build();
    site.remove('.finews');
    expect((await site.build()).problems).toEqual([]);
    site.remove('_posts/2022-05-01-a.md');
    expect((await site.build()).problems).toEqual([]);
    expect(site.has('2022/05/01/a.html')).toBe(false);
  });
});

describe('a stranger’s file where the site has one', () => {
  const files = { '_posts/2022-05-01-a.md': post('title: 一'), 'public/index.html': 'mine' };

  it('is named, and then replaced', async () => {
    const site = createSite({ ...PLAIN, ...files });
    const { problems } = await site.build();
    expect(messages(problems)).toEqual([
      'destination-foreign: holds files that finews has no record of writing, where the site has others: index.html',
    ]);
    expect(site.read('index.html')).toContain('一');
    expect((await site.build()).problems).toEqual([]);
  });

  it('stays under --strict', async () => {
    const site = createSite({ ...PLAIN, ...files });
    const [problem] = await site.fail({ strict: true });
    expect(problem).toMatchObject({ code: 'destination-foreign', severity: 'error' });
    expect(site.read('index.html')).toBe('mine');
  });

  it('is named where a story comes to it later, and beside what is left', async () => {
    const site = createSite({ ...PLAIN, '_posts/2022-05-01-a.md': post('title: 一') });
    await site.build();
    site.write({ 'public/2022/05/02/b.html': 'mine', '_posts/2022-05-02-b.md': post('title: 二') });
    expect((await site.build()).problems[0]?.message).toContain('2022/05/02/b.html');
    site.remove('.finews');
    site.write({ 'public/2022/05/02/b.html': 'mine', 'public/other.txt': 'mine' });
    expect((await site.build()).problems[0]?.message).toMatch(
      /where the site has others: 2022\/05\/02\/b\.html; and besides: other\.txt$/,
    );
  });

  it('is no stranger’s when it has the bytes', async () => {
    const site = createSite({ ...PLAIN, 'robots.txt': 'x', 'public/robots.txt': 'x' });
    expect((await site.build({ strict: true })).problems).toEqual([]);
    site.remove('robots.txt');
    site.write({ '_config.yml': 'robots: false\n' });
    expect((await site.build()).problems).toEqual([]);
    expect(site.has('robots.txt')).toBe(false);
  });
});

describe('what lies at the destination', () => {
  const files = { '_posts/2022-05-01-a.md': post('title: 一') };

  /** Folders that a build listed below the destination. */
  async function walked(site: TestSite, options: BuildOptions = {}): Promise<boolean> {
    const { io, operations } = recordingIo(disk);
    const run = buildAnew({ source: site.root, now: NOW, ...options }, effectsWith(io));
    await run.catch(() => null);
    return operations.some(({ name, paths }) => name === 'list' && paths[0] === at(site, 'public'));
  }

  it('is looked at when an output is not as it was left, and not in a usual build', async () => {
    const site = createSite({ ...PLAIN, ...files });
    await site.build();
    site.write({ 'public/old.html': 'x' });
    expect(await walked(site)).toBe(false);
    site.write({ '_posts/2022-05-02-b.md': post('title: 二') });
    expect(await walked(site)).toBe(false);
    site.remove('_posts/2022-05-02-b.md');
    expect(await walked(site)).toBe(false);
    expect(await walked(site, { strict: true })).toBe(true);
    const page = at(site, 'public/2022/05/01/a.html');
    const disturbances: readonly (() => void)[] = [
      () => fs.utimesSync(page, 9, 9),
      () => fs.appendFileSync(page, ' '),
      () => fs.rmSync(page),
      () => fs.rmSync(at(site, 'public/2022'), { recursive: true }),
    ];
    for (const disturb of disturbances) {
      disturb();
      expect(await walked(site)).toBe(true);
      expect(await walked(site)).toBe(false);
    }
  });

  it('is looked at when an output that goes is not as it was left', async () => {
    const site = createSite({ ...PLAIN, ...files, '_posts/2022-05-02-b.md': post('title: 二') });
    await site.build();
    site.remove('_posts/2022-05-02-b.md');
    fs.appendFileSync(at(site, 'public/2022/05/02/b.html'), ' ');
    expect(await walked(site)).toBe(true);
  });

  it('is looked at by a process that goes on once, not at each save', async () => {
    const site = createSite({ ...PLAIN, ...files, 'public/old.html': 'x' });
    const kept = testSession();
    const save = async (title: string, strict = false): Promise<boolean> => {
      const { io, operations } = recordingIo(disk);
      site.write({ '_posts/2022-05-01-a.md': post(`title: ${title}`) });
      kept.changed?.add(at(site, '_posts/2022-05-01-a.md'));
      await build({ source: site.root, now: NOW, strict }, effectsWith(io), kept);
      return operations.some(
        ({ name, paths }) => name === 'list' && paths[0] === at(site, 'public'),
      );
    };
    expect([await save('一'), await save('二'), await save('三')]).toEqual([true, false, false]);
  });

  it.each(['.well-known/old.txt', 'a/.well-known/old.txt'])(
    '%s is published, too',
    async (name) => {
      const site = createSite({
        ...PLAIN,
        ...files,
        [`public/${name}`]: 'x',
        'public/.git/HEAD': 'x',
      });
      expect((await site.build()).problems[0]?.message).toMatch(new RegExp(`: ${name}$`));
    },
  );
});

describe.each(MODES)('a published file that was altered behind its time and size (%j)', (mode) => {
  const PAGE = '2022/05/01/a.html';

  it.each(['in place', 'by another file'])('%s is published anew', async (how) => {
    const site = createSite({ ...PLAIN, '_posts/2022-05-01-a.md': post('title: 一', 'Body') });
    await site.build(mode);
    const whole = site.tree();
    const file = at(site, 'public', PAGE);
    const { atime, mtime } = fs.statSync(file);
    const evil = site.read(PAGE).replace('Body', 'EVIL');
    if (how === 'in place') fs.writeFileSync(file, evil);
    else {
      fs.writeFileSync(`${file}.new`, evil);
      fs.renameSync(`${file}.new`, file);
    }
    fs.utimesSync(file, atime, mtime);
    await site.build(mode);
    expect(site.tree()).toEqual(whole);
    expect((await site.build(mode)).outputs).toMatchObject({ changed: 0 });
  });

  it('is not read where nothing happened to it', async () => {
    const site = createSite({ ...PLAIN, '_posts/2022-05-01-a.md': post('title: 一') });
    const read = async (): Promise<readonly string[]> => {
      const { io, operations } = recordingIo(disk);
      await buildAnew({ source: site.root, now: NOW, ...mode }, effectsWith(io));
      const files = operations.filter(({ name }) => name === 'read').map(({ paths }) => paths[0]);
      return files.filter(
        (file) => file?.startsWith(`${at(site, 'public')}/`) === true,
      ) as string[];
    };
    await site.build(mode);
    expect(await read()).toEqual([]);
    site.write({ '_posts/2022-05-02-b.md': post('title: 二') });
    expect(await read()).not.toContain(at(site, 'public/404.html'));
    expect(await read()).toEqual([]);
  });
});

describe('what a build that died may have published', () => {
  it('is told as removed only where it is gone, and below the destination', async () => {
    const site = createSite({ ...PLAIN, '_posts/2022-05-01-a.md': post('title: 一') });
    await site.build();
    const [ledger = ''] = fs
      .readdirSync(at(site, '.finews'))
      .filter((name) => /^ledger/.test(name));
    const pending = ledger.replace('ledger', 'pending').replace('.log', '.json');
    const names = ['../outside.txt', '/etc/x', 'gone.html', 'mine.txt', 'index.html'];
    site.write({ [`.finews/${pending}`]: JSON.stringify(names), 'public/mine.txt': 'mine' });
    await site.build();
    const told = JSON.parse(fs.readFileSync(at(site, '.finews/changes.json'), 'utf8'));
    expect(told.removed.map((file: { path: string }) => file.path)).toEqual(['gone.html']);
    expect(told.changed.map((file: { path: string }) => file.path)).toEqual(['index.html']);
  });
});
