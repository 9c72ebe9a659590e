/** Bodies for templates, of stories that were not parsed in this build. */
import { expect, it } from 'vitest';
import { build } from '../../../src/pipeline/build.js';
import { disk } from '../../../src/platform/disk.js';
import { effectsWith, recordingIo } from '../../support/faulty-io.js';
import { createSite, NOW, post, type TestSite } from '../../support/site.js';

/** How often each of two older stories' files is opened, when a newer story comes to a site with three feeds. */
async function openedOf(
  site: TestSite,
  older: readonly [string, string],
): Promise<readonly number[]> {
  older.forEach((body, at) => {
    site.write({ [`_posts/2022-05-01-a${at}.md`]: post('title: a\ncategories: c', body) });
  });
  await site.build();
  site.write({ '_posts/2022-05-02-b.md': post('title: b\ncategories: c', 'newer words') });
  const { io, operations } = recordingIo(disk);
  await build({ source: site.root, now: NOW, threads: 0 }, effectsWith(io));
  const opened = operations.flatMap(({ name, paths }) => (name === 'openFile' ? paths : []));
  return older.map(
    (_, at) => opened.filter((file) => file.endsWith(`2022-05-01-a${at}.md`)).length,
  );
}

function siteWithFeeds(): TestSite {
  return createSite({ '_config.yml': 'title: T\nurl: https://x.example\n' });
}

it('makes a body anew once, whatever many feeds show it', async () => {
  const site = siteWithFeeds();
  const opened = await openedOf(site, ['older *words*', 'more']);
  for (const feed of ['feed.xml', 'rss.xml', 'feed.json']) {
    expect(site.read(feed)).toMatch(/em(?:>|&gt;)words/);
  }
  // For its digest, as it was touched a moment ago, and for its text.
  expect(opened).toEqual([2, 2]);
});

it('keeps no more bodies than two million characters', async () => {
  const long = 'word '.repeat(240_000);
  expect(await openedOf(siteWithFeeds(), [long, 'more'])).toEqual([2, 2]);
  // For its digest, and by each of the three feeds at least.
  expect(Math.min(...(await openedOf(siteWithFeeds(), [long, long])))).toBeGreaterThan(3);
});
