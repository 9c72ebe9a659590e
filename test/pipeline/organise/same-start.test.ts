/** What is made of other stories than the last time is what is made of them from nothing. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { PostHead } from '../../../src/model/post.js';
import { archivesOf } from '../../../src/pipeline/organise/dated-archives.js';
import {
  type NamedTaxonomy,
  NO_TERMS,
  termsOf,
} from '../../../src/pipeline/organise/unite-terms.js';
import { commonStart } from '../../../src/platform/list-places.js';

const aName = fc.constantFrom('要闻', '財經', 'A', 'a', 'Ａ', 'b c', 'b-c', '!', '?', 'renamed');
const namesOfPost = fc.array(aName, { maxLength: 3 });
/** Two that begin alike, the one the other's past. */
const pasts = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<readonly (readonly T[])[]> => {
  const some = fc.array(one, { maxLength: 6 });
  return fc
    .tuple(some, some, some, some)
    .map(([start, ...ends]) =>
      ends.map((end, at) => [...start.slice(0, start.length - at), ...end]),
    );
};

it('are the terms', () => {
  const settings = {
    entries: { renamed: { name: '改名' }, money: { name: '財經' } },
    pattern: '/category/:slug.html',
  };
  fc.assert(
    fc.property(pasts(namesOfPost), (all) => {
      let last: NamedTaxonomy = NO_TERMS;
      let before: (typeof all)[number] = [];
      for (const names of all) {
        const same = commonStart(before, names);
        const found = termsOf(names.slice(same), settings, { last, same });
        const { terms, ofPost } = termsOf(names, settings);
        expect(found.terms).toEqual(terms);
        expect(found.ofPost).toEqual(ofPost);
        const { terms: old } = last;
        const touched = new Set(found.ofPost.slice(same).flat());
        const standing = [...old.keys()].filter(
          (index) => !touched.has(index) && (old[index]?.posts.at(-1) ?? 0) < same,
        );
        expect(standing.filter((index) => old[index] !== found.terms[index])).toEqual([]);
        [last, before] = [found, names];
      }
    }),
  );
});

it('are the archives', () => {
  const config = {
    timezone: 'Asia/Shanghai',
    permalinks: { year: '/:year/', month: '/:year/:month/', day: '/:year/:month/:day/' },
  } as unknown as Parameters<typeof archivesOf>[1];
  const aDay = fc.nat(800).map((day) => Date.UTC(2022, 0, 1) + day * 43_200_000);
  const inOrder = pasts(aDay).map((all) => all.map((days) => [...days].sort((a, b) => a - b)));
  fc.assert(
    fc.property(inOrder, (all) => {
      let last: ReturnType<typeof archivesOf> = [];
      let before: readonly number[] = [];
      for (const days of all) {
        const posts = days.map((date) => ({ date }) as PostHead);
        const same = commonStart(before, days);
        const found = archivesOf(posts, config, { last, same });
        expect(found).toEqual(archivesOf(posts, config));
        [last, before] = [found, days];
      }
    }),
  );
});
