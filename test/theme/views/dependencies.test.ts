import { describe, expect, it } from 'vitest';
import {
  type Covered,
  createPageRecorder,
  namesOf,
  type PageRecorder,
} from '../../../src/theme/views/dependencies.js';

const NOTHING: Covered = { own: null, cards: new Set() };

function noted(
  reads: PageRecorder,
  names: readonly string[],
  covered = NOTHING,
): readonly string[] {
  reads.begin(covered);
  for (const name of names) reads.record(name);
  return reads.end();
}

describe('a recorder', () => {
  it('tells each page’s own names once, in order', () => {
    const reads = createPageRecorder();
    expect(noted(reads, ['b', 'a', 'b', 'c'])).toEqual(['a', 'b', 'c']);
    expect(noted(reads, ['c', 'a'])).toEqual(['a', 'c']);
    expect(noted(reads, [])).toEqual([]);
    expect(noted(reads, ['b', 'a', 'c'])).toEqual(['a', 'b', 'c']);
  });

  it('takes no set for one that only begins alike, or has as many names', () => {
    const reads = createPageRecorder();
    noted(reads, ['a', 'b']);
    expect(noted(reads, ['a', 'b', 'c'])).toEqual(['a', 'b', 'c']);
    expect(noted(reads, ['a', 'd'])).toEqual(['a', 'd']);
    expect(noted(reads, ['a'])).toEqual(['a']);
  });

  it('gives the same array for the same names, however many other sets came between a few', () => {
    const reads = createPageRecorder();
    const first = noted(reads, ['b', 'a']);
    for (const name of 'cdefgh') noted(reads, [name]);
    expect(noted(reads, ['b', 'a'])).toBe(first);
  });

  it('tells what it has forgotten again', () => {
    const reads = createPageRecorder();
    noted(reads, ['b', 'a']);
    for (let page = 0; page < 200; page++) {
      noted(
        reads,
        Array.from({ length: 100 }, (_, index) => `card ${page}-${index}`),
      );
    }
    expect(noted(reads, ['b', 'a'])).toEqual(['a', 'b']);
  });

  it('tells the longest prefix of a list, for its page only', () => {
    const reads = createPageRecorder();
    reads.begin(NOTHING);
    reads.prefix('posts', 3);
    reads.prefix('posts', 5);
    reads.prefix('posts', 4);
    expect(reads.end()).toEqual(['list 5 posts']);
    expect(noted(reads, ['a'])).toEqual(['a']);
  });

  it('leaves out what the page’s key covers, and tells it of the next page', () => {
    const reads = createPageRecorder();
    const look = (covered: Covered): readonly string[] => {
      reads.begin(covered);
      reads.card(1, 'one.md');
      reads.own('body', 1, 'one.md');
      return reads.end();
    };
    expect(look({ own: 1, cards: new Set([1]) })).toEqual([]);
    expect(look(NOTHING)).toEqual(['body one.md', 'card one.md']);
  });
});

describe('names', () => {
  it('are the same for the same key, with any number of others', () => {
    const name = namesOf((key) => `config ${key}`);
    const keys = Array.from({ length: 3000 }, (_, index) => `k${index % 1500}`);
    expect(keys.map(name)).toEqual(keys.map((key) => `config ${key}`));
    expect(name('__proto__')).toBe('config __proto__');
  });
});
