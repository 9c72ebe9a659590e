/**
 * Slugs as Jekyll 4 makes them (`utils.rb`, `slugify`), so that URLs survive a migration. Used for
 * permalinks, term pages and the `slugify` filter.
 */

/** What each of Jekyll's modes turns into hyphens. Ruby's `\s` is ASCII only. */
const REPLACED: ReadonlyMap<string, RegExp> = new Map([
  ['default', /[^\p{M}\p{L}\p{Nd}]+/gu],
  ['pretty', /[^\p{M}\p{L}\p{Nd}._~!$&'()+,;=@]+/gu],
  ['raw', /[ \t\r\n\f\v]+/g],
  ['ascii', /[^A-Za-z0-9]+/g],
  ['latin', /[^\p{M}\p{L}\p{Nd}]+/gu],
]);

/** Already a slug in every mode, but for capitals: common, and cheaper to test than to replace. */
const PLAIN = /^[a-z0-9]+(?:-[a-z0-9]+)*$/i;

/**
 * The slug of `text`; empty when nothing of it may stay. `mode` is `default`, `pretty`, `raw`,
 * `ascii` or `latin`; any other, `none` too, only lower-cases. `cased` keeps capitals. Only one
 * hyphen goes at each end, which shows in mode `raw`.
 */
export function slugify(text: string, mode = 'default', cased = false): string {
  if (PLAIN.test(text)) return cased ? text : text.toLowerCase();
  const replaced = REPLACED.get(mode);
  if (replaced === undefined) return cased ? text : lowerCase(text);
  const source = mode === 'latin' ? toAscii(text) : text;
  const slug = source.replace(replaced, '-').replace(/^-|-$/g, '');
  return cased ? slug : lowerCase(slug);
}

/** Lower case as Ruby has it: Σ is σ wherever it stands. */
export function lowerCase(text: string): string {
  return text.replaceAll('Σ', 'σ').toLowerCase();
}

/** Letters without a decomposition, or with a spelling of I18n's own. */
const LETTERS: ReadonlyMap<string, string> = new Map(
  (
    'Æ AE,Ð D,Ø O,Þ Th,ß ss,æ ae,ð d,ø o,þ th,× x,Đ D,đ d,Ħ H,ħ h,ı i,Ĳ IJ,ĳ ij,ĸ k,Ŀ L,ŀ l,' +
    "Ł L,ł l,ŉ 'n,Ŋ NG,ŋ ng,Œ OE,œ oe,Ŧ T,ŧ t"
  )
    .split(',')
    .map((pair): [string, string] => [pair.slice(0, 1), pair.slice(2)]),
);

/** The I18n gem's `transliterate`: Latin letters up to U+017E lose their marks, all else is `?`. */
function toAscii(text: string): string {
  return text.replace(/[^\0-\x7f]/gu, (letter) => {
    const known = LETTERS.get(letter);
    if (known !== undefined) return known;
    const base = letter.normalize('NFD').charAt(0);
    return letter <= 'ž' && base <= '\x7f' ? base : '?';
  });
}
