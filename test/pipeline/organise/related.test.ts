/** Related stories against their definition, at random. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Term } from '../../../src/model/site.js';
import { relatedOf } from '../../../src/pipeline/organise/related.js';
import type { Taxonomy } from '../../../src/pipeline/organise/unite-terms.js';

const COUNT = 30;
const ranks = fc.uniqueArray(fc.nat(COUNT - 1)).map((some) => some.sort((a, b) => a - b));
const taxonomy = fc.array(ranks, { maxLength: 6 }).map((lists): Taxonomy => {
  const terms = lists.map((posts) => ({ posts }) as unknown as Term);
  const ofPost = Array.from({ length: COUNT }, (_, rank) =>
    [...lists.keys()].filter((index) => lists[index]?.includes(rank)),
  );
  return { terms, ofPost };
});

it('are the five nearest older ones that share a term, each once', () => {
  fc.assert(
    fc.property(fc.array(taxonomy, { maxLength: 3 }), fc.nat(COUNT), (taxonomies, same) => {
      const related = relatedOf(COUNT, taxonomies);
      expect(related.length).toBe(COUNT);
      for (const [rank, found] of related.entries()) {
        const terms = taxonomies.flatMap((one) => one.terms);
        const sharing = terms.filter(({ posts }) => posts.includes(rank));
        const older = sharing.flatMap(({ posts }) => posts.filter((other) => other < rank));
        expect(found).toEqual([...new Set(older)].sort((a, b) => b - a).slice(0, 5));
      }
      // From any story on they are found as from the first.
      expect(relatedOf(COUNT, taxonomies, related, same)).toEqual(related);
    }),
    { seed: 5 },
  );
});
