/**
 * The expressions of `where_exp`, `find_exp` and `group_by_exp`: Liquid's comparisons and filters,
 * read by a parser of their own. They are texts that may hold data, so nothing compiles them to code.
 */
import { isStory, markStory } from '../escape/story-text.js';
import { refused } from '../runtime/calls.js';
import {
  liquidAtLeast,
  liquidAtMost,
  liquidBlank,
  liquidContains,
  liquidEmpty,
  liquidEqual,
  liquidFloat,
  liquidLess,
  liquidMember,
  liquidMore,
  liquidTrue,
} from '../runtime/liquid/liquid-operations.js';
import {
  contains,
  isPlainMap,
  same,
  liquidMember as sizeOrEnd,
  text,
} from '../runtime/template-values.js';
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

/** What the words and operators mean: a language's. */
export interface ExpressionRules {
  readonly words: ReadonlyMap<string, unknown>;
  readonly operators: ReadonlyMap<string, (a: unknown, b: unknown) => boolean>;
  /** Whether `a and b or c` is `a and (b or c)`. */
  readonly isFromRight: boolean;
  isTrue(value: unknown): boolean;
  number(digits: string): unknown;
  member(value: unknown, key: unknown): unknown;
  /** What a filter gave for these values. */
  filtered(result: unknown, given: readonly unknown[]): unknown;
}

const EMPTY_WORDS: readonly string[] = ['empty', 'blank'];
const NOTHING: readonly (readonly [string, unknown])[] = [
  ['true', true],
  ['false', false],
  ...['nil', 'null', 'none'].map((name) => [name, null] as const),
];

function truthy(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false;
}

function equal(a: unknown, b: unknown): boolean {
  if (a === undefined || a === null) return b === undefined || b === null || b === '';
  if (b === '' && Array.isArray(a)) return a.length === 0;
  return same(a, b);
}

/** Nothing is neither more nor less than anything. */
function ordered(a: unknown, b: unknown): boolean {
  return truthy(a) && truthy(b);
}

/** In Nunjucks' templates. */
export const sharedRules: ExpressionRules = {
  words: new Map([...NOTHING, ...EMPTY_WORDS.map((name) => [name, ''] as const)]),
  operators: new Map([
    ['==', equal],
    ['!=', (a: unknown, b: unknown) => !equal(a, b)],
    ['<>', (a: unknown, b: unknown) => !equal(a, b)],
    ['<', (a: unknown, b: unknown) => ordered(a, b) && compare(a, b) < 0],
    ['>', (a: unknown, b: unknown) => ordered(a, b) && compare(a, b) > 0],
    ['<=', (a: unknown, b: unknown) => ordered(a, b) && compare(a, b) <= 0],
    ['>=', (a: unknown, b: unknown) => ordered(a, b) && compare(a, b) >= 0],
    ['contains', (a: unknown, b: unknown) => contains(a, b)],
    ['in', (a: unknown, b: unknown) => contains(b, a)],
  ]),
  isFromRight: false,
  isTrue: truthy,
  number: Number,
  member: (value, key) => member(value, text(key)),
  filtered: (result) => result,
};

/** In Liquid's, as Jekyll has them. */
export const liquidRules: ExpressionRules = {
  words: new Map([...NOTHING, ['empty', liquidEmpty()], ['blank', liquidBlank()]]),
  operators: new Map([
    ['==', liquidEqual],
    ['!=', (a: unknown, b: unknown) => !liquidEqual(a, b)],
    ['<>', (a: unknown, b: unknown) => !liquidEqual(a, b)],
    ['<', liquidLess],
    ['>', liquidMore],
    ['<=', liquidAtMost],
    ['>=', liquidAtLeast],
    ['contains', liquidContains],
    ['in', (a: unknown, b: unknown) => liquidContains(b, a)],
  ]),
  isFromRight: true,
  isTrue: liquidTrue,
  number: (digits) => (digits.includes('.') ? liquidFloat(Number(digits)) : Number(digits)),
  member: liquidMember,
  filtered: (result, given) => (given.some(isStory) ? markStory(result) : result),
};

/** Recursive descent, one method a rule. */
class ExpressionParser {
  readonly #source: string;
  readonly #tokens: readonly ExpressionToken[];
  readonly #filters: ReadonlyMap<string, Filter>;
  readonly #rules: ExpressionRules;
  #index = 0;

  constructor(source: string, filters: ReadonlyMap<string, Filter>, rules: ExpressionRules) {
    this.#source = source;
    this.#tokens = tokens(source);
    this.#filters = filters;
    this.#rules = rules;
  }

  whole(): Expression {
    const expression = this.#or();
    if (this.#next().kind === 'end') return expression;
    throw this.#error();
  }

  /** A value and its filters; Liquid reads no more of what is none. */
  value(): Expression {
    if (!this.#rules.isFromRight) return this.whole();
    const value = this.#primary();
    while (
      this.#next().kind !== 'end' &&
      !(this.#next().kind === 'sign' && this.#next().value === '|')
    )
      this.#index += 1;
    return this.#piped(value);
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
    while (this.#skip('or')) left = this.#either(left, this.#and());
    return left;
  }

  #and(): Expression {
    let left = this.#not();
    while (this.#skip('and')) {
      left = this.#both(left, this.#rules.isFromRight ? this.#or() : this.#not());
    }
    return left;
  }

  #either(a: Expression, b: Expression): Expression {
    const { isTrue } = this.#rules;
    return (scope, variable) => isTrue(a(scope, variable)) || isTrue(b(scope, variable));
  }

  #both(a: Expression, b: Expression): Expression {
    const { isTrue } = this.#rules;
    return (scope, variable) => isTrue(a(scope, variable)) && isTrue(b(scope, variable));
  }

  #not(): Expression {
    if (!this.#skip('not')) return this.#comparison();
    const inner = this.#not();
    const { isTrue } = this.#rules;
    return (scope, variable) => !isTrue(inner(scope, variable));
  }

  #comparison(): Expression {
    const left = this.#filtered();
    const operator = this.#rules.operators.get(this.#next().value);
    if (operator === undefined || this.#next().kind === 'text') return left;
    this.#index += 1;
    const right = this.#filtered();
    return (scope, variable) => operator(left(scope, variable), right(scope, variable));
  }

  #filtered(): Expression {
    return this.#piped(this.#primary());
  }

  #piped(start: Expression): Expression {
    let value = start;
    while (this.#skip('|')) {
      const { value: name } = this.#next();
      const filter = this.#filters.get(name);
      if (filter === undefined) throw new Error(`There is no filter named \`${name}\``);
      this.#index += 1;
      const [input, args] = [value, this.#arguments()];
      value = (scope, variable) => {
        const given = [input, ...args].map((arg) => arg(scope, variable));
        const [first, ...others] = given;
        try {
          return this.#rules.filtered(filter.call(scope, first, ...others), given);
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
    const { words, number } = this.#rules;
    if (kind === 'number') return () => number(value);
    if (words.has(value)) return () => words.get(value);
    return this.#path(value);
  }

  #path(name: string): Expression {
    let path: Expression = (_, variable) => variable(name);
    for (;;) {
      const target = path;
      if (this.#skip('.')) {
        const key = this.#next().value;
        this.#index += 1;
        path = (scope, variable) => this.#rules.member(target(scope, variable), key);
      } else if (this.#skip('[')) {
        const key = this.#or();
        if (!this.#skip(']')) throw this.#error();
        path = (scope, variable) =>
          this.#rules.member(target(scope, variable), key(scope, variable));
      } else return path;
    }
  }
}

/** A property; `size`, `first` and `last` of lists and texts, as Liquid has them. */
function member(value: unknown, key: string): unknown {
  const found = property(value, key);
  if (found !== undefined || isPlainMap(value)) return found;
  return sizeOrEnd(typeof value === 'string' ? value : list(value), key);
}

/** Reads an expression; throws an error for authors when it can't. `as`: a value has no comparisons in Liquid. */
export function parseExpression(
  source: string,
  filters: ReadonlyMap<string, Filter>,
  rules: ExpressionRules = sharedRules,
  as: 'condition' | 'value' = 'condition',
): Expression {
  const parser = new ExpressionParser(source, filters, rules);
  return as === 'value' ? parser.value() : parser.whole();
}
