/** Bodies for templates, of stories that were not parsed in this build. */
import { expect, it } from 'vitest';
import { build } from '../../../src/pipeline/build.js';
import { disk } from '../../../src/platform/disk.js';
import { effectsWith, recordingIo } from '../../support/faulty-io.js';
import { createSite, NOW, post } from '../../support/site.js';

it('makes a body anew once, whatever many feeds show it', async () => {
  const site = createSite({
    '_config.yml': 'title: T\nurl: https://x.example\n',
    '_posts/2022-05-01-a.md': post('title: a\ncategories: c', 'older *words*'),
  });
  await site.build();
  site.write({ '_posts/2022-05-02-b.md': post('title: b\ncategories: c', 'newer words') });
  const { io, operations } = recordingIo(disk);
  await build({ source: site.root, now: NOW, threads: 0 }, effectsWith(io));
  for (const feed of ['feed.xml', 'rss.xml', 'feed.json']) {
    expect(site.read(feed)).toMatch(/em(?:>|&gt;)words/);
  }
  const opened = operations.filter(
    ({ name, paths: [file = ''] }) => name === 'openFile' && file.endsWith('2022-05-01-a.md'),
  );
  // For its digest, as it was touched a moment ago, and for its text.
  expect(opened).toHaveLength(2);
});
