import { expect, test } from 'vitest';
import type { PostFile } from '../../../src/model/source.js';
import { configure } from '../../../src/pipeline/configure/configure.js';
import { openParser } from '../../../src/pipeline/parse/parse-files.js';
import { disk } from '../../../src/platform/disk.js';
import { createSite, post } from '../../support/site.js';

test('a story that finews trips over is set aside and named; the others are parsed', async () => {
  const [bad, good] = ['_posts/2022-05-16-a.md', '_posts/2022-05-16-b.md'];
  const site = createSite({ [bad]: post('title: A'), [good]: post('title: B') });
  const effects = { io: disk, clock: { now: () => 0, ticks: () => 0 } };
  const { value: config } = configure({ source: site.root }, effects);
  const folder = site.root;
  const { io, clock } = effects;
  const parser = openParser({ config, folder, staging: folder, began: 0, thread: 0, io, clock });
  const files: readonly PostFile[] = [
    {
      path: bad,
      draft: false,
      get folders(): never {
        throw new RangeError('no such luck');
      },
    },
    { path: good, draft: false, folders: [] },
  ];
  const [crashed, parsed] = await parser.run(files, () => undefined);
  parser.close();
  expect(crashed).toMatchObject({ known: null, card: null, digest: '', body: null });
  expect(crashed?.problems).toMatchObject([
    {
      code: 'post-crashed',
      file: bad,
      fate: 'set-aside',
      message: 'Reading this story ended in an error of finews (RangeError: no such luck)',
    },
  ]);
  expect(parsed?.card).not.toBeNull();
});
