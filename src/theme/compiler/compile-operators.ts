/**
 * Operators and maps of expressions to JavaScript: calls of `runtime/operators.ts`, for the language's own
 * throw for maps. The lowest part of the compiler (see compile-template.ts).
 */
// oxlint-disable no-underscore-dangle -- nunjucks' own names
import { isNumberKey } from '../../model/data.js';
import {
  type CompareNode,
  Compiler,
  type CompilerFrame,
  type ListNode,
  type OperatorNode,
  type TreeNode,
} from '../nunjucks/nunjucks-internals.js';

/** Code of a comparison around its two sides. */
const COMPARISONS: ReadonlyMap<string, readonly [before: string, after: string]> = new Map([
  ['==', ['runtime.op.equal(', ')']],
  ['!=', ['!runtime.op.equal(', ')']],
  ['<', ['runtime.op.less(', ')']],
  ['>', ['runtime.op.more(', ')']],
  ['<=', ['runtime.op.atMost(', ')']],
  ['>=', ['runtime.op.atLeast(', ')']],
  ['===', ['runtime.op.same(', ')']],
  ['!==', ['!runtime.op.same(', ')']],
] as const);

/** Knows operators. */
export class OperatorCompiler extends Compiler {
  /** Each comparison's result is the next one's left side, as in JavaScript. */
  compileCompare({ expr, ops }: CompareNode, frame: CompilerFrame): void {
    const calls = ops.map(({ type }) => COMPARISONS.get(type) ?? (['', ''] as const));
    for (const [before] of calls.toReversed()) this._emit(before);
    this.compile(expr, frame);
    for (const [at, op] of ops.entries()) {
      this._emit(', ');
      this.compile(op.expr, frame);
      this._emit(calls[at]?.[1] ?? '');
    }
  }

  #binary(name: string, { left, right }: OperatorNode, frame: CompilerFrame): void {
    this._emit(`runtime.op.${name}(`);
    this.compile(left, frame);
    this._emit(', ');
    this.compile(right, frame);
    this._emit(')');
  }

  compileAdd(node: OperatorNode, frame: CompilerFrame): void {
    this.#binary('add', node, frame);
  }

  compileConcat(node: OperatorNode, frame: CompilerFrame): void {
    this.#binary('concat', node, frame);
  }

  compileSub(node: OperatorNode, frame: CompilerFrame): void {
    this.#binary('subtract', node, frame);
  }

  compileMul(node: OperatorNode, frame: CompilerFrame): void {
    this.#binary('multiply', node, frame);
  }

  compileDiv(node: OperatorNode, frame: CompilerFrame): void {
    this.#binary('divide', node, frame);
  }

  compileFloorDiv(node: OperatorNode, frame: CompilerFrame): void {
    this._emit('Math.floor(');
    this.#binary('divide', node, frame);
    this._emit(')');
  }

  compileMod(node: OperatorNode, frame: CompilerFrame): void {
    this.#binary('remainder', node, frame);
  }

  compilePow(node: OperatorNode, frame: CompilerFrame): void {
    this.#binary('power', node, frame);
  }

  compilePos({ target }: { readonly target: TreeNode }, frame: CompilerFrame): void {
    this._emit('runtime.op.plus(');
    this.compile(target, frame);
    this._emit(')');
  }

  /** With a blank: of two in a row JavaScript would make another operator. */
  compileNeg(node: { readonly target: TreeNode }, frame: CompilerFrame): void {
    this._emit(' -');
    this.compilePos(node, frame);
  }

  /**
   * `{a: x}`, a literal of the language, which `__proto__` in brackets is a key like others for; but it
   * would put numbers first.
   */
  compileDict({ children }: ListNode, frame: CompilerFrame): void {
    const pairs = children.filter((child) => child.typename === 'Pair');
    const keys = pairs.map(({ key }) => this.#keyOf(key));
    const isLiteral = !keys.some(isNumberKey);
    this._emit(isLiteral ? '{ __proto__: null, ' : 'runtime.map([');
    for (const [at, { value }] of pairs.entries()) {
      const key = JSON.stringify(keys[at]);
      this._emit(isLiteral ? `[${key}]: ` : `[${key}, `);
      this.compile(value, frame);
      this._emit(isLiteral ? ', ' : '], ');
    }
    this._emit(isLiteral ? '}' : '])');
  }

  #keyOf(key: TreeNode): string {
    const written = 'value' in key && key.typename !== 'Pair' ? key.value : null;
    if (typeof written === 'string') return written;
    return this.fail('Keys of a map are names or texts', key.lineno, key.colno);
  }
}
