/** Edits of front matter and config: what is meant is there, and every other byte is as it was. */
import { array, assert, constantFrom, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withRedirects } from '../../src/migrate/changes/address-keys.js';
import { withConfigKeys } from '../../src/migrate/changes/edit-config.js';
import { diffOf } from '../../src/migrate/changes/unified-diff.js';
import type { ConfigValue } from '../../src/migrate/types.js';

function redirected(text: string, ...addresses: readonly string[]): string | null {
  return withRedirects(Buffer.from(text), addresses)?.toString() ?? null;
}

function keyed(text: string, keys: Readonly<Record<string, ConfigValue>>): string {
  return withConfigKeys(Buffer.from(text), new Map(Object.entries(keys))).bytes.toString();
}

describe('redirect_from', () => {
  it.each([
    ['a new key', 'title: a # b\n', 'title: a # b\nredirect_from:\n  - /old/\n'],
    ['an empty block', '', 'redirect_from:\n  - /old/\n'],
    [
      'a list',
      'redirect_from:\n- /a/ # b\n- /c/\nx: 1\n',
      'redirect_from:\n- /a/ # b\n- /c/\n- /old/\nx: 1\n',
    ],
    ['a deep list', 'redirect_from:\n    - /a/\n', 'redirect_from:\n    - /a/\n    - /old/\n'],
    ['brackets', 'redirect_from: [/a/, "/b/"] # c\n', 'redirect_from: [/a/, "/b/", /old/] # c\n'],
    [
      'brackets over lines',
      'redirect_from: [/a/,\n  /b/]\nx: 1\n',
      'redirect_from: [/a/,\n  /b/, /old/]\nx: 1\n',
    ],
    ['bytes that are no blanks', 'redirect_from: /à/\n', 'redirect_from:\n  - /à/\n  - /old/\n'],
    ['a key with a note', 'redirect_from: # b\nx: 1\n', 'redirect_from: # b\n  - /old/\nx: 1\n'],
    ['empty brackets', 'redirect_from: []\n', 'redirect_from: [/old/]\n'],
    [
      'a single value',
      'redirect_from: /a/ # b\nx: 1\n',
      'redirect_from:\n  - /a/ # b\n  - /old/\nx: 1\n',
    ],
    ['nothing behind the key', 'redirect_from:\nx: 1\n', 'redirect_from:\n  - /old/\nx: 1\n'],
  ])('is put into %s', (_name, before, after) => {
    const whole = (block: string): string => `---\n${block}---\n\ntext --- \n---\n`;
    expect(redirected(whole(before), '/old/')).toBe(whole(after));
    const windows = (text: string): string => whole(text).replaceAll('\n', '\r\n');
    expect(redirected(windows(before), '/old/')).toBe(windows(after));
  });

  it('is there once, however often it is asked for', () => {
    const once = redirected('---\ntitle: a\n---\nb', '/中 文/') ?? '';
    expect(once).toBe('---\ntitle: a\nredirect_from:\n  - "/中 文/"\n---\nb');
    expect(redirected(once, '/中 文/')).toBe(once);
    expect(redirected('---\nredirect_from: /%E4%B8%AD/\n---\n', '/中/')).toBe(
      '---\nredirect_from: /%E4%B8%AD/\n---\n',
    );
  });

  it('gives a file without front matter some', () => {
    expect(redirected('words\n', '/old/')).toBe('---\nredirect_from:\n  - /old/\n---\nwords\n');
  });

  it('keeps the bytes of an old encoding, and is ASCII there', () => {
    const bytes = Buffer.concat([
      Buffer.from('---\ntitle: '),
      // 中文 in GB 18030.
      Buffer.from([0xd6, 0xd0, 0xce, 0xc4]),
      Buffer.from('\n---\n'),
      Buffer.from([0xd6, 0xd0, 0xce, 0xc4, 0xd5, 0xfd, 0xce, 0xc4, 0xa1, 0xa3]),
    ]);
    const after = withRedirects(bytes, ['/中/']);
    const added = Buffer.from('redirect_from:\n  - /%E4%B8%AD/\n');
    const at = bytes.indexOf('\n---\n') + 1;
    expect(after).toEqual(Buffer.concat([bytes.subarray(0, at), added, bytes.subarray(at)]));
  });

  it('is left to a person where the block would say something else', () => {
    expect(redirected('---\nredirect_from: &x\n  - /a/\n---\n', '/old/')).toBeNull();
  });

  it('changes nothing else of any block that it changes', () => {
    const line = constantFrom(
      'title: a',
      '# c',
      'tags: [a, b]',
      'x:',
      '  - 1',
      'redirect_from: /z/',
      '',
      'y: |',
      '  text',
    );
    assert(
      property(array(line, { maxLength: 8 }), constantFrom('\n', '\r\n'), (lines, end) => {
        const text = ['---', ...lines, '---', 'body', ''].join(end);
        const after = redirected(text, '/old/');
        if (after === null) return;
        const left = after
          .split(end)
          .filter((one) => !/\/old\/|^redirect_from:(?: \/z\/)?$|^ +- \/z\/$/.test(one));
        const was = text.split(end).filter((one) => !/^redirect_from:/.test(one));
        expect(left).toEqual(was);
      }),
      { numRuns: 300 },
    );
  });
});

describe('keys of the config', () => {
  it.each([
    [
      'the end',
      '# a\ntitle: b',
      { jekyll_utc_dates: true },
      '# a\ntitle: b\njekyll_utc_dates: true\n',
    ],
    ['their place', 'paginate: 5 # c\nx: 1\n', { paginate: 10 }, 'paginate: 10 # c\nx: 1\n'],
    [
      'their parent',
      'archive_permalinks: # d\n    year: /:year/\nx: 1\n',
      { 'archive_permalinks.day': '/:year/:month/:day/' },
      'archive_permalinks: # d\n    day: /:year/:month/:day/\n    year: /:year/\nx: 1\n',
    ],
    ['a list', 'include: [a]\n', { include: ['a', 'LICENSE'] }, 'include: [a, LICENSE]\n'],
    ['a new list', '', { include: ['LICENSE'] }, 'include:\n  - LICENSE\n'],
  ])('go to %s', (_name, before, keys, after) => {
    expect(keyed(before, keys)).toBe(after);
    expect(keyed(after, keys)).toBe(after);
  });

  it('are told where they would change more', () => {
    const { bytes, refused } = withConfigKeys(
      Buffer.from('{title: a}\n'),
      new Map([['jekyll_utc_dates', true]]),
    );
    expect(refused).toEqual(['jekyll_utc_dates']);
    expect(bytes.toString()).toBe('{title: a}\n');
  });
});

describe('a diff', () => {
  it('shows the lines that change, with two around', () => {
    const [before, after] = ['a\nb\nc\nd\ne\nf\n', 'a\nb\nc\nX\nd\ne\nf\n'].map((one) =>
      Buffer.from(one),
    );
    const change = {
      path: 'x',
      why: '',
      isCopy: false,
      before: before ?? null,
      after: after ?? Buffer.alloc(0),
    };
    expect(diffOf(change)).toBe('--- x\n+++ x\n@@ -2,4 +2,5 @@\n b\n c\n+X\n d\n e');
  });
});
