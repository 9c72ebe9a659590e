import { expect, it } from 'vitest';
import { liquidTest } from '../../../src/formats/story-forms/liquid-folders.js';
import type { FrontMatterDefault, Syntax } from '../../../src/model/config.js';

type Entry = readonly [path: string, liquid: boolean, type?: string];

function runs(entries: readonly Entry[], syntax: Syntax = 'liquid'): (path: string) => boolean {
  const defaults = entries.map(
    ([path, liquid, type = '']): FrontMatterDefault => ({
      scope: { path, type },
      values: { liquid },
    }),
  );
  return liquidTest({ syntax, defaults, collectionsDir: '' });
}

it.each<readonly [string, string, boolean]>([
  ['_posts/ours', '_posts/ours/2022-05-16-a.md', true],
  ['_posts/ours/', '_posts/ours/deep/2022-05-16-a.md', true],
  ['_posts/ours', '_posts/ours-by-mail/2022-05-16-a.md', false],
  ['_posts/ours', '_posts/2022-05-16-a.md', false],
  ['_posts', '_posts/2022-05-16-a.md', true],
  ['', '_posts/2022-05-16-a.md', false],
  ['*', '_posts/2022-05-16-a.md', false],
  ['**/*.*', '_posts/2022-05-16-a.md', false],
])('the folder %j and the story %s: %s', (folder, story, expected) => {
  expect(runs([[folder, true]])(story)).toBe(expected);
});

it('a folder inside of one may be left out', () => {
  const test = runs([
    ['_posts/ours', true],
    ['_posts/ours/guests', false],
  ]);
  expect(test('_posts/ours/a.md')).toBe(true);
  expect(test('_posts/ours/guests/a.md')).toBe(false);
});

it('pages’ defaults, and sites that are not Jekyll’s, have none', () => {
  expect(runs([['_posts/ours', true, 'pages']])('_posts/ours/a.md')).toBe(false);
  expect(runs([['_posts/ours', true]], 'nunjucks')('_posts/ours/a.md')).toBe(false);
});
