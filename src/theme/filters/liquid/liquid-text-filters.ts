/** Filters on texts as Ruby has them: blanks are ASCII's, characters are code points, ends are `...`. */
import { inspected, rubyText } from '../../runtime/liquid/liquid-text.js';
import type { Filter, Filters } from '../filter.js';
import { wholeOf } from './liquid-number-filters.js';
import { withoutTags } from './ruby-html.js';

/** What isn't there stays so. */
function ofText(change: (text: string, ...args: unknown[]) => unknown): Filter {
  return (value, ...args) =>
    value === null || value === undefined ? value : change(rubyText(value), ...args);
}

/** As in Ruby, a blank splits at any run, and empty parts at the end go. */
function split(value: unknown, separator: unknown): string[] {
  const text = rubyText(value);
  const by = rubyText(separator);
  if (by === '') return Array.from(text);
  if (by === ' ') return words(text);
  const parts = text.split(by);
  while (parts.at(-1) === '') parts.pop();
  return parts;
}

function words(text: string): string[] {
  return text.split(/[ \t\n\v\f\r\0]+/).filter((word) => word !== '');
}

function truncate(text: string, ...args: unknown[]): string {
  const most = args.length === 0 ? 50 : wholeOf(args[0]);
  const end = args.length < 2 ? '...' : rubyText(args[1]);
  if (most >= 0 && endOf(text, most) === text.length) return text;
  return text.slice(0, endOf(text, most - Array.from(end).length)) + end;
}

/** Where the first `count` characters end. */
function endOf(text: string, count: number): number {
  let end = 0;
  for (let passed = 0; passed < count && end < text.length; passed++) {
    end += (text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1;
  }
  return end;
}

function truncateWords(text: string, ...args: unknown[]): string {
  const most = args.length === 0 ? 15 : Math.max(1, wholeOf(args[0]));
  const end = args.length < 2 ? '...' : rubyText(args[1]);
  const all = words(text);
  // Ruby takes a blank behind the last word for one more.
  const count = BLANKS.has(text.at(-1) ?? '') ? all.length + 1 : all.length;
  return count <= most || all.length < most ? text : all.slice(0, most).join(' ') + end;
}

const REFERENCES: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' },
};

function escaped(text: string): string {
  if (!/[&<>"']/.test(text)) return text;
  return text.replace(/[&<>"']/g, (char) => REFERENCES[char] ?? char);
}

function escapeOnce(value: unknown): string {
  return rubyText(value).replace(
    /["><']|&(?!(?:[a-zA-Z]+|#\d+);)/g,
    (char) => REFERENCES[char] ?? char,
  );
}

function xmlEscape(value: unknown): string {
  return escaped(rubyText(value)).replaceAll('&#39;', '&apos;');
}

const LEADING: RegExp = /^[ \t\n\v\f\r\0]+/;
const BLANKS: ReadonlySet<string> = new Set(' \t\n\v\f\r\0');

/** A regular expression would look at each run of blanks within the text. */
function withoutEnd(text: string): string {
  let end = text.length;
  while (end > 0 && BLANKS.has(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** `split`, `truncate`, `escape` and their like. */
export const liquidTexts: Filters = {
  split,
  truncate: ofText(truncate),
  truncatewords: ofText(truncateWords),
  strip: (value) => withoutEnd(rubyText(value).replace(LEADING, '')),
  lstrip: (value) => rubyText(value).replace(LEADING, ''),
  rstrip: (value) => withoutEnd(rubyText(value)),
  escape: ofText(escaped),
  h: ofText(escaped),
  escape_once: escapeOnce,
  xml_escape: xmlEscape,
  strip_html: (value) => withoutTags(rubyText(value)),
  newline_to_br: (value) => rubyText(value).replace(/\r?\n/g, '<br />\n'),
  inspect: (value) => xmlEscape(inspected(value)),
};
