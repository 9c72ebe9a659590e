/** Filters on text, with Liquid's meaning; characters are counted as readers see them. */
import { plainText } from '../../formats/html/plain-text.js';
import { graphemesOf, truncateText } from '../../formats/text/text.js';
import { countWords } from '../../formats/text/words.js';
import { text } from '../runtime/template-values.js';
import { entries, type Filters, integer, part } from './filter.js';
import { keepFinished } from './finished.js';

/** Text between separators; as in Ruby, empty parts at the end go, and a space splits at any run. */
function split(value: unknown, separator: unknown): string[] {
  const input = text(value);
  const by = separator === undefined ? ' ' : text(separator);
  if (by === '') return graphemesOf(input);
  if (by === ' ') return words(input);
  const parts = input.split(by);
  while (parts.at(-1) === '') parts.pop();
  return parts;
}

function words(value: string): string[] {
  return value.split(/\s+/).filter((word) => word !== '');
}

function truncateWords(value: unknown, max: unknown, ellipsis: unknown): string {
  const input = text(value);
  const count = Math.max(1, integer(max, 15));
  const all = words(input);
  if (all.length <= count) return input;
  return all.slice(0, count).join(' ') + (ellipsis === undefined ? '…' : text(ellipsis));
}

/** Characters of a text or entries of a list; as in Liquid, a negative offset counts from the end. */
function slice(value: unknown, offset: unknown, length: unknown): unknown {
  const items = Array.isArray(value) ? value : graphemesOf(text(value));
  const start = integer(offset) < 0 ? items.length + integer(offset) : integer(offset);
  const found = start < 0 ? [] : part(items, start, start + Math.max(0, integer(length, 1)));
  return Array.isArray(value) ? found : found.join('');
}

const HAN = '\\p{sc=Han}\\p{sc=Katakana}\\p{sc=Hiragana}\\p{sc=Hangul}';
/** A character that is a word of its own, or a run of others, as Jekyll counts (`filters.rb`). */
const WORDS: RegExp = new RegExp(`[${HAN}]|[^${HAN} \\t\\n\\v\\f\\r]+`, 'gu');

/**
 * Jekyll's `number_of_words`: by default what spaces part; `cjk` and `auto` count each Han character
 * and each run of others. (Where there is no Han character, that is what spaces part.)
 */
function numberOfWords(value: unknown, mode: unknown): number {
  const input = text(value);
  const apart = mode === 'cjk' || mode === 'auto';
  return apart ? (input.match(WORDS) ?? []).length : words(input).length;
}

function allWords(value: unknown): number {
  const { han, words: others } = countWords(text(value));
  return han + others;
}

function truncate(value: unknown, max: unknown, ellipsis: unknown): string {
  // Nunjucks' own `truncate` has a boolean here.
  const end = typeof ellipsis === 'string' ? ellipsis : '…';
  return truncateText(text(value), Math.max(0, integer(max, 50)), end);
}

function replaceFirst(value: unknown, old: unknown, by: unknown): string {
  return text(value).replace(text(old), () => text(by));
}

function replaceLast(value: unknown, old: unknown, by: unknown): string {
  const input = text(value);
  const wanted = text(old);
  const at = input.lastIndexOf(wanted);
  return at < 0 ? input : input.slice(0, at) + text(by) + input.slice(at + wanted.length);
}

/** All places, or the first `limit`; `old` may be a regular expression, as in Nunjucks. */
function replace(value: unknown, old: unknown, by: unknown, limit?: unknown): string {
  if (old instanceof RegExp) return text(value).replace(old, text(by));
  const most = limit === undefined ? Number.POSITIVE_INFINITY : integer(limit);
  let count = 0;
  // Nothing is between characters, never within one.
  const wanted = text(old) === '' ? /(?:)/gu : text(old);
  return text(value).replaceAll(wanted, (found) => (count++ < most ? text(by) : found));
}

function capitalize(value: unknown): string {
  const [first = '', ...rest] = text(value);
  return first.toUpperCase() + rest.join('').toLowerCase();
}

function indent(value: unknown, width: unknown, first: unknown): string {
  const space = ' '.repeat(Math.max(0, integer(width, 4)));
  const lines = text(value).split('\n');
  return lines.map((line, index) => (index > 0 || first === true ? space + line : line)).join('\n');
}

function center(value: unknown, width: unknown): string {
  const input = text(value);
  const space = Math.max(0, integer(width, 80) - input.length);
  return ' '.repeat(Math.floor(space / 2)) + input + ' '.repeat(Math.ceil(space / 2));
}

const upcase = (value: unknown): string => text(value).toUpperCase();
const downcase = (value: unknown): string => text(value).toLowerCase();
const strip = (value: unknown): string => text(value).trim();
const stripHtml = (value: unknown): string => plainText(text(value));

const DASHES: Readonly<Record<string, string>> = {
  ...{ '---': '—', '--': '–', '...': '…', '<<': '«', '>>': '»' },
};

/** Straight quotes, dashes and dots as typographers set them; Latin text only, and none of its tags. */
function smartify(value: unknown): string {
  let before = '';
  const pattern = /<[!a-z/][^<>]*>|---?|\.\.\.|<<|>>|./gisu;
  return text(value).replace(pattern, (found) => {
    if (found.length > 2 && found.startsWith('<')) return found;
    const opens = before === '' || /[\s([{—–]/.test(before);
    const set =
      found === '"' ? (opens ? '“' : '”') : found === "'" ? (opens ? '‘' : '’') : DASHES[found];
    before = set ?? found;
    return before;
  });
}

const all: Filters = {
  upcase,
  upper: upcase,
  downcase,
  lower: downcase,
  capitalize,
  title: (value) => text(value).replace(/\S+/g, capitalize),
  strip,
  trim: strip,
  lstrip: (value) => text(value).trimStart(),
  rstrip: (value) => text(value).trimEnd(),
  append: (value, end) => text(value) + text(end),
  prepend: (value, start) => text(start) + text(value),
  replace,
  replace_first: replaceFirst,
  replace_last: replaceLast,
  remove: (value, old) => text(value).replaceAll(text(old), ''),
  remove_first: (value, old) => replaceFirst(value, old, ''),
  remove_last: (value, old) => replaceLast(value, old, ''),
  slice,
  split,
  list: (value) => (typeof value === 'string' ? graphemesOf(value) : entries(value)),
  string: text,
  truncate,
  truncatewords: truncateWords,
  number_of_words: numberOfWords,
  wordcount: allWords,
  strip_html: stripHtml,
  striptags: stripHtml,
  strip_newlines: (value) => text(value).replace(/\r?\n/g, ''),
  normalize_whitespace: (value) => text(value).replace(/\s+/g, ' ').trim(),
  smartify,
  indent,
  center,
};

/**
 * `upcase`, `truncate` and their like. What cuts text apart would cut tags apart, and gives text; so
 * does what changes letters, which addresses are made of.
 */
export const strings: Filters = keepFinished(all, {
  ...{ strip: null, trim: null, lstrip: null, rstrip: null, string: null },
  ...{ strip_newlines: null, normalize_whitespace: null, indent: null, center: null },
  ...{ remove: null, remove_first: null, remove_last: null },
  ...{ append: 0, prepend: 0, replace: 1, replace_first: 1, replace_last: 1 },
});
