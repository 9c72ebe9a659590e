/** Expressions of Nunjucks' syntax tree, as finews' own (see compiler/template-tree.ts). */
// oxlint-disable no-underscore-dangle -- nunjucks' own names
import type { Position } from '../../model/problem.js';
import type { TemplateFault } from '../compiler/template-problems.js';
import type {
  NamedExpression,
  Parameter,
  Statement,
  TemplateExpression,
} from '../compiler/template-tree.js';
import type { OperationName } from '../runtime/operations.js';
import type { CallNode, CompareNode, ListNode, MacroNode, TreeNode } from './nunjucks-internals.js';

/** Lowers what stands between two tags. */
export type LowerBody = (body: TreeNode) => readonly Statement[];

/** A position as problems have it, from 1. */
export function placeOfNode({ lineno, colno }: Pick<TreeNode, 'lineno' | 'colno'>): Position {
  return { line: lineno + 1, column: colno + 1 };
}

/** A template's word as its text; null where it is none. */
export function wordOf(node: TreeNode): string | null {
  return (node.typename === 'Symbol' || node.typename === 'Literal') &&
    typeof node.value === 'string'
    ? node.value
    : null;
}

const NAME: RegExp = /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u;

const COMPARISONS: ReadonlyMap<string, readonly [name: OperationName, isNegated: boolean]> =
  new Map([
    ['==', ['equal', false]],
    ['!=', ['equal', true]],
    ['<', ['less', false]],
    ['>', ['more', false]],
    ['<=', ['atMost', false]],
    ['>=', ['atLeast', false]],
    ['===', ['same', false]],
    ['!==', ['same', true]],
  ] as const);

const NOTHING: TemplateExpression = { kind: 'literal', value: undefined };

/** Lowers expressions, and gathers what is wrong with them. */
export class ExpressionLowering {
  readonly faults: TemplateFault[] = [];
  readonly #body: LowerBody;

  constructor(body: LowerBody) {
    this.#body = body;
  }

  /** Notes a fault; the expression in its place is never compiled. */
  fault(node: TreeNode, message: string, hint?: string): TemplateExpression {
    const fault: TemplateFault = { code: 'template-syntax', message, ...placeOfNode(node) };
    this.faults.push(hint === undefined ? fault : { ...fault, hint });
    return NOTHING;
  }

  lower(node: TreeNode): TemplateExpression {
    switch (node.typename) {
      case 'Literal':
        return literal(node.value);
      case 'Symbol':
        return this.#name(node, String(node.value));
      case 'Group': {
        // Of several values in brackets the last one counts, as in JavaScript.
        const last = node.children.at(-1);
        return last === undefined
          ? this.fault(node, 'Nothing stands in the brackets')
          : this.lower(last);
      }
      case 'Array':
        return { kind: 'list', items: node.children.map((item) => this.lower(item)) };
      case 'Dict':
        return { kind: 'map', entries: this.entries(node) };
      case 'LookupVal':
        return { kind: 'member', target: this.lower(node.target), key: this.lower(node.val) };
      case 'InlineIf': {
        const otherwise = node.else_ === null ? literal('') : this.lower(node.else_);
        const [test, then] = [this.lower(node.cond), this.lower(node.body)];
        return { kind: 'choice', test, then, otherwise };
      }
      case 'Filter':
        return this.#filter(node);
      case 'FunCall':
        return this.#call(node);
      case 'Capture':
        return { kind: 'capture', body: this.#body(node.body) };
      case 'Caller':
        return {
          kind: 'caller',
          parameters: this.parameters(node),
          body: this.#body(node.body),
          at: placeOfNode(node),
        };
      case 'Compare':
        return this.#comparison(node);
      default:
        return this.#operator(node);
    }
  }

  #operator(node: TreeNode): TemplateExpression {
    switch (node.typename) {
      case 'Or':
      case 'And': {
        const kind = node.typename === 'Or' ? 'or' : 'and';
        return { kind, left: this.lower(node.left), right: this.lower(node.right) };
      }
      case 'Not':
        return { kind: 'not', value: this.lower(node.target) };
      case 'Is':
        return this.#test(node.left, node.right, node);
      case 'In':
        return this.#operation('contains', node.right, node.left);
      case 'Add':
        return this.#operation('add', node.left, node.right);
      case 'Concat':
        return this.#operation('concat', node.left, node.right);
      case 'Sub':
        return this.#operation('subtract', node.left, node.right);
      case 'Mul':
        return this.#operation('multiply', node.left, node.right);
      case 'Div':
        return this.#operation('divide', node.left, node.right);
      case 'FloorDiv':
        return this.#operation('floorDivide', node.left, node.right);
      case 'Mod':
        return this.#operation('remainder', node.left, node.right);
      case 'Pow':
        return this.#operation('power', node.left, node.right);
      case 'Pos':
        return this.#operation('plus', node.target);
      case 'Neg':
        return this.#operation('negate', node.target);
      default:
        return this.fault(node, 'This is no value');
    }
  }

  #operation(name: OperationName, ...args: readonly TreeNode[]): TemplateExpression {
    return { kind: 'operation', name, args: args.map((arg) => this.lower(arg)) };
  }

  #name(node: TreeNode, name: string): TemplateExpression {
    if (NAME.test(name)) return { kind: 'name', name, at: placeOfNode(node) };
    const message = `\`${name}\` is not a name that a template can use`;
    const hint = OPERATORS[name] ?? 'A name has letters, digits and `_` and starts with no digit.';
    return this.fault(node, message, hint);
  }

  /** Each comparison's result is the next one's left side, as in JavaScript. */
  #comparison({ expr, ops }: CompareNode): TemplateExpression {
    return ops.reduce<TemplateExpression>((left, op) => {
      const [name, isNegated] = COMPARISONS.get(op.type) ?? (['same', false] as const);
      const value: TemplateExpression = {
        kind: 'operation',
        name,
        args: [left, this.lower(op.expr)],
      };
      return isNegated ? { kind: 'not', value } : value;
    }, this.lower(expr));
  }

  #filter(node: CallNode): TemplateExpression {
    const name = wordOf(node.name) ?? '';
    const isName = name.split('.').every((part) => NAME.test(part));
    if (!isName) return this.#name(node.name, name);
    return {
      kind: 'filter',
      name,
      isLiquid: false,
      at: placeOfNode(node),
      ...this.#args(node.args),
    };
  }

  #call(node: CallNode): TemplateExpression {
    const at = placeOfNode(node);
    if (node.name.typename === 'Symbol' && node.name.value === 'super')
      return { kind: 'super', at };
    return { kind: 'call', callee: this.lower(node.name), at, ...this.#args(node.args) };
  }

  #args({ children }: ListNode): {
    readonly args: readonly TemplateExpression[];
    readonly keywords: readonly NamedExpression[];
  } {
    const keywords = children.flatMap((arg) => {
      return arg.typename === 'KeywordArgs' ? this.entries(arg) : [];
    });
    const args = children.flatMap((arg) => {
      return arg.typename === 'KeywordArgs' ? [] : [this.lower(arg)];
    });
    return { args, keywords };
  }

  /** `x is odd`, `x is divisibleby(3)`; Nunjucks takes all of `odd > 2` for the test. */
  #test(value: TreeNode, test: TreeNode, node: TreeNode): TemplateExpression {
    const [word, more] = test.typename === 'FunCall' ? [test.name, test.args.children] : [test, []];
    const name = 'value' in word && word.typename !== 'Pair' ? String(word.value) : '';
    if (name === '') {
      const hint = 'Put brackets around the test: `(x is odd) == y`.';
      return this.fault(node, 'After `is` stands no test', hint);
    }
    const args = [value, ...more].map((arg) => this.lower(arg));
    return { kind: 'test', name, args, at: placeOfNode(node) };
  }

  /** Of a map, or of arguments by name. */
  entries({ children }: ListNode): readonly NamedExpression[] {
    return children.flatMap((pair) => {
      if (pair.typename !== 'Pair') return [];
      const key = wordOf(pair.key);
      if (key === null) this.fault(pair.key, 'Keys of a map are names or texts');
      return key === null ? [] : [{ key, value: this.lower(pair.value) }];
    });
  }

  /** A macro's, those with defaults too. */
  parameters({ args }: MacroNode): readonly Parameter[] {
    return args.children.flatMap((arg): readonly Parameter[] => {
      if (arg.typename === 'KeywordArgs' || arg.typename === 'Dict') {
        return this.entries(arg).map(({ key, value }) => ({ name: key, fallback: value }));
      }
      const name = arg.typename === 'Symbol' ? wordOf(arg) : null;
      if (name === null) this.fault(arg, 'A parameter is a name');
      return name === null ? [] : [{ name, fallback: undefined }];
    });
  }
}

function literal(value: unknown): TemplateExpression {
  if (value instanceof RegExp) return { kind: 'pattern', source: value.source, flags: value.flags };
  const isPlain = ['string', 'number', 'boolean'].includes(typeof value);
  return { kind: 'literal', value: isPlain ? (value as string | number | boolean) : null };
}

const OPERATORS: Readonly<Record<string, string>> = {
  '&&': 'Write `and`.',
  '||': 'Write `or`.',
  '?': 'Write `a if condition else b`.',
};
