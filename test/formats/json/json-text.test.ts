import { describe, expect, it } from 'vitest';
import { member, quoted, quotedList, textMember } from '../../../src/formats/json/json-text.js';

const TEXTS = [
  '',
  'plain',
  '包头早报',
  'a "b" \\ c',
  'tab\tline\nreturn\rnull\0bell\u0007\u001f',
  'delete\u007f next\u0085 line\u2028 and paragraph\u2029',
  'emoji 😀, a half \ud83d, the other \ude00 and both turned round \ude00\ud83d',
  "</script><!-- & '",
];

describe('quoted', () => {
  it.each(TEXTS)('writes what JSON.stringify writes: %j', (text) => {
    expect(quoted(text)).toBe(JSON.stringify(text));
  });
});

describe('members', () => {
  it('leave out what has no value', () => {
    expect(member('a', null) + textMember('b', null) + member('c', quotedList([]))).toBe('');
  });

  it('follow another one', () => {
    const members = `${member('b', '[1]')}${textMember('c', '"')}${member('d', quotedList(TEXTS))}`;
    expect(`{"a":1${members}}`).toBe(JSON.stringify({ a: 1, b: [1], c: '"', d: TEXTS }));
  });
});
