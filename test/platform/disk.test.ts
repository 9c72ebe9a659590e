/** What the real disk promises beyond what Node does. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { disk } from '../../src/platform/disk.js';

function folder(): string {
  const made = fs.mkdtempSync(path.join(os.tmpdir(), 'finews-disk-'));
  onTestFinished(() => fs.rmSync(made, { recursive: true, force: true }));
  return made;
}

describe('stat', () => {
  it('says that nothing is there below a file, and does not follow links', () => {
    const at = folder();
    fs.writeFileSync(path.join(at, 'file'), 'x');
    fs.symlinkSync('nowhere', path.join(at, 'link'));
    expect(disk.stat(path.join(at, 'missing'))).toBeUndefined();
    expect(disk.stat(path.join(at, 'file/inside'))).toBeUndefined();
    expect(disk.stat(path.join(at, 'link'))?.kind).toBe('link');
    expect(disk.stat(path.join(at, 'file'))).toMatchObject({ kind: 'file', size: 1 });
  });
});

describe('folders', () => {
  it('are made with those they lie in, and again without harm', () => {
    const inner = path.join(folder(), 'a/b/c');
    for (let time = 0; time < 2; time++) disk.makeFolder(inner);
    expect(fs.statSync(inner).isDirectory()).toBe(true);
    fs.writeFileSync(path.join(inner, 'file'), '');
    expect(() => disk.makeFolder(path.join(inner, 'file'))).toThrow('EEXIST');
    expect(() => disk.makeFolder(path.join(inner, 'file/d'))).toThrow('ENOTDIR');
  });

  it.runIf(fs.existsSync('/proc/self'))('fail where none can be made', () => {
    expect(() => disk.makeFolder('/proc/nowhere/at/all')).toThrow('ENOENT');
  });
});

describe('writing', () => {
  it('writeNew never touches what is there', () => {
    const file = path.join(folder(), 'lock');
    disk.writeNew(file, 'first');
    expect(() => disk.writeNew(file, 'second')).toThrow(/EEXIST/);
    expect(fs.readFileSync(file, 'utf8')).toBe('first');
  });

  it('writeDurably replaces whole files and leaves nothing beside them', () => {
    const at = folder();
    disk.writeDurably(path.join(at, 'ledger'), 'one');
    disk.writeDurably(path.join(at, 'ledger'), 'two');
    expect(fs.readdirSync(at)).toEqual(['ledger']);
    expect(fs.readFileSync(path.join(at, 'ledger'), 'utf8')).toBe('two');
  });

  it.skipIf(!fs.existsSync('/dev/full'))('names the file when the disk is full', () => {
    const at = folder();
    fs.symlinkSync('/dev/full', path.join(at, 'ledger.tmp'));
    expect(() => disk.writeDurably(path.join(at, 'ledger'), 'x')).toThrow(
      expect.objectContaining({ code: 'ENOSPC', path: path.join(at, 'ledger.tmp') }),
    );
    expect(fs.readdirSync(at)).toEqual([]);
  });

  it('removeEmptyFolder says whether it was', () => {
    const at = folder();
    fs.mkdirSync(path.join(at, 'full/empty'), { recursive: true });
    expect(disk.removeEmptyFolder(path.join(at, 'full'))).toBe(false);
    expect(disk.removeEmptyFolder(path.join(at, 'full/empty'))).toBe(true);
    expect(disk.removeEmptyFolder(path.join(at, 'full'))).toBe(true);
  });
});

describe('a list', () => {
  it('throws where there is no folder: an empty answer would mean that all is gone', async () => {
    await expect(disk.list(path.join(folder(), 'gone'), [])).rejects.toThrow(/ENOENT/);
  });

  it('does not follow links, and skips what it is told to', async () => {
    const at = folder();
    for (const name of ['a/deep', 'b/node_modules', 'c']) {
      fs.mkdirSync(path.join(at, name), { recursive: true });
      fs.writeFileSync(path.join(at, name, 'x[1].md'), '');
    }
    fs.symlinkSync(at, path.join(at, 'loop'));
    const entries = await disk.list(at, ['c', '**/node_modules']);
    expect(entries.map(({ path: name, kind }) => `${name} ${kind}`).sort()).toEqual([
      'a folder',
      'a/deep folder',
      'a/deep/x[1].md file',
      'b folder',
      'loop link',
    ]);
  });
});

describe('a pack', () => {
  it('gives back every record, also while it is being written', () => {
    const file = path.join(folder(), 'bodies');
    const pack = disk.createPack(file);
    const reader = disk.openPack(file);
    const records = [10, 0, 700_000, 600_000, 3_000_000, 1, 400_000].map((size, index) =>
      Buffer.alloc(size, index + 1),
    );
    for (const [index, record] of records.entries()) {
      const offset = pack.append(record);
      pack.flush();
      expect(reader.read(offset, record.length).equals(record), `${index}`).toBe(true);
    }
    pack.close();
    reader.close();
  });
});

/** Names around a slash, and above U+FFFF, where the order of bytes is another than that of texts. */
const ODD_NAMES = ['a', 'a b', 'a-b', 'a.b', 'a0', 'ab', '_', '~', '文', '\uFF5E', '𠮷'];

it('walks in the order of paths, whatever the order of the disk, and leaves out what it is told', () => {
  const root = folder();
  for (const outer of ODD_NAMES) {
    fs.mkdirSync(path.join(root, outer));
    for (const inner of ODD_NAMES) fs.writeFileSync(path.join(root, outer, inner), '');
    fs.mkdirSync(path.join(root, outer, 'a-b.d'));
    fs.mkdirSync(path.join(root, outer, 'a-b.d', 'a'));
  }
  const all = fs.readdirSync(root, { recursive: true, encoding: 'utf8' });
  const real = fs.readdirSync;
  let turn = 0;
  const spy = vi.spyOn(fs, 'readdirSync').mockImplementation(((...args: unknown[]) => {
    const found = Reflect.apply(real, fs, args) as unknown as unknown[];
    const at = turn++ % (found.length + 1);
    return [...found.slice(at), ...found.slice(0, at).reverse()];
  }) as unknown as typeof fs.readdirSync);
  onTestFinished(() => spy.mockRestore());
  const skip = ['a/a b', '**/a.b', 'ab', '𠮷/~', 'nowhere', 'a-b/a-b.d/a'];
  const isSkipped = (name: string): boolean =>
    /(?:^|\/)a\.b(?:\/|$)/.test(name) ||
    skip.some((one) => name === one || name.startsWith(`${one}/`));
  for (let time = 0; time < 20; time++) {
    const names = disk.walk(root, skip).map((entry) => entry.path);
    expect(names).toEqual(all.filter((name) => !isSkipped(name)).sort());
  }
});

it('takes a folder that goes while its parent is walked for an empty one', () => {
  const root = folder();
  for (const name of ['a', 'b']) fs.mkdirSync(path.join(root, name));
  fs.writeFileSync(path.join(root, 'b/x'), '');
  const real = fs.readdirSync;
  const spy = vi.spyOn(fs, 'readdirSync').mockImplementation(((...args: unknown[]) => {
    const found: unknown = Reflect.apply(real, fs, args);
    fs.rmSync(path.join(root, 'a'), { recursive: true, force: true });
    return found;
  }) as typeof fs.readdirSync);
  onTestFinished(() => spy.mockRestore());
  expect(disk.walk(root, []).map(({ path: name }) => name)).toEqual(['a', 'b', 'b/x']);
  fs.rmSync(root, { recursive: true });
  expect(() => disk.walk(root, [])).toThrow('ENOENT');
});
