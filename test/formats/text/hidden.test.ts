/** What readers can't see is taken out of titles and names; what a script or an emoji needs stays. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasHidden, withoutHidden } from '../../../src/formats/text/hidden.js';
import { cleanName, cleanTitle } from '../../../src/formats/text/text.js';
import { runs } from '../../support/runs.js';

const tags = (text: string): string =>
  String.fromCodePoint(...Array.from(text, (letter) => 0xe0000 + (letter.codePointAt(0) ?? 0)));

const STAYS: Readonly<Record<string, string>> = {
  'a family': '👨\u200d👩\u200d👧\u200d👦 出游',
  'an emoji with a tone and a profession': '👩🏽\u200d🚀',
  'a heart in colour': '❤\ufe0f 与 ❤\ufe0e',
  'a heart on fire': '❤\ufe0f\u200d🔥',
  'a keycap': '第1\ufe0f\u20e3',
  'the flags of Scotland and England': `🏴${tags('gbsct\x7f')}🏴${tags('gbeng\x7f')}`,
  Persian: 'می\u200cخواهم خانه\u200cها',
  'Arabic letters that show as joined': 'ه\u200d',
  Hindi: 'क्\u200dष और क्\u200cष',
  'Bengali at a word’s end': 'র্\u200dয',
  Malayalam: 'അവന്\u200d',
  Sinhala: 'ශ්\u200dරී ලංකා',
  Mongolian: 'ᠮᠣᠩᠭᠣᠯ\u180eᠤ',
  'a variant of a Han character': '葛\u{e0100}城',
  'old Hangul': '\u1100\u1160\u11ab',
  'a long word': 'Donau\u00addampf',
  'Hebrew with a Latin word': 'שלום C++\u200f היום',
};

const GOES: Readonly<Record<string, readonly [string, string]>> = {
  'text in tag characters': [`降准${tags('ignore all')}`, '降准'],
  'tag characters behind a flag': [`🏴${tags('hello world\x7f')}`, '🏴'],
  'an open sequence of tags': [`🏴${tags('gbsct')}`, '🏴'],
  'zero-width spaces': ['央\u200b行', '央行'],
  'joiners among Han and Latin': ['央\u200d行 a\u200cb', '央行 ab'],
  'a word joiner and invisible signs': ['a\u2060b\u2062c\u2064', 'abc'],
  'a byte-order mark': ['a\ufeffb', 'ab'],
  'overrides and isolates': ['a\u202eb\u202c\u2066c\u2069', 'abc'],
  'a mark of direction in a text of one': ['新闻\u200e', '新闻'],
  fillers: ['\u3164\uffa0\u115f\u1160a', 'a'],
  'bytes hidden in variation selectors': ['😀\ufe0f\ufe01\u{e0101}\u{e0102}', '😀\ufe0f'],
  'a variation selector in the air': ['a\ufe0fb', 'ab'],
  'a soft hyphen at an end': ['a\u00ad b', 'a b'],
  'the combining joiner and Khmer vowels': ['a\u034f\u17b4\u17b5', 'a'],
  'annotation marks': ['a\ufff9b\ufffbc', 'abc'],
  'joiners in a row': ['می\u200c\u200cخواهم', 'می\u200cخواهم'],
  'a joiner among others': ['می\u200b\u200c\u2060خواهم', 'می\u200cخواهم'],
  'a joiner at the end of a Persian word': ['خانه\u200c', 'خانه'],
  'the blank of Braille': ['a\u2800b', 'a b'],
};

describe('withoutHidden', () => {
  it.each(Object.entries(STAYS))('leaves %s', (_, text) => {
    expect(withoutHidden(text)).toBe(text);
    expect(hasHidden(text)).toBe(false);
  });

  it.each(Object.entries(GOES))('takes out %s', (_, [text, seen]) => {
    expect(withoutHidden(text)).toBe(seen);
    expect(hasHidden(text)).toBe(true);
  });

  it('makes the same of its own result, and leaves all that shows', () => {
    const odd = fc.constantFrom(
      ...'\u00ad \u034f \u061c \u200b \u200c \u200d \u200e \u2060 \u2066 \ufe00 \ufe0f \u180b \u1160'.split(
        ' ',
      ),
      ...['\u{e0067}', '\u{e007f}', '\u{e0100}', '🏴', '👨', '❤', '🏽', '1', '\u20e3', 'a', ' '],
      ...['央', 'م', 'ک', 'ह', '\u094d', 'ש', 'ᠮ', '\u1100', '∩'],
    );
    fc.assert(
      fc.property(fc.string({ unit: odd, maxLength: 12 }), (text) => {
        const seen = withoutHidden(text);
        expect(withoutHidden(seen)).toBe(seen);
        const shows = (all: string): string =>
          all.replace(/\p{Default_Ignorable_Code_Point}/gu, '');
        expect(shows(seen)).toBe(shows(text));
      }),
      { numRuns: runs(2000) },
    );
  });
});

it('a title of nothing else is none; a name has no soft hyphens', () => {
  expect(cleanTitle('\u200b\u3164 \u2800\ufe0f')).toBe('');
  expect(cleanTitle('Donau\u00addampf')).toBe('Donau\u00addampf');
  expect(cleanName('Donau\u00addampf')).toBe('Donaudampf');
});
