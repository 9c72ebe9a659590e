/**
 * What Liquid takes for a text, and what Ruby makes one of: lists are joined where they are printed, and
 * written as Ruby writes them where a filter asks for a text; maps always are.
 */

import {
  hasStoryKeys,
  isStory,
  Mixed,
  ORIGIN,
  type Piece,
  StoryHtml,
  StoryText,
} from '../../escape/story-text.js';
import { isPlainMap, isSafe, isShown, text } from '../template-values.js';
import { numberText } from './liquid-float.js';

/** The text that a value is, with a mark or without; undefined: it is none. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return undefined;
  return isSafe(value) || isStory(value) ? String(value) : undefined;
}

/** Ruby's `to_s`: what filters make of a value where they ask for a text. */
export function rubyText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return numberText(value);
  if (Array.isArray(value) || isPlainMap(value)) return inspected(value);
  return text(value);
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
  return hasStorysWords(value) ? new StoryText(rubyText(value)) : rubyText(value);
}

/** Views have them without a mark: those are made where a key is read. */
function hasStorysWords(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (isStory(value) || isShown(value)) return true;
  if (Array.isArray(value)) return value.some(hasStorysWords);
  if (!isPlainMap(value)) return false;
  const isView = Reflect.get(value, ORIGIN) !== undefined || hasStoryKeys(value);
  return isView || Object.values(value).some(hasStorysWords);
}

/** Ruby's `join`, of lists within lists too; parts keep their marks. */
export function joined(items: readonly unknown[], separator: string): unknown {
  const shown = items.flat(Number.POSITIVE_INFINITY).map(liquidShown);
  if (!shown.some(isStory)) return shown.map(String).join(separator);
  const pieces = shown.map(piecesOf);
  return new Mixed(pieces.flatMap((part, at) => (at === 0 ? part : [separator, ...part])));
}

function piecesOf(shown: unknown): readonly Piece[] {
  if (shown instanceof Mixed) return shown.pieces;
  return [shown instanceof StoryText || shown instanceof StoryHtml ? shown : String(shown)];
}
