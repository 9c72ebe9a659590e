/** What `finews clean` says: what it deleted, and what it left. */
import { expect, it } from 'vitest';
import { runClean } from '../../src/commands/clean-command.js';
import { createSite, post, type TestSite } from '../support/site.js';

async function clean(site: TestSite): Promise<readonly string[]> {
  const lines: string[] = [];
  const note = (text: string): void => void lines.push(text.replaceAll(site.root, ''));
  const terminal = { out: note, err: note, isRich: false };
  expect(await runClean({ source: site.root }, {}, terminal)).toBe(0);
  return lines;
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
  expect((await clean(site))[0]).toBe('Nothing of finews was in /public, and deleted /.finews');
});
