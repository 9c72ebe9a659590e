/**
 * The one door to nunjucks 3.2.4: the parts that its published types leave out, declared and cast here only,
 * which are the syntax tree and the parser that finews' own compiler builds on. Loaded with the first template
 * that is parsed; those of the built-in theme are functions already.
 */
import { createRequire } from 'node:module';
import type { Position } from '../../model/problem.js';
import { lazy } from '../../platform/lazy.js';

/** Lines and columns count from 0 here, as nunjucks counts them. */
interface NodePlace {
  readonly lineno: number;
  readonly colno: number;
}

/** Several nodes; an output's are texts and expressions. */
export interface ListNode extends NodePlace {
  readonly typename: 'Root' | 'NodeList' | 'Group' | 'Array' | 'Dict' | 'KeywordArgs' | 'Output';
  readonly children: readonly TreeNode[];
}

/** A name, a literal, or text between tags. */
interface ValueNode extends NodePlace {
  readonly typename: 'Symbol' | 'Literal' | 'TemplateData';
  readonly value: unknown;
}

/** A call; a filter's first argument is its input. */
export interface CallNode extends NodePlace {
  readonly typename: 'FunCall' | 'Filter';
  readonly name: TreeNode;
  readonly args: ListNode;
}

/** `key: value`, `name=value`, or `name as alias`. */
interface PairNode extends NodePlace {
  readonly typename: 'Pair';
  readonly key: TreeNode;
  readonly value: TreeNode;
}

/** `target.val`. */
interface LookupNode extends NodePlace {
  readonly typename: 'LookupVal';
  readonly target: TreeNode;
  readonly val: TreeNode;
}

/** Operators with two sides. */
interface BinaryNode extends NodePlace {
  readonly typename:
    | ('Is' | 'In' | 'Or' | 'And' | 'Add' | 'Concat' | 'Sub')
    | ('Mul' | 'Div' | 'FloorDiv' | 'Mod' | 'Pow');
  readonly left: TreeNode;
  readonly right: TreeNode;
}

interface UnaryNode extends NodePlace {
  readonly typename: 'Not' | 'Neg' | 'Pos';
  readonly target: TreeNode;
}

/** `expr < a`, perhaps with more of them behind it. */
export interface CompareNode extends NodePlace {
  readonly typename: 'Compare';
  readonly expr: TreeNode;
  readonly ops: readonly { readonly type: string; readonly expr: TreeNode }[];
}

/** A tag that names another template. */
export interface ReferenceNode extends NodePlace {
  readonly typename: 'Include' | 'Extends' | 'Import' | 'FromImport';
  readonly template: TreeNode;
  readonly ignoreMissing?: boolean;
  readonly target?: ValueNode;
  readonly names?: ListNode;
  readonly withContext?: boolean | null;
}

/** A condition of either kind. */
interface ConditionNode extends NodePlace {
  readonly typename: 'If' | 'InlineIf';
  readonly cond: TreeNode;
  readonly body: TreeNode;
  readonly else_: TreeNode | null;
}

export interface SwitchNode extends NodePlace {
  readonly typename: 'Switch';
  readonly expr: TreeNode;
  readonly cases: readonly { readonly cond: TreeNode; readonly body: ListNode }[];
  readonly default?: TreeNode;
}

/** A loop; `name` is a list of names where an entry is taken apart. */
interface ForNode extends NodePlace {
  readonly typename: 'For';
  readonly arr: TreeNode;
  readonly name: TreeNode;
  readonly body: TreeNode;
  readonly else_: TreeNode | null;
}

/** A part that a child may replace. */
interface BlockNode extends NodePlace {
  readonly typename: 'Block';
  readonly name: ValueNode;
  readonly body: TreeNode;
}

/** A macro, or what `{% call %}` hands to one. */
export interface MacroNode extends NodePlace {
  readonly typename: 'Macro' | 'Caller';
  readonly name: ValueNode;
  readonly args: ListNode;
  readonly body: TreeNode;
}

/** Rendered text as a value. */
interface CaptureNode extends NodePlace {
  readonly typename: 'Capture';
  readonly body: TreeNode;
}

/** `{% set a, b = value %}`; without a value, `body` is what is rendered. */
interface SetNode extends NodePlace {
  readonly typename: 'Set';
  readonly targets: readonly TreeNode[];
  readonly value: TreeNode | null;
  readonly body: TreeNode;
}

/** Tags that pages, rendered synchronously, can't have. */
interface AsyncNode extends NodePlace {
  readonly typename: 'IfAsync' | 'AsyncEach' | 'AsyncAll';
}

/** Any node of a syntax tree. */
export type TreeNode =
  | ListNode
  | ValueNode
  | CallNode
  | PairNode
  | LookupNode
  | BinaryNode
  | UnaryNode
  | CompareNode
  | ReferenceNode
  | ConditionNode
  | SwitchNode
  | ForNode
  | BlockNode
  | MacroNode
  | CaptureNode
  | SetNode
  | AsyncNode;

/** A piece of a template, as the tokenizer finds it. */
export interface NunjucksToken extends NodePlace {
  readonly type: string;
  readonly value: unknown;
}

/** Where nunjucks reads; `in_code` inside of `{{ }}` and `{% %}`. */
export interface Tokenizer extends NodePlace {
  readonly index: number;
  readonly in_code: boolean;
  nextToken(): NunjucksToken | null;
  isFinished(): boolean;
  currentStr(): string;
  forwardN(count: number): void;
}

/** What finews' parser uses of nunjucks'. */
export interface NunjucksParser {
  readonly tokens: Tokenizer;
  dropLeadingWhitespace: boolean;
  parseAsRoot(): ListNode;
  parseStatement(): TreeNode | null;
  parseRaw(tag?: string): TreeNode;
  peekToken(): NunjucksToken | null;
  nextToken(): NunjucksToken | null;
  advanceAfterBlockEnd(name?: string): NunjucksToken;
  fail(message: string, lineno?: number, colno?: number): never;
}

/** A macro, a test or a global function. */
export type Callable = (...args: unknown[]) => unknown;

/** What finews uses of nunjucks. */
export interface NunjucksInternals {
  /** Constructors of nodes. */
  readonly nodes: {
    readonly Output: new (lineno: number, colno: number, children: TreeNode[]) => ListNode;
    readonly TemplateData: new (lineno: number, colno: number, text: string) => ValueNode;
  };
  /** A tokenizer at the start of a text. */
  readonly lexer: { readonly lex: (text: string) => Tokenizer };
  /** To be extended; see template-parser.ts. */
  readonly parser: { readonly Parser: new (tokens: Tokenizer) => NunjucksParser };
}

export const nunjucksInternals: () => NunjucksInternals = lazy(
  () => createRequire(import.meta.url)('nunjucks') as NunjucksInternals,
);

/** Where an error of nunjucks' parser says it happened, from 1; null: it doesn't. */
export function placeOf(error: unknown): Position | null {
  if (typeof error !== 'object' || error === null) return null;
  if (!('lineno' in error && 'colno' in error)) return null;
  const { lineno: line, colno: column } = error;
  return typeof line === 'number' && typeof column === 'number' ? { line, column } : null;
}
