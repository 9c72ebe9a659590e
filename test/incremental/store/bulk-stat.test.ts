/** What comes back from other threads is what was seen there, file by file. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { stampOf } from '../../../src/incremental/file-stamp.js';
import {
  joinNames,
  readAll,
  readingsOf,
  readStory,
  rowAt,
  rowsOf,
  statAll,
} from '../../../src/incremental/store/bulk-stat.js';
import type { Config } from '../../../src/model/config.js';
import { chunk } from '../../../src/platform/chunk.js';
import { disk } from '../../../src/platform/disk.js';
import { createSite } from '../../support/site.js';

const LATER = Date.now() + 60_000;
const NAMES = ['_posts/a.md', '_posts/名字 b.md', '_posts/gone.md', '_posts/large.md'];

function archive(): Config {
  const site = createSite({
    [NAMES[0] ?? '']: 'a',
    [NAMES[1] ?? '']: '乙\n',
    [NAMES[3] ?? '']: 'x'.repeat(200),
  });
  return { source: site.root, limits: { post: 100 } } as unknown as Config;
}

it('looks', () => {
  const { source } = archive();
  const task = { kind: 'look', folder: source, names: joinNames(NAMES) } as const;
  const looks = statAll({ ...task, now: LATER }, disk);
  for (const [at, name] of NAMES.entries()) {
    expect(rowAt(looks, at)).toEqual(stampOf(disk.stat(path.join(source, name)), LATER));
  }
  expect(rowAt(looks, 0)?.size).toBe(1);
  expect(rowAt(looks, 2)).toBeNull();
  expect(rowAt(statAll({ ...task, now: 0 }, disk), 0)).toBeNull();
});

it('looks of several tasks', () => {
  const { source } = archive();
  const [one = '', other = ''] = NAMES;
  const names = [one, one, one, one, one, one, other];
  const parts = chunk(names, 3).map((part) =>
    statAll({ kind: 'look', folder: source, names: joinNames(part), now: LATER }, disk),
  );
  const lookOf = rowsOf(parts, 3);
  const sizes = names.map((_, at) => lookOf(at)?.size);
  expect(sizes).toEqual([1, 1, 1, 1, 1, 1, 4]);
  expect(lookOf(9)).toBeNull();
});

it('nothing of what can’t be looked at', () => {
  const { source } = archive();
  const names = joinNames(['x'.repeat(5000), NAMES[0] ?? '']);
  const looks = statAll({ kind: 'look', folder: source, names, now: LATER }, disk);
  expect([rowAt(looks, 0), rowAt(looks, 1)?.size]).toEqual([null, 1]);
});

it('readings', () => {
  const config = archive();
  const looking = { io: disk, now: LATER };
  const done = readAll({ kind: 'read', names: joinNames(NAMES) }, config, looking);
  expect(readingsOf(done)).toEqual(NAMES.map((name) => readStory(name, config, looking)));
  expect(readingsOf(done).map((reading) => reading === null)).toEqual([false, false, true, true]);
  expect(readingsOf(done)[0]?.look?.inode).toBe(
    fs.statSync(path.join(config.source, NAMES[0] ?? '')).ino,
  );
});
