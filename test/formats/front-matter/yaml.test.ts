import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTrustedYaml, readYaml } from '../../../src/formats/front-matter/yaml.js';

function scalar(text: string): unknown {
  const result = readYaml(`x: ${text}`);
  if (result.kind === 'fail') return result.fault.message;
  const { value } = result;
  return typeof value === 'object' && value !== null && 'x' in value ? value['x'] : value;
}

describe('plain scalars', () => {
  it.each<[string, unknown]>([
    ['0', 0],
    ['12', 12],
    ['-12', -12],
    ['+12', 12],
    ['1_000', 1000],
    ['1.5', 1.5],
    ['-0.5', -0.5],
    ['.5', 0.5],
    ['1.5e3', 1500],
    ['1.5e-3', 0.0015],
    ['0x1F', 31],
    ['0o17', 15],
    ['0b101', 5],
    ['9007199254740991', 9_007_199_254_740_991],
    ...['true', 'True', 'TRUE', 'yes', 'Yes', 'on', 'ON'].map((word): [string, unknown] => [
      word,
      true,
    ]),
    ...['false', 'False', 'no', 'No', 'NO', 'off'].map((word): [string, unknown] => [word, false]),
    ...['null', 'Null', 'NULL', '~', ''].map((word): [string, unknown] => [word, null]),
  ])('%s is %j', (text, value) => expect(scalar(text)).toBe(value));

  it.each([
    ...['000001', '010', '-010', '00.5', '9007199254740993', '202205262391921712'],
    ...['2022-05-26', '2022-05-26 08:00:00 +0800', '21:30', '12:30:45', '1,000', '1e3', '12e45678'],
    ...['.inf', '-.inf', '.nan', '1.2.3', '1.', '.', '-', '+', '_', '1__x', 'y', 'n', 'nUlls'],
    ...['0x', '0xg', '0b2', '0o8', '=', '<<', '12%', '５'],
  ])('%s stays text', (text) => expect(scalar(text.trim() === '-' ? '"-"' : text)).toBe(text));

  it('leaves quoted ones alone', () => {
    expect(readYaml('a: "1"\nb: \'yes\'\nc: "~"')).toMatchObject({
      value: { a: '1', b: 'yes', c: '~' },
    });
  });

  it('keeps the text of keys', () => {
    const result = readYaml('010: a\nyes: b\n1e3: c\n~: d\n2022-05-26: e\n1_0: f');
    const keys = result.kind === 'ok' ? Object.keys(result.value ?? {}) : [];
    expect(keys.sort()).toEqual(['010', '1_0', '1e3', '2022-05-26', 'yes', '~']);
  });

  it('reads back every safe integer', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (value) => {
        expect(scalar(String(value))).toBe(value);
      }),
    );
  });
});

describe('what is refused', () => {
  it.each([
    ['a: &b 1', 1, 4],
    ['a: 1\nb: *c', 2, 4],
    ['a: !!str 1', 1, 4],
    ['a: ! 1', 1, 4],
    ['a: [1, &b 2]', 1, 8],
    ['&a b: c', 1, 1],
    ['- *a', 1, 3],
    ['a:\n- {b: !c d}', 2, 7],
  ])('%s', (text, line, column) => {
    const message = 'YAML anchors, aliases and tags are not allowed';
    const fault = { code: 'yaml-alias', message, line, column };
    expect(readYaml(text)).toEqual({ kind: 'fail', fault });
  });

  it.each([
    'a: b & c',
    'a: "&b *c !d"',
    'a: b! # *c &d',
    'a: |\n  &b\n  *c',
    'a&b: c*d',
    '# &a\nb: c',
  ])('but not in text: %s', (text) => expect(readYaml(text).kind).toBe('ok'));

  it('merge keys are ordinary ones', () => {
    const result = readYaml('<<: {a: 1}\nb: 2');
    expect(result).toMatchObject({ kind: 'ok', value: { '<<': { a: 1 }, b: 2 } });
  });

  it('too deep a nesting', () => {
    expect(readYaml(`a: ${'['.repeat(90)}${']'.repeat(90)}`).kind).toBe('ok');
    expect(readYaml(`a: ${'['.repeat(110)}${']'.repeat(110)}`).kind).toBe('fail');
  });

  it('more than one document', () => {
    expect(readYaml('a: 1\n---\nb: 2')).toMatchObject({ kind: 'fail', fault: { line: 2 } });
  });

  it('a quote that swallows the next key', () => {
    expect(readYaml('a: "b\nc: d\ne: "')).toMatchObject({ fault: { line: 2 } });
  });
});

describe('parseTrustedYaml', () => {
  it('reads anchors, aliases and merges', () => {
    const text = 'base: &base {a: 1, b: [x]}\nmore:\n  <<: *base\n  c: yes\nsame: *base';
    expect(parseTrustedYaml(text, '_data/x.yml')).toEqual({
      value: {
        base: { a: 1, b: ['x'] },
        more: { a: 1, b: ['x'], c: true },
        same: { a: 1, b: ['x'] },
      },
      problems: [],
    });
  });

  it('types as posts do, also what posts keep as text', () => {
    const { value } = parseTrustedYaml('- title: 2022\n  code: 000001', 'x.yml');
    expect(value).toEqual([{ title: 2022, code: '000001' }]);
  });

  it.each([
    ['', null],
    ['# a', null],
    ['a', 'a'],
    ['12', 12],
    ['- a\n- 1', ['a', 1]],
  ])('reads %j', (text, value) => {
    expect(parseTrustedYaml(text, 'x.yml')).toEqual({ value, problems: [] });
  });

  it('has no special keys', () => {
    const { value } = parseTrustedYaml('__proto__: {a: 1}\nconstructor: 2', 'x.yml');
    expect(Object.keys(value ?? {})).toEqual(['__proto__', 'constructor']);
    expect(Object.getPrototypeOf(value)).toBeNull();
  });

  it.each([
    ['a: [b', 'a [ or { is never closed'],
    ['a: {b: c', 'a [ or { is never closed'],
    ['a: [b c: d', 'a [ or { is never closed'],
    ['a: ["b" "c"]', 'a comma is missing between [ and ], or between { and }'],
    ['a: "b', 'a " is never closed'],
    ["a: 'b", "a ' is never closed"],
    ['a: b\n c: d', 'this line is indented wrongly, or has ": " in its value'],
    ['- a\n - b: c\n  - d', 'this entry of a list is indented wrongly'],
    ['a: b\nc\nd: e', 'a line has no "key: " in front'],
    ['"a" b', 'something stands behind a value that has ended already'],
    ['a:\n\tb: c', 'a tab is no indentation in YAML'],
    ['a: "C:\\new\\Users"', 'a backslash between " and " has no meaning to YAML here'],
  ])('says in plain words what is wrong with %j', (text, reason) => {
    const { problems } = parseTrustedYaml(text, '_data/x.yml');
    expect(problems.map(({ message }) => message)).toEqual([`The YAML cannot be read: ${reason}`]);
  });

  it('tells what is wrong, where, and shows it', () => {
    const { value, problems } = parseTrustedYaml('a: 1\n央行: b: c\nd: 2', '_data/x.yml');
    expect(value).toBeNull();
    expect(problems).toEqual([
      {
        code: 'yaml-syntax',
        severity: 'error',
        message: 'The YAML cannot be read: this line is indented wrongly, or has ": " in its value',
        hint: 'Indent with spaces, and put text with ": ", "#" or quotes in it between quotes.',
        file: '_data/x.yml',
        line: 2,
        column: 6,
        frame: '  1 | a: 1\n> 2 | 央行: b: c\n    |        ^\n  3 | d: 2',
      },
    ]);
  });

  it('tells to write what is missing, where that is what is wrong', () => {
    const hints = ['a: [1', 'a: {b: 1', 'a: "x', "a: 'x", 'a: [{b: 1} {c: 2}]'].map(
      (text) => parseTrustedYaml(text, '_data/x.yml').problems[0]?.hint,
    );
    expect(new Set(hints)).toEqual(
      new Set(['Write what is missing, or put text with [, {, " or \' in it between quotes.']),
    );
  });

  it.each([
    ['what is never closed, where it opens', 'a: 1\nb: [1\n', 2, 4],
    ['and not at the end', 'a: "x\nb: y\n\n', 1, 4],
    ['nor before the quote', "a:\n  # it\n  - 'x\nb: y", 3, 5],
    ['the innermost of them', 'a: {b: [1', 1, 8],
    ['the mark before a second document', '# x\n---\na: 1\n---\nb: 2', 4, 1],
    ['the end of the first', 'a: 1\nb: ---\n...\nc: 2', 3, 1],
    ['a NUL', 'a: 1\nb: \0', 2, 4],
    ['a tag, not what follows its value', 'a: 1\nb: !ruby/object\n  c: [x]\n  d: 2\ne: 3', 2, 4],
    ['a tag in a list', '- a\n- [b, !!js/function "c"]\n- d', 2, 7],
    ['a tag after an anchor', 'a:\n  # c\n  &b !d e\nf: 1', 3, 3],
  ])('tells %s', (_, text, line, column) => {
    const [problem] = parseTrustedYaml(text, '_data/x.yml').problems;
    expect(problem).toMatchObject({ code: 'yaml-syntax', line, column });
    expect(problem?.frame).toMatch(new RegExp(`^> *${line} \\| `, 'm'));
  });

  it('warns of a key given twice; the last one wins', () => {
    const { value, problems } = parseTrustedYaml('a: 1\na: 2', 'x.yml');
    expect(value).toEqual({ a: 2 });
    expect(problems).toMatchObject([{ code: 'yaml-duplicate-key', severity: 'warning', line: 2 }]);
  });

  it.each([
    ['that point to themselves', 'a: &a [*a]'],
    [
      'that expand without end',
      [
        'a0: &a0 [x]',
        ...Array.from({ length: 30 }, (_, n) => `a${n + 1}: &a${n + 1} [*a${n}, *a${n}, *a${n}]`),
      ].join('\n'),
    ],
  ])('refuses aliases %s', (_, text) => {
    expect(parseTrustedYaml(text, 'x.yml').problems).toMatchObject([{ code: 'yaml-alias' }]);
  });
});
