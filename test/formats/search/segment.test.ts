/** What a segment's shards say is what was put into the segment; read as browsers read them. */

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EDITION, readShard } from '#search-client';
import { SegmentBuilder } from '../../../src/formats/search/segment.js';
import { TermTable } from '../../../src/formats/search/term-table.js';
import { randomOf } from '../../support/random-of.js';
import { runs } from '../../support/runs.js';

type Postings = ReadonlyMap<string, readonly number[]>;

/** By term, in the order of the terms' units. */
function postingsOf(stories: readonly (readonly string[])[]): Postings {
  const lists = new Map<string, number[]>();
  for (const [story, terms] of stories.entries()) {
    for (const term of new Set(terms)) {
      const list = lists.get(term) ?? [];
      lists.set(term, list);
      list.push(story);
    }
  }
  return new Map([...lists].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function written(stories: readonly (readonly string[])[], shards: number): Postings {
  const builder = new SegmentBuilder();
  for (const terms of stories) builder.addTerms(terms);
  const found = new Map<string, readonly number[]>();
  const files = builder.files(shards);
  const firsts = files.shards.map((bytes) => {
    const before = found.size;
    const shard = new Uint8Array([...new Uint8Array(EDITION), ...bytes]);
    const count = readShard(shard, (term, its) => found.set(term, its).size > 0);
    expect(count).toBe(stories.length);
    return [...found.keys()][before];
  });
  expect(files.borders).toEqual(firsts.slice(1, files.borders.length + 1));
  return found;
}

describe('a segment', () => {
  // Pairs, words that begin as pairs do, and single units, of few units: many meet.
  const unit = fc.constantFrom('a', 'b', '1', '央', '行', '\u0001', '\uffff');
  const term = fc.array(unit, { minLength: 1, maxLength: 5 }).map((units) => units.join(''));
  const stories = fc.array(fc.array(term, { maxLength: 30 }), { minLength: 1, maxLength: 40 });

  it('is read as it was written', () => {
    fc.assert(
      fc.property(stories, fc.integer({ min: 1, max: 4 }), (all, shards) => {
        const expected = postingsOf(all);
        expect([...written(all, shards)]).toEqual([...expected]);
      }),
      { numRuns: runs(800) },
    );
  });

  it('has terms of every story and of few, far from each other', () => {
    const random = randomOf(5);
    const rare = Array.from({ length: 300 }, (_, at) => `r${at.toString(36)}`);
    const all = Array.from({ length: 20_000 }, (_, story) => [
      ...['每天', 'every'],
      ...(story % 300 === 7 ? ['有时'] : []),
      ...(story === 0 || story === 19_999 ? ['首尾'] : []),
      ...(random() < 0.05 ? [rare[Math.floor(random() * rare.length)] ?? ''] : []),
    ]);
    expect([...written(all, 3)]).toEqual([...postingsOf(all)]);
  });

  it('knows tens of thousands of terms apart', () => {
    const random = randomOf(6);
    const one = (): string => String.fromCharCode(0x4e00 + Math.floor(random() * 3000));
    const all = Array.from({ length: 8 }, () =>
      Array.from({ length: 2500 }, () => one() + one() + (random() < 0.2 ? one() : '')),
    );
    expect([...written(all, 5)]).toEqual([...postingsOf(all)]);
  });

  it('has the same order of terms where they are too many to be ordered at once', () => {
    fc.assert(
      fc.property(fc.array(term, { maxLength: 60 }), (terms) => {
        const table = new TermTable();
        for (const one of terms) {
          const units = Uint16Array.from(one, (char) => char.charCodeAt(0));
          table.numberOf(units, 0, units.length);
        }
        expect(table.sorted(4)).toEqual(table.sorted());
      }),
      { numRuns: runs(200) },
    );
  });
});
