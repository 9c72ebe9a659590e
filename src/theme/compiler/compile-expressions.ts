/**
 * Expressions to JavaScript: names, filters, calls, tests and captures, each with its place. The half
 * of the compiler (see compile-template.ts) that tags build on.
 */
// oxlint-disable no-underscore-dangle -- nunjucks' own names

import {
  type BinaryNode,
  type BlockNode,
  type CallNode,
  type CaptureNode,
  type CompilerFrame,
  type LookupNode,
  type TreeNode,
  type ValueNode,
  walk,
} from '../nunjucks/nunjucks-internals.js';
import { LIQUID_MEMBERS } from '../runtime/template-values.js';
import { testName } from './check-template.js';
import { OperatorCompiler } from './compile-operators.js';

/** A construct that can fail at run time; `filter` where it is a filter's call. */
export interface TemplatePlace {
  readonly line: number;
  readonly column: number;
  readonly filter: string | null;
}

/** What a function's expressions keep for a moment: an object, its member, an argument. */
export const SCRATCH = 'var o, v, k;';

/** Knows expressions, and the places of all that can fail. */
export class ExpressionCompiler extends OperatorCompiler {
  readonly places: TemplatePlace[] = [];
  /** Every name that the template binds. */
  readonly binds: Set<string> = new Set();
  readonly #filters: Map<string, string> = new Map();
  readonly #tests: Map<string, string> = new Map();
  /** The block being compiled, for `super()`. */
  protected block: string | null = null;
  /** The names that the section being compiled reads at its beginning; null inside of macros. */
  protected constants: Set<string> | null = null;

  /** Code that says where the run is now. */
  protected mark({ lineno, colno }: TreeNode, filter: string | null = null): string {
    this.places.push({ line: lineno + 1, column: colno + 1, filter });
    return `at = ${this.places.length}`;
  }

  /**
   * A name that the template doesn't bind may be a constant of the page (`RunContext.constant`),
   * read where the section begins. A macro sees other scopes than the section around it.
   */
  compileSymbol({ value }: ValueNode, frame: CompilerFrame): void {
    const name = String(value);
    const id = frame.lookup(name);
    const found = `runtime.lookUp(context, frame, ${JSON.stringify(name)})`;
    if (id) this._emit(id);
    else if (this.constants === null || this.binds.has(name)) this._emit(found);
    else {
      this.constants.add(name);
      this._emit(`(x_${name} ?? ${found})`);
    }
  }

  /** Written out where the key is known, so that each place gets used to the objects it sees. */
  compileLookupVal({ target, val }: LookupNode, frame: CompilerFrame): void {
    const key = val.typename === 'Literal' && typeof val.value === 'string' ? val.value : null;
    const isPlain = key !== null && key !== '__proto__' && !LIQUID_MEMBERS.has(key);
    if (!isPlain || this.constants === null) {
      this._emit('runtime.member(');
      this.compile(target, frame);
      this._emit(', ');
      this.compile(val, frame);
      this._emit(')');
      return;
    }
    this._emit('((o = ');
    this.compile(target, frame);
    this._emit(
      `) === undefined || o === null ? undefined : typeof (v = o[${JSON.stringify(key)}])`,
    );
    this._emit(` === "function" ? runtime.method(o, v, ${JSON.stringify(key)}) : v)`);
  }

  /** `{% set x %}…{% endset %}`: what was rendered is HTML already. */
  compileCapture(node: CaptureNode, frame: CompilerFrame): void {
    this._emit('runtime.captured(');
    this.#compileText(node, frame);
    this._emit(')');
  }

  #compileText(node: CaptureNode, frame: CompilerFrame): void {
    const { buffer } = this;
    this.buffer = 'output';
    this._emitLine(`(function () { var output = ""; ${SCRATCH}`);
    this.compile(node.body, frame);
    this._emit('return output; })()');
    this.buffer = buffer;
  }

  /** With other arguments than literals a filter must not fail: they may be a story's. */
  compileFilter(node: CallNode, frame: CompilerFrame): void {
    const name = 'value' in node.name ? String(node.name.value) : '';
    const isLenient = !node.args.children.slice(1).every(isConstant);
    const code = `filters.get(${JSON.stringify(name)})`;
    const found = isLenient ? `runtime.lenient(${code})` : code;
    const id = this.#filters.get(found) ?? `f_${this.#filters.size}`;
    this.#filters.set(found, id);
    this._emit(`${id}.call(context, `);
    this.arguments(node.args.children, frame, `${this.mark(node, name)}, context.frame = frame`);
    this._emit(')');
  }

  /** `mark` runs when all arguments have been evaluated; in a macro `keep` returns its first one. */
  protected arguments(args: readonly TreeNode[], frame: CompilerFrame, mark: string): void {
    const [before, after] = this.constants === null ? ['runtime.keep(', ''] : ['(k = ', ', k'];
    args.forEach((arg, index) => {
      const last = index === args.length - 1;
      if (index > 0) this._emit(', ');
      if (last) this._emit(before);
      if (arg.typename === 'Capture') this.#compileText(arg, frame);
      else this.compile(arg, frame);
      if (last) this._emit(`, ${mark}${after})`);
    });
  }

  compileFunCall(node: CallNode, frame: CompilerFrame): void {
    const isSuper = node.name.typename === 'Symbol' && node.name.value === 'super';
    if (isSuper && this.block !== null) {
      const name = this.block;
      const blocks = `${JSON.stringify(name)}, b_${name}`;
      const call = `context.parentBlock(${blocks})(context, frame)`;
      this._emit(`(${this.mark(node)}, runtime.captured(${call}))`);
      return;
    }
    const isLenient = !node.args.children.every(isConstant);
    this.#callee(node.name, isLenient, frame);
    this._emit(`, ${JSON.stringify(display(node.name))}, context, runtime.keep([`);
    node.args.children.forEach((arg, index) => {
      if (index > 0) this._emit(', ');
      this.compile(arg, frame);
    });
    this._emit(`], ${this.mark(node)}))`);
  }

  #callee(node: TreeNode, isLenient: boolean, frame: CompilerFrame): void {
    if (node.typename !== 'LookupVal') {
      this._emit(isLenient ? 'runtime.invokeAsked(' : 'runtime.invoke(');
      this.compile(node, frame);
      return;
    }
    const { target, val } = node;
    const isData = target.typename !== 'Symbol' || this.binds.has(String(target.value));
    this._emit('runtime.invokeMember({ target: ');
    this.compile(target, frame);
    this._emit(', key: ');
    this.compile(val, frame);
    this._emit(`, isData: ${isData} }`);
  }

  compileIs(node: BinaryNode, frame: CompilerFrame): void {
    const more = node.right.typename === 'FunCall' ? node.right.args.children : [];
    const name = testName(node);
    const id = this.#tests.get(name) ?? `is_${this.#tests.size}`;
    this.#tests.set(name, id);
    this._emit(`(${id}.call(context, `);
    this.arguments([node.left, ...more], frame, this.mark(node));
    this._emit(') === true)');
  }

  compileIn(node: BinaryNode, frame: CompilerFrame): void {
    this._emit('runtime.contains(');
    this.compile(node.right, frame);
    this._emit(', ');
    this.compile(node.left, frame);
    this._emit(')');
  }

  /** A macro may be called from another template: its errors are placed before they leave it. */
  override _compileMacro(node: BlockNode, frame?: CompilerFrame): string {
    for (const name of ['caller', ...parameters(node)]) this.binds.add(name);
    const { constants } = this;
    this.constants = null;
    const id = super._compileMacro(node, frame);
    this.constants = constants;
    const locate = 'function (error) { return runtime.blame(error, self, at); }';
    this._emitLine(`${id} = runtime.guard(${id}, ${locate});`);
    return id;
  }

  override getCode(): string {
    const filters = [...this.#filters].map(([code, id]) => `var ${id} = ${code};`);
    const tests = [...this.#tests].map(
      ([name, id]) => `var ${id} = runtime.test(${JSON.stringify(name)});`,
    );
    return ['"use strict";', ...filters, ...tests, super.getCode()].join('\n');
  }
}

/** Whether no story can change its value: it has no names but those of filters and arguments. */
function isConstant(node: TreeNode): boolean {
  const others = new Set<TreeNode>();
  let isIt = true;
  walk(node, (part) => {
    if (part.typename === 'Filter') others.add(part.name);
    else if (part.typename === 'Pair') others.add(part.key);
    else if (part.typename === 'Symbol' && !others.has(part)) isIt = false;
  });
  return isIt;
}

/** A macro's, those with defaults too. */
function parameters({ args }: BlockNode): readonly string[] {
  return (args?.children ?? []).flatMap((arg) => {
    if ('value' in arg) return [String(arg.value)];
    const pairs = 'children' in arg ? arg.children : [];
    return pairs.flatMap((pair) =>
      pair.typename === 'Pair' && 'value' in pair.key ? [String(pair.key.value)] : [],
    );
  });
}

/** How an author wrote a callee: `site.posts.first`. */
function display(node: TreeNode): string {
  if ('value' in node && node.typename !== 'Pair') return String(node.value);
  if (node.typename === 'LookupVal') return `${display(node.target)}.${display(node.val)}`;
  return node.typename === 'FunCall' ? `${display(node.name)}()` : '…';
}
