import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OutputPlace } from '../../../src/formats/urls/permalink.js';
import { createPlacesApart } from '../../../src/outputs/fast/apart.js';
import { createPathClaims } from '../../../src/outputs/path-claims.js';
import { runs } from '../../support/runs.js';

/** What the claims say: nobody loses a place, and nobody has a twin. */
function isClaimed(places: readonly OutputPlace[]): boolean {
  const claims = createPathClaims<number>();
  return places.every((place, at) => claims.takeAlone(place, at) === null);
}

const aName = fc.constantFrom('a', 'A', 'b', 'index', '新', 'é', 'ß', 'SS', '℀', 'ﬁ', 'fi');
const anEnding = fc.constantFrom('', '.html', '.HTML', '.xml', '.xhtml', '/index.html');
const aPlace: fc.Arbitrary<OutputPlace> = fc
  .tuple(fc.array(aName, { minLength: 1, maxLength: 3 }), anEnding, fc.boolean())
  .map(([names, ending, isShort]) => {
    const output = names.join('/') + ending;
    const short = ending === '/index.html' ? '/' : '';
    const url = isShort ? `/${names.join('/')}${short}` : `/${output}`;
    return { output, url: encodeURI(url) };
  });

const areApart = (...lists: readonly (readonly OutputPlace[])[]): boolean =>
  createPlacesApart().areApart(...lists);

const at = (output: string, url = `/${output}`): OutputPlace => ({ output, url });

describe('places that are apart', () => {
  it('have no clash in the claims either', () => {
    let apart = 0;
    fc.assert(
      fc.property(fc.array(aPlace, { maxLength: 5 }), (places) => {
        const isApart = areApart(places);
        apart += Number(isApart);
        expect(!isApart || isClaimed(places)).toBe(true);
      }),
      { numRuns: runs(2000) },
    );
    // Else nothing was tried.
    expect(apart).toBeGreaterThan(50);
  });

  it('are found by what differs from the places before as they are by looking at all', () => {
    const aSite = fc.array(aPlace, { maxLength: 6 });
    fc.assert(
      fc.property(fc.array(aSite, { minLength: 2, maxLength: 4 }), (sites) => {
        const known = createPlacesApart();
        for (const places of sites) {
          const [own, others] = [places.slice(0, 2), places.slice(2)];
          expect(known.areApart(own, others)).toBe(areApart(own, others));
        }
      }),
      { numRuns: runs(2000) },
    );
  });

  it('are those of a usual site', () => {
    const stories = Array.from({ length: 2000 }, (_, n) =>
      at(`c${n % 7}/2022/05/${n % 31}/NW${n}.html`),
    );
    const pretty = Array.from({ length: 2000 }, (_, n) => at(`p/s${n}/index.html`, `/p/s${n}/`));
    const lists = [
      ...[at('index.html', '/'), at('category/新闻.html'), at('category/新闻/1.html')],
      ...[at('category/新闻/feed.xml'), at('2022/index.html', '/2022/'), at('2022/05/index.html')],
      ...[at('about.html', '/about'), at('feed.xml')],
    ];
    expect(areApart(lists, stories, pretty)).toBe(true);
    expect(isClaimed([...lists, ...stories, ...pretty])).toBe(true);
    expect(areApart()).toBe(true);
  });

  it.each([
    ['one file', at('a.html'), at('a.html')],
    ['one file where case folds', at('NW1.html'), at('nw1.html')],
    ['one file in another form', at('é.html'), at('e\u0301.html')],
    ['a file and a folder', at('a/b'), at('a/b/c.html')],
    ['a file above', at('a'), at('a/b/c.html')],
    ['a file that answers', at('a.html', '/a'), at('a')],
    ['a twin', at('a.html', '/a'), at('a/index.html', '/a/')],
  ])('are not those of %s, whichever comes first', (_, first, second) => {
    expect(areApart([first], [second])).toBe(false);
    expect(areApart([second, first])).toBe(false);
  });
});
