import { expect, test } from 'vitest';
import { fromFirstWords, splitExcerpt } from '../../src/content/excerpt.js';
import { effort } from '../support/effort.js';
import { readFixtures } from './fixtures/fixtures.js';

test.each(readFixtures('excerpt.txt'))('$name', ({ input, output }) => {
  expect(splitExcerpt(input, '\n\n')?.trimEnd()).toBe(output.trimEnd());
});

test('a separator of one’s own', () => {
  expect(splitExcerpt('甲\n\n乙<!--more-->丙', '<!--more-->')).toBe('甲\n\n乙');
});

test('an empty separator: no excerpt', () => {
  expect(splitExcerpt('甲\n\n乙', '')).toBeNull();
});

test.each(['[', '[a', '```\n', '[a]: b\n', '\n'])('linear: %s', (unit) => {
  const text = `${unit.repeat(200_000)}\n\n${unit.repeat(200_000)}`;
  expect(effort(() => void splitExcerpt(text, '\n\n'))).toBeLessThan(250);
});

test('a text begins with its first words', () => {
  for (const none of ['####\n', '\n# \n\n', '  ## ##\n \n', '#\n##\n']) {
    expect(fromFirstWords(`${none}甲\n\n乙`)).toBe('甲\n\n乙');
  }
  for (const text of ['#甲\n', '# 甲\n\n乙', '    #\n', '####### \n', '####', '']) {
    expect(fromFirstWords(text)).toBe(text);
  }
});

test('first words are found in time in proportion', () => {
  for (const text of [
    `# ${' '.repeat(200_000)}x`,
    '#\n'.repeat(100_000),
    `# ${'# '.repeat(100_000)}x`,
  ]) {
    expect(effort(() => void fromFirstWords(text))).toBeLessThan(100);
  }
});
