import { describe, expect, it } from 'vitest';
import { tokenNames, tokenStyle } from '../../../src/formats/html/design-tokens.js';
import type { Data } from '../../../src/model/data.js';

const KNOWN = tokenNames(':root { --brand: red; --sans: x; --measure: 1em } a { --brand: blue }');

const css = (tokens: Data): string => tokenStyle(tokens, KNOWN).css;
const messages = (tokens: Data): readonly string[] =>
  tokenStyle(tokens, KNOWN).faults.map(({ message, hint }) => `${message} | ${hint}`);

describe('tokens', () => {
  it('are the names that a style sheet defines', () => {
    expect([...KNOWN]).toEqual(['brand', 'sans', 'measure']);
  });

  it('come out as custom properties, a pair for the two schemes', () => {
    expect(css({ measure: '38em', brand: ['#a00', '#f88'] })).toBe(
      ':root:root { --measure: 38em; --brand: #a00; }\n' +
        '@supports (color: light-dark(red, red)) { :root:root { --brand: light-dark(#a00, #f88); }\n}\n',
    );
    expect(css({})).toBe('');
    expect(css({ indent: true, brand: null })).toBe('');
  });

  it.each([
    'rgb(1 2 3 / 50%)',
    'color-mix(in oklab, #a00 20%, white)',
    'calc(38 * 1.0625rem)',
    'min(100%, 40em)',
    '\'Songti SC\', "Noto Serif CJK SC", 宋体, serif',
    '1.8',
    1.8,
  ])('may be %s', (value) => expect(messages({ brand: value })).toEqual([]));

  it.each([
    'red; } body { display: none',
    'red}',
    'url(https://evil.example/x)',
    'image-set("x" 1x)',
    'expression(alert(1))',
    'red) , (red',
    "'open",
    '"</style>"',
    '\\75rl(x)',
    'red /* comment',
    '@import',
    ['red', 'blue', 'green'],
    { light: 'red' },
    '',
  ])('may not be %s', (value) => {
    expect(messages({ brand: value })).toEqual([
      '`brand` has a value that no token can have | Write one colour, length, number or font list; or [light, dark].',
    ]);
    expect(css({ brand: value })).toBe('');
  });

  it('that the theme lacks are told, with the nearest that it has', () => {
    expect(messages({ brnd: 'red' })).toEqual([
      'The theme has no token `brnd` | If you meant `brand`, correct it. docs/theme.md lists the tokens of the built-in theme.',
    ]);
    expect(messages({ whatever: 'red' })).toEqual([
      'The theme has no token `whatever` | docs/theme.md lists the tokens of the built-in theme.',
    ]);
  });
});
