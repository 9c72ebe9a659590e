/** Stories by their names. */
import path from 'node:path';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Config } from '../../../src/model/config.js';
import type { Io } from '../../../src/model/io.js';
import { selectPosts, storyTest } from '../../../src/pipeline/read/post-files.js';
import { runs } from '../../support/runs.js';

const ENDINGS = ['.md', '.MD', '.markdown', '.html', '.htm'];
const config = {
  markdownExtensions: ['.md', '.markdown'],
  collectionsDir: 'c/',
} as Partial<Config>;

it('tells a story by its ending, whatever was asked before', () => {
  const part = fc.constantFrom('a', '.', '..', 'md', '.md', '.MD', '.txt', '.html', '/', '文');
  const name = fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.array(name, { maxLength: 12 }), (names) => {
      const isStory = storyTest(config as Config);
      expect(names.map(isStory)).toEqual(
        names.map((one) => ENDINGS.includes(path.posix.extname(one).toLowerCase())),
      );
    }),
    { numRuns: runs(3000) },
  );
});

it('takes folders above _posts for categories, and what is below _drafts for drafts', () => {
  const paths = ['_posts/a.md', '_posts/x/a.md', 'c/_posts/a.md', 'n/o/_posts/_drafts/a.md'];
  const entries = [...paths, 'n/_drafts/a.md'].map((one) => ({ path: one, kind: 'file' }) as const);
  const { posts } = selectPosts(entries, config as Config, {} as Io).value;
  expect(posts.map(({ folders, draft }) => `${folders.join('/')}${draft ? ' draft' : ''}`)).toEqual(
    ['', '', '', 'n/o', 'n draft'],
  );
});
