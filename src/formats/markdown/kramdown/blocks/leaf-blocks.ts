/** kramdown's blocks that have no blocks in them: paragraphs, headings, code, rules, formulas. */
import { isAmount } from '../math.js';
import {
  BLANK_LINE,
  BLANKS,
  CODE_END,
  EOB,
  EOB_LINE,
  IAL,
  OPT,
  PARAGRAPH_END,
  PARAGRAPH_END_GFM,
  RULE,
  WS,
} from './block-patterns.js';
import {
  addBlock,
  type BlockState,
  createBlock,
  isBelowBoundary,
  type KramdownBlock,
  lineEnd,
  lineNow,
  match,
} from './block-tree.js';

export function blankLines(state: BlockState): boolean {
  const [found] = match(state, BLANKS) ?? [];
  if (found === undefined) return false;
  const last = state.parent.children.at(-1);
  if (last?.kind === 'blank') last.text += found;
  else addBlank(state, found);
  state.pos += found.length;
  return true;
}

function addBlank(state: BlockState, text: string): void {
  // A list that waits is lost at a blank line, as in kramdown.
  addBlock(state, createBlock('blank', lineNow(state), { text }));
}

/** `^` ends the block above it. */
export function endOfBlock(state: BlockState): boolean {
  const [found] = match(state, EOB_LINE) ?? [];
  if (found === undefined) return false;
  addBlock(state, createBlock('end', lineNow(state), { name: '^' }));
  state.pos += found.length;
  return true;
}

const INDENTED = /(?:\t| {4})[ \t]*[^ \t\n]/y;
const INDENT = /^(?:\t| {4})/gm;
const WORDS = /[ \t]*\S/y;

function isAt(pattern: RegExp, text: string, pos: number): boolean {
  pattern.lastIndex = pos;
  return pattern.test(text);
}

/** Indented lines; what stands below one goes on with it. */
export function codeBlock(state: BlockState): boolean {
  const { text } = state;
  if (!isAt(INDENTED, text, state.pos)) return false;
  const end = endOfCode(text, state.pos);
  const lines = text.slice(state.pos, end);
  const code = lines.replace(/\n( {0,3}\S)/g, ' $1').replace(INDENT, '');
  addBlock(state, createBlock('code', lineNow(state), { text: code }));
  state.pos = end;
  return true;
}

/** The end of indented lines; also of those that belong to a footnote. */
export function endOfCode(text: string, start: number): number {
  let pos = start;
  for (;;) {
    BLANKS.lastIndex = pos;
    const [blank = ''] = BLANKS.exec(text) ?? [];
    let next = pos + blank.length;
    if (!isAt(INDENTED, text, next)) return pos;
    while (isAt(INDENTED, text, next)) next = lineEnd(text, next);
    while (next < text.length && isAt(WORDS, text, next) && !isAt(CODE_END, text, next)) {
      next = lineEnd(text, next);
    }
    pos = next;
  }
}

const FENCE = new RegExp(`${OPT}((~|\`)\\2{2,})([^\\n]*)\\n`, 'y');
const FENCE_NATIVE = /((~)~{2,})([^\n]*)\n/y;
/** Kramdown's language, and what finews has behind it. */
const INFO =
  /^(?:([^\s?{][^\s?]*?)(?:\?\S*)?)?((?:[ \t]*\{[\d,\s-]{1,200}\}|(?:[ \t]+|^)linenos)*)$/;
/** The shortest fence. */
const LEAST = 3;

/** Where a fence of this length has no end a shorter one may have: the rest of its signs is a language then. */
export function fencedCode(state: BlockState): boolean {
  const { isGfm } = state.shared.settings;
  const [start, fence = '', sign = '', info = ''] =
    match(state, isGfm ? FENCE : FENCE_NATIVE) ?? [];
  if (start === undefined || !INFO.test(info.trim())) return false;
  const from = state.pos + start.length;
  const end = endOfFence(state, { sign, length: fence.length, from });
  if (end === null) return false;
  const written = (fence.slice(end.length) + info).trim();
  const [found, language, lines = ''] = INFO.exec(written) ?? [];
  if (found === undefined) return false;
  const text = state.text.slice(from, end.at);
  const more = { ...(language === undefined ? {} : { language }), lines };
  addBlock(state, createBlock('code', lineNow(state), { text, name: 'fenced', ...more }));
  state.pos = end.stop;
  return true;
}

interface FenceStart {
  readonly sign: string;
  readonly length: number;
  /** Where its code begins. */
  readonly from: number;
}

interface FenceEnd {
  readonly at: number;
  /** The position behind it. */
  readonly stop: number;
  /** Of the fence that it ends. */
  readonly length: number;
}

/** The next line of as many signs or more; where there is none, the first of the longest below. */
function endOfFence(state: BlockState, { sign, length, from }: FenceStart): FenceEnd | null {
  const { env, settings } = state.shared;
  const known = env.longestFences?.get(sign);
  const most = known?.text === state.text ? Math.min(length, known.length) : length;
  if (most < LEAST) return null;
  const close = new RegExp(`^${settings.isGfm ? OPT : ''}(${sign}{${LEAST},})${WS}*\n`, 'gm');
  close.lastIndex = from;
  let longest: FenceEnd | null = null;
  for (let end = close.exec(state.text); end !== null; end = close.exec(state.text)) {
    const [, { length: signs } = ''] = end;
    const found = { at: end.index, stop: close.lastIndex, length: Math.min(signs, most) };
    if (signs >= most) return found;
    if (longest === null || signs > longest.length) longest = found;
  }
  env.longestFences ??= new Map();
  env.longestFences.set(sign, { text: state.text, length: longest?.length ?? 0 });
  return longest;
}

/** Its end was looked for in vain in the same text. */
function isEndless(state: BlockState, kind: string): boolean {
  return state.shared.env.endless?.get(kind) === state.text;
}

const ATX = /(#{1,6})[\t ]*([^ \t\n][^\n]*)\n/y;
const ATX_GFM = /(#{1,6})[\t ]+([^\n]*)\n/y;
const SETEXT = new RegExp(`${OPT}([^ \\t\\n][^\\n]*)\\n([-=])[-=]*[ \\t\\r\\f\\v]*\\n`, 'y');
const HEADING_ID = /[\t ]\{#([\p{L}_:][\p{L}\p{M}\p{N}_:.-]*)\}$/u;

export function heading(state: BlockState): boolean {
  const { isGfm } = state.shared.settings;
  if (!isGfm && !isBelowBoundary(state)) return false;
  const [found, marks = '', contents = ''] = match(state, isGfm ? ATX_GFM : ATX) ?? [];
  if (found === undefined) return false;
  const [words, id] = wordsAndId(contents);
  const text = words.replace(isGfm ? /[\t ]#+$/ : /(?<!\\)#+$/, '').trimEnd();
  return addHeading(state, { level: marks.length, text, id, length: found.length });
}

export function underlinedHeading(state: BlockState): boolean {
  if (!isBelowBoundary(state)) return false;
  const [found, contents = '', sign] = match(state, SETEXT) ?? [];
  if (found === undefined) return false;
  const [text, id] = wordsAndId(contents);
  return addHeading(state, { level: sign === '-' ? 2 : 1, text, id, length: found.length });
}

function wordsAndId(contents: string): readonly [string, string] {
  const text = contents.trimEnd();
  const [found, id] = HEADING_ID.exec(text) ?? [];
  return found === undefined || id === undefined
    ? [text, '']
    : [text.slice(0, -found.length).trimEnd(), id];
}

interface HeadingParts {
  readonly level: number;
  readonly text: string;
  readonly id: string;
  readonly length: number;
}

function addHeading(state: BlockState, { level, text, id, length }: HeadingParts): boolean {
  if (text === '') return false;
  const block = createBlock('heading', lineNow(state), { level, text });
  if (id !== '') block.lists.push({ attributes: [['id', id]], names: [] });
  addBlock(state, block);
  state.pos += length;
  return true;
}

export function horizontalRule(state: BlockState): boolean {
  const [found] = match(state, RULE) ?? [];
  if (found === undefined) return false;
  addBlock(state, createBlock('rule', lineNow(state)));
  state.pos += found.length;
  return true;
}

const MATH_START = new RegExp(`${OPT}(\\\\)?\\$\\$`, 'y');
const BOUNDARY = new RegExp(`${WS}*\\n|${EOB}|${OPT}${IAL}|(?![\\s\\S])`, 'y');

/** Whether a block may end here. */
export function isBoundary({ text }: BlockState, pos: number): boolean {
  return isAt(BOUNDARY, text, pos);
}

/** `$$…$$` with nothing beside it. */
export function mathBlock(state: BlockState): boolean {
  const { text, pos } = state;
  const [found, escaped] = match(state, MATH_START) ?? [];
  if (found === undefined || escaped !== undefined || !isBelowBoundary(state)) return false;
  if (isEndless(state, '$$')) return false;
  const start = pos + found.length;
  const end = text.indexOf('$$', start);
  if (end === -1) {
    state.shared.env.endless ??= new Map();
    state.shared.env.endless.set('$$', text);
    return false;
  }
  const formula = text.slice(start, end).trim();
  if (formula === '' || isAmount(text, start - 2, end)) return false;
  BLANK_LINE.lastIndex = end + 2;
  const [rest = ''] = BLANK_LINE.exec(text) ?? [];
  const stop = end + 2 + rest.length;
  if (rest === '' && stop < text.length) return false;
  if (!isBoundary(state, stop)) return false;
  addBlock(state, createBlock('math', lineNow(state), { text: formula }));
  state.pos = stop;
  return true;
}

/** What no other rule takes; below another paragraph it goes on with it. */
export function paragraph(state: BlockState): boolean {
  const { text, pos: start, parent } = state;
  const ends = state.shared.settings.isGfm ? PARAGRAPH_END_GFM : PARAGRAPH_END;
  const line = lineNow(state);
  let pos = lineEnd(text, start);
  while (!isAt(ends, text, pos)) pos = lineEnd(text, pos);
  const words = text.slice(start, pos).replace(/[ \t\r\f\v\n]+$/, '');
  state.pos = pos;
  const last = parent.children.at(-1);
  if (last?.kind === 'paragraph') {
    const broken = text.slice(start - 3, start) === '  \n' ? '  \n' : '\n';
    last.text += broken + words;
  } else {
    const first: KramdownBlock = createBlock('paragraph', line, {
      text: words.replace(/^[ \t]+/, ''),
    });
    addBlock(state, first);
  }
  return true;
}
