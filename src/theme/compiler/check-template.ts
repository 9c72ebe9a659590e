/**
 * Faults that a template shows before it is rendered: unknown filters, tests and templates, words that
 * can't be names. Walks a syntax tree and returns all faults.
 */

import {
  type BinaryNode,
  type BlockNode,
  type TreeNode,
  walk,
} from '../nunjucks/nunjucks-internals.js';
import { type TemplateFault, unknownName } from './template-problems.js';

/** What templates can name. */
export interface Vocabulary {
  readonly filters: ReadonlyMap<string, unknown>;
  readonly tests: ReadonlyMap<string, unknown>;
  /** Every template, broken ones too. */
  readonly templates: ReadonlyMap<string, unknown>;
}

type FaultPart = Omit<TemplateFault, 'line' | 'column'>;

const NAME: RegExp = /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u;

/** All that is wrong, in the order of the text; positions are in the template's text, from 1. */
export function checkTree(tree: TreeNode, vocabulary: Vocabulary): readonly TemplateFault[] {
  const faults: TemplateFault[] = [];
  const blocks = new Set<string>();
  const told = new Set<TreeNode>();
  const tell = (node: TreeNode, part: FaultPart | null): void => {
    if (part === null || told.has(node)) return;
    told.add(node);
    faults.push({ ...part, line: node.lineno + 1, column: node.colno + 1 });
  };
  walk(tree, (node) => {
    tell(node, checkNode(node, vocabulary));
    if (node.typename !== 'Block' && node.typename !== 'Macro') return;
    if (node.typename === 'Block') tell(node, checkBlock(node, blocks));
    walk(node.body, (inner) => tell(inner, inner.typename === 'Extends' ? MISPLACED : null));
  });
  return faults.sort((a, b) => a.line - b.line || a.column - b.column);
}

const MISPLACED: FaultPart = {
  code: 'template-syntax',
  message: '`{% extends %}` stands inside a block or macro',
  hint: 'Put it at the top of the template',
};

function checkNode(node: TreeNode, vocabulary: Vocabulary): FaultPart | null {
  switch (node.typename) {
    case 'Symbol':
      return checkName(String(node.value));
    case 'Filter':
      return node.name.typename === 'Symbol'
        ? known('filter', String(node.name.value), vocabulary.filters)
        : null;
    case 'Is':
      return testName(node) === '' ? NO_TEST : known('test', testName(node), vocabulary.tests);
    case 'Include':
    case 'Extends':
    case 'Import':
    case 'FromImport':
      return node.template.typename === 'Literal' && node.ignoreMissing !== true
        ? known('template', String(node.template.value), vocabulary.templates)
        : null;
    case 'IfAsync':
    case 'AsyncEach':
    case 'AsyncAll':
      return asynchronous(node.typename);
    default:
      return null;
  }
}

function known(
  kind: 'filter' | 'test' | 'template',
  name: string,
  names: ReadonlyMap<string, unknown>,
): FaultPart | null {
  return names.has(name) ? null : unknownName(kind, name, names.keys());
}

/** Nunjucks takes all of `odd > 2` for the test. */
const NO_TEST: FaultPart = {
  code: 'template-syntax',
  message: 'After `is` stands no test',
  hint: 'Put brackets around the test: `(x is odd) == y`',
};

/** The test of `x is odd` or `x is divisibleby(3)`; empty: there is none. */
export function testName({ right }: BinaryNode): string {
  const name = right.typename === 'FunCall' ? right.name : right;
  return 'value' in name ? String(name.value) : '';
}

/** Filter names may have dots; no others get here with any. */
function checkName(name: string): FaultPart | null {
  if (name.split('.').every((part) => NAME.test(part))) return null;
  const message = `\`${name}\` is not a name that a template can use`;
  const hint = OPERATORS[name] ?? 'A name has letters, digits and `_` and starts with no digit';
  return { code: 'template-syntax', message, hint };
}

const OPERATORS: Readonly<Record<string, string>> = {
  '&&': 'Write `and`',
  '||': 'Write `or`',
  '?': 'Write `a if condition else b`',
};

function checkBlock(node: BlockNode, seen: Set<string>): FaultPart | null {
  const name = String(node.name.value);
  if (!seen.has(name)) {
    seen.add(name);
    return null;
  }
  const message = `Block \`${name}\` is defined twice in this template`;
  return { code: 'template-syntax', message, hint: 'Give one of them another name' };
}

function asynchronous(typename: 'IfAsync' | 'AsyncEach' | 'AsyncAll'): FaultPart {
  const [tag, plain] = typename === 'IfAsync' ? ['ifAsync', 'if'] : [lowerFirst(typename), 'for'];
  const message = `\`{% ${tag} %}\` is not available: pages are rendered synchronously`;
  return { code: 'template-syntax', message, hint: `Write \`{% ${plain} %}\`` };
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
