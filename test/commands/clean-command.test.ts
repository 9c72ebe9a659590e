/** What `finews clean` says: what it deleted, and what it left. */
import { expect, it } from 'vitest';
import { runClean } from '../../src/commands/clean-command.js';
import type { ReportOptions } from '../../src/commands/reporter.js';
import { createSite, post, type TestSite } from '../support/site.js';

async function clean(site: TestSite, reporting: ReportOptions = {}): Promise<readonly string[]> {
  const lines: string[] = [];
  const note = (text: string): void => void lines.push(text.replaceAll(site.root, ''));
  const terminal = { out: note, err: note, isRich: false };
  expect(await runClean({ source: site.root }, reporting, terminal)).toBe(0);
  return lines.flatMap((text) => text.split('\n'));
}

it('says what was deleted, and names what was left', async () => {
  const site = createSite({ '_posts/2022-05-16-a.md': post('title: A') });
  expect(await clean(site)).toEqual(['Nothing to clean: there is no /public']);
  const { outputs } = await site.build();
  expect(await clean(site)).toEqual(['Emptied /public, and deleted /.finews']);
  await site.build();
  site.write({ 'public/other.txt': 'x' });
  expect(await clean(site)).toEqual([
    `Deleted ${outputs.total} files of /public, and deleted /.finews`,
    'Left alone, for finews has no record of writing them: other.txt',
  ]);
  expect(await clean(site)).toEqual([
    'Nothing to clean: finews has no record of writing into /public',
    'Left alone, for finews has no record of writing them: other.txt',
  ]);
  site.write({ '.finews/.gitignore': '*' });
  expect((await clean(site))[0]).toBe('Found nothing of finews in /public, and deleted /.finews');
});

it('says it to programs as well, and nothing where it is to be quiet', async () => {
  const site = createSite({ '_posts/2022-05-16-a.md': post('title: A') });
  const { outputs } = await site.build();
  site.write({ 'public/other.txt': 'x' });
  const [text] = [(await clean(site, { json: true })).join('\n')];
  expect(JSON.parse(text)).toEqual({
    ...{ ok: true, destination: '/public', cacheDir: '/.finews', wasThere: true },
    ...{ hadCache: true, deleted: outputs.total, left: ['other.txt'], isCacheGone: true },
  });
  expect(await clean(site, { quiet: true })).toEqual([]);
});
