/** kramdown's tables: any lines with bars; a head, a foot and several bodies where lines part them. */
import { columnsOf, splitCells, withBars } from '../tables.js';
import {
  addBlock,
  type BlockState,
  createBlock,
  isBelowBoundary,
  lineAt,
  lineEnd,
  type TablePart,
  type TableRow,
} from './block-tree.js';
import { isBoundary } from './leaf-blocks.js';

const SEPARATOR = /^[+|: \t-]*-[+|: \t-]*$/;
const FOOT = /^[+|: \t=]*=[+|: \t=]*$/;
const COLUMN = /[ \t]?(:?)-+(:?)[ \t]?/g;
const START = / {0,3}(?=\S)[^\n]*\|/y;
const HAS_BAR = /^\||[^\\\n]\|/;

export function table(state: BlockState): boolean {
  START.lastIndex = state.pos;
  if (!START.test(state.text) || !isBelowBoundary(state)) return false;
  const { rows, parts, aligned, end } = readTable(state);
  if (rows === 0 || !isBoundary(state, end)) return false;
  if (!parts.some(({ tag }) => tag === 'tbody')) return false;
  const all = parts.flatMap((part) => part.rows.map(({ cells }) => cells));
  const widest = all.reduce((most, { length }) => Math.max(most, length), 0);
  const columns = columnsOf([], all);
  const line = lineAt(state, state.pos);
  const filled = aligned.slice(0, widest);
  addBlock(state, createBlock('table', line, { table: { parts, columns, aligned: filled } }));
  state.pos = end;
  return true;
}

interface ReadTable {
  readonly parts: readonly TablePart[];
  readonly aligned: readonly string[];
  readonly rows: number;
  readonly end: number;
}

function readTable(state: BlockState): ReadTable {
  const { text, pos: start } = state;
  const parts: TablePart[] = [];
  let aligned: readonly string[] | null = null;
  let rows: TableRow[] = [];
  let hasFoot = false;
  let count = 0;
  let pos = start;
  const first = lineOf(text, start);
  const isLed = /^\s*\|/.test(first);
  const end = (tag: TablePart['tag'], isForced = false): void => {
    if (hasFoot && tag === 'tbody' && !isForced) return;
    parts.push({ tag, rows });
    rows = [];
  };
  if (SEPARATOR.test(first)) pos = lineEnd(text, pos);
  for (; pos < text.length; pos = lineEnd(text, pos)) {
    const line = lineOf(text, pos);
    if (!HAS_BAR.test(line)) break;
    if (SEPARATOR.test(line)) {
      if (rows.length === 0) continue;
      if (aligned === null && !hasFoot) {
        end('thead');
        aligned = Array.from(line.matchAll(COLUMN), ([, left = '', right = '']) =>
          alignment(left, right),
        );
      } else end('tbody');
    } else if (FOOT.test(line)) {
      if (rows.length > 0) end('tbody', true);
      hasFoot = true;
    } else {
      const written = splitCells(line.trimEnd());
      // Every bar is in code: no table.
      if (written.length < 2) return { parts: [], aligned: [], rows: 0, end: pos };
      rows.push({ line: lineAt(state, pos), cells: cellsOf(written, isLed) });
      count++;
    }
  }
  if (rows.length > 0) {
    const tag = hasFoot ? 'tfoot' : 'tbody';
    parts.push({ tag, rows });
  }
  return { parts, aligned: aligned ?? [], rows: count, end: pos };
}

/** Template code, which Jekyll would have run before: no bar in it parts cells. */
const LIQUID = /\{\{[^\n]{0,300}?\}\}|\{%[^\n]{0,300}?%\}/g;
/** In place of such a bar; no text has it. */
const BAR = '\0';

function lineOf(text: string, pos: number): string {
  const line = text.slice(pos, lineEnd(text, pos)).replace(/\n$/, '');
  return line.replace(LIQUID, (code) => code.replaceAll('|', BAR));
}

function alignment(left: string, right: string): string {
  if (left === '' && right === '') return '';
  if (right === '') return 'left';
  return left === '' ? 'right' : 'center';
}

function cellsOf(written: readonly string[], isLed: boolean): readonly string[] {
  const cells = [...written];
  if (isLed && cells[0]?.trim() === '') cells.shift();
  if (cells.at(-1)?.trim() === '') cells.pop();
  return cells.map((cell) => withBars(cell.trim()).replaceAll(BAR, '|'));
}
