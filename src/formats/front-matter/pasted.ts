/**
 * What a script pasted, `title: "RAW"` or `title: RAW`, told from YAML's reading. Shared by
 * `front-matter.ts`, for titles that YAML reads wrongly, and by the repairs of what it can't read.
 */
import type { Value } from '../../model/data.js';

/** Without white space as YAML knows it: an ideographic space is part of the text. */
export function trimBlanks(text: string): string {
  return text.replace(/^[ \t]+/, '').replace(/(?<![ \t])[ \t]+$/, '');
}

/** `'Tis the season` and `'90s`: what looks like a quote is a letter or digit left out. */
export function isElision(value: string): boolean {
  return /^'[\p{Script=Latin}\d][^']*$/u.test(value);
}

/** Exactly one outer pair of quotes goes; so does an opening one that is never closed, but for an apostrophe. */
export function unquote(value: string): string {
  const quote = value.charAt(0);
  if (quote !== '"' && quote !== "'") return value;
  const last = value.lastIndexOf(quote);
  if (last === 0) return isElision(value) ? value : value.slice(1);
  return last === value.length - 1 ? value.slice(1, -1) : value;
}

const YAML_OR_JSON_ESCAPES: RegExp =
  /^(?:[^\\]|\\(?:["\\/]|x[2-7][\da-f]|xa[1-9a-f]|x[b-f][\da-f]|u[\da-f]{4}|U[\da-f]{8}))*$/i;

/** The part of a value that YAML reads as one quoted scalar; what follows it is a comment. */
function quotedPart(value: string): string {
  const pattern = value.startsWith('"') ? /^"(?:[^"\\]|\\.)*"/u : /^'(?:[^']|'')*'/;
  return pattern.exec(value)?.[0] ?? '';
}

/**
 * The title as a script pasted it, `title: "RAW"` or `title: RAW`, where YAML read a block without
 * an error but not what was meant; null where YAML's reading stands. `value` is what follows the
 * colon on the line, `more` tells that the value goes on below. Escapes that JSON knows are taken
 * for meant, except those that would make a control character (`"C:\new"`).
 */
export function titleAsPasted(
  value: string,
  more: boolean,
  read: Value | undefined,
): string | null {
  const pasted = unquote(value);
  if (more || read === pasted || read === value) return null;
  if (value.startsWith('"') || value.startsWith("'")) {
    if (value.length < 2 || !value.endsWith(value.charAt(0))) return null;
    const whole = quotedPart(value) === value;
    const meant = value.startsWith("'") || YAML_OR_JSON_ESCAPES.test(pasted);
    return whole && meant ? null : pasted;
  }
  // YAML's null, written or left out, is no title; `#话题#` and `~ #1` are.
  return read === null && /^(?:~|null)?$/i.test(value) ? null : value;
}
