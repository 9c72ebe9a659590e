/** Where a key of front matter says what it says, in the file's own lines. */
import { expect, it } from 'vitest';
import { keyPlace } from '../../src/content/key-place.js';

it.each([
  ['its value', '---\ntitle: x\ndate:  2022\n---\n', '3:8'],
  ['the key, where the value begins below it', '---\ndate:\n  - a\n---\n', '2:1'],
  ['the key, where there is only a comment', '---\ndate: # soon\n---\n', '2:1'],
  ['the last of two', '---\ndate: a\nx: y\ndate: b\n---\n', '4:7'],
  [
    'at the left edge, not in another map',
    '---\nseo:\n  date: a\ndate: b\nx:\n  date: c\n---\n',
    '4:7',
  ],
  ['a block that is indented', '---\n  date: a\n  x: y\n---\n', '2:9'],
  ['between quotes', '---\n"date" : "a"\n---\n', '2:10'],
  ['after a full-width colon', '---\ndate：昨天\n---\n', '2:6'],
  ['no longer key', '---\ndate_x: a\nupdate: b\n---\ndate: c\n', null],
  ['below what stands before the block', '\n\n---\ndate: a\n---\n', '4:7'],
  ['no front matter', 'date: a\n', null],
])('%s', (_name, text, expected) => {
  const place = keyPlace(text, 'date');
  expect(place === null ? null : `${place.line}:${place.column}`).toBe(expected);
});

it('takes keys as they are written', () => {
  expect(keyPlace('---\naXb: 1\na.b: 2\n---\n', 'a.b')).toEqual({ line: 3, column: 6 });
});
