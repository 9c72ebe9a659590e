import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeFrame } from '../../src/problems/code-frame.js';
import { anyText } from '../support/any-text.js';
import { effort } from '../support/effort.js';

describe('codeFrame', () => {
  const text = 'one\ntwo\nthree\nfour\nfive\nsix';

  it('shows two lines either side', () => {
    expect(codeFrame(text, 3, 2)).toMatchInlineSnapshot(`
      "  1 | one
        2 | two
      > 3 | three
          |  ^
        4 | four
        5 | five"
    `);
  });

  it('stops at the ends and needs no column', () => {
    expect(codeFrame(text, 1)).toMatchInlineSnapshot(`
      "> 1 | one
        2 | two
        3 | three"
    `);
    expect(codeFrame(text, 6, 99)).toMatchInlineSnapshot(`
      "  4 | four
        5 | five
      > 6 | six
          |    ^"
    `);
    expect(codeFrame('', 1, 1)).toBe('> 1 |\n    | ^');
  });

  it('is empty where there is no such line', () => {
    expect(codeFrame(text, 0)).toBe('');
    expect(codeFrame(text, 7)).toBe('');
  });

  it('aligns the numbers', () => {
    const many = Array.from({ length: 20 }, (_, index) => `line ${index + 1}`).join('\n');
    expect(codeFrame(many, 9, 1)).toMatchInlineSnapshot(`
      "   7 | line 7
         8 | line 8
      >  9 | line 9
           | ^
        10 | line 10
        11 | line 11"
    `);
  });

  it('counts wide characters as two cells, marks as none', () => {
    expect(codeFrame('title: 央行"x', 1, 10)).toBe(`> 1 | title: 央行"x\n    | ${' '.repeat(11)}^`);
    expect(codeFrame('e\u0301a', 1, 3)).toBe('> 1 | e\u0301a\n    |  ^');
    expect(codeFrame('😀a', 1, 3)).toBe('> 1 | 😀a\n    |   ^');
    expect(codeFrame('“a', 1, 2)).toBe('> 1 | “a\n    |  ^');
  });

  it('shows control characters and never sends them', () => {
    expect(codeFrame('a\tb\x1b[2Jc\x07\u202ed\u009be\x7f', 1)).toBe('> 1 | a→b␛[2Jc␇�d�e�');
  });

  it('clips long lines around the column', () => {
    const line = `${'a'.repeat(500)}X${'b'.repeat(500)}`;
    expect(codeFrame(line, 1, 501)).toBe(
      `> 1 | …${'a'.repeat(40)}X${'b'.repeat(39)}…\n    | ${' '.repeat(41)}^`,
    );
    expect(codeFrame('央'.repeat(500), 1, 250)).toBe(
      `> 1 | …${'央'.repeat(40)}…\n    | ${' '.repeat(41)}^`,
    );
    expect(codeFrame(line, 1, 1)).toBe(`> 1 | ${'a'.repeat(80)}…\n    | ^`);
  });

  it('is quick for huge texts', () => {
    const [long, many] = ['x'.repeat(5_000_000), 'x\n'.repeat(1_000_000)];
    expect(effort(() => void codeFrame(long, 1, 2_500_000))).toBeLessThan(10);
    expect(effort(() => void codeFrame(many, 10, 1))).toBeLessThan(10);
  });

  it('knows every kind of line end, as editors do', () => {
    expect(codeFrame('a\r\nb\rc', 2)).toBe('  1 | a\n> 2 | b\n  3 | c');
  });

  it('is always printable', () => {
    const any = anyText({ maxLength: 200 });
    fc.assert(
      fc.property(any, fc.nat(5), fc.nat(220), (value, line, column) => {
        expect(codeFrame(value, line, column)).not.toMatch(/[^\P{Cc}\n]|\p{Cf}|\p{Cs}/u);
      }),
    );
  });
});
