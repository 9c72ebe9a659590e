import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonFaultAt } from '../../../src/formats/json/json-fault.js';

describe('where a text stops being JSON', () => {
  it.each([
    ['', ''],
    ['  ', ''],
    ['{"a": 1,', '}'],
    ['[1, 2', 'x'],
    ['{', ']'],
    ['{"a"', ' 1}'],
    ['{"a":', ' }'],
    ['{"a": 1', ' "b": 2}'],
    ['[1,', ']'],
    ['{"a": 1}', ' x'],
    ['[0', '1]'],
    ['[', '+1]'],
    ['[', 'nul]'],
    ['[', 'True]'],
    ['["a", ', '"b\nc"]'],
    ['["a", ', '"\\q"]'],
    ['[1, ', "'a']"],
    ['[[[[[', ''],
    ['{"长": ', '长}'],
  ])('%j then %j', (good, bad) => {
    expect(() => JSON.parse(good + bad)).toThrow(SyntaxError);
    const wanted = (good + bad).trimEnd().length - bad.trim().length;
    expect(jsonFaultAt(good + bad)).toBe(wanted);
  });

  it('is nowhere before the end of what is JSON', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(jsonFaultAt(text)).toBe(text.trimEnd().length);
      }),
    );
  });

  it('is found in long and deep texts', () => {
    const long = `["${'长\\n'.repeat(500_000)}",`;
    expect(jsonFaultAt(long)).toBe(long.length);
    const escaped = `{"a": "${'\\n'.repeat(4_000_000)}" `;
    expect(jsonFaultAt(`${escaped},}`)).toBe(escaped.length + 1);
    expect(jsonFaultAt('['.repeat(500_000))).toBe(500_000);
  });
});
