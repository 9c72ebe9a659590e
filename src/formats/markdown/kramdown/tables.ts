/**
 * Tables: as GitHub has them, with a line of hyphens below the head, but as in Jekyll's kramdown a bar
 * inside code parts no cells, and cells beyond the head stay.
 */
import type { Env, StateBlock, StateCore } from 'markdown-it';
import { indentOf, isIndented, startOf, textAt } from '../block-lines.js';
import { quoted, reportFault } from '../body-faults.js';
import { isSparing } from '../growth.js';

const DELIMITER = /^:?-+:?$/;

/** A table, which may follow a paragraph's lines without a blank one. */
export function tables(state: StateBlock, start: number, end: number, silent: boolean): boolean {
  if (start + 2 > end || isIndented(state, start)) return false;
  const indent = indentOf(state, start + 1);
  if (indent < 0 || indent >= 4) return false;
  const sign = state.src.charAt(startOf(state, start + 1));
  if (sign !== '|' && sign !== '-' && sign !== ':') return false;
  const delimiter = rowAt(state, start + 1);
  if (delimiter.length < 2 || /^-[ \t]|[^|:\- \t]/.test(delimiter)) return false;
  const parts = cellsOf(delimiter);
  if (!parts.every((part) => DELIMITER.test(part))) return false;
  const head = rowAt(state, start);
  if (!head.includes('|')) return false;
  const columns = parts.map(alignmentOf);
  const cells = cellsOf(head);
  if (cells.length !== columns.length) return false;
  const aligned = isSparing(state.env, 'style') ? [] : columns;
  if (!silent) pushTable(state, { start, end, cells, aligned });
  return true;
}

interface Table {
  readonly start: number;
  /** The end of the container. */
  readonly end: number;
  /** Of the head. */
  readonly cells: readonly string[];
  /** Of the columns: `left`, `right`, `center`, or empty. */
  readonly aligned: readonly string[];
}

function pushTable(state: StateBlock, table: Table): void {
  const { start, aligned } = table;
  const before = state.parentType;
  state.parentType = 'table';
  const rows: (readonly string[])[] = [];
  for (let line = start + 2; line < table.end && isRow(state, line, table.end); line++) {
    rows.push(cellsOf(rowAt(state, line)));
  }
  const stop = start + 2 + rows.length;
  const columns = columnsOf(table.cells, rows);
  state.push('table_open', 'table', 1).map = [start, stop];
  state.push('thead_open', 'thead', 1).map = [start, start + 1];
  pushRow(state, { tag: 'th', line: start, cells: table.cells, aligned, columns });
  state.push('thead_close', 'thead', -1);
  if (rows.length > 0) {
    state.push('tbody_open', 'tbody', 1).map = [start + 2, stop];
    for (const [at, cells] of rows.entries()) {
      pushRow(state, { tag: 'td', line: start + 2 + at, cells, aligned, columns });
    }
    state.push('tbody_close', 'tbody', -1);
  }
  state.push('table_close', 'table', -1);
  state.parentType = before;
  state.line = stop;
}

function isRow(state: StateBlock, line: number, end: number): boolean {
  const indent = indentOf(state, line);
  if (state.isEmpty(line) || indent < 0 || indent >= 4) return false;
  // What ends a quote's lines ends a table's.
  return !state.md.block.ruler.getRules('blockquote').some((rule) => rule(state, line, end, true));
}

/** The most empty cells that are added to one table; beyond it rows end with their text. */
const MOST_EMPTY = 1000;

/** As many as the longest row has, so that all rows are whole; the head's, where that would be many. */
export function columnsOf(head: readonly string[], rows: readonly (readonly string[])[]): number {
  const all = [head, ...rows];
  const longest = all.reduce((most, { length }) => Math.max(most, length), 0);
  const written = all.reduce((sum, { length }) => sum + length, 0);
  return longest * all.length - written <= written + MOST_EMPTY ? longest : 0;
}

interface Row {
  readonly tag: 'th' | 'td';
  readonly line: number;
  readonly cells: readonly string[];
  readonly aligned: readonly string[];
  readonly columns: number;
}

function pushRow(state: StateBlock, { tag, line, cells, aligned, columns }: Row): void {
  const map: [number, number] = [line, line + 1];
  state.push('tr_open', 'tr', 1).map = map;
  for (let column = 0; column < Math.max(columns, cells.length); column++) {
    const alignment = aligned[column] ?? '';
    const open = state.push(`${tag}_open`, tag, 1);
    if (alignment !== '') open.attrSet('style', `text-align:${alignment}`);
    const inline = state.push('inline', '', 0);
    inline.content = cells[column] ?? '';
    inline.map = map;
    inline.children = [];
    state.push(`${tag}_close`, tag, -1);
  }
  state.push('tr_close', 'tr', -1);
}

function alignmentOf(part: string): string {
  if (part.endsWith(':')) return part.startsWith(':') ? 'center' : 'right';
  return part.startsWith(':') ? 'left' : '';
}

/** Without the blanks at both ends. */
function rowAt(state: StateBlock, line: number): string {
  return textAt(state, line).trim();
}

/** What has bars that part no cells, or parts them: code of either kind, an escaped sign, a bar. */
const PART = /\\[\s\S]|`+|<code\b[^<>]*>|\|/gi;

/** The cells of a row, without its outer bars; `\|` is a bar, in code too. */
export function cellsOf(row: string): readonly string[] {
  const cells = [...splitCells(row)];
  if (cells[0]?.trim() === '' && cells.length > 1) cells.shift();
  if (cells.at(-1)?.trim() === '') cells.pop();
  return cells.map((cell) => cell.trim().replaceAll('\\|', '|'));
}

/** What stands between the bars of a row, outer ones too. */
export function splitCells(row: string): readonly string[] {
  return /[`\\<]/.test(row) ? partsOf(row) : row.split('|');
}

function partsOf(row: string): string[] {
  const cells: string[] = [];
  const ends = codeEnds(row);
  let from = 0;
  PART.lastIndex = 0;
  for (let part = PART.exec(row); part !== null; part = PART.exec(row)) {
    const end = ends.get(part.index);
    if (end !== undefined) PART.lastIndex = end;
    if (part[0] !== '|') continue;
    cells.push(row.slice(from, part.index));
    from = part.index + 1;
  }
  cells.push(row.slice(from));
  return cells;
}

/** `\|` as a bar, but in code, where the backslash is shown. A line may be all marks: each is looked at once. */
export function withBars(cell: string): string {
  if (!cell.includes('\\|')) return cell;
  const ends = codeEnds(cell);
  const parts: string[] = [];
  let from = 0;
  PART.lastIndex = 0;
  for (let part = PART.exec(cell); part !== null; part = PART.exec(cell)) {
    const end = ends.get(part.index);
    if (end !== undefined) PART.lastIndex = end;
    else if (part[0] === '\\|') {
      parts.push(cell.slice(from, part.index), '|');
      from = PART.lastIndex;
    }
  }
  return parts.join('') + cell.slice(from);
}

/** Where the code ends that begins at a position: marks without an end are text. */
function codeEnds(row: string): ReadonlyMap<number, number> {
  const ends = new Map<number, number>();
  const open = new Map<number, number>();
  // From the end, so that the nearest mark of the same length is known.
  for (let end = row.lastIndexOf('`') + 1; end > 0; ) {
    let start = end - 1;
    while (row.charAt(start - 1) === '`') start--;
    const close = open.get(end - start);
    if (close !== undefined) ends.set(start, close);
    open.set(end - start, end);
    end = start === 0 ? 0 : row.lastIndexOf('`', start - 1) + 1;
  }
  if (!row.includes('<')) return ends;
  const lower = row.toLowerCase();
  let last = 0;
  for (const { index } of lower.matchAll(/<code\b[^<>]*>/g)) {
    if (index < last) continue;
    const end = lower.indexOf('</code>', index);
    if (end === -1) break;
    last = end + '</code>'.length;
    ends.set(index, last);
  }
  return ends;
}

/** The line that would part a table's head from its rows. */
const LOST = /^(?=.*[-=])(?=.*[|:]|.*[-=][ \t]+[-=])[ \t]*[|:=-](?:[|:=\- \t]*[|:=-])?[ \t]*$/;
/** Any line that may be one, in a quote too. */
const MAYBE_LOST = /^[ \t>]*[|:=-][|:=\- \t]+$/m;

/** Such a line inside a paragraph: its table has not been recognised. */
export function reportLostTables(state: StateCore): void {
  const env: Env = state.env;
  if (!MAYBE_LOST.test(state.src)) return;
  for (const [index, inline] of state.tokens.entries()) {
    if (inline.type !== 'inline' || inline.map === null) continue;
    if (!MAYBE_LOST.test(inline.content)) continue;
    if (!/^(?:paragraph|heading)_open$/.test(state.tokens[index - 1]?.type ?? '')) continue;
    const [first] = inline.map;
    for (const [at, line] of inline.content.split('\n').entries()) {
      if (!LOST.test(line)) continue;
      reportFault(env, 'table-unrecognised', () => ({
        message: `The line ${quoted(line)} makes no table of what is around it`,
        hint: 'Give it as many parts as the line above has cells, of hyphens, with | between.',
        line: first + at + 1,
        found: line,
      }));
    }
  }
}
