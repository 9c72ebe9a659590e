import { expect, it } from 'vitest';
import { KeyMixer, type KeySeed } from '../../src/incremental/key-mixer.js';

const SEED: KeySeed = [7, -9];

function mixed(words: readonly number[], seed = SEED): number {
  const mixer = new KeyMixer(seed).begin();
  for (const word of words) mixer.int(word);
  return mixer.end();
}

it('gives one number for the same words, and others for any others', () => {
  const keys = new Set<number>();
  const lists: number[][] = [[], [0], [0, 0], [1, 0], [0, 1]];
  for (let bit = 0; bit < 32; bit++) {
    lists.push(
      [1 << bit, 5],
      [5, 1 << bit],
      [1 << bit, 1 << bit, 3],
      [(1 << bit) ^ 5, 7, 1 << bit],
    );
  }
  for (let number = 0; number < 50_000; number++) lists.push([number, 0, 3, number % 7]);
  for (const words of lists) keys.add(mixed(words));
  expect(keys.size).toBe(new Set(lists.map(String)).size);
  expect(mixed([1, 2])).toBe(mixed([1, 2]));
  expect(mixed([1, 2], [7, -8])).not.toBe(mixed([1, 2]));
});

it('has about half of its bits otherwise for a word with one bit otherwise', () => {
  let [differing, compared] = [0, 0];
  for (let bit = 0; bit < 32; bit++) {
    const [a, b] = [BigInt(mixed([3, 4, 5])), BigInt(mixed([3, 4 ^ (1 << bit), 5]))];
    differing += (a ^ b).toString(2).replaceAll('0', '').length;
    compared += 53;
  }
  expect(differing / compared).toBeGreaterThan(0.45);
  expect(differing / compared).toBeLessThan(0.55);
});

it('tells texts by their length as well', () => {
  const of = (...texts: readonly string[]): number => {
    const mixer = new KeyMixer(SEED).begin();
    for (const text of texts) mixer.text(text);
    return mixer.end();
  };
  const keys = [of('ab', 'c'), of('a', 'bc'), of('abc'), of('abc', ''), of('', 'abc'), of('abc\0')];
  expect(new Set(keys).size).toBe(keys.length);
});
