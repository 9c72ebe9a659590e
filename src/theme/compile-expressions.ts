/**
 * Expressions to JavaScript: filters, calls, tests and captures, each with its place. The half of
 * the compiler (see compile.ts) that tags build on.
 */
// oxlint-disable no-underscore-dangle -- nunjucks' own names
import { testName } from './check.js';
import {
  type BinaryNode,
  type CallNode,
  type CaptureNode,
  Compiler,
  type Frame,
  type TreeNode,
} from './nunjucks-internals.js';

/** A construct that can fail at run time; `filter` where it is a filter's call. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly filter: string | null;
}

/** Knows expressions, and the places of all that can fail. */
export class ExpressionCompiler extends Compiler {
  readonly places: Place[] = [];
  readonly #filters: Map<string, string> = new Map();
  /** The block being compiled, for `super()`. */
  protected block: string | null = null;

  /** Code that says where the run is now. */
  protected mark({ lineno, colno }: TreeNode, filter: string | null = null): string {
    this.places.push({ line: lineno + 1, column: colno + 1, filter });
    return `at = ${this.places.length}`;
  }

  /** `{% set x %}…{% endset %}`: what was rendered is HTML already. */
  compileCapture(node: CaptureNode, frame: Frame): void {
    this._emit('runtime.captured(');
    this.#compileText(node, frame);
    this._emit(')');
  }

  #compileText(node: CaptureNode, frame: Frame): void {
    const { buffer } = this;
    this.buffer = 'output';
    this._emitLine('(function () { var output = "";');
    this.compile(node.body, frame);
    this._emit('return output; })()');
    this.buffer = buffer;
  }

  compileFilter(node: CallNode, frame: Frame): void {
    const name = 'value' in node.name ? String(node.name.value) : '';
    const id = this.#filters.get(name) ?? `f_${this.#filters.size}`;
    this.#filters.set(name, id);
    this._emit(`${id}.call(context, `);
    this.arguments(node.args.children, frame, `${this.mark(node, name)}, context.frame = frame`);
    this._emit(')');
  }

  /** `keep` returns its first argument: `mark` runs when all arguments have been evaluated. */
  protected arguments(args: readonly TreeNode[], frame: Frame, mark: string): void {
    args.forEach((arg, index) => {
      const last = index === args.length - 1;
      if (index > 0) this._emit(', ');
      if (last) this._emit('runtime.keep(');
      if (arg.typename === 'Capture') this.#compileText(arg, frame);
      else this.compile(arg, frame);
      if (last) this._emit(`, ${mark})`);
    });
  }

  compileFunCall(node: CallNode, frame: Frame): void {
    const isSuper = node.name.typename === 'Symbol' && node.name.value === 'super';
    if (isSuper && this.block !== null) {
      const name = this.block;
      const blocks = `${JSON.stringify(name)}, b_${name}`;
      const call = `context.parentBlock(${blocks})(context, frame)`;
      this._emit(`(${this.mark(node)}, runtime.captured(${call}))`);
      return;
    }
    this._emit('runtime.invoke(');
    this.compile(node.name, frame);
    this._emit(`, ${JSON.stringify(display(node.name))}, context, runtime.keep([`);
    node.args.children.forEach((arg, index) => {
      if (index > 0) this._emit(', ');
      this.compile(arg, frame);
    });
    this._emit(`], ${this.mark(node)}))`);
  }

  compileIs(node: BinaryNode, frame: Frame): void {
    const more = node.right.typename === 'FunCall' ? node.right.args.children : [];
    this._emit(`(runtime.test(${JSON.stringify(testName(node))}).call(context, `);
    this.arguments([node.left, ...more], frame, this.mark(node));
    this._emit(') === true)');
  }

  compileIn(node: BinaryNode, frame: Frame): void {
    this._emit('runtime.contains(');
    this.compile(node.right, frame);
    this._emit(', ');
    this.compile(node.left, frame);
    this._emit(')');
  }

  /** A macro may be called from another template: its errors are placed before they leave it. */
  override _compileMacro(node: TreeNode, frame?: Frame): string {
    const id = super._compileMacro(node, frame);
    const locate = 'function (error) { return runtime.blame(error, self, at); }';
    this._emitLine(`${id} = runtime.guard(${id}, ${locate});`);
    return id;
  }

  override getCode(): string {
    const filters = [...this.#filters].map(
      ([name, id]) => `var ${id} = filters.get(${JSON.stringify(name)});`,
    );
    return ['"use strict";', ...filters, super.getCode()].join('\n');
  }
}

/** How an author wrote a callee: `site.posts.first`. */
function display(node: TreeNode): string {
  if ('value' in node && node.typename !== 'Pair') return String(node.value);
  if (node.typename === 'LookupVal') return `${display(node.target)}.${display(node.val)}`;
  return node.typename === 'FunCall' ? `${display(node.name)}()` : '…';
}
