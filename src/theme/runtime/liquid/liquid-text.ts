/**
 * What Liquid takes for a text, and what Ruby makes one of: lists are joined where they are printed, and
 * written as Ruby writes them where a filter asks for a text; maps always are.
 */
// oxlint-disable typescript/no-base-to-string -- marks and finished HTML have a text of their own

import { piecesOf } from '../../escape/marked-text.js';
import { hasStory, isStory, Mixed, StoryText } from '../../escape/story-text.js';
import { isPlainMap, isSafe, text } from '../template-values.js';
import { numberText } from './liquid-float.js';

/** The text that a value is, with a mark or without; undefined: it is none. */
export function textOf(value: unknown): string | undefined {
  return isText(value) ? String(value) : undefined;
}

function isText(value: unknown): boolean {
  if (typeof value === 'string') return true;
  return typeof value === 'object' && value !== null && (isSafe(value) || isStory(value));
}

/** Ruby's `to_s`: what filters make of a value where they ask for a text. */
export function rubyText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return numberText(value);
  if (Array.isArray(value) || isPlainMap(value)) return inspected(value);
  return text(value);
}

/** The same with its mark, a finished text as it is: what a story wrote stays so in a list and a map. */
export function markedText(value: unknown): unknown {
  if (isText(value)) return value;
  return hasStory(value) ? new StoryText(rubyText(value)) : rubyText(value);
}

/** Ruby's `inspect`: texts in quotes, maps with arrows, nothing as `nil`. */
export function inspected(value: unknown): string {
  if (value === undefined || value === null) return 'nil';
  const written = textOf(value);
  if (written !== undefined) return quoted(written);
  if (Array.isArray(value)) return `[${Array.from(value, inspected).join(', ')}]`;
  if (!isPlainMap(value)) return rubyText(value);
  const pairs = Object.entries(value).map(([key, part]) => `${quoted(key)}=>${inspected(part)}`);
  return `{${pairs.join(', ')}}`;
}

const NAMED: Readonly<Record<string, string>> = {
  ...{ '"': '\\"', '\\': '\\\\', '\n': '\\n', '\t': '\\t', '\r': '\\r' },
  ...{ '\f': '\\f', '\v': '\\v', '\b': '\\b', '\u0007': '\\a', '\u001b': '\\e' },
};

function quoted(value: string): string {
  const escaped = value.replace(/["\\\p{Cc}]|#(?=[{$@])/gu, (char) => {
    if (char === '#') return '\\#';
    return NAMED[char] ?? `\\u${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
  });
  return `"${escaped}"`;
}

/**
 * What a print of the value shows: a text, with the marks of its parts; a list's entries without anything
 * between them.
 */
export function liquidShown(value: unknown): unknown {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return rubyText(value);
  if (isStory(value) || isSafe(value)) return value;
  if (Array.isArray(value)) return joined(Array.from(value), '');
  return markedText(value);
}

/** Ruby's `join`, of lists within lists too; parts keep their marks. */
export function joined(items: readonly unknown[], separator: unknown): unknown {
  const shown = items.flat(Number.POSITIVE_INFINITY).map(liquidShown);
  const between = markedText(separator);
  if (![...shown, between].some(hasStory)) return shown.map(String).join(String(between));
  const pieces = shown.map(piecesOf);
  const put = piecesOf(between);
  return new Mixed(pieces.flatMap((part, at) => (at === 0 ? part : [...put, ...part])));
}
