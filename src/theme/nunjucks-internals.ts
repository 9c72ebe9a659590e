/**
 * The parts of nunjucks 3.2.4 that its published types leave out, declared and cast here only:
 * the syntax tree, parser, compiler and run-time helpers that finews' own compiler builds on.
 */
import nunjucks from 'nunjucks';
import type { Position } from '../model/problem.js';

/** Lines and columns count from 0 here, as nunjucks counts them. */
interface Placed {
  readonly lineno: number;
  readonly colno: number;
}

/** Several nodes; an output's are texts and expressions. */
export interface ListNode extends Placed {
  readonly typename: 'Root' | 'NodeList' | 'Group' | 'Array' | 'Dict' | 'KeywordArgs' | 'Output';
  readonly children: readonly TreeNode[];
}

/** A name, a literal, or text between tags. */
export interface ValueNode extends Placed {
  readonly typename: 'Symbol' | 'Literal' | 'TemplateData';
  readonly value: unknown;
}

/** A call; a filter's first argument is its input. */
export interface CallNode extends Placed {
  readonly typename: 'FunCall' | 'Filter';
  readonly name: TreeNode;
  readonly args: ListNode;
}

/** `key: value`, `name=value`, or `name as alias`. */
interface PairNode extends Placed {
  readonly typename: 'Pair';
  readonly key: TreeNode;
  readonly value: TreeNode;
}

/** `target.val`. */
export interface LookupNode extends Placed {
  readonly typename: 'LookupVal';
  readonly target: TreeNode;
  readonly val: TreeNode;
}

/** `left is right`, `left in right`. */
export interface BinaryNode extends Placed {
  readonly typename: 'Is' | 'In';
  readonly left: TreeNode;
  readonly right: TreeNode;
}

/** `left + right` and its like. */
export interface OperatorNode extends Placed {
  readonly left: TreeNode;
  readonly right: TreeNode;
}

/** `expr < a`, perhaps with more of them behind it. */
export interface CompareNode extends Placed {
  readonly expr: TreeNode;
  readonly ops: readonly { readonly type: string; readonly expr: TreeNode }[];
}

/** A tag that names another template. */
export interface ReferenceNode extends Placed {
  readonly typename: 'Include' | 'Extends' | 'Import' | 'FromImport';
  readonly template: TreeNode;
  readonly ignoreMissing?: boolean;
  readonly target?: ValueNode;
  readonly names?: ListNode;
  readonly withContext?: boolean | null;
}

/** A loop; `name` is a list of names where an entry is taken apart. */
export interface ForNode extends Placed {
  readonly typename: 'For';
  readonly arr: TreeNode;
  readonly name: TreeNode;
  readonly body: TreeNode;
  readonly else_: TreeNode | null;
}

/** A named part of a template. */
export interface BlockNode extends Placed {
  readonly typename: 'Block' | 'Macro';
  readonly name: ValueNode;
  readonly args?: ListNode;
  readonly body: TreeNode;
}

/** Rendered text as a value. */
export interface CaptureNode extends Placed {
  readonly typename: 'Capture';
  readonly body: TreeNode;
}

/** `{% set a, b = value %}`; without a value, `body` is what is rendered. */
export interface SetNode extends Placed {
  readonly typename: 'Set';
  readonly targets: readonly TreeNode[];
  readonly value: TreeNode | null;
  readonly body: TreeNode;
}

/** Nodes that nothing here looks into by name. */
interface OtherNode extends Placed {
  readonly typename: 'If' | 'Switch' | 'IfAsync' | 'AsyncEach' | 'AsyncAll' | 'InlineIf';
}

/** Any node of a syntax tree. */
export type TreeNode =
  | ListNode
  | ValueNode
  | CallNode
  | PairNode
  | LookupNode
  | BinaryNode
  | ReferenceNode
  | ForNode
  | BlockNode
  | CaptureNode
  | SetNode
  | OtherNode;

/** A piece of a template, as the tokenizer finds it. */
export interface Token extends Placed {
  readonly type: string;
  readonly value: unknown;
}

/** Where nunjucks reads; `in_code` inside of `{{ }}` and `{% %}`. */
export interface Tokenizer extends Placed {
  readonly index: number;
  readonly in_code: boolean;
  nextToken(): Token | null;
  isFinished(): boolean;
  currentStr(): string;
  forwardN(count: number): void;
}

/** What finews' parser uses of nunjucks'. */
interface ParserBase {
  readonly tokens: Tokenizer;
  dropLeadingWhitespace: boolean;
  parseAsRoot(): ListNode;
  parseStatement(): TreeNode | null;
  parseRaw(tag?: string): TreeNode;
  peekToken(): Token | null;
  nextToken(): Token | null;
  advanceAfterBlockEnd(name?: string): Token;
  fail(message: string, lineno?: number, colno?: number): never;
}

/** Scopes while compiling; values are names of JavaScript variables. */
export interface CompilerFrame {
  readonly parent: CompilerFrame | undefined;
  set(name: string, id: string): void;
  lookup(name: string): string | undefined;
  push(): CompilerFrame;
}

/** What finews' compiler uses of nunjucks'. */
interface CompilerBase {
  buffer: string | null;
  readonly codebuf: string[];
  inBlock: boolean;
  _emit(code: string): void;
  _emitLine(code: string): void;
  fail(message: string, lineno?: number, colno?: number): never;
  _tmpid(): string;
  compile(node: TreeNode, frame?: CompilerFrame): void;
  compileMacro(node: BlockNode, frame: CompilerFrame): void;
  compileSet(node: SetNode, frame: CompilerFrame): void;
  _compileMacro(node: BlockNode, frame?: CompilerFrame): string;
  getCode(): string;
}

/** A macro, a test or a global function. */
export type Callable = (...args: unknown[]) => unknown;

interface Runtime {
  readonly Frame: new () => CompilerFrame;
  readonly SafeString: new (html: string) => { toString(): string };
}

interface Internals {
  readonly nodes: {
    readonly Node: new () => object;
    readonly Output: new (lineno: number, colno: number, children: TreeNode[]) => ListNode;
    readonly TemplateData: new (lineno: number, colno: number, text: string) => ValueNode;
  };
  readonly lexer: { readonly lex: (text: string) => Tokenizer };
  readonly parser: { readonly Parser: new (tokens: Tokenizer) => ParserBase };
  readonly compiler: {
    readonly Compiler: new (name: string, throwOnUndefined: boolean) => CompilerBase;
  };
  readonly runtime: Runtime;
  readonly Environment: new (
    loaders: [],
  ) => {
    readonly globals: Readonly<Record<string, unknown>>;
  };
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the one place
const internals: Internals = nunjucks as unknown as Internals;

/** To be extended; see parse.ts. */
export const Parser: Internals['parser']['Parser'] = internals.parser.Parser;
/** To be extended; see compile.ts. */
export const Compiler: Internals['compiler']['Compiler'] = internals.compiler.Compiler;
/** Constructors of nodes. */
export const nodes: Internals['nodes'] = internals.nodes;
/** A tokenizer at the start of a text. */
export const lex: (text: string) => Tokenizer = internals.lexer.lex;
/** What compiled templates need at run time. */
export const runtime: Runtime = internals.runtime;

/** Nunjucks' own global functions (`range`), fresh. */
export function globalFunctions(): Readonly<Record<string, unknown>> {
  return new internals.Environment([]).globals;
}

function isNode(value: unknown): value is TreeNode {
  return value instanceof nodes.Node;
}

/** Where an error of nunjucks' parser or compiler says it happened, from 1; null: it doesn't. */
export function placeOf(error: unknown): Position | null {
  if (typeof error !== 'object' || error === null) return null;
  if (!('lineno' in error && 'colno' in error)) return null;
  const { lineno: line, colno: column } = error;
  return typeof line === 'number' && typeof column === 'number' ? { line, column } : null;
}

/** Calls `visit` for a node and everything below it; nunjucks' own `findAll` misses some places. */
export function walk(node: TreeNode, visit: (node: TreeNode) => void): void {
  visit(node);
  for (const field of Object.values(node)) {
    for (const child of Array.isArray(field) ? field : [field]) {
      if (isNode(child)) walk(child, visit);
    }
  }
}
