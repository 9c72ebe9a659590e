/** All expressions and statements of a tree, for checks and passes over it. */
// oxlint-disable typescript/consistent-return -- every kind of node returns
import type { NamedExpression, Parameter, Statement, TemplateExpression } from './template-tree.js';

/** Any node of a tree. */
export type TemplateNode = TemplateExpression | Statement;

/** Calls `visit` for a node and everything below it, in the order of the text. */
export function walk(node: TemplateNode, visit: (node: TemplateNode) => void): void {
  visit(node);
  for (const child of childrenOf(node)) walk(child, visit);
}

/** Calls `visit` for each of these and everything below them. */
export function walkAll(nodes: readonly TemplateNode[], visit: (node: TemplateNode) => void): void {
  for (const node of nodes) walk(node, visit);
}

const valuesOf = (entries: readonly NamedExpression[]): readonly TemplateExpression[] =>
  entries.map(({ value }) => value);

const fallbacksOf = (parameters: readonly Parameter[]): readonly TemplateExpression[] =>
  parameters.flatMap(({ fallback }) => (fallback === undefined ? [] : [fallback]));

/** The nodes directly below. */
export function childrenOf(node: TemplateNode): readonly TemplateNode[] {
  switch (node.kind) {
    case 'literal':
    case 'pattern':
    case 'name':
    case 'super':
    case 'text':
    case 'break':
    case 'continue':
      return [];
    case 'member':
      return [node.target, node.key];
    case 'operation':
    case 'state':
    case 'test':
      return node.args;
    case 'and':
    case 'or':
      return [node.left, node.right];
    case 'not':
    case 'print':
    case 'set':
      return [node.value];
    case 'choice':
      return [node.test, node.then, node.otherwise];
    case 'filter':
      return [...node.args, ...valuesOf(node.keywords)];
    case 'call':
      return [node.callee, ...node.args, ...valuesOf(node.keywords)];
    case 'list':
      return node.items;
    case 'map':
      return valuesOf(node.entries);
    case 'capture':
    case 'block':
      return node.body;
    case 'caller':
    case 'macro':
      return [...fallbacksOf(node.parameters), ...node.body];
    case 'if':
      return [...node.branches.flatMap(({ test, body }) => [test, ...body]), ...node.otherwise];
    case 'switch':
      return [
        ...[node.value, ...node.cases.flatMap(({ values, body }) => [...values, ...body])],
        ...node.otherwise,
      ];
    case 'for':
      return [
        node.list,
        ...('columns' in node.turn && node.turn.columns !== null ? [node.turn.columns] : []),
        ...[...node.body, ...node.tail, ...node.otherwise],
      ];
    case 'include':
      return [node.template, ...valuesOf(node.parameters?.entries ?? [])];
    case 'extends':
    case 'import':
      return [node.template];
  }
}

/** What one of Liquid's prints shows; null: it is one of Nunjucks'. */
export function shownIn(value: TemplateExpression): TemplateExpression | null {
  if (value.kind !== 'operation' || value.name !== 'liquidShown') return null;
  return value.args[0] ?? null;
}
