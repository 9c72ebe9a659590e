import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldName, foldPath } from '../../../src/formats/text/fold.js';
import { anyText } from '../../support/any-text.js';
import { IS_FULL, runs } from '../../support/runs.js';

const text = anyText({ maxLength: 12 });

describe('foldName', () => {
  test.each([
    ['Tech', 'TECH'],
    ['  A股  市场 ', 'a股 市场'],
    ['Ａ股', 'A股'],
    ['Straße', 'STRASSE'],
    ['STRAẞE', 'strasse'],
    ['ſ', 'S'],
    ['\u212a', 'k'],
    ['ΟΔΟΣ', 'οδος'],
    ['e\u0301', 'É'],
    ['a\u3000b', 'A b'],
    ['می\u200cخواهم', 'میخواهم'],
    ['❤\ufe0f', '❤'],
    ['葛\u{e0100}城', '葛城'],
    ['Zeit\u00adung', 'Zeitung'],
    ['שלום\u200f', 'שלום'],
  ])('%s is %s', (a, b) => expect(foldName(a)).toBe(foldName(b)));

  test.each([
    ['C', 'C#'],
    ['央行', '央行 '.concat('2')],
    ['a', 'á'],
    ['a b', 'ab'],
    ['👨\u200d👩', '👨👩'],
    ['🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}', '🏴'],
  ])('%s is not %s', (a, b) => expect(foldName(a)).not.toBe(foldName(b)));
});

describe('foldPath', () => {
  test.each([
    ['A/B.html', 'a/b.HTML'],
    ['caf\u00e9.html', 'cafe\u0301.html'],
    ['a\u200bb', 'ab'],
    ['a\u202eb', 'ab'],
    ['ﬁ', 'fi'],
  ])('%s clashes with %s', (a, b) => expect(foldPath(a)).toBe(foldPath(b)));

  test('a character that NFKC spells with a slash is no folder', () => {
    expect(foldPath('℀')).not.toBe(foldPath('a/c'));
  });
});

function isSettled(value: string): boolean {
  const name = foldName(value);
  const path = foldPath(value);
  const cases = [value.toUpperCase(), value.toLowerCase(), value.normalize('NFD')];
  return (
    foldName(name) === name && foldPath(path) === path && cases.every((c) => foldName(c) === name)
  );
}

/** What Unicode has no use for as yet has neither case nor forms. */
const USED = /[\p{Assigned}\p{Default_Ignorable_Code_Point}]/u;
/** Hundreds of thousands that are one like the other: some will do but in the soak. */
const ALIKE = /[\p{Unified_Ideograph}\p{Private_Use}\p{Surrogate}\uac00-\ud7a3]/u;
const STEP = 64;

test('folding again, or another case or form before it, changes nothing', () => {
  const characters = Array.from({ length: 0x11_0000 }, (_, code) => code)
    .map((code) => String.fromCodePoint(code))
    .filter((character) => USED.test(character))
    .filter((character, at) => IS_FULL || at % STEP === 0 || !ALIKE.test(character));
  expect(characters.filter((character) => !isSettled(character))).toEqual([]);
  fc.assert(fc.property(text, isSettled), { numRuns: runs(2000) });
});
