/**
 * kramdown's extensions: `{::comment}…{:/comment}` shows nothing, `{::nomarkdown}…{:/}` is HTML as it
 * stands, `{::options … /}` sets nothing here. Without their end they are text.
 */
import type { Env, StateBlock, StateInline } from 'markdown-it';
import { isIndented, startOf } from '../block-lines.js';
import { NOTHING } from './attribute-rules.js';

const START = '\\{::(comment|nomarkdown|options)(?:\\s[^{}]*|/)?\\}';
const START_LINE = new RegExp(`^${START}[ \\t]*$`);
const START_SPAN = new RegExp(START, 'y');

/** Lines in which a name's end was searched in vain, so that it is searched once. */
interface ExtensionEnv extends Env {
  endless?: Map<string, readonly [from: number, to: number]>;
}

/** On lines of their own, around whole blocks. */
export function extensionBlocks(
  state: StateBlock,
  start: number,
  end: number,
  silent: boolean,
): boolean {
  const line = lineAt(state, start);
  if (silent || !line.startsWith('{::')) return false;
  const [found, name] = START_LINE.exec(line) ?? [];
  if (found === undefined || name === undefined) return false;
  const stop = isWhole(found) ? start : findEnd(state, name, start + 1, end);
  if (stop === null) return false;
  if (name === 'nomarkdown' && stop > start) {
    const html = state.getLines(start + 1, stop, state.blkIndent, true);
    state.push('html_block', '', 0).content = state.md.options.html
      ? html
      : `<p>${state.md.utils.escapeHtml(html)}</p>\n`;
  } else {
    state.push(NOTHING, '', 0);
  }
  state.line = stop + 1;
  return true;
}

/** `{::options … /}` */
function isWhole(start: string): boolean {
  return /\/\}\s*$/.test(start);
}

/** Empty where it is indented as code is. */
function lineAt(state: StateBlock, line: number): string {
  if (isIndented(state, line)) return '';
  const from = startOf(state, line);
  if (state.src.charAt(from) !== '{') return '';
  return state.src.slice(from, state.eMarks[line]);
}

function findEnd(state: StateBlock, name: string, start: number, end: number): number | null {
  const env: ExtensionEnv = state.env;
  const [from, to] = env.endless?.get(name) ?? [end, end];
  if (start >= from && end <= to) return null;
  let line = start;
  for (; line < end; line++) {
    if ((state.sCount[line] ?? 0) < state.blkIndent && !state.isEmpty(line)) break;
    if (isEnd(lineAt(state, line), name)) return line;
  }
  env.endless ??= new Map();
  env.endless.set(name, [start, end]);
  return null;
}

function isEnd(line: string, name: string): boolean {
  const text = line.trimEnd();
  return text === '{:/}' || text === `{:/${name}}`;
}

/** In a line; looking any further for each of many would take quadratic time. */
const LONGEST = 4000;

/** Inside a paragraph. */
export function extensionSpans(state: StateInline, silent: boolean): boolean {
  if (!state.src.startsWith('{::', state.pos)) return false;
  START_SPAN.lastIndex = state.pos;
  const [found, name] = START_SPAN.exec(state.src) ?? [];
  if (found === undefined || name === undefined) return false;
  if (isWhole(found)) {
    state.pos += found.length;
    return true;
  }
  const rest = state.src.slice(state.pos + found.length, state.pos + found.length + LONGEST);
  const end = new RegExp(`\\{:/(?:${name})?\\}`).exec(rest);
  if (end === null) return false;
  if (!silent && name === 'nomarkdown') {
    const type = state.md.options.html ? 'html_inline' : 'text';
    state.push(type, '', 0).content = rest.slice(0, end.index);
  }
  state.pos += found.length + end.index + end[0].length;
  return true;
}
