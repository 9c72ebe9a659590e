/** What kramdown's block rules make of a text: a tree, which becomes tokens when all of it is known. */
import type { Env } from 'markdown-it';
import type { KramdownSettings } from '../../../../model/config.js';
import type { CalloutStart } from '../../writing/callouts.js';
import type { AttributeEnv, AttributeList } from '../attributes.js';

export type BlockKind =
  | 'blank'
  | 'blockquote'
  | 'callout'
  | 'code'
  | 'dd'
  | 'dl'
  | 'dt'
  | 'end'
  | 'footnote'
  | 'heading'
  | 'html'
  | 'li'
  | 'math'
  | 'ol'
  | 'paragraph'
  | 'raw'
  | 'root'
  | 'rule'
  | 'table'
  | 'ul';

export interface KramdownBlock {
  readonly kind: BlockKind;
  /** From 0, in the body. */
  readonly line: number;
  /** Words, code or HTML as it stands; of an element its start tag; of blank lines themselves. */
  text: string;
  readonly children: KramdownBlock[];
  /** Attribute lists that are put on it. */
  lists: AttributeList[];
  /** A heading's level. */
  readonly level?: number;
  /** Of code. */
  readonly language?: string;
  /** Of code: what is said of its lines. */
  readonly lines?: string;
  /** An element's name, a footnote's label; what ends blocks. */
  readonly name?: string;
  readonly table?: TableParts;
  /** Of a box: its kind and its title. */
  readonly callout?: CalloutStart;
  /** A paragraph that is only its words. */
  isBare?: boolean;
  /** The box of a task before the words. */
  box?: 'checked' | 'open';
  /** An element's inside: its words, or blocks. */
  readonly inside?: 'words' | 'blocks';
}

export interface TableParts {
  readonly aligned: readonly string[];
  readonly columns: number;
  readonly parts: readonly TablePart[];
}

export interface TablePart {
  readonly tag: 'thead' | 'tbody' | 'tfoot';
  readonly rows: readonly TableRow[];
}

export interface TableRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** `[label]: address "title"`. */
export interface LinkDefinition {
  readonly address: string;
  readonly title: string;
  /** The lists below it are put on the links. */
  readonly end: KramdownBlock;
}

/** What the rules know of a text: of blocks first, then of words. */
export interface KramdownEnv extends Env, AttributeEnv {
  links?: Map<string, LinkDefinition>;
  abbreviations?: Map<string, { readonly title: string; readonly end: KramdownBlock }>;
  notes?: Set<string>;
  settings?: KramdownSettings;
  definitions?: { label: string; line: number; lines: string }[];
  /** Kinds of blocks whose end was looked for in vain, in which text: it isn't looked for there a second time. */
  endless?: Map<string, string>;
  /** By sign: of lines that end a fence, below what was read of a text, the longest has so many. */
  longestFences?: Map<string, { readonly text: string; readonly length: number }>;
  /** Whether quotes or lists were nested too deep; of several faults the first is enough. */
  nested?: boolean;
}

/** An attribute list, and its line, from 0. */
export interface PlacedList {
  readonly list: AttributeList;
  readonly line: number;
  readonly text: string;
}

/** Which lines go on with an item, by the column of its words. */
export interface ItemLines {
  /** By their indentation. */
  readonly inside: RegExp;
  /** Below its words, without indentation. */
  readonly lazy: RegExp;
  readonly indent: RegExp;
}

/** Where a rule reads, and what it adds to. */
export interface BlockState {
  /** Ends with a line feed. */
  readonly text: string;
  pos: number;
  /** What the rules add to. */
  readonly parent: KramdownBlock;
  /** Of the text that this one is a part of. */
  readonly depth: number;
  /** Attribute lists for the block that comes next. */
  waiting: AttributeList[];
  readonly lines: LineCount;
  readonly shared: SharedState;
}

/** Lines up to a place that only moves on. */
export interface LineCount {
  at: number;
  line: number;
}

export interface SharedState {
  /** The whole text. */
  readonly source: string;
  readonly env: KramdownEnv;
  /** `{::options}` changes them for what stands below; for words they are the last ones. */
  settings: KramdownSettings;
  /** Whether tags are HTML. */
  readonly hasHtml: boolean;
  readonly deepest: number;
  /** All lists that stand on something, to be told of where they name nothing. */
  readonly placed: PlacedList[];
  /** By the column. */
  readonly items: Map<number, ItemLines>;
  /** Parses `text`, which begins in that line, into a block. */
  readonly parse: (state: BlockState, parent: KramdownBlock, text: string, line: number) => void;
  /** Parses on into an element, up to its end; whether it has one. */
  readonly parseOn: (state: BlockState, element: KramdownBlock) => boolean;
}

export type KramdownRule = (state: BlockState) => boolean;

export function createBlock(
  kind: BlockKind,
  line: number,
  more: Partial<KramdownBlock> = {},
): KramdownBlock {
  return { kind, line, text: '', children: [], lists: [], ...more };
}

/** Takes the lists that wait for it. */
export function addBlock(state: BlockState, block: KramdownBlock): KramdownBlock {
  block.lists.push(...state.waiting.splice(0));
  state.parent.children.push(block);
  return block;
}

/** The line that the rule is at. */
export function lineNow(state: BlockState): number {
  return lineAt(state, state.pos);
}

export function lineAt({ text, lines }: BlockState, pos: number): number {
  let { at, line } = lines;
  if (pos < at) return line;
  for (;;) {
    const feed = text.indexOf('\n', at);
    if (feed === -1 || feed >= pos) break;
    at = feed + 1;
    line++;
  }
  Object.assign(lines, { at, line });
  return line;
}

export function match(state: BlockState, pattern: RegExp): RegExpExecArray | null {
  pattern.lastIndex = state.pos;
  return pattern.exec(state.text);
}

/** The position below the line that begins at `pos`. */
export function lineEnd(text: string, pos: number): number {
  const feed = text.indexOf('\n', pos);
  return feed === -1 ? text.length : feed + 1;
}

/** Nothing, a blank line or `^` stands before it: some blocks need that. */
export function isBelowBoundary({ parent, waiting }: BlockState): boolean {
  const last = parent.children.at(-1);
  if (last === undefined || waiting.length > 0) return true;
  return last.kind === 'blank' || (last.kind === 'end' && last.name === '^');
}
