import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createListing } from '../../../src/incremental/store/listing.js';
import type { Io } from '../../../src/model/io.js';
import { disk } from '../../../src/platform/disk.js';

let root: string;
let walks: number;
let io: Io;
const listing = () => {
  const { walk } = createListing();
  return (changed: readonly string[] | null, skip: readonly string[] = ['public']) => {
    const files = changed?.map((name) => path.join(root, name));
    return walk({ folder: root, skip }, files === undefined ? null : new Set(files), io);
  };
};

beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'finews-listing-'));
  for (const name of ['_posts/2022', 'public'])
    fs.mkdirSync(path.join(root, name), { recursive: true });
  for (const name of ['_posts/2022/a.md', '_posts/b.md', 'public/c.html']) write(name);
  walks = 0;
  io = { ...disk, walk: counted };
});

afterEach(() => fs.rmSync(root, { recursive: true }));

function counted(...place: Parameters<Io['walk']>): ReturnType<Io['walk']> {
  walks++;
  return disk.walk(...place);
}

function write(name: string): void {
  fs.writeFileSync(path.join(root, name), name);
}

function folder(name: string): void {
  fs.rmSync(path.join(root, name), { force: true });
  fs.mkdirSync(path.join(root, name));
}

function remove(name: string): void {
  fs.rmSync(path.join(root, name), { recursive: true });
}

const names = (entries: ReturnType<Io['walk']>): readonly string[] =>
  entries.map((entry) => entry.path).sort();

describe('a kept listing', () => {
  it('is the very same while every path that changed is what it was', () => {
    const walk = listing();
    const first = walk(null);
    write('_posts/b.md');
    expect(walk(['_posts/b.md'])).toBe(first);
    // Came and went, is no part of the site, or lies elsewhere.
    expect(walk(['_posts/gone.md', 'public/c.html', 'public/new.html', '../other.md'])).toBe(first);
    expect(walk([])).toBe(first);
    expect(walks).toBe(1);
  });

  it('has files that have come, and none that have gone', () => {
    const walk = listing();
    walk(null);
    write('_posts/new.md');
    expect(names(walk(['_posts/new.md']))).toContain('_posts/new.md');
    fs.rmSync(path.join(root, '_posts/b.md'));
    write('_posts/2022/c.md');
    const now = walk(['_posts/b.md', '_posts/2022/c.md', '_posts/new.md']);
    expect(names(now)).toEqual(names(disk.walk(root, ['public'])));
    expect(walk(['_posts/new.md', '_posts/b.md'])).toBe(now);
    write('_posts/b.md');
    expect(names(walk(['_posts/b.md']))).toEqual(names(disk.walk(root, ['public'])));
    expect(walks).toBe(1);
  });

  it.each<readonly [string, string, () => void]>([
    ['a file is a folder now', '_posts/b.md', () => folder('_posts/b.md')],
    ['a folder has gone', '_posts/2022', () => remove('_posts/2022')],
    ['a folder has come', '_posts/2023', () => folder('_posts/2023')],
    [
      'a file has come with its folder',
      '_posts/2023/a.md',
      () => {
        folder('_posts/2023');
        write('_posts/2023/a.md');
      },
    ],
    [
      'a link has come',
      '_posts/l.md',
      () => fs.symlinkSync('b.md', path.join(root, '_posts/l.md')),
    ],
  ])('is read anew when %s', (_, name, change) => {
    const walk = listing();
    walk(null);
    change();
    expect(names(walk([name]))).toEqual(names(disk.walk(root, ['public'])));
    expect(walks).toBe(2);
  });

  it('is read anew when anything may have changed, and for other places', () => {
    const walk = listing();
    walk(null);
    write('_posts/new.md');
    expect(names(walk(null))).toContain('_posts/new.md');
    expect(names(walk([], []))).toContain('public/c.html');
    expect(walks).toBe(3);
  });
});
