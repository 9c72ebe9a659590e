/**
 * Faults that a template shows before it is rendered: unknown filters, tests and templates, misplaced
 * tags. Walks a tree and returns all faults.
 */
import type { Position } from '../../model/problem.js';
import { type TemplateFault, unknownName } from './template-problems.js';
import type { NamedBlock, TemplateExpression, Tree } from './template-tree.js';
import { type TemplateNode, walkAll } from './walk-tree.js';

/** What templates can name. */
export interface Vocabulary {
  readonly filters: ReadonlyMap<string, unknown>;
  /** The same as Liquid templates have them. */
  readonly liquidFilters: ReadonlyMap<string, unknown>;
  readonly tests: ReadonlyMap<string, unknown>;
  /** Every template, broken ones too. */
  readonly templates: ReadonlyMap<string, unknown>;
  /** Keys of `site` under which the config has what stories wrote. */
  readonly storyLists: ReadonlySet<string>;
}

type FaultPart = Omit<TemplateFault, 'line' | 'column'>;

/** All that is wrong, in the order of the text; positions are in the template's text, from 1. */
export function checkTree(tree: Tree, vocabulary: Vocabulary): readonly TemplateFault[] {
  const faults: TemplateFault[] = [];
  const blocks = new Set<string>();
  const reported = new Set<TemplateNode>();
  const report = (node: TemplateNode & { readonly at: Position }, part: FaultPart | null): void => {
    if (part === null || reported.has(node)) return;
    reported.add(node);
    faults.push({ ...part, ...node.at });
  };
  walkAll(tree, (node) => {
    if ('at' in node) report(node, checkNode(node, vocabulary));
    if (node.kind !== 'block' && node.kind !== 'macro') return;
    if (node.kind === 'block') report(node, checkBlock(node, blocks));
    walkAll(node.body, (inner) => {
      if (inner.kind === 'extends') report(inner, MISPLACED);
    });
  });
  return faults.sort((a, b) => a.line - b.line || a.column - b.column);
}

const MISPLACED: FaultPart = {
  code: 'template-syntax',
  message: '`{% extends %}` stands inside a block or macro',
  hint: 'Put it at the top of the template.',
};

function checkNode(node: TemplateNode, vocabulary: Vocabulary): FaultPart | null {
  switch (node.kind) {
    case 'filter':
      return known('filter', node.name, vocabulary.filters);
    case 'test':
      return known('test', node.name, vocabulary.tests);
    case 'include':
      return node.ignoreMissing ? null : checkReference(node.template, vocabulary);
    case 'extends':
    case 'import':
      return checkReference(node.template, vocabulary);
    default:
      return null;
  }
}

function checkReference(template: TemplateExpression, { templates }: Vocabulary): FaultPart | null {
  return template.kind === 'literal' ? known('template', String(template.value), templates) : null;
}

function known(
  kind: 'filter' | 'test' | 'template',
  name: string,
  names: ReadonlyMap<string, unknown>,
): FaultPart | null {
  return names.has(name) ? null : unknownName(kind, name, names.keys());
}

function checkBlock({ name }: NamedBlock, seen: Set<string>): FaultPart | null {
  if (!seen.has(name)) {
    seen.add(name);
    return null;
  }
  const message = `Block \`${name}\` is defined twice in this template`;
  return { code: 'template-syntax', message, hint: 'Give one of them another name.' };
}
