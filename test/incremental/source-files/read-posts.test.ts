/** Digests that come back from other threads are those of the files, one by one. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { digestsOf } from '../../../src/incremental/source-files/packed-digests.js';
import { digestPost, readAll } from '../../../src/incremental/source-files/read-posts.js';
import { joinNames } from '../../../src/incremental/store/bulk-stat.js';
import type { Config } from '../../../src/model/config.js';
import { disk } from '../../../src/platform/disk.js';
import { createSite } from '../../support/site.js';

const NAMES = ['_posts/a.md', '_posts/名字 b.md', '_posts/gone.md', '_posts/large.md'];

it('digests of files, and nothing of those that can’t be had', () => {
  const site = createSite({
    [NAMES[0] ?? '']: 'a',
    [NAMES[1] ?? '']: '乙\n',
    [NAMES[3] ?? '']: 'x'.repeat(200),
  });
  const config = { source: site.root, limits: { post: 100 } } as unknown as Config;
  const context = { io: disk, now: Date.now() + 60_000 };
  const done = digestsOf(readAll(joinNames(NAMES), config, context));
  expect(done).toEqual(NAMES.map((name) => digestPost(name, config, context)));
  expect(done.map((file) => file === null)).toEqual([false, false, true, true]);
  expect(done[0]?.known?.inode).toBe(fs.statSync(path.join(site.root, NAMES[0] ?? '')).ino);
});
