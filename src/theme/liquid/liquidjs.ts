/**
 * The one door to liquidjs: reads expressions that are written as Liquid's documentation has them. Null
 * for all others, which `lax-reader.ts` reads. Loaded with the first template that is Liquid.
 */
import { createRequire } from 'node:module';
import type * as Liquidjs from 'liquidjs';
import { closedUp } from './closed-up.js';
import {
  type ComparisonMarkup,
  type ConditionMarkup,
  type FilteredMarkup,
  type FilterMarkup,
  type LiteralMarkup,
  literal,
  type MarkupSpan,
  type ValueMarkup,
} from './markup.js';

type Reader = Liquidjs.Tokenizer;
type Token = Liquidjs.Token;
type FilterToken = ReturnType<Reader['readFilters']>[number];
type PathToken = Liquidjs.PropertyAccessToken;

const require: NodeJS.Require = createRequire(import.meta.url);

/** What isn't well-formed, by this module's rules; liquidjs throws errors of its own. */
class IllFormed extends Error {}

/** Reads what is well-formed in one template's text. */
export class StrictReader {
  readonly #text: string;
  readonly #at: (index: number) => number;
  /** liquidjs would take a backslash in quotes for an escape, which Ruby's Liquid doesn't have. */
  readonly #masked: string;
  readonly #liquidjs: typeof Liquidjs;
  readonly #operators: Liquidjs.Operators;

  /** `at`: the place that a character has in what is reported; left out: its own. */
  constructor(text: string, at: (index: number) => number = (index) => index) {
    this.#text = text;
    this.#at = at;
    this.#masked = text.replaceAll('\\', '\u0001');
    // Sites without Liquid never get here, and don't load it.
    this.#liquidjs = require('liquidjs') as typeof Liquidjs;
    const { not: _, ...operators } = this.#liquidjs.defaultOperators;
    this.#operators = { ...operators, '<>': () => true };
  }

  value(span: MarkupSpan): ValueMarkup | null {
    return this.#whole(span, (reader, tokens) => reader.#value(tokens.readValue()));
  }

  filtered(span: MarkupSpan): FilteredMarkup | null {
    return this.#whole(span, (reader, tokens) => {
      const value = reader.#value(tokens.readValue());
      return { value, filters: tokens.readFilters().map((filter) => reader.#filter(filter)) };
    });
  }

  condition(span: MarkupSpan): ConditionMarkup | null {
    return this.#whole(span, (reader, tokens) =>
      reader.#condition([...tokens.readExpressionTokens()]),
    );
  }

  /** As it is written, or without blanks that liquidjs has no name for. */
  #whole<T>(span: MarkupSpan, read: (reader: StrictReader, tokens: Reader) => T): T | null {
    const found = this.#all(span, read);
    const closed = found === null ? closedUp(this.#text, span) : null;
    if (closed === null) return found;
    const { text, at } = closed;
    return new StrictReader(text, at).#all({ from: 0, to: text.length }, read);
  }

  /** What `read` makes of the span; null: that isn't all of it, or liquidjs refuses it. */
  #all<T>({ from, to }: MarkupSpan, read: (reader: StrictReader, tokens: Reader) => T): T | null {
    const tokens = new this.#liquidjs.Tokenizer(this.#masked, this.#operators, undefined, [
      from,
      to,
    ]);
    try {
      const result = read(this, tokens);
      tokens.skipBlank();
      return tokens.p === to ? result : null;
    } catch (error) {
      const isIllFormed = error instanceof IllFormed || this.#liquidjs.TokenizationError.is(error);
      if (isIllFormed) return null;
      throw error;
    }
  }

  #value(token: Token | undefined): ValueMarkup {
    const is = this.#liquidjs.TypeGuards;
    if (is.isQuotedToken(token)) return literal(this.#quoted(token));
    if (is.isNumberToken(token)) return numberOf(token.getText());
    if (is.isPropertyAccessToken(token)) return this.#path(token);
    if (is.isRangeToken(token)) {
      return { kind: 'range', first: this.#value(token.lhs), last: this.#value(token.rhs) };
    }
    if (!is.isLiteralToken(token)) throw new IllFormed();
    return wordOf(token.getText());
  }

  #quoted({ begin, end }: Token): string {
    const isClosed = end - begin > 1 && this.#text[begin] === this.#text[end - 1];
    if (!isClosed) throw new IllFormed();
    return this.#text.slice(begin + 1, end - 1);
  }

  /** Keys of a text, a number or a word are none of Ruby's Liquid. */
  #path(token: PathToken): ValueMarkup {
    const [name, ...keys] = token.props.map((prop) => this.#key(prop));
    const isName = typeof name !== 'string' || !/^[\d.]/.test(name);
    if (token.variable !== undefined || name === undefined || !isName) throw new IllFormed();
    return { kind: 'path', name, keys, from: this.#at(token.begin) };
  }

  #key(token: PathToken['props'][number]): string | ValueMarkup {
    return this.#liquidjs.TypeGuards.isWordToken(token) ? token.getText() : this.#value(token);
  }

  #filter({ name, args, begin }: FilterToken): FilterMarkup {
    const placed: ValueMarkup[] = [];
    const named: [string, ValueMarkup][] = [];
    for (const arg of args) {
      if (Array.isArray(arg)) named.push([String(arg[0]), this.#value(arg[1])]);
      else placed.push(this.#value(arg));
    }
    return { name, from: this.#at(begin), args: placed, named };
  }

  #condition(tokens: readonly Token[]): ConditionMarkup {
    const comparisons: ComparisonMarkup[] = [];
    const junctions: ('and' | 'or')[] = [];
    for (let at = 0; ; at += 1) {
      const left = this.#value(tokens[at]);
      const operator = this.#operator(tokens[at + 1]);
      const isAlone = operator === null || operator === 'and' || operator === 'or';
      const right = isAlone ? null : this.#value(tokens[at + 2]);
      comparisons.push({ left, operator: isAlone ? null : operator, right });
      at += isAlone ? 1 : 3;
      if (at === tokens.length) return { comparisons, junctions };
      const junction = this.#operator(tokens[at]);
      if (junction !== 'and' && junction !== 'or') throw new IllFormed();
      junctions.push(junction);
    }
  }

  #operator(token: Token | undefined): string | null {
    return this.#liquidjs.TypeGuards.isOperatorToken(token) ? token.operator : null;
  }
}

function numberOf(written: string): LiteralMarkup {
  if (!/^-?\d+(?:\.\d+)?$/.test(written)) throw new IllFormed();
  return literal(Number(written), written.includes('.'));
}

function wordOf(word: string): LiteralMarkup {
  if (word === 'true' || word === 'false') return literal(word === 'true');
  return literal(word === 'blank' || word === 'empty' ? { word } : null);
}
