/** Nunjucks' syntax tree, as finews' own (see compiler/template-tree.ts): the language's meaning is decided here. */
// oxlint-disable no-underscore-dangle -- nunjucks' own names
import type { TemplateFault } from '../compiler/template-problems.js';
import type { Statement, TemplateExpression, Tree } from '../compiler/template-tree.js';
import { ExpressionLowering, placeOfNode, wordOf } from './lower-expressions.js';
import type { ListNode, ReferenceNode, SwitchNode, TreeNode } from './nunjucks-internals.js';

/** A tree, and what is wrong with it; with faults it must not be compiled. */
export interface Lowered {
  readonly tree: Tree;
  readonly faults: readonly TemplateFault[];
}

/** Lowers a parsed template. */
export function lowerTemplate(root: ListNode): Lowered {
  const lowering = new StatementLowering();
  return { tree: lowering.body(root), faults: lowering.faults() };
}

class StatementLowering {
  readonly #expressions: ExpressionLowering = new ExpressionLowering((body) => this.body(body));

  faults(): readonly TemplateFault[] {
    return this.#expressions.faults;
  }

  /** A list of nodes, or one of them. */
  body(node: TreeNode | null): readonly Statement[] {
    if (node === null) return [];
    if (node.typename === 'NodeList' || node.typename === 'Root') {
      return node.children.flatMap((child) => this.body(child));
    }
    return this.#statement(node);
  }

  #value(node: TreeNode): TemplateExpression {
    return this.#expressions.lower(node);
  }

  #statement(node: TreeNode): readonly Statement[] {
    const at = placeOfNode(node);
    switch (node.typename) {
      case 'Output':
        return node.children.map((child) => this.#output(child, at));
      case 'If': {
        const branches = [{ test: this.#value(node.cond), body: this.body(node.body) }];
        return [{ kind: 'if', branches, otherwise: this.body(node.else_), at }];
      }
      case 'Switch':
        return [this.#selection(node)];
      case 'For': {
        const parts = node.name.typename === 'Array' ? node.name.children : [node.name];
        const names = parts.flatMap((part) => wordOf(part) ?? this.#noName(part, 'for'));
        const [list, body] = [this.#value(node.arr), this.body(node.body)];
        const otherwise = this.body(node.else_);
        return [{ kind: 'for', names, list, body, otherwise, turn: { variable: 'loop' }, at }];
      }
      case 'Set': {
        const names = node.targets.flatMap((name) => {
          return name.typename === 'Symbol' ? String(name.value) : this.#noName(name, 'set');
        });
        for (const name of node.targets) this.#value(name);
        const value = this.#value(node.value ?? node.body);
        return [{ kind: 'set', names, value, reach: 'scope', at }];
      }
      case 'Include': {
        const [template, ignoreMissing] = [this.#value(node.template), node.ignoreMissing === true];
        return [{ kind: 'include', template, ignoreMissing, parameters: null, at }];
      }
      case 'Extends':
        return [{ kind: 'extends', template: this.#value(node.template), at }];
      case 'Import':
      case 'FromImport':
        return [this.#import(node)];
      case 'Block':
        return [{ kind: 'block', name: String(node.name.value), body: this.body(node.body), at }];
      case 'Macro': {
        const parameters = this.#expressions.parameters(node);
        const name = String(node.name.value);
        return [{ kind: 'macro', name, parameters, body: this.body(node.body), at }];
      }
      case 'IfAsync':
      case 'AsyncEach':
      case 'AsyncAll':
        this.#asynchronous(node, node.typename);
        return [];
      default:
        this.#expressions.fault(node, 'This is no statement');
        return [];
    }
  }

  #output(node: TreeNode, at: ReturnType<typeof placeOfNode>): Statement {
    if (node.typename === 'TemplateData') return { kind: 'text', text: String(node.value) };
    return { kind: 'print', value: this.#value(node), isOwn: false, at };
  }

  #import(node: ReferenceNode): Statement {
    const whole = node.typename === 'Import' && node.target ? String(node.target.value) : null;
    const names = (node.names?.children ?? []).flatMap((child) => {
      const [key, value] = child.typename === 'Pair' ? [child.key, child.value] : [child, child];
      const [name, alias] = [wordOf(key), wordOf(value)];
      return name === null || alias === null ? [] : [[name, alias] as const];
    });
    const withContext = node.withContext === true;
    const template = this.#value(node.template);
    return { kind: 'import', template, whole, names, withContext, at: placeOfNode(node) };
  }

  /** A case without a body shares the next one's, as in JavaScript. */
  #selection(node: SwitchNode): Statement {
    const cases: { values: TemplateExpression[]; body: readonly Statement[] }[] = [];
    let values: TemplateExpression[] = [];
    for (const { cond, body } of node.cases) {
      values.push(this.#value(cond));
      if (body.children.length === 0) continue;
      cases.push({ values, body: this.body(body) });
      values = [];
    }
    const value = this.#value(node.expr);
    const otherwise = this.body(node.default ?? null);
    const rest = { otherwise, runsAll: false, at: placeOfNode(node) };
    return { kind: 'switch', value, equal: 'same', cases, ...rest };
  }

  #noName(node: TreeNode, tag: string): readonly string[] {
    this.#expressions.fault(node, `\`{% ${tag} %}\` takes names only`);
    return [];
  }

  #asynchronous(node: TreeNode, typename: 'IfAsync' | 'AsyncEach' | 'AsyncAll'): void {
    const [tag, plain] = typename === 'IfAsync' ? ['ifAsync', 'if'] : [lowerFirst(typename), 'for'];
    const message = `\`{% ${tag} %}\` is not available: pages are rendered synchronously`;
    this.#expressions.fault(node, message, `Write \`{% ${plain} %}\``);
  }
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
