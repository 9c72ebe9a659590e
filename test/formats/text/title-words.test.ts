/** Titles as they are copied from pages. */
import { expect, it } from 'vitest';
import { titleWords } from '../../../src/formats/text/title-words.js';
import { effort } from '../../support/effort.js';

it.each([
  ['<b class="x">央行</b>降准 &amp; 五问', '央行降准 & 五问'],
  ['下 <EM>重磅</em >', '下 重磅'],
  ['List<T> 与 a < b', 'List<T> 与 a < b'],
  ['</b>List<b>', '</b>List<b>'],
])('a title says its words: %s', (title, words) => {
  expect(titleWords(title)).toBe(words);
});

it('costs what the title costs, however many tags nothing ends', () => {
  expect(effort(() => titleWords(`${'<a>'.repeat(20_000)}</b>`))).toBeLessThan(30);
});
