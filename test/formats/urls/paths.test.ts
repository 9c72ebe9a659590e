import path from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  checkOutput,
  decodeOnce,
  fitSegments,
  isBelow,
  isPlain,
  nameFault,
} from '../../../src/formats/urls/paths.js';
import { anyText } from '../../support/any-text.js';
import { runs } from '../../support/runs.js';

describe('checkOutput', () => {
  test.each([
    ['', 'empty'],
    ['/etc/passwd', 'absolute'],
    ['http://evil/x', 'absolute'],
    ['a/../b.html', 'dots'],
    ['..', 'dots'],
    ['a/./b', 'dots'],
    ['a\0b', 'control'],
    ['a\nb', 'control'],
    ['a\u2028b', 'control'],
    ['a\\b', 'backslash'],
    ['%2e%2e/b', 'encoded'],
    ['a%2Fb', 'encoded'],
    ['a%5cb', 'encoded'],
    ['.git/hooks/x.html', 'reserved'],
    ['a/.GIT/x', 'reserved'],
    ['GIT~1/x', 'reserved'],
    ['.finews/x', 'reserved'],
    [`${'行/'.repeat(300)}x`, 'too-long'],
  ])('refuses %j: %s', (output, fault) => expect(checkOutput(output)).toBe(fault));

  test.each(['index.html', '.well-known/x', '中文/2022/a..b.html', 'a b/c%.html', '.github/x'])(
    'takes %j',
    (output) => expect(checkOutput(output)).toBeNull(),
  );
});

test.each([
  ['console/auxiliary/com10.html', true],
  ['中文/2022/con-a.con', true],
  ['con', false],
  ['a/NUL/b.html', false],
  ['a/com1.html', false],
  ['a//b.html', false],
  ['a/', false],
  ['a.b/c.html', false],
])('%s is plain: %s', (output, plain) => expect(isPlain(output)).toBe(plain));

test.each([
  ['../../x', 'dots'],
  ['..\\x', 'dots'],
  ['%2e%2e%2fx', 'dots'],
  ['a%00', 'control'],
  ['涨了...又跌', null],
  ['100%', null],
])('the name %j: %s', (name, fault) => expect(nameFault(name)).toBe(fault));

test.each([
  ['/%E5%A4%AE/', '/央/'],
  ['100%/%zz', '100%/%zz'],
  ['%E5%A4', '%E5%A4'],
  ['%2541', '%41'],
])('%s is decoded once', (text, decoded) => expect(decodeOnce(text)).toBe(decoded));

test.each([
  ['/site', '/site', true],
  ['/site', '/site/a', true],
  ['/site', '/site/..a/b', true],
  ['/site', '/sites/a', false],
  ['/site', '/', false],
  ['/', '/site', true],
  ['/', '/', true],
])('below %s is %s: %j', (folder, file, isIt) => expect(isBelow(folder, file)).toBe(isIt));

describe('fitSegments', () => {
  test.each([
    ['a/b.html', 'a/b.html'],
    ['CON/x.html', 'CON-/x.html'],
    ['nul.tar.html', 'nul-.tar.html'],
    ['com¹', 'com¹-'],
    ['console.html', 'console.html'],
    ['a. ./b', 'a/b'],
    ['a:b*c?"<>|.html', 'a-b-c-----.html'],
    ['cafe\u0301.html', 'caf\u00e9.html'],
    ['a\u202eb\u200bc\ufeff.html', 'abc.html'],
    ['\ud800.html', '\ufffd.html'],
    ['a//b', 'a/b'],
    ['.html', '.html'],
  ])('%j becomes %j', (output, fitted) => {
    expect(fitSegments(output)).toEqual({ output: fitted, changed: output !== fitted });
  });

  test('long segments are cut between characters and stay different', () => {
    const long = '中'.repeat(100);
    const { output, changed } = fitSegments(`${long}.html`);
    expect(changed).toBe(true);
    expect(output).toMatch(/^中{62}-[0-9a-f]{8}\.html$/);
    expect(fitSegments(`${long}国.html`).output).not.toBe(output);
    const marks = fitSegments(`x${'\u0301'.repeat(300)}`).output;
    expect(marks).toMatch(/^(?:x\u0301*-)?[0-9a-f]{8}$/);
  });

  test('a segment of which nothing is left keeps its difference', () => {
    const outputs = ['...', '\u200b', ' '].map((segment) => fitSegments(`a/${segment}/b`).output);
    expect(new Set(outputs).size).toBe(3);
    for (const output of outputs) expect(output).toMatch(/^a\/[0-9a-f]{8}\/b$/);
  });
});

const piece = fc.oneof(
  fc.constantFrom(...['/', '..', '.', '%2e', '\\', '\0', ' ', 'con', 'NUL', '.html', '~', ':']),
  fc.constantFrom(...['\u202e', '\u200d', '\u0301', '\ud800', '中文', 'ﬀ', 'é', '🔥', '\u3000']),
  anyText({ maxLength: 6 }),
  fc.constantFrom('a'.repeat(199), '行'.repeat(90), '\u0301'.repeat(250)),
);
const anyPath = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));

function segmentsAreSafe(output: string): boolean {
  return output
    .split('/')
    .every(
      (segment) =>
        Buffer.byteLength(segment) <= 200 &&
        !/\p{Surrogate}/u.test(segment) &&
        segment.normalize('NFC') === segment &&
        !/[\p{Cc}\\:*?"<>|]|[. ]$|\p{Default_Ignorable_Code_Point}/u.test(segment) &&
        !/^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(segment) &&
        segment !== '',
    );
}

test('whatever comes in, what is fitted is safe, inside, and fitted for good', () => {
  fc.assert(
    fc.property(anyPath, (input) => {
      const { output } = fitSegments(input);
      const isNothing = output === '' && /^\/*$/.test(input);
      const isInside = path.posix.join('/site/', output) === `/site/${output}`;
      const isFitted = fitSegments(output).output === output;
      expect((isNothing || segmentsAreSafe(output)) && isInside && isFitted).toBe(true);
    }),
    { numRuns: runs(8000) },
  );
});

test('what is plain is neither refused nor changed', () => {
  const plainish = fc.array(
    fc.constantFrom('a', 'Z', '0', '-', '_', '/', '.', 'con', 'nul', 'git'),
  );
  fc.assert(
    fc.property(plainish, (pieces) => {
      const output = pieces.join('');
      const fault = isPlain(output) ? checkOutput(output) : null;
      expect(fault).toBeNull();
      expect(!isPlain(output) || segmentsAreSafe(output)).toBe(true);
    }),
    { numRuns: runs(8000) },
  );
});
