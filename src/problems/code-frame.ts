/**
 * Code frames: the lines around a position in a text, ready for a terminal, a log or an overlay.
 * Called wherever a problem with a line is made; safe to print whatever the text holds.
 */
import type { Position } from '../model/problem.js';

const CONTEXT = 2;
/** Terminal cells of a line's text before it is clipped. */
const WIDTH = 80;

/** East Asian Wide and Fullwidth (UAX #11), as far as news uses them, and emoji. */
const WIDE: RegExp =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const ZERO_WIDTH: RegExp = /\p{Mn}|\p{Me}/u;
/** What could move a cursor or turn text around: shown, never sent. */
const UNSAFE: RegExp = /\p{Cc}|\p{Cf}|\p{Cs}|\p{Zl}|\p{Zp}/u;

/** A character as shown: tab as an arrow, C0 controls as their pictures, the rest as U+FFFD. */
function visible(char: string): string {
  if (!UNSAFE.test(char)) return char;
  if (char === '\t') return '→';
  const code = char.charCodeAt(0);
  return code < 0x20 ? String.fromCharCode(0x2400 + code) : '\ufffd';
}

function cells(char: string): number {
  if (ZERO_WIDTH.test(char)) return 0;
  return WIDE.test(char) ? 2 : 1;
}

interface FrameLine {
  readonly text: string;
  /** Cells before the character that the caret points at. */
  readonly caret: number;
}

/** A line's part around `column` (from 1, UTF-16 units), at most `WIDTH` cells and two ellipses. */
function clip(line: string, column: number): FrameLine {
  // Two WIDTHs of units on either side are more than can be shown: long lines cost no more.
  const from = Math.max(0, column - 1 - 2 * WIDTH);
  const before = Array.from(line.slice(from, column - 1), visible);
  const after = Array.from(line.slice(column - 1, column - 1 + 2 * WIDTH), visible);
  let caret = 0;
  let start = before.length;
  while (start > 0 && caret < WIDTH / 2) caret += cells(before[--start] ?? '');
  let end = 0;
  for (let used = caret; end < after.length && used < WIDTH; end += 1) {
    used += cells(after[end] ?? '');
  }
  const head = start > 0 || from > 0 ? '…' : '';
  const tail = end < after.length || line.length > column - 1 + 2 * WIDTH ? '…' : '';
  const text = head + before.slice(start).join('') + after.slice(0, end).join('') + tail;
  return { text, caret: caret + head.length };
}

/**
 * Two lines either side of `line` (from 1) with their numbers and, where a column (from 1, UTF-16
 * units) is given, a caret below it that counts East Asian wide characters as two cells. Long lines
 * are clipped around the column, control characters made visible. Empty when there is no such line.
 */
export function codeFrame(text: string, line: number, column?: number): string {
  const lines = text.split(/\r\n|\r|\n/, line + CONTEXT);
  if (line < 1 || line > lines.length) return '';
  const gutter = String(lines.length).length;
  const out: string[] = [];
  for (let number = Math.max(1, line - CONTEXT); number <= lines.length; number += 1) {
    const content = lines[number - 1] ?? '';
    const here = number === line;
    const at = here && column !== undefined ? Math.min(Math.max(column, 1), content.length + 1) : 1;
    const shown = clip(content, at);
    out.push(`${here ? '>' : ' '} ${String(number).padStart(gutter)} | ${shown.text}`.trimEnd());
    if (here && column !== undefined) {
      out.push(`  ${' '.repeat(gutter)} | ${' '.repeat(shown.caret)}^`);
    }
  }
  return out.join('\n');
}

/** Line and column, from 1, of an offset. */
export function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}
