/** What to do about a problem is told in whole sentences, as far as the code has its end in one piece. */
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

const FUNCTIONS: ReadonlySet<string> = new Set([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
]);

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

/** What a function returns, but for what functions in it do. */
function resultsOf(node: Node): readonly unknown[] {
  if (node.type === 'ReturnStatement') return [node['argument']];
  return partsOf(node)
    .filter(({ type }) => !FUNCTIONS.has(type))
    .flatMap(resultsOf);
}

/** How the texts end that an expression may be. */
function endsOf(node: unknown, named: Named): readonly string[] {
  if (Array.isArray(node)) return node.flatMap((one) => endsOf(one, named));
  if (!isNode(node)) return [];
  if (node.type === 'Identifier') {
    const name = nameOf(node);
    return endsOf(named.get(name), new Map([...named].filter(([other]) => other !== name)));
  }
  // Another's hint is told where that one is written.
  if (node.type === 'MemberExpression')
    return NAME.test(nameOf(node)) ? [] : endsOf(node['object'], named);
  if (node.type === 'Literal') return typeof node['value'] === 'string' ? [node['value']] : [];
  if (node.type === 'TemplateLiteral') {
    const last = (node['quasis'] as readonly { value: { cooked: string } }[]).at(-1);
    return [last?.value.cooked ?? ''];
  }
  if (node.type === 'CallExpression') return endsOf(node['callee'], named);
  if (FUNCTIONS.has(node.type) && isNode(node['body']) && node['body'].type === 'BlockStatement')
    return endsOf(resultsOf(node['body']), named);
  return (CHOICES[node.type] ?? []).flatMap((part) => endsOf(node[part], named));
}

/** Which of its parameters is a hint; -1: none. */
function hintPlace(node: unknown): number {
  if (!isNode(node) || !FUNCTIONS.has(node.type)) return -1;
  return (node['params'] as readonly unknown[]).findIndex((one) => NAME.test(nameOf(one)));
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
  const given = node['arguments'] as readonly unknown[];
  const place = isReport ? 2 : hintPlace(named.get(nameOf(callee)));
  return endsOf(given[place], named);
}

function hintsIn(node: Node, named: Named): readonly string[] {
  return [...hintsOf(node, named), ...partsOf(node).flatMap((part) => hintsIn(part, named))];
}

/** Constants and functions that a part of a module declares. */
function declaredBy(part: Node): readonly (readonly [string, unknown])[] {
  if (part.type === 'FunctionDeclaration') return [[nameOf(part['id']), part]];
  if (part.type !== 'VariableDeclaration') return [];
  return partsOf(part).map(({ id, init }) => [nameOf(id), init]);
}

/** Those inside of functions too; where two share a name, the outermost is meant, or the last. */
function namesIn(node: Node): readonly (readonly [string, unknown])[] {
  return partsOf(node).flatMap((part) => [...namesIn(part), ...declaredBy(part)]);
}

function exportsOf(module: Node): readonly (readonly [string, unknown])[] {
  return partsOf(module)
    .filter(({ type }) => type === 'ExportNamedDeclaration')
    .flatMap(partsOf)
    .flatMap(declaredBy);
}

function importsOf(module: Node): ReadonlySet<string> {
  const imports = partsOf(module).filter(({ type }) => type === 'ImportDeclaration');
  return new Set(imports.flatMap(partsOf).map(({ local }) => nameOf(local)));
}

const FILES = fs
  .readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'));

it('ends with a full stop, or is a question', () => {
  const modules = FILES.map((name) => {
    const text = fs.readFileSync(path.join(SOURCE, name), 'utf8');
    return { name, module: parseAst(text, { lang: 'ts' }) as unknown as Node };
  });
  const exported = modules.flatMap(({ module }) => exportsOf(module));
  const hints = modules.flatMap(({ name, module }) => {
    const imports = importsOf(module);
    const others = exported.filter(([other]) => imports.has(other));
    const ends = hintsIn(module, new Map([...others, ...namesIn(module)]));
    return ends.filter((end) => end !== '').map((end) => `${name}: ${end}`);
  });
  expect(hints.length).toBeGreaterThan(200);
  expect(hints.filter((hint) => !/[.?]$/.test(hint))).toEqual([]);
});
