/** The watcher on a real folder: nothing is missed, whatever is done to files and folders. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { type Watcher, watchSource } from '../../../src/dev/watch/watch-source.js';
import type { Io } from '../../../src/model/io.js';
import { disk } from '../../../src/platform/disk.js';
import { IS_FULL } from '../../support/runs.js';
import { type Files, readTree } from '../../support/site.js';
import { disturb, randomFor } from '../../support/storm.js';

interface Watched {
  at(name: string): string;
  /** Relative names that were told since the last call. */
  told(): readonly string[];
  readonly errors: readonly NodeJS.ErrnoException[];
  /** Waits until `name`, or a folder that holds it, is told. */
  expectHint(name: string): Promise<void>;
}

/** Of links: their names, and what they lead to. */
type Links = Readonly<Record<string, string>>;

/** A watched temporary folder, with `folders` and links in it before the watch begins. */
async function watched(
  folders: readonly string[],
  io: Partial<Io> = {},
  links: Links = {},
): Promise<Watched> {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'finews-watch-'));
  const at = (name: string): string => path.join(root, name);
  for (const folder of folders) fs.mkdirSync(at(folder), { recursive: true });
  for (const [name, target] of Object.entries(links)) fs.symlinkSync(target, at(name));
  let names: string[] = [];
  const errors: NodeJS.ErrnoException[] = [];
  const watcher: Watcher = watchSource(
    {
      folder: root,
      files: [],
      ignores: (file) => /^_store|public|~$/.test(path.relative(root, file)),
      isCrowded: (file) => path.basename(file) === '_posts',
    },
    { ...disk, ...io },
    {
      changed: (file) => names.push(path.relative(root, file)),
      failed: (error) => errors.push(error),
    },
  );
  onTestFinished(async () => {
    await watcher.close();
    fs.rmSync(root, { recursive: true, force: true });
  });
  await watcher.ready;
  const told = (): readonly string[] => {
    const all = names;
    names = [];
    return all;
  };
  const expectHint = async (name: string): Promise<void> => {
    const covers = (hint: string): boolean => name === hint || name.startsWith(`${hint}/`);
    await vi.waitFor(() => expect(names.some(covers), name).toBe(true), { timeout: 10_000 });
    names = [];
  };
  return { at, told, errors, expectHint };
}

const rest = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 150));

it.each(['pages', '_posts/2022', 'news/_posts'])('hears of files in %s', async (folder) => {
  const { at, expectHint, told } = await watched([folder]);
  expect(told()).toEqual([]);
  const file = `${folder}/a.md`;
  fs.writeFileSync(at(file), 'x');
  await expectHint(file);
  fs.appendFileSync(at(file), 'y');
  await expectHint(file);
  fs.writeFileSync(at(`${folder}/.tmp`), 'z');
  fs.renameSync(at(`${folder}/.tmp`), at(file));
  await expectHint(file);
  fs.rmSync(at(file));
  await expectHint(file);
});

it.each(['', '_posts/', 'pages/'])(
  'hears of folders in %j that come, move and go',
  async (base) => {
    const { at, expectHint } = await watched(['_posts', 'pages']);
    fs.mkdirSync(at(`${base}new/deep`), { recursive: true });
    fs.writeFileSync(at(`${base}new/deep/a.md`), 'x');
    await expectHint(`${base}new/deep/a.md`);
    await rest();
    fs.renameSync(at(`${base}new`), at(`${base}other`));
    await expectHint(`${base}other/deep/a.md`);
    await rest();
    fs.appendFileSync(at(`${base}other/deep/a.md`), 'y');
    await expectHint(`${base}other/deep/a.md`);
    fs.rmSync(at(`${base}other`), { recursive: true });
    await expectHint(`${base}other/deep/a.md`);
  },
);

it('hears of crowded folders that appear later, vanish and come again', async () => {
  const { at, expectHint } = await watched([]);
  for (const name of ['_posts', 'news/_posts', '_posts', 'news/_posts']) {
    fs.mkdirSync(at(name), { recursive: true });
    await expectHint(name);
    fs.writeFileSync(at(`${name}/a.md`), 'x');
    await expectHint(`${name}/a.md`);
    await rest();
    fs.appendFileSync(at(`${name}/a.md`), 'y');
    await expectHint(`${name}/a.md`);
    fs.rmSync(at(name), { recursive: true });
    await expectHint(`${name}/a.md`);
  }
});

it('follows a folder whose name is taken by another at once', async () => {
  const { at, expectHint } = await watched(['_posts/2022', '_posts/2021']);
  fs.renameSync(at('_posts/2022'), at('_posts/old'));
  fs.renameSync(at('_posts/2021'), at('_posts/2022'));
  await expectHint('_posts/2022/a.md');
  await rest();
  for (const file of ['_posts/2022/a.md', '_posts/old/b.md']) {
    fs.writeFileSync(at(file), 'x');
    await expectHint(file);
  }
  fs.renameSync(at('_posts'), at('kept'));
  fs.mkdirSync(at('_posts'));
  await expectHint('_posts/c.md');
  await rest();
  fs.writeFileSync(at('_posts/c.md'), 'x');
  await expectHint('_posts/c.md');
});

it('follows a crowded name from a link to a folder, and to another link', async () => {
  const { at, expectHint } = await watched(['stories', 'others', 'news']);
  const link = (target: string): void => fs.symlinkSync(`../${target}`, at('news/_posts'));
  const takes: readonly (() => void)[] = [
    () => link('stories'),
    () => fs.mkdirSync(at('news/_posts')),
    () => link('others'),
    () => link('stories'),
  ];
  for (const take of takes) {
    fs.rmSync(at('news/_posts'), { recursive: true, force: true });
    take();
    await expectHint('news/_posts');
    await rest();
    fs.writeFileSync(at('news/_posts/a.md'), 'x');
    await expectHint('news/_posts/a.md');
    await rest();
  }
});

it('names nothing that never was when a folder goes', async () => {
  const { at, told, expectHint } = await watched(['_posts/2022', 'pages/deep']);
  for (const folder of ['_posts/2022', 'pages']) {
    fs.writeFileSync(at(`${folder}/a.md`), 'x');
    await rest();
    told();
    fs.rmSync(at(folder), { recursive: true });
    await rest();
    const there = [folder, 'pages/deep', `${folder}/a.md`];
    expect(told().filter((name) => !there.includes(name))).toEqual([]);
  }
  fs.writeFileSync(at('b.md'), 'x');
  await expectHint('b.md');
});

it('says nothing of what is ignored', async () => {
  const { at, told, expectHint } = await watched(['_posts/public']);
  fs.mkdirSync(at('public'));
  fs.writeFileSync(at('public/index.html'), 'x');
  fs.writeFileSync(at('_posts/public/x.md'), 'x');
  fs.writeFileSync(at('_posts/a.md~'), 'x');
  await rest();
  expect(told()).toEqual([]);
  fs.writeFileSync(at('b.md'), 'x');
  await expectHint('b.md');
});

it('takes a watch for each folder of an archive, not for each file', async () => {
  const folders = Array.from({ length: 20 }, (_, index) => `_posts/${index}`);
  const opened: string[] = [];
  const { at } = await watched(folders, {
    watchFolder(folder, changed) {
      opened.push(folder);
      return disk.watchFolder(folder, changed);
    },
  });
  expect(new Set(opened)).toEqual(new Set(['_posts', ...folders].map(at)));
  expect(opened).toHaveLength(21);
});

it('tells when the system has no more watches, and goes on with those it has', async () => {
  const { at, errors, expectHint } = await watched(['_posts/2021', '_posts/2022'], {
    watchFolder(folder, changed) {
      if (folder.endsWith('2021'))
        throw Object.assign(new Error('ENOSPC: watch limit'), { code: 'ENOSPC' });
      return disk.watchFolder(folder, changed);
    },
  });
  expect(errors.map(({ code }) => code)).toEqual(['ENOSPC']);
  fs.writeFileSync(at('_posts/2022/a.md'), 'x');
  await expectHint('_posts/2022/a.md');
});

it.each(IS_FULL ? [1, 2, 3, 4] : [1])(
  'hints at all that a storm changed (seed %i)',
  async (seed) => {
    const { at, told } = await watched(['_posts/a', 'news']);
    const root = at('.');
    const write = (files: Files): void => {
      for (const [name, content] of Object.entries(files)) {
        fs.mkdirSync(path.dirname(at(name)), { recursive: true });
        fs.writeFileSync(at(name), content);
      }
    };
    const counted = (name: string): boolean => !/~$|^\.|\/\./.test(name);
    const seen = new Map<string, string>();
    /** Looks only where it was told to. */
    const look = (): void => {
      for (const hint of told()) {
        for (const name of seen.keys())
          if (name === hint || name.startsWith(`${hint}/`)) seen.delete(name);
        for (const [name, text] of treeOf(at(hint)))
          if (counted(path.join(hint, name))) seen.set(path.join(hint, name), text);
      }
    };
    const random = randomFor(seed * 104_729);
    for (let count = 0; count < 300; count++) {
      disturb({ root, write }, random, count);
      if (random(4) === 0) await new Promise((resolve) => setTimeout(resolve, random(30)));
      if (random(3) === 0) look();
    }
    const truth = (): Map<string, string> =>
      new Map([...treeOf(root)].filter(([name]) => counted(name)));
    await vi.waitFor(
      () => {
        look();
        expect(seen).toEqual(truth());
      },
      { timeout: 10_000, interval: 100 },
    );
  },
);

/** Of a file its text under no name, of a folder all its files; of nothing, none. */
function treeOf(place: string): ReadonlyMap<string, string> {
  const kind = fs.statSync(place, { throwIfNoEntry: false });
  if (kind === undefined) return new Map();
  return kind.isFile() ? new Map([['', fs.readFileSync(place, 'utf8')]]) : readTree(place);
}

it.each(['_posts/more', 'city', 'city/_posts'])(
  'hears of what a link leads to: %s',
  async (link) => {
    const target = link.includes('/') ? '../_store' : '_store';
    const folders = [
      '_posts',
      '_store/deep',
      '_store/later',
      '_other',
      ...(link === 'city' ? [] : ['city']),
    ];
    const { at, expectHint } = await watched(folders, {}, { [link]: target });
    for (const name of ['a.md', 'deep/b.md']) {
      fs.writeFileSync(at(`_store/${name}`), 'x');
      await expectHint(`${link}/${name}`);
      await rest();
      fs.appendFileSync(at(`_store/${name}`), 'y');
      await expectHint(`${link}/${name}`);
      fs.rmSync(at(`_store/${name}`));
      await expectHint(`${link}/${name}`);
    }
    fs.rmSync(at(link));
    fs.symlinkSync(target.replace('_store', '_other'), at(link));
    await expectHint(link);
    await rest();
    fs.writeFileSync(at('_other/c.md'), 'x');
    await expectHint(`${link}/c.md`);
  },
);

it('hears of links that appear later, and ends where they lead back', async () => {
  const { at, expectHint, errors } = await watched(['_posts', '_store', 'city']);
  fs.symlinkSync('../_posts', at('_posts/loop'));
  fs.symlinkSync('../_store', at('_posts/more'));
  fs.symlinkSync('../_store', at('city/info'));
  fs.symlinkSync('/etc', at('city/etc'));
  await expectHint('_posts/more');
  await rest();
  for (const name of ['_posts/more/a.md', 'city/info/b.md']) {
    fs.writeFileSync(at(`_store/${path.basename(name)}`), 'x');
    await expectHint(name);
  }
  expect(errors).toEqual([]);
});
