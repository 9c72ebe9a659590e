import { it } from 'vitest';
import { disk } from '../src/platform/disk.js';
import { buildAnew } from './support/drafts.js';
import { effectsWith, recordingIo } from './support/faulty-io.js';
import { createSite, NOW, post } from './support/site.js';

it('x', async () => {
  const site = createSite({
    '_config.yml': 'title: 新闻\ntag_permalink: false\narchive_permalinks: false\n',
    '_posts/2022-05-01-stays.md': post('title: 留\ncategories: a'),
    '_posts/2022-05-02-changes.md': post('title: 改\ncategories: a'),
    '_posts/2022-05-03-goes.md': post('title: 去\ncategories: b'),
  });
  await site.build();
  site.remove('_posts/2022-05-03-goes.md');
  site.write({
    '_posts/2022-05-02-changes.md': post('title: 改了\ncategories: a'),
    '_posts/2022-05-04-c.md': post('title: 来\ncategories: c'),
  });
  const { io, operations } = recordingIo(disk);
  const t = performance.now(),
    c = process.cpuUsage();
  await buildAnew({ source: site.root, now: NOW }, effectsWith(io));
  console.log(performance.now() - t, process.cpuUsage(c));
  console.log(
    operations.length,
    operations
      .map(
        (o) =>
          o.name +
          ' ' +
          o.paths.map((p) => p.replace(site.root, '').replace(/.*wt-tests/, 'F')).join(' '),
      )
      .join('\n'),
  );
});
