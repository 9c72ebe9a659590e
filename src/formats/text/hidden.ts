/**
 * Characters that readers can't see, in titles and names: they hide text from them, make two names of
 * one, and turn the text around them. Those stay that a script or an emoji needs where they stand.
 */
import { lazy } from '../../platform/lazy.js';

/** Any that may have to go: what Unicode lets be ignored, annotation marks, the blank of Braille. */
const SUSPECT = /[\p{Default_Ignorable_Code_Point}\ufff9-\ufffb\u2800]/u;

/** Scripts whose letters join, or don't, by an invisible character. */
const JOINING =
  '[\\p{scx=Arab}\\p{scx=Syrc}\\p{scx=Nkoo}\\p{scx=Mong}\\p{scx=Mand}\\p{scx=Rohg}\\p{scx=Adlm}' +
  '\\p{scx=Deva}\\p{scx=Beng}\\p{scx=Guru}\\p{scx=Gujr}\\p{scx=Orya}\\p{scx=Taml}\\p{scx=Telu}' +
  '\\p{scx=Knda}\\p{scx=Mlym}\\p{scx=Sinh}\\p{scx=Mymr}\\p{scx=Khmr}\\p{scx=Tibt}\\p{scx=Bali}' +
  '\\p{scx=Java}\\p{scx=Limb}\\p{scx=Newa}\\p{scx=Cham}]';
const LETTER = `(?!\\p{Default_Ignorable_Code_Point})(?=[\\p{L}\\p{M}])${JOINING}`;
/** The mark below which two consonants are one; without a letter behind it shows by a joiner. */
const VIRAMA =
  '[\\u094d\\u09cd\\u0a4d\\u0acd\\u0b4d\\u0bcd\\u0c4d\\u0ccd\\u0d4d\\u0dca\\u1039\\u103a\\u17d2]';
const ARABIC = '(?=\\p{L})\\p{scx=Arab}';
const PICTURE = '[\\p{Extended_Pictographic}\\u{1f3fb}-\\u{1f3ff}]';

/** In the order in which they are tried: what stays, by what stands around it. */
const STAYS: readonly string[] = [
  // Between letters of scripts that join; a joiner at a word's end after a virama, or in Arabic.
  `(?<=${LETTER})[\\u200c\\u200d](?=${LETTER})`,
  `(?<=${VIRAMA})[\\u200c\\u200d]`,
  `(?<=${ARABIC})\\u200d`,
  // In an emoji of several, with its style.
  `(?<=${PICTURE}\\ufe0f?)\\u200d(?=${PICTURE})`,
  `(?<=\\p{Extended_Pictographic})[\\ufe0e\\ufe0f]`,
  '(?<=[0-9#*])\\ufe0f(?=\\u20e3)',
  // A part of a country's flag: two letters of the country, up to three of the part.
  '(?<=\\u{1f3f4})[\\u{e0061}-\\u{e007a}]{2}[\\u{e0030}-\\u{e0039}\\u{e0061}-\\u{e007a}]{1,3}\\u{e007f}',
  // Variants of a Han character, one each; of a sign of mathematics; of letters of some scripts.
  '(?<=\\p{Script=Han})[\\ufe00-\\ufe0d\\u{e0100}-\\u{e01ef}]',
  '(?<=[\\p{Sm}\\p{Script=Mymr}\\p{Script=Phag}])\\ufe00',
  '(?<=(?=\\p{L})\\p{Script=Mong})[\\u180b-\\u180f]',
  // Where a long word may be parted.
  '(?<=(?!\\p{Default_Ignorable_Code_Point})\\p{L})\\u00ad(?=(?!\\p{Default_Ignorable_Code_Point})\\p{L})',
  // In Hangul of old, where a letter is left out of a syllable.
  '(?<=[\\u1100-\\u115e\\ua960-\\ua97c])\\u1160',
  '\\u115f(?=[\\u1161-\\u11a7])',
];
/** Made where a text has such a character: so many scripts are looked up one by one. */
const hidden: () => RegExp = lazy(
  () => new RegExp(`(${STAYS.join('|')})|\\p{Default_Ignorable_Code_Point}`, 'gu'),
);

/** Those that no place makes needful; taken out first, so that they don't stand between others. */
const NEVER =
  /(?![\u00ad\u061c\u115f\u1160]|[\u200c-\u200f]|[\u{e0020}-\u{e007f}]|[\u180b-\u180f]|[\ufe00-\ufe0f]|[\u{e0100}-\u{e01ef}])\p{Default_Ignorable_Code_Point}|[\ufff9-\ufffb]/gu;
const REPEATED = /([\u200c-\u200f])\1+/g;
/** Of a run the first chooses a form; the others were bytes of a hidden text. */
const VARIANTS =
  /([\ufe00-\ufe0f]|[\u{e0100}-\u{e01ef}])(?:[\ufe00-\ufe0f]|[\u{e0100}-\u{e01ef}])+/gu;

/** Marks of direction stay where a text has both. */
const DIRECTION = /[\u200e\u200f\u061c]/;
const RIGHT_TO_LEFT = /(?=\p{L})[\p{scx=Hebr}\p{scx=Arab}\p{scx=Syrc}\p{scx=Thaa}\p{scx=Nkoo}]/u;
const LEFT_TO_RIGHT = /[\p{Script=Latn}\p{Script=Han}\p{Script=Cyrl}\p{Script=Grek}\d]/u;

/** What went may have parted others that now are a row; counted, as hostile texts are long. */
const MOST_PASSES = 8;

/** `text` without what readers can't see; the same string where there is nothing of the kind. */
export function withoutHidden(text: string): string {
  if (!SUSPECT.test(text)) return text;
  const isMixed = RIGHT_TO_LEFT.test(text) && LEFT_TO_RIGHT.test(text);
  let seen = text.replace(NEVER, '').replaceAll('\u2800', ' ');
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const before = seen;
    const single = seen.replace(REPEATED, '$1').replace(VARIANTS, '$1');
    seen = single.replace(hidden(), (found, stays?: string) =>
      stays !== undefined || (isMixed && DIRECTION.test(found)) ? found : '',
    );
    if (seen === before) break;
  }
  return seen;
}

/** Whether a text has any that are taken out. */
export function hasHidden(text: string): boolean {
  return SUSPECT.test(text) && withoutHidden(text) !== text;
}
