/** How stories are parted among segments, when it is known how they were parted before. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { createZone } from '../../src/formats/dates/zone.js';
import type { PostHead } from '../../src/model/post.js';
import { searchGroups } from '../../src/outputs/search/search-segments.js';

const ZONE = createZone('Asia/Shanghai');
const SETTINGS = { bodies: true };
const HALF_DAY = 43_200_000;

const aStory = fc
  .tuple(fc.nat(250), fc.boolean(), fc.constantFrom(10, 90_000))
  .map(([at, search, bulk]): PostHead => {
    const date = Date.UTC(2021, 10, 1) + at * HALF_DAY;
    return { date, bulk, facts: search ? {} : { search } } as unknown as PostHead;
  });
const stories = fc.array(aStory, { maxLength: 15 });

it('are those of the last time where a month has the same, and else as from nothing', () => {
  fc.assert(
    fc.property(stories, stories, stories, (start, ends, others) => {
      const inOrder = (all: readonly PostHead[]): readonly PostHead[] =>
        [...all].sort((a, b) => a.date - b.date);
      const [before, posts] = [inOrder([...start, ...ends]), inOrder([...start, ...others])];
      const end = posts.findIndex((post, rank) => post !== before[rank]);
      const same = end < 0 ? posts.length : end;
      const last = searchGroups(before, ZONE, SETTINGS);
      const groups = searchGroups(posts, ZONE, SETTINGS, { last, same });
      expect(groups).toEqual(searchGroups(posts, ZONE, SETTINGS));
    }),
    { numRuns: 500 },
  );
});

it('keeps months that are over', () => {
  const all = Array.from({ length: 200 }, (_, at) => {
    const date = Date.UTC(2022, 0, 1) + at * HALF_DAY;
    return { date, bulk: 10, facts: {} } as unknown as PostHead;
  });
  const last = searchGroups(all.slice(0, -1), ZONE, SETTINGS);
  const groups = searchGroups(all, ZONE, SETTINGS, { last, same: all.length - 1 });
  expect(groups.map(({ name }) => name)).toEqual([
    '2022-01',
    '2022-02',
    '2022-03',
    '2022-04',
    '2022-04-10',
  ]);
  expect(groups.map((group, at) => group === last[at])).toEqual([true, true, true, false, false]);
});
