/** Edits of single keys, which leave every other byte as it is. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFrontMatter } from '../../../src/formats/front-matter/front-matter.js';
import {
  withEntry,
  withKey,
  withoutKey,
} from '../../../src/formats/front-matter/front-matter-edits.js';

const text = (...lines: readonly string[]): string =>
  `---\n${lines.map((line) => `${line}\n`).join('')}---\n正文。\n`;

describe('a key', () => {
  it.each([
    ['in its quotes', ['title: "旧" # now', 'b: 1'], ['title: "新" # now', 'b: 1']],
    ['in single ones', ["title: '旧'"], ["title: '新'"]],
    ['plain, before a comment', ['title: 旧 # now'], ['title: 新 # now']],
    ['with a # in it', ['title: a#b'], ['title: 新']],
    ['over lines', ['title: >', '  旧', '  的', 'b: 1'], ['title: 新', 'b: 1']],
    ['with no value', ['title:', '# note', 'b: 1'], ['title: 新', '# note', 'b: 1']],
    ['the last of two', ['title: a', 'title: b'], ['title: a', 'title: 新']],
    ['in quotes itself', ['"title" : 旧'], ['"title" : 新']],
    ['that is not there', ['b: 1'], ['b: 1', 'title: 新']],
    ['not one further in', ['a:', '  title: x'], ['a:', '  title: x', 'title: 新']],
  ])('%s is set', (_how, before, after) => {
    expect(withKey(text(...before), 'title', '新')).toBe(text(...after));
  });

  it.each([
    ['快讯: 央行', "'快讯: 央行'"],
    ["it's #1: a", "'it''s #1: a'"],
    ['true', "'true'"],
    ['- a', "'- a'"],
    ['2022-05-16 15:04:20 +0800', '2022-05-16 15:04:20 +0800'],
  ])('is quoted where it must be: %s', (value, written) => {
    const edited = withKey(text('a: 1'), 'title', value) ?? '';
    expect(edited).toBe(text('a: 1', `title: ${written}`));
  });

  it('goes with all that belongs to it', () => {
    const before = text('a: 1', 'date:', '  - x', '- y', '', '# note', 'b: 2');
    expect(withoutKey(before, 'date')).toBe(text('a: 1', '', '# note', 'b: 2'));
    expect(withoutKey(before, 'none')).toBe(before);
  });

  it('keeps line ends, a byte order mark, and blanks behind the fences', () => {
    const before = '\ufeff--- \r\ntitle: a\r\n--- \r\nx\r\n';
    expect(withKey(before, 'title', 'b')).toBe(before.replace('title: a', 'title: b'));
    expect(withKey(before, 'c', 'd')).toBe(before.replace('title: a\r\n', 'title: a\r\nc: d\r\n'));
  });

  it('is not set where there is no front matter', () => {
    for (const none of ['', 'x', '---\na: 1\n', '---js\na\n---\n'])
      expect(withKey(none, 'a', 'b')).toBeNull();
  });
});

describe('a list', () => {
  it.each([
    ['that is not there', ['a: 1'], ['a: 1', 'old:', '  - /新']],
    ['of one', ['old: /a # x'], ['old:', '  - /a # x', '  - /新']],
    ['between brackets', ['old: [/a, "/b"] # x'], ['old: [/a, "/b", /新] # x']],
    ['that is empty', ['old: []'], ['old: [/新]']],
    ['with a note alone', ['old: # x'], ['old: # x', '  - /新']],
    [
      'with an entry a line',
      ['old:', '- /a', '- /b', 'b: 1'],
      ['old:', '- /a', '- /b', '- /新', 'b: 1'],
    ],
    ['further in', ['old:', '    - /a'], ['old:', '    - /a', '    - /新']],
  ])('%s gets an entry', (_how, before, after) => {
    expect(withEntry(text(...before), 'old', '/新')).toBe(text(...after));
  });
});

it('any title comes back as it was set, and nothing else changes', () => {
  const line = fc.constantFrom('a: 1', '# note', '', 'tags: [x, y]', 'b:\n  - c', 'd: "e"');
  fc.assert(
    fc.property(fc.array(line), fc.string({ minLength: 1 }), (lines, written) => {
      const title = written.replace(/[\p{Cc}\p{Cs}\u2028\u2029\ufeff\ufffe\uffff]/gu, 'x').trim();
      fc.pre(title !== '');
      const before = text('title: old', ...lines);
      const edited = withKey(before, 'title', title) ?? '';
      expect(edited.split('\n').slice(2)).toEqual(before.split('\n').slice(2));
      const { data } = parseFrontMatter(edited, { frontMatter: 1 << 16 });
      expect(data['title']).toBe(title);
    }),
    { numRuns: 300 },
  );
});
