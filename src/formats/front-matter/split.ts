/**
 * Finds the front matter of a text by its fences, in one pass and without looking into it: the
 * first step of `front-matter.ts`, and the reason why gray-matter never sees a `---js`.
 */
import type { BlockNote } from './types.js';

/** A text's parts; lines count from 1, in the file. */
export interface Split {
  /** What stands between the fences; null: there is no front matter, or it has a fault. */
  readonly block: string | null;
  readonly blockLine: number;
  /** Blank lines below the front matter are no part of it, as in Jekyll: XML begins with its declaration. */
  readonly body: string;
  readonly bodyLine: number;
  /** Something harmless stood before the first fence. */
  readonly note: BlockNote | null;
  /** The front matter can't be used, whatever is in it. */
  readonly fault: BlockNote | null;
}

/** Of a fault: no line closes the block. */
export const UNCLOSED = 'front-matter-unclosed';

const OPENING: RegExp = /^---[ \t]*$/;
const CLOSING: RegExp = /^(?:---|\.\.\.)[ \t]*$/;

export function lineEnd(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  return end === -1 ? text.length : end;
}

/** Offset and line number of the first line that isn't blank, a byte order mark being blank. */
export function firstLine(text: string): { readonly start: number; readonly line: number } {
  let start = 0;
  let line = 1;
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === '\n') {
      start = at + 1;
      line += 1;
    } else if (char === '\ufeff' && at === 0) start = 1;
    else if (char !== ' ' && char !== '\t') break;
  }
  return { start, line };
}

/** Offset and line of the fence that closes a block starting at `from`, or null. */
function closingFence(
  text: string,
  from: number,
  firstLineNumber: number,
): { readonly start: number; readonly line: number } | null {
  let line = firstLineNumber;
  for (let start = from; start < text.length; line += 1) {
    const end = lineEnd(text, start);
    const char = text.charAt(start);
    if ((char === '-' || char === '.') && CLOSING.test(text.slice(start, end)))
      return { start, line };
    start = end + 1;
  }
  return null;
}

function before(line: number): BlockNote {
  const message = 'Something stands before the first ---';
  const hint = 'Begin the file with ---, without blank lines or a byte order mark before it.';
  return { code: 'front-matter-fence', message, hint, line, column: 1 };
}

function language(line: number): BlockNote {
  const message = 'The first --- names a language; only YAML is read, and nothing is ever run';
  const hint = 'Let the first line be --- and nothing else.';
  return { code: 'front-matter-language', message, hint, line, column: 4 };
}

function unclosed(line: number): BlockNote {
  const message = 'The front matter is not closed';
  const hint = 'Put a line with --- and nothing else below the last key.';
  return { code: UNCLOSED, message, hint, line, column: 1 };
}

/** Splits a text at its fences: `---` first, then `---` or `...`, blanks after either allowed. */
export function splitFrontMatter(raw: string): Split {
  const text = raw.includes('\r') ? raw.replace(/\r\n?/g, '\n') : raw;
  const { start, line } = firstLine(text);
  const none = { block: null, blockLine: 1, body: text, bodyLine: 1, note: null, fault: null };
  if (!text.startsWith('---', start) || text.charAt(start + 3) === '-') return none;
  const end = lineEnd(text, start);
  const fault = { ...none, body: '', bodyLine: line };
  if (!OPENING.test(text.slice(start, end))) return { ...fault, fault: language(line) };
  const close = closingFence(text, end + 1, line + 1);
  if (close === null) return { ...fault, fault: unclosed(line) };
  const below = text.slice(lineEnd(text, close.start) + 1);
  const written = firstLine(below);
  return {
    block: text.slice(end + 1, Math.max(end + 1, close.start - 1)),
    blockLine: line + 1,
    body: below.slice(written.start),
    bodyLine: close.line + written.line,
    note: start > 0 ? before(line) : null,
    fault: null,
  };
}
