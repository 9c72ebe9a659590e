/** A text into kramdown's blocks: the rules, in their order, are asked at the start of every block. */

import { reportFault } from '../../body-faults.js';
import { NESTED } from '../../own-rules.js';
import type { BlockState } from './block-tree.js';
import {
  createBlock,
  type KramdownBlock,
  type KramdownRule,
  lineEnd,
  type SharedState,
} from './block-tree.js';
import { callout } from './callout-blocks.js';
import { endsElement, htmlElement } from './html-elements.js';
import { table } from './kramdown-tables.js';
import {
  blankLines,
  codeBlock,
  endOfBlock,
  fencedCode,
  heading,
  horizontalRule,
  mathBlock,
  paragraph,
  underlinedHeading,
} from './leaf-blocks.js';
import { definitionList, list, quote } from './list-blocks.js';
import {
  abbreviationDefinition,
  extensionBlock,
  footnoteDefinition,
  linkDefinition,
} from './reference-blocks.js';

/** The first that takes the block has it; the last takes anything. */
const BLOCK_RULES: readonly KramdownRule[] = [
  blankLines,
  codeBlock,
  fencedCode,
  callout,
  quote,
  heading,
  horizontalRule,
  list,
  definitionList,
  htmlElement,
  underlinedHeading,
  mathBlock,
  table,
  footnoteDefinition,
  linkDefinition,
  abbreviationDefinition,
  extensionBlock,
  endOfBlock,
  paragraph,
];

export type BlockSettings = Pick<SharedState, 'env' | 'settings' | 'hasHtml' | 'deepest'>;

/** The tree of a whole text, and the lists of attributes that stand on its blocks. */
export function parseBlocks(
  source: string,
  settings: BlockSettings,
): Pick<SharedState, 'placed'> & { readonly root: KramdownBlock } {
  const shared: SharedState = { ...settings, source, placed: [], items: new Map(), parse, parseOn };
  const root = createBlock('root', 0);
  const text = `${source.replace(/\n+$/, '')}\n`;
  readBlocks({
    text,
    pos: 0,
    parent: root,
    depth: 0,
    waiting: [],
    lines: { at: 0, line: 0 },
    shared,
  });
  shared.env.settings = shared.settings;
  return { root, placed: shared.placed };
}

function parse(state: BlockState, parent: KramdownBlock, text: string, line: number): void {
  const inner: BlockState = {
    text: text.endsWith('\n') || text === '' ? text : `${text}\n`,
    pos: 0,
    parent,
    depth: state.depth + 1,
    waiting: [],
    lines: { at: 0, line },
    shared: state.shared,
  };
  if (inner.depth > state.shared.deepest) flatten(inner);
  else readBlocks(inner);
}

/** What is nested too deep is one paragraph. */
function flatten({ text, parent, lines, shared }: BlockState): void {
  if (text.trim() === '') return;
  parent.children.push(createBlock('paragraph', lines.line, { text: text.trim() }));
  if (shared.env.nested === true) return;
  shared.env.nested = true;
  reportFault(shared.env, 'markdown-nesting', () => ({ ...NESTED, line: lines.line + 1 }));
}

/** Also where its end tag is what comes next. */
function parseOn(state: BlockState, element: KramdownBlock): boolean {
  const inner: BlockState = {
    text: state.text,
    pos: state.pos,
    parent: element,
    depth: state.depth + 1,
    waiting: [],
    lines: state.lines,
    shared: state.shared,
  };
  const isEnded = readBlocks(inner, element.name);
  state.pos = inner.pos;
  return isEnded;
}

function readBlocks(state: BlockState, ends?: string): boolean {
  while (state.pos < state.text.length) {
    if (ends !== undefined && endsElement(state, ends)) return true;
    if (BLOCK_RULES.some((rule) => rule(state))) continue;
    state.pos = lineEnd(state.text, state.pos);
  }
  return false;
}
