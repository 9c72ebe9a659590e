/** Where a key of front matter says what it says, in the file's own lines. */
import { expect, it } from 'vitest';
import { keyPlace, keyPlaceIn } from '../../../src/formats/front-matter/key-place.js';

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
  ['no key of another map', '---\nseo:\n  date: a\n---\n', null],
  ['no line of a text', '---\nsummary: |\n  date: a\n---\n', null],
  ['a key that is indented by a slip', '---\ntitle: a\n  date: b\n---\n', '3:9'],
  ['no key of a list’s entry', '---\nx:\n- a: b\n  date: c\n---\n', null],
  ['JSON in a line', '---\n{"title": "a", "date": "b"}\n---\n', '2:24'],
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

const YAML = `
limits: { post: 9, "nesting": 5 }
nav:
- title: a
  url: /a
- url: /b

  # url: /c
  titel: b
sections: [x]
feed:
    path: 5
    inner:
      path: 6
titel: c
`;

it.each([
  ['limits.post', '2:17 2:11'],
  ['limits.nesting', '2:31 2:20'],
  ['nav', '3:1 3:1'],
  ['nav.0', '4:3 4:3'],
  ['nav.1', '6:3 6:3'],
  ['nav.1.titel', '9:10 9:3'],
  ['nav.2', null],
  ['feed.path', '12:11 12:5'],
  ['feed.inner.path', '14:13 14:7'],
  ['titel', '15:8 15:1'],
  ['path', null],
  ['feed.rss', null],
])('finds %s within maps and lists', (key, expected) => {
  const places = (['value', 'name'] as const).flatMap((part) => {
    const place = keyPlaceIn(YAML, key.split('.'), part);
    return place === null ? [] : [`${place.line}:${place.column}`];
  });
  expect(places.length === 0 ? null : places.join(' ')).toBe(expected);
});

it('finds keys in JSON', () => {
  const json = '{\n  "a": {\n    "layout": "x"\n  }\n}\n';
  expect(keyPlaceIn(json, ['a', 'layout'])).toEqual({ line: 3, column: 15 });
});

it('finds no key without a name', () => {
  expect(keyPlace('---\ntitle: a\nredirect_from:\n  - /b.html\n---\n', '')).toBeNull();
});
