/** What to do about a problem is told in whole sentences, as far as the code has it in one piece. */
import fs from 'node:fs';
import path from 'node:path';
import { parseAst } from 'rolldown/parseAst';
import { expect, it } from 'vitest';

const SOURCE = path.resolve(import.meta.dirname, '../../src');

/** Methods that take a hint after the problem's code and message, and what has them. */
const REPORTING: ReadonlySet<string> = new Set(['repaired', 'setAside', 'doubtful', 'of']);
const REPORTERS: ReadonlySet<string> = new Set(['fileProblems', 'SiteError']);
const NAME = /^hints?$|(?:^|_)HINTS?$/;

/** A node of ESTree. */
interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}

function partsOf(node: Node): readonly Node[] {
  return Object.values(node).flat().filter(isNode);
}

function nameOf(node: unknown): string {
  if (!isNode(node)) return '';
  if (node.type === 'MemberExpression') return nameOf(node['property']);
  return typeof node['name'] === 'string' ? node['name'] : '';
}

/** Of which of a node's parts the text is one of those that the node may be. */
const CHOICES: Readonly<Record<string, readonly string[]>> = {
  ConditionalExpression: ['consequent', 'alternate'],
  LogicalExpression: ['left', 'right'],
  BinaryExpression: ['right'],
  ArrowFunctionExpression: ['body'],
  ObjectExpression: ['properties'],
  Property: ['value'],
  ParenthesizedExpression: ['expression'],
  TSAsExpression: ['expression'],
};

/** What a module's names stand for. */
type Named = ReadonlyMap<string, unknown>;

/** How the texts end that an expression may be; what another module makes is not among them. */
function endsOf(node: unknown, named: Named): readonly string[] {
  if (Array.isArray(node)) return node.flatMap((one) => endsOf(one, named));
  if (!isNode(node)) return [];
  if (node.type === 'Identifier') {
    const name = nameOf(node);
    return endsOf(named.get(name), new Map([...named].filter(([other]) => other !== name)));
  }
  if (node.type === 'MemberExpression') return endsOf(node['object'], named);
  if (node.type === 'Literal') return typeof node['value'] === 'string' ? [node['value']] : [];
  if (node.type === 'TemplateLiteral') {
    const last = (node['quasis'] as readonly { value: { cooked: string } }[]).at(-1);
    return [last?.value.cooked ?? ''];
  }
  return (CHOICES[node.type] ?? []).flatMap((part) => endsOf(node[part], named));
}

function hintsOf(node: Node, named: Named): readonly string[] {
  if (node.type === 'Property' && NAME.test(nameOf(node['key'])))
    return endsOf(node['value'], named);
  if (node.type === 'VariableDeclarator' && NAME.test(nameOf(node['id'])))
    return endsOf(node['init'], named);
  const { callee } = node;
  if (node.type !== 'CallExpression' || !isNode(callee)) return [];
  const isReport =
    REPORTING.has(nameOf(callee['property'])) && REPORTERS.has(nameOf(callee['object']));
  return isReport ? endsOf((node['arguments'] as readonly unknown[])[2], named) : [];
}

function hintsIn(node: Node, named: Named): readonly string[] {
  return [...hintsOf(node, named), ...partsOf(node).flatMap((part) => hintsIn(part, named))];
}

/** Constants of a module. */
function namesIn(module: Node): Named {
  const declarations = partsOf(module)
    .flatMap((one) => (one.type === 'ExportNamedDeclaration' ? partsOf(one) : one))
    .filter(({ type }) => type === 'VariableDeclaration')
    .flatMap(partsOf);
  return new Map(declarations.map(({ id, init }) => [nameOf(id), init]));
}

const FILES = fs
  .readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'));

it('ends with a full stop, or is a question', () => {
  const hints = FILES.flatMap((name) => {
    const text = fs.readFileSync(path.join(SOURCE, name), 'utf8');
    const module = parseAst(text, { lang: 'ts' }) as unknown as Node;
    const ends = hintsIn(module, namesIn(module));
    return ends.filter((end) => end !== '').map((end) => `${name}: ${end}`);
  });
  expect(hints.length).toBeGreaterThan(200);
  expect(hints.filter((hint) => !/[.?]$/.test(hint))).toEqual([]);
});
