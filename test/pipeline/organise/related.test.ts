/** Related stories against their definition, at random. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Term } from '../../../src/model/site.js';
import { relatedOf } from '../../../src/pipeline/organise/related.js';

const COUNT = 30;
const ranks = fc.uniqueArray(fc.nat(COUNT - 1)).map((some) => some.sort((a, b) => a - b));
const taxonomy = fc
  .array(ranks, { maxLength: 6 })
  .map((lists) => lists.map((posts) => ({ posts }) as unknown as Term));

it('are the five nearest older ones that share a term, each once', () => {
  fc.assert(
    fc.property(fc.array(taxonomy, { maxLength: 3 }), (taxonomies) => {
      const related = relatedOf(COUNT, taxonomies);
      expect(related.length).toBe(COUNT);
      for (const [rank, found] of related.entries()) {
        const sharing = taxonomies.flat().filter(({ posts }) => posts.includes(rank));
        const older = sharing.flatMap(({ posts }) => posts.filter((other) => other < rank));
        expect(found).toEqual([...new Set(older)].sort((a, b) => b - a).slice(0, 5));
      }
    }),
    { seed: 5 },
  );
});
