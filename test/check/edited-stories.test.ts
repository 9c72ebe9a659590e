/** What somebody who edits is told while the site is watched: of the edited stories, and as warnings. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { openBuilder } from '../../src/pipeline/builder.js';
import { silent } from '../../src/platform/console.js';
import { systemEffects } from '../../src/platform/system.js';
import { compiledFile } from '../support/package.js';
import { PLAIN } from '../support/plain-theme.js';
import { createSite, NOW, post } from '../support/site.js';

it('a builder tells what is wrong with edited stories until it is mended', async () => {
  const site = createSite({
    ...PLAIN,
    '_posts/2022-05-16-a.md': post('title: 甲\ncategories: x', '[a](/none.html)'),
    '_posts/2022-05-17-b.md': post('title: 乙\ncategories: x', '## 小标题'),
  });
  const options = { source: site.root, now: NOW, threads: 0 };
  const after = pathToFileURL(compiledFile('check/edited-stories.js'));
  const builder = openBuilder(options, systemEffects(silent), after);
  onTestFinished(() => builder.close());
  const a = path.join(site.root, '_posts/2022-05-16-a.md');
  const b = path.join(site.root, '_posts/2022-05-17-b.md');
  const told = async (changed: readonly string[] | null): Promise<readonly string[]> => {
    const { problems } = (await builder.build(changed)) ?? { problems: [] };
    return problems.map(({ severity, code, file, line }) => `${severity} ${code} ${file}:${line}`);
  };
  expect(await told(null)).toEqual([]);
  const links = '[b](2022-05-17-b.md#no) [c](2022-05-17-b.md#小标题) [d](/none.html)';
  site.write({ '_posts/2022-05-16-a.md': post('title: 甲', links) });
  const found = ['fragment-dead', 'link-dead'].map(
    (code) => `warning ${code} _posts/2022-05-16-a.md:4`,
  );
  const bare = 'warning story-uncategorised _posts/2022-05-16-a.md:1';
  expect([...(await told([a]))].sort()).toEqual([...found, bare].sort());
  site.write({ '_posts/2022-05-17-b.md': post('title: 乙\ncategories: x', '## no {#no}') });
  expect(await told([b])).toContain(found[1]);
  site.write({ '_posts/2022-05-16-a.md': post('title: 甲\ncategories: x', '好') });
  expect(await told([a])).toEqual([]);
});
