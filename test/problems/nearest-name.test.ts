import { expect, it } from 'vitest';
import { editDistance, nearestName, nearestNames } from '../../src/problems/nearest-name.js';

it.each([
  ['', '', 0],
  ['abc', '', 3],
  ['titel', 'title', 1],
  ['odrer', 'order', 1],
  ['title', 'titl', 1],
  ['title', 'tidle', 1],
  ['kitten', 'sitting', 3],
  ['ab', 'ba', 1],
  ['ca', 'abc', 3],
])('%s and %s are %i apart', (a, b, distance) => {
  expect(editDistance(a, b)).toBe(distance);
  expect(editDistance(b, a)).toBe(distance);
});

it('a short name is near with one slip, a longer one with two', () => {
  expect(nearestName('titel', ['url', 'title'])).toBe('title');
  expect(nearestName('tilet', ['title'])).toBeNull();
  expect(nearestName('pagintae', ['paginate'])).toBe('paginate');
});

it('the nearest come first, else in the order of the known names, by whatever distance', () => {
  expect(nearestNames('tags', ['tag', 'tabs', 'tags', 'pages'], 1)).toEqual([
    'tags',
    'tag',
    'tabs',
  ]);
  expect(nearestNames('x', ['a', 'bb'], 1, (_, known) => known.length)).toEqual(['a']);
});
