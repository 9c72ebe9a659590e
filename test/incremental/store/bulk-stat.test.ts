/** What comes back from other threads is what was seen there, file by file. */
import path from 'node:path';
import { expect, it } from 'vitest';
import { trustedStamp } from '../../../src/incremental/file-stamp.js';
import { joinNames, rowAt, stampsOf, statAll } from '../../../src/incremental/store/bulk-stat.js';
import { statElsewhere } from '../../../src/incremental/store/stat-job.js';
import type { Config } from '../../../src/model/config.js';
import type { Workers } from '../../../src/model/job.js';
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

it('stamps', () => {
  const { source } = archive();
  const batch = { folder: source, names: joinNames(NAMES) };
  const rows = statAll({ ...batch, now: LATER }, disk);
  for (const [at, name] of NAMES.entries()) {
    expect(rowAt(rows, at)).toEqual(trustedStamp(disk.stat(path.join(source, name)), LATER));
  }
  expect(rowAt(rows, 0)?.size).toBe(1);
  expect(rowAt(rows, 2)).toBeNull();
  expect(rowAt(statAll({ ...batch, now: 0 }, disk), 0)).toBeNull();
});

it('stamps of several batches', () => {
  const { source } = archive();
  const [one = '', other = ''] = NAMES;
  const names = [one, one, one, one, one, one, other];
  const parts = chunk(names, 3).map((part) =>
    statAll({ folder: source, names: joinNames(part), now: LATER }, disk),
  );
  const stamps = stampsOf(parts, 3);
  const sizes = names.map((_, at) => stamps.at(at)?.size);
  expect(sizes).toEqual([1, 1, 1, 1, 1, 1, 4]);
  expect(stamps.at(9)).toBeNull();
  const [size, modified] = [Float64Array.of(1), Float64Array.of(stamps.at(5)?.modified ?? 0)];
  const changed = Float64Array.of(stamps.at(5)?.changed ?? 0);
  const inode = Float64Array.of(stamps.at(5)?.inode ?? 0);
  const columns = { size, modified, changed, inode };
  expect([5, 6, 9].map((at) => stamps.isAt(at, columns, 0))).toEqual([true, false, false]);
  expect(stamps.isAt(5, { ...columns, inode: Float64Array.of(1) }, 0)).toBe(false);
});

it('nothing of what can’t be looked at', () => {
  const { source } = archive();
  const names = joinNames(['x'.repeat(5000), NAMES[0] ?? '']);
  const rows = statAll({ folder: source, names, now: LATER }, disk);
  expect([rowAt(rows, 0), rowAt(rows, 1)?.size]).toEqual([null, 1]);
});

it.each([
  [100, 64, 1],
  [40_000, 64, 2],
  [40_000, 1, 1],
  [1_000_000, 4, 4],
])('%i files are too few for more threads than they pay: of %i cores %i', (count, cores, parts) => {
  let handed = 0;
  const begin: Workers['begin'] = (_job, items, batchesFor) => {
    handed = batchesFor(cores).length;
    expect(items).toBe(count);
    return null;
  };
  const names = Array.from({ length: count }, (_, at) => `${at}`);
  expect(statElsewhere('/', names, LATER, { begin })).toBeNull();
  expect(handed).toBe(parts);
});
