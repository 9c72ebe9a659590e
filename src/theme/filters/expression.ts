/**
 * The expressions of `where_exp`, `find_exp` and `group_by_exp`: Liquid's comparisons and filters,
 * read by a parser of their own. They are texts that may hold data, so nothing compiles them to code.
 */
import { refused } from '../runtime/calls.js';
import { contains, isPlainMap, liquidMember, same, text } from '../runtime/template-values.js';
import { type Filter, type FilterScope, list, property } from './filter.js';
import { compare } from './order.js';
import { isOwnFilter } from './site-filters.js';

/** Gives the expression's value; `variable` finds the names in it. */
export type Expression = (scope: FilterScope, variable: (name: string) => unknown) => unknown;

const TOKEN: RegExp =
  /\s*(?:("[^"]*"|'[^']*')|(-?\d+(?:\.\d+)?)|([\p{L}_$][\p{L}\p{N}_$-]*)|(==|!=|<>|<=|>=|[<>|:,()[\].]))/uy;

type Kind = 'text' | 'number' | 'name' | 'sign' | 'end';

interface ExpressionToken {
  readonly kind: Kind;
  readonly value: string;
}

const END: ExpressionToken = { kind: 'end', value: '' };

function tokens(source: string): readonly ExpressionToken[] {
  const found: ExpressionToken[] = [];
  TOKEN.lastIndex = 0;
  const end = source.trimEnd().length;
  while (TOKEN.lastIndex < end) {
    const from = TOKEN.lastIndex;
    const match = TOKEN.exec(source);
    if (match === null)
      throw new Error(`"${source}" can't be read at "${source.slice(from).trim()}"`);
    const [, quoted, digits, name, sign = ''] = match;
    if (quoted !== undefined) found.push({ kind: 'text', value: quoted.slice(1, -1) });
    else if (digits !== undefined) found.push({ kind: 'number', value: digits });
    else
      found.push(
        name === undefined ? { kind: 'sign', value: sign } : { kind: 'name', value: name },
      );
  }
  return found;
}

const WORDS: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['true', true],
  ['false', false],
  ...['nil', 'null', 'none'].map((name) => [name, null] as const),
  ...['empty', 'blank'].map((name) => [name, ''] as const),
]);

function truthy(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false;
}

function equal(a: unknown, b: unknown): boolean {
  if (a === undefined || a === null) return b === undefined || b === null || b === '';
  if (b === '' && Array.isArray(a)) return a.length === 0;
  return same(a, b);
}

const OPERATORS: ReadonlyMap<string, (a: unknown, b: unknown) => boolean> = new Map([
  ['==', equal],
  ['!=', (a: unknown, b: unknown) => !equal(a, b)],
  ['<>', (a: unknown, b: unknown) => !equal(a, b)],
  ['<', (a: unknown, b: unknown) => ordered(a, b) && compare(a, b) < 0],
  ['>', (a: unknown, b: unknown) => ordered(a, b) && compare(a, b) > 0],
  ['<=', (a: unknown, b: unknown) => ordered(a, b) && compare(a, b) <= 0],
  ['>=', (a: unknown, b: unknown) => ordered(a, b) && compare(a, b) >= 0],
  ['contains', (a: unknown, b: unknown) => contains(a, b)],
  ['in', (a: unknown, b: unknown) => contains(b, a)],
]);

/** Nothing is neither more nor less than anything. */
function ordered(a: unknown, b: unknown): boolean {
  return truthy(a) && truthy(b);
}

/** Recursive descent, one method a rule. */
class ExpressionParser {
  readonly #source: string;
  readonly #tokens: readonly ExpressionToken[];
  readonly #filters: ReadonlyMap<string, Filter>;
  #index = 0;

  constructor(source: string, filters: ReadonlyMap<string, Filter>) {
    this.#source = source;
    this.#tokens = tokens(source);
    this.#filters = filters;
  }

  whole(): Expression {
    const expression = this.#or();
    if (this.#next().kind === 'end') return expression;
    throw this.#error();
  }

  #next(): ExpressionToken {
    return this.#tokens[this.#index] ?? END;
  }

  #skip(value: string): boolean {
    const token = this.#next();
    const found = token.value === value && (token.kind === 'name' || token.kind === 'sign');
    if (found) this.#index += 1;
    return found;
  }

  #error(): Error {
    const { kind, value } = this.#next();
    return new Error(
      `"${this.#source}" can't be read at ${kind === 'end' ? 'its end' : `"${value}"`}`,
    );
  }

  #or(): Expression {
    let left = this.#and();
    while (this.#skip('or')) {
      const [a, b] = [left, this.#and()];
      left = (scope, variable) => truthy(a(scope, variable)) || truthy(b(scope, variable));
    }
    return left;
  }

  #and(): Expression {
    let left = this.#not();
    while (this.#skip('and')) {
      const [a, b] = [left, this.#not()];
      left = (scope, variable) => truthy(a(scope, variable)) && truthy(b(scope, variable));
    }
    return left;
  }

  #not(): Expression {
    if (!this.#skip('not')) return this.#comparison();
    const inner = this.#not();
    return (scope, variable) => !truthy(inner(scope, variable));
  }

  #comparison(): Expression {
    const left = this.#filtered();
    const operator = OPERATORS.get(this.#next().value);
    if (operator === undefined || this.#next().kind === 'text') return left;
    this.#index += 1;
    const right = this.#filtered();
    return (scope, variable) => operator(left(scope, variable), right(scope, variable));
  }

  #filtered(): Expression {
    let value = this.#primary();
    while (this.#skip('|')) {
      const { value: name } = this.#next();
      const filter = this.#filters.get(name);
      if (filter === undefined) throw new Error(`There is no filter named \`${name}\``);
      this.#index += 1;
      const [input, args] = [value, this.#arguments()];
      value = (scope, variable) => {
        const given = args.map((arg) => arg(scope, variable));
        try {
          return filter.call(scope, input(scope, variable), ...given);
        } catch (error) {
          if (isOwnFilter(filter)) throw error;
          return refused(error);
        }
      };
    }
    return value;
  }

  /** `: a, b` or `(a, b)`. */
  #arguments(): readonly Expression[] {
    const parentheses = this.#skip('(');
    if (!parentheses && !this.#skip(':')) return [];
    const args: Expression[] = [];
    if (parentheses && this.#skip(')')) return args;
    do args.push(this.#primary());
    while (this.#skip(','));
    if (parentheses && !this.#skip(')')) throw this.#error();
    return args;
  }

  #primary(): Expression {
    if (this.#skip('(')) {
      const inner = this.#or();
      if (!this.#skip(')')) throw this.#error();
      return inner;
    }
    const { kind, value } = this.#next();
    if (kind === 'sign' || kind === 'end') throw this.#error();
    this.#index += 1;
    if (kind === 'text') return () => value;
    if (kind === 'number') return () => Number(value);
    if (WORDS.has(value)) return () => WORDS.get(value);
    return this.#path(value);
  }

  #path(name: string): Expression {
    let path: Expression = (_, variable) => variable(name);
    for (;;) {
      const target = path;
      if (this.#skip('.')) {
        const key = this.#next().value;
        this.#index += 1;
        path = (scope, variable) => member(target(scope, variable), key);
      } else if (this.#skip('[')) {
        const key = this.#or();
        if (!this.#skip(']')) throw this.#error();
        path = (scope, variable) => member(target(scope, variable), text(key(scope, variable)));
      } else return path;
    }
  }
}

/** A property; `size`, `first` and `last` of lists and texts, as Liquid has them. */
function member(value: unknown, key: string): unknown {
  const found = property(value, key);
  if (found !== undefined || isPlainMap(value)) return found;
  return liquidMember(typeof value === 'string' ? value : list(value), key);
}

/** Reads an expression; throws an error for authors when it can't. */
export function parseExpression(source: string, filters: ReadonlyMap<string, Filter>): Expression {
  return new ExpressionParser(source, filters).whole();
}
