/** What is decided folder by folder is what each name says by itself. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isIgnoredName } from '../../../src/formats/urls/file-name.js';
import { anyMatcher, matcherIn } from '../../../src/formats/urls/glob.js';
import { createMemo } from '../../../src/incremental/memo.js';
import type { SiteSettings } from '../../../src/model/config.js';
import type { Entry } from '../../../src/model/io.js';
import { classifier, PATH_KINDS, type PathKind } from '../../../src/pipeline/read/classify.js';
import { entriesByKind } from '../../../src/pipeline/read/entries-by-kind.js';
import { runs } from '../../support/runs.js';

type Classified = Pick<SiteSettings, 'include' | 'exclude' | 'collections' | 'collectionsDir'>;

/** Whether the last segment of a path is let in. */
function isKept(path: string, { include, exclude }: Classified): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (anyMatcher(include)(name)) return true;
  if (anyMatcher(exclude.filter((one) => !include.includes(one)))(path)) return false;
  if (name === '_posts' || name === '_drafts' || path === '_data') return true;
  return path.startsWith('_data/') ? !/^[.#~]|~$/.test(name) : !isIgnoredName(name);
}

/** From the top down to the name, segment by segment. */
function plainKind(path: string, config: Classified): PathKind {
  const { collections, collectionsDir } = config;
  let kind: PathKind = 'rest';
  const segments = path.split('/');
  for (const [level, name] of segments.entries()) {
    const at = segments.slice(0, level + 1).join('/');
    if (collectionsDir !== '' && at === `${collectionsDir}_posts`) kind = 'post';
    else if (collectionsDir !== '' && at === `${collectionsDir}_drafts`) kind = 'draft';
    else if (collections.some(({ folder }) => folder === `${at}/`)) kind = 'rest';
    else if (kind === 'ignored' || !isKept(at, config)) kind = 'ignored';
    else if (kind !== 'rest') continue;
    else if (name === '_posts') kind = 'post';
    else if (name === '_drafts') kind = 'draft';
    else if (at === '_data') kind = 'data';
  }
  return kind;
}

const NAMES = [
  ...['_posts', '_drafts', '_data', '_books', 'a', 'ab', 'a-b', 'a.md', 'b.txt', '.a', '~', 'a~'],
  ...['#a', '_a', '.htaccess', '[a]', '*', 'a b', '文', '文.md', '𠮷.md', '\uFFFD', 'vendor'],
] as const;
const segment = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...NAMES) },
  fc.string({ minLength: 1, maxLength: 3 }).filter((name) => !name.includes('/')),
);
const path = fc.array(segment, { minLength: 1, maxLength: 4 }).map((names) => names.join('/'));
const pattern = fc.oneof(
  path,
  path.map((name) => `/${name}/`),
  fc
    .array(fc.constantFrom(...NAMES, '*', '**', '/', '?', '[ab]', '\\', '[', 'a*', './', ' '))
    .map((parts) => parts.join('')),
);
const config: fc.Arbitrary<Classified> = fc.record({
  include: fc.array(pattern, { maxLength: 2 }),
  exclude: fc.array(pattern, { maxLength: 3 }),
  collectionsDir: fc.constantFrom('', 'a/', '_books/', 'a/_posts/'),
  collections: fc.constantFrom(
    [],
    [{ folder: '_books/' }],
    [{ folder: 'a/_posts/_books/' }, { folder: '_data/a/' }],
  ) as fc.Arbitrary<SiteSettings['collections']>,
});

describe('the kind of a path', () => {
  it('is what its segments say, whatever was asked before', () => {
    fc.assert(
      fc.property(config, fc.array(path, { maxLength: 12 }), (settings, paths) => {
        const kindOf = classifier(settings as SiteSettings);
        expect(paths.map(kindOf)).toEqual(paths.map((one) => plainKind(one, settings)));
      }),
      { numRuns: runs(3000) },
    );
  });

  it('puts entries into lists in the order of their paths, however they come', () => {
    const listed = fc.uniqueArray(path, { maxLength: 12 });
    fc.assert(
      fc.property(config, listed, (settings, paths) => {
        const entries = paths.map((one): Entry => ({ path: one, kind: 'file' }));
        const found = entriesByKind(entries, settings as SiteSettings, createMemo());
        const sorted = [...paths].sort();
        for (const kind of PATH_KINDS) {
          const its = sorted.filter((one) => plainKind(one, settings) === kind);
          expect(found[kind].map((entry) => entry.path)).toEqual(its);
        }
      }),
      { numRuns: runs(1000) },
    );
  });
});

it('patterns match in a folder what they match', () => {
  const glob = fc.constantFrom('?', '*', '**/', '[!z]', '\\', '/', '');
  const cut = fc.tuple(fc.nat({ max: 12 }), fc.nat({ max: 2 }), glob);
  fc.assert(
    fc.property(path, fc.array(cut), fc.array(pattern, { maxLength: 2 }), (one, cuts, others) => {
      const near = cuts.map(([at, many, put]) => one.slice(0, at) + put + one.slice(at + many));
      const patterns = [...near.slice(0, 1), ...others];
      const folder = one.slice(0, Math.max(0, one.lastIndexOf('/')));
      expect(matcherIn(patterns)(folder)(one)).toBe(anyMatcher(patterns)(one));
    }),
    { numRuns: runs(5000) },
  );
});
