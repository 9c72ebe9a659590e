/** kramdown's lists and quotes: what belongs to an item is taken out by its indentation, and parsed as a text. */
import { kramdownList } from '../lax-attributes.js';
import {
  BLANKS,
  begins,
  DEFINITION,
  EOB_LINE,
  INSIDE,
  ITEM_END,
  itemStart,
  LAZY_END,
  LIST,
  QUOTE,
  RULE,
} from './block-patterns.js';
import {
  addBlock,
  type BlockState,
  createBlock,
  type ItemLines,
  type KramdownBlock,
  lineAt,
  lineEnd,
  lineNow,
  match,
} from './block-tree.js';

/** Lines with `>`, and what goes on below them. */
export function quote(state: BlockState): boolean {
  if (match(state, QUOTE) === null) return false;
  const { text, pos } = state;
  let end = lineEnd(text, pos);
  for (; end < text.length; end = lineEnd(text, end)) {
    LAZY_END.lastIndex = end;
    if (LAZY_END.test(text)) break;
  }
  const line = lineNow(state);
  const block = addBlock(state, createBlock('blockquote', line));
  state.shared.parse(state, block, text.slice(pos, end).replace(/^ {0,3}> ?/gm, ''), line);
  state.pos = end;
  return true;
}

const ITEM_LIST = new RegExp(`^\\s*\\{:(?!(?:\\w[\\w-]*)?:|/)(${INSIDE})\\}\\s*`);
const EMPTY_ITEM = new RegExp(`^(?:\\s*\\{:(?!(?:\\w[\\w-]*)?:|/)${INSIDE}\\}\\s*)?\\s*$`);

interface FirstLine {
  content: string;
  /** The column of the words. */
  readonly indent: number;
}

function firstLine(indentation: number, written: string): FirstLine {
  let content = written;
  if (EMPTY_ITEM.test(content)) return { content: content.replace(/^\s*/, ''), indent: 4 };
  for (let found = /^( *)(\t+)/.exec(content); found !== null; found = /^( *)(\t+)/.exec(content)) {
    const [tabs, blanks = '', signs = ''] = found;
    const column = blanks.length + indentation;
    const width = 4 - (column % 4) + (signs.length - 1) * 4;
    content = blanks + ' '.repeat(width) + content.slice(tabs.length);
  }
  const blanks = /^ */.exec(content)?.[0].length ?? 0;
  return { content: content.replace(/^\s*/, ''), indent: indentation + blanks };
}

function linesOf(indent: number, { shared }: BlockState): ItemLines {
  const known = shared.items.get(indent);
  if (known !== undefined) return known;
  const [tabs, blanks] = [Math.floor(indent / 4), indent % 4];
  const inside = `(?:(?:\\t| {4}){${tabs}} {${blanks}}|(?:\\t| {4}){${tabs + 1}})[^\\n]*\\S[^\\n]*\\n`;
  const lazy = `(?! {0,${Math.min(indent, 3)}}${ITEM_END})[^\\n]*\\S[^\\n]*\\n`;
  const lines: ItemLines = {
    inside: new RegExp(inside, 'y'),
    lazy: new RegExp(lazy, 'y'),
    indent: new RegExp(`^ {${indent}}`),
  };
  shared.items.set(indent, lines);
  return lines;
}

/** Below a blank line, an item goes on by its indentation alone. */
function lineOfItem(state: BlockState, lines: ItemLines, isBlank: boolean): string | null {
  const inside = match(state, lines.inside);
  const found = inside ?? (isBlank ? null : match(state, lines.lazy));
  return found?.[0] ?? null;
}

/** The line without the item's indentation, and whether it had it. */
function withoutIndent(line: string, { indent }: ItemLines): readonly [string, boolean] {
  const spaced = line.replace(/^\t+/, (tabs) => '    '.repeat(tabs.length));
  return [spaced.replace(indent, ''), indent.test(spaced)];
}

/** The attribute list that an item's words begin with is the item's. */
function takeList(item: KramdownBlock, content: string, state: BlockState): string {
  const [found, inside] = ITEM_LIST.exec(content) ?? [];
  if (found === undefined || inside === undefined) return content;
  item.lists.push(kramdownList(inside, state.shared.env, item.line));
  return content.slice(found.length);
}

interface OpenItem {
  readonly block: KramdownBlock;
  /** Parsed one after another. */
  readonly parts: string[];
  readonly lines: ItemLines;
}

export function list(state: BlockState): boolean {
  if (match(state, LIST) === null) return false;
  const isOrdered = /^ {0,3}\d/.test(state.text.slice(state.pos, state.pos + 4));
  const sign = isOrdered ? '\\d+\\.' : '[+*-]';
  const block = addBlock(state, createBlock(isOrdered ? 'ol' : 'ul', lineNow(state)));
  const items: OpenItem[] = [];
  let start = itemStart(sign, 4);
  let isEnded = false;
  let isNested = false;
  let isBlank = false;
  while (state.pos < state.text.length) {
    if (isBlank && match(state, RULE) !== null) break;
    const end = match(state, EOB_LINE);
    if (end !== null) {
      isEnded = true;
      state.pos += end[0].length;
      break;
    }
    const begun = match(state, start);
    if (begun !== null) {
      const [found, mark = '', rest = ''] = begun;
      const first = firstLine(mark.length, rest);
      const item = createBlock('li', lineNow(state));
      first.content = takeList(item, first.content, state);
      start = itemStart(sign, first.indent);
      isNested = begins(LIST, first.content);
      isBlank = false;
      items.push({ block: item, parts: [first.content], lines: linesOf(first.indent, state) });
      block.children.push(item);
      state.pos += found.length;
      continue;
    }
    const item = items.at(-1);
    if (item === undefined) return false;
    const line = lineOfItem(state, item.lines, isBlank);
    if (line !== null) {
      let [text, isIndented] = withoutIndent(line, item.lines);
      if (!isNested && isIndented && begins(LIST, text)) {
        item.parts.push('');
        isNested = true;
      } else if (isNested && !isIndented && begins(LIST, text)) {
        text = `        ${text}`;
      }
      addPart(item.parts, text);
      isBlank = false;
      state.pos += line.length;
      continue;
    }
    const [blank] = match(state, BLANKS) ?? [];
    if (blank === undefined) break;
    isNested = true;
    isBlank = true;
    addPart(item.parts, blank);
    state.pos += blank.length;
  }
  const last = parseItems(state, block, items, isEnded);
  if (last !== null && !isEnded) state.parent.children.push(last);
  if (state.shared.settings.isGfm) takeBoxes(block);
  return true;
}

function addPart(parts: string[], text: string): void {
  parts.push((parts.pop() ?? '') + text);
}

/** The blank lines at the end of the last item are below the list. */
function parseItems(
  state: BlockState,
  { children: blocks }: KramdownBlock,
  items: readonly OpenItem[],
  isEnded: boolean,
): KramdownBlock | null {
  let last: KramdownBlock | null = null;
  let hasFirm = false;
  for (const [index, { block, parts }] of items.entries()) {
    let { line } = block;
    for (const part of parts) {
      state.shared.parse(state, block, part, line);
      line += part.split('\n').length - 1;
    }
    const { children } = block;
    last = null;
    if (children[0]?.kind === 'paragraph' && children[0].lists.length > 0) {
      if (children[1]?.kind === 'end') children.splice(1, 1);
    }
    const [first, second] = children;
    if (first === undefined) {
      hasFirm = true;
      continue;
    }
    const isLast = index === blocks.length - 1;
    if (first.kind === 'paragraph') {
      const isTight =
        children.length < 2 ||
        second?.kind !== 'blank' ||
        (isLast && children.length === 2 && !isEnded);
      if (isTight && (!isLast || blocks.length === 1 || hasFirm)) first.isBare = true;
    }
    if (first.kind !== 'paragraph' || first.isBare === true) hasFirm = true;
    if (children.at(-1)?.kind === 'blank') last = children.pop() ?? null;
  }
  return last;
}

const BOX = /^[ \t]*\[([ xX])\][ \t\n]+/;

/** GitHub's tasks: `[ ]` and `[x]` before an item's words. */
function takeBoxes(block: KramdownBlock): void {
  let isTasks = false;
  for (const item of block.children) {
    const [first] = item.children;
    const [found, sign] = (first?.kind === 'paragraph' && BOX.exec(first.text)) || [];
    if (first !== undefined && found !== undefined) {
      first.box = sign === ' ' ? 'open' : 'checked';
      first.text = first.text.slice(found.length);
      isTasks = true;
    }
    if (isTasks) item.lists.push({ attributes: [['class', 'task-list-item']], names: [] });
  }
  if (isTasks) block.lists.push({ attributes: [['class', 'task-list']], names: [] });
}

/** The lines of a paragraph are the terms of what begins with `:` below it. */
export function definitionList(state: BlockState): boolean {
  if (match(state, DEFINITION) === null) return false;
  const siblings = state.parent.children;
  const hasBlank = siblings.at(-1)?.kind === 'blank';
  const terms = siblings.at(hasBlank ? -2 : -1);
  if (terms?.kind !== 'paragraph') return false;
  if (hasBlank && siblings.at(-1)?.text !== '\n') return false;
  siblings.splice(hasBlank ? -2 : -1);
  const block = createBlock('dl', terms.line, { lists: terms.lists });
  block.lists.push(...state.waiting.splice(0));
  for (const [index, words] of terms.text.split('\n').entries()) {
    const term = createBlock('dt', terms.line + index);
    term.text = takeList(term, words, state);
    block.children.push(term);
  }
  const { items, loose } = definitionItems(state, hasBlank);
  let last: KramdownBlock | null = null;
  for (const { block: item, parts } of items) {
    block.children.push(item);
    state.shared.parse(state, item, parts.join(''), item.line);
    const { children } = item;
    if (children.length === 0) continue;
    last = children.at(-1)?.kind === 'blank' ? (children.pop() ?? null) : null;
    const [first] = children;
    if (first?.kind === 'paragraph' && !loose.has(item)) first.isBare = true;
  }
  addDefinitions(siblings, block);
  if (last !== null) siblings.push(last);
  return true;
}

function definitionItems(
  state: BlockState,
  hasBlank: boolean,
): { readonly items: readonly OpenItem[]; readonly loose: ReadonlySet<KramdownBlock> } {
  const items: OpenItem[] = [];
  const loose = new Set<KramdownBlock>();
  let start = itemStart(':', 4);
  let isLoose = hasBlank;
  let isBlank = false;
  while (state.pos < state.text.length) {
    const begun = match(state, start);
    if (begun !== null) {
      const [found, mark = '', rest = ''] = begun;
      const first = firstLine(mark.length, rest);
      const item = createBlock('dd', lineAt(state, state.pos));
      if (isLoose) loose.add(item);
      first.content = takeList(item, first.content, state);
      items.push({ block: item, parts: [first.content], lines: linesOf(first.indent, state) });
      start = itemStart(':', first.indent);
      isLoose = false;
      isBlank = false;
      state.pos += found.length;
      continue;
    }
    const item = items.at(-1);
    if (item === undefined || match(state, EOB_LINE) !== null) break;
    const line = lineOfItem(state, item.lines, isBlank);
    if (line !== null) {
      addPart(item.parts, withoutIndent(line, item.lines)[0]);
      isLoose = false;
      isBlank = false;
      state.pos += line.length;
      continue;
    }
    const [blank] = match(state, BLANKS) ?? [];
    if (blank === undefined) break;
    isLoose = true;
    isBlank = true;
    addPart(item.parts, blank);
    state.pos += blank.length;
  }
  return { items, loose };
}

/** Below another list of definitions it goes on with it. */
function addDefinitions(siblings: KramdownBlock[], block: KramdownBlock): void {
  const isBelowBlank = siblings.at(-1)?.kind === 'blank';
  const before = siblings.at(isBelowBlank ? -2 : -1);
  if (before?.kind !== 'dl') {
    siblings.push(block);
    return;
  }
  if (isBelowBlank) siblings.pop();
  before.children.push(...block.children);
}
