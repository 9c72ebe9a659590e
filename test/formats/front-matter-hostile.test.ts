import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFrontMatter } from '../../src/formats/front-matter/front-matter.js';
import { anyText } from '../support/any-text.js';
import { effort } from '../support/effort.js';
import { runs } from '../support/runs.js';
import { codes, LIMITS, parse, RAW } from './front-matter-cases.js';

describe('what must never happen', () => {
  it.each([
    ...['js', 'JS', ' js', '\tjavascript', ' JavaScript ', 'json', 'coffee', 'cson', 'toml'],
    ...['constructor', 'toString', '__proto__', 'yaml', ' # a'],
  ])('a language after the fence runs (---%s)', (language) => {
    const code = '{ title: (globalThis.finewsCanary = true) }';
    const front = parseFrontMatter(`---${language}\n${code}\n---\nbody`, LIMITS);
    expect(Reflect.has(globalThis, 'finewsCanary')).toBe(false);
    expect(front.status).toBe('unusable');
    expect(codes(front)).toEqual(['front-matter-language 1:4']);
  });

  it('an alias bomb goes off', () => {
    const lines = ['a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]'];
    for (let level = 1; level < 30; level += 1) {
      const alias = `*a${level - 1}`;
      lines.push(`a${level}: &a${level} [${Array(9).fill(alias).join(', ')}]`);
    }
    const front = parse('title: x', ...lines);
    expect(effort(() => void parse('title: x', ...lines))).toBeLessThan(50);
    expect(front.status).toBe('unusable');
    expect(codes(front)).toEqual(['yaml-alias 3:5']);
  });

  it.each([
    ['an anchor', 'a: &b c', '2:4'],
    ['an alias', 'a: *b', '2:4'],
    ['a tag', 'a: !!binary c', '2:4'],
    ['an anchor after a tag', "a: ! &b 'c'", '2:4'],
    ['a local tag', 'a: !ruby/object:File {}', '2:4'],
    ['an anchor further down', 'a:\n  - b\n  - &c d', '4:5'],
    ['an alias in a flow list', 'a: [b, *c]', '2:8'],
    ['a tag after a comment', 'a: # b\n  !!str c', '3:3'],
  ])('%s is followed', (_, line, at) => {
    expect(codes(parse(line))).toEqual([`yaml-alias ${at}`]);
  });

  it.each([
    ['100 KB of line feeds', '\n'.repeat(100_000), LIMITS.frontMatter],
    ['100 KB of line feeds, allowed', '\n'.repeat(100_000), 1_000_000],
    ['100 KB of blank lines', ' \n\t\n'.repeat(25_000), 1_000_000],
    ['line feeds and a comment', `${'\n'.repeat(50_000)}#${'\n'.repeat(50_000)}`, 1_000_000],
    ['an unclosed block of them', `${'\n'.repeat(100_000)}---x`, 1_000_000],
  ])('%s take long', (_, block, frontMatter) => {
    const read = () => parseFrontMatter(`---\n${block}\n---\nbody`, { frontMatter });
    expect(effort(() => void read())).toBeLessThan(20);
    const front = read();
    expect(front.status).toBe('unusable');
    expect(front.issues[0]?.code).toBe('front-matter-size');
  });

  it('a block over the limit is read; the limit counts bytes', () => {
    expect(parseFrontMatter('---\na: 1234567\n---\n', { frontMatter: 10 }).status).toBe('ok');
    expect(parseFrontMatter('---\na: 12345678\n---\n', { frontMatter: 10 }).status).toBe(
      'unusable',
    );
    expect(parseFrontMatter('---\na: 央行\n---\n', { frontMatter: 8 }).status).toBe('unusable');
    expect(parseFrontMatter('---\na: 央行\n---\n', { frontMatter: 9 }).status).toBe('ok');
  });

  it.each([
    ['nested flow lists', `a: ${'['.repeat(8000)}`],
    ['nested block lists', `a:\n  ${'- '.repeat(8000)}`],
    ['broken lines', '"a"b\n'.repeat(3200)],
    ['broken keys', 'a: "b"c\n'.repeat(2000)],
    ['broken items', `tags:\n${'  - "b"c\n'.repeat(1700)}`],
    ['open quotes', 'a: "\n'.repeat(3200)],
    ['swallowed lines', `a: "${'b\n'.repeat(8000)}`],
    ['quotes', `title: ${'"'.repeat(16_000)}`],
    ['backslashes', `title: "${'\\'.repeat(16_000)}`],
    ['blanks in a value', `title: a${`${' '.repeat(900)}b`.repeat(17)}"`],
    ['duplicates', 'a: b\n'.repeat(3200)],
    ['number signs', `a:\n  ${'#'.repeat(16_000)}\n  b: c!`],
  ])('16 KB of %s take long', (_, block) => {
    expect(effort(() => void parse(block))).toBeLessThan(100);
  });

  it('a key is special', () => {
    const front = parse('__proto__: {a: 1}', 'constructor: b', 'toString: c', 'hasOwnProperty: d');
    expect(front.status).toBe('ok');
    expect(Object.getPrototypeOf(front.data)).toBeNull();
    expect(Object.keys(front.data)).toEqual([
      ...['__proto__', 'constructor', 'toString', 'hasOwnProperty'],
    ]);
    const nested = Object.values(front.data)[0];
    expect(nested).toEqual({ a: 1 });
    expect(Object.getPrototypeOf(nested)).toBeNull();
    expect(({} as { a?: number }).a).toBeUndefined();
  });

  it('a text throws, or loses its body', () => {
    const line = fc.oneof(
      RAW,
      fc.constantFrom('---', '...', '', 'title: x', 'tags:', '  - a', '\tb: c', 'a: |', '  x'),
      RAW.map((raw) => `title: ${raw}`),
      RAW.map((raw) => `  - ${raw}`),
      RAW.map((raw) => `tags: [${raw}, b]`),
      anyText({ maxLength: 20 }),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 10 }), (lines) => {
        const text = ['---', ...lines, '---', 'body'].join('\n').replace(/\r/g, '');
        const front = parseFrontMatter(text, LIMITS);
        expect(front.issues.length > 0).toBe(/repaired|unusable/.test(front.status));
        const below = text
          .split('\n')
          .slice(front.bodyLine - 1)
          .join('\n');
        expect(['', below]).toContain(front.body);
        expect(JSON.stringify(front.data)).not.toMatch(/[^\P{Cc}\n\t]|\\ud[89a-f]/u);
      }),
      { numRuns: runs(3000) },
    );
  });
});
