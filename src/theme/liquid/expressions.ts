/**
 * Liquid's expressions lowered: what a value, a filter, a comparison is in finews' tree. What isn't
 * well-formed is read as Jekyll reads it, and reported.
 */
import { suggest } from '../compiler/template-problems.js';
import type { Literal, TemplateExpression } from '../compiler/template-tree.js';
import { laxCondition, laxFiltered, laxValue } from './lax-reader.js';
import { StrictReader } from './liquidjs.js';
import type {
  ComparisonMarkup,
  ConditionMarkup,
  FilteredMarkup,
  FilterMarkup,
  MarkupSpan,
  PathMarkup,
  ValueMarkup,
} from './markup.js';
import type { TemplateNotes } from './template-notes.js';

/** Filters that ask whether something is `empty`. */
const ASKING: ReadonlySet<string> = new Set(['where', 'find']);

/** Reads and lowers the expressions of one text. */
export class ExpressionReader {
  readonly #text: string;
  readonly #strict: StrictReader;
  readonly #notes: TemplateNotes;

  constructor(text: string, notes: TemplateNotes) {
    this.#text = text;
    this.#strict = new StrictReader(text);
    this.#notes = notes;
  }

  /** One value. */
  value(span: MarkupSpan): TemplateExpression {
    return this.lowered(this.#strict.value(span) ?? laxValue(this.#text, span));
  }

  /** The same, of which `blank` and `empty` are more than empty texts. */
  side(span: MarkupSpan): TemplateExpression {
    return this.#side(this.#strict.value(span) ?? laxValue(this.#text, span));
  }

  /** A value and its filters. */
  filtered(span: MarkupSpan): TemplateExpression {
    const isNothing = this.#text.slice(span.from, span.to).trim() === '';
    if (isNothing) return NOTHING;
    const markup = this.#strict.filtered(span) ?? this.#odd(span, laxFiltered(this.#text, span));
    return this.#filtered(markup);
  }

  #filtered({ value, filters }: FilteredMarkup): TemplateExpression {
    const start = value === null ? NOTHING : this.lowered(value);
    return filters.reduce((input, filter) => this.#filter(input, filter), start);
  }

  /** A filter that there isn't gives what it got, as in Jekyll. */
  #filter(
    input: TemplateExpression,
    { name, from, args, named }: FilterMarkup,
  ): TemplateExpression {
    const at = this.#notes.at(from);
    if (!this.#notes.hasFilter(name)) {
      const hint = suggest(name, this.#notes.filters());
      this.#notes.warn(at, {
        code: 'template-unknown-filter',
        message: `There is no filter named \`${name}\`: what stands before it stays as it is`,
        hint: hint ?? `finews runs no Ruby plugins: write it as templates/filters/${name}.mjs.`,
      });
      return input;
    }
    return {
      kind: 'filter',
      name,
      args: [input, ...args.map((arg) => (ASKING.has(name) ? this.#side(arg) : this.lowered(arg)))],
      keywords: named.map(([key, value]) => ({ key, value: this.lowered(value) })),
      at,
      isLiquid: true,
    };
  }

  /** A condition; its `and` and `or` bind from the right. */
  condition(span: MarkupSpan): TemplateExpression {
    const strict = this.#strict.condition(span);
    if (strict !== null) return this.#condition(strict, span);
    const lax = laxCondition(this.#text, span);
    if (lax === null) {
      this.#notes.fail(this.#notes.at(span.from), {
        message: 'Here a condition is missing',
        hint: 'Write a value, or a comparison: `page.title == "x"`.',
      });
    }
    return this.#condition(this.#odd(span, lax), span);
  }

  #condition({ comparisons, junctions }: ConditionMarkup, span: MarkupSpan): TemplateExpression {
    const tests = comparisons.map((comparison) => this.#comparison(comparison, span));
    return tests.reduceRight((right, left, at) => ({
      kind: junctions[at] ?? 'and',
      left,
      right,
    }));
  }

  #comparison({ left, operator, right }: ComparisonMarkup, span: MarkupSpan): TemplateExpression {
    const a = this.#side(left);
    if (operator === null) return { kind: 'operation', name: 'liquidTrue', args: [a] };
    const b = right === null ? NOTHING : this.#side(right);
    switch (operator) {
      case '==':
        return { kind: 'operation', name: 'liquidEqual', args: [a, b] };
      case '!=':
      case '<>':
        return {
          kind: 'not',
          value: { kind: 'operation', name: 'liquidEqual', args: [a, b] },
        };
      case '<':
        return { kind: 'operation', name: 'liquidLess', args: [a, b] };
      case '>':
        return { kind: 'operation', name: 'liquidMore', args: [a, b] };
      case '<=':
        return { kind: 'operation', name: 'liquidAtMost', args: [a, b] };
      case '>=':
        return { kind: 'operation', name: 'liquidAtLeast', args: [a, b] };
      case 'contains':
        return { kind: 'operation', name: 'liquidContains', args: [a, b] };
      default:
        return this.#notes.fail(this.#notes.at(span.from), {
          message: `\`${operator}\` is no operator`,
          hint: isNot(left) ? INSTEAD_OF_NOT : (OPERATOR_HINTS[operator] ?? OPERATORS),
        });
    }
  }

  /** A value anywhere but beside an operator. */
  lowered(markup: ValueMarkup): TemplateExpression {
    const isWord = markup.kind === 'literal' && isWordValue(markup.value);
    return isWord ? { kind: 'literal', value: '' } : this.#side(markup);
  }

  #side(markup: ValueMarkup): TemplateExpression {
    switch (markup.kind) {
      case 'path':
        return this.#path(markup);
      case 'range': {
        const args = [this.lowered(markup.first), this.lowered(markup.last)];
        return { kind: 'operation', name: 'liquidRange', args };
      }
      default: {
        const { value, isFloat } = markup;
        if (isWordValue(value)) {
          const name = value.word === 'blank' ? 'liquidBlank' : 'liquidEmpty';
          return { kind: 'operation', name, args: [] };
        }
        const plain: Literal = { kind: 'literal', value };
        const isWhole = isFloat && Number.isInteger(value);
        return isWhole ? { kind: 'operation', name: 'liquidFloat', args: [plain] } : plain;
      }
    }
  }

  #path({ name, keys, from }: PathMarkup): TemplateExpression {
    const at = this.#notes.at(from);
    const own = typeof name === 'string' ? name : textOf(name);
    if (own === null) {
      this.#notes.warn(at, {
        code: 'template-odd-liquid',
        message: 'A variable can’t be named by a value here: this is nothing',
        hint: 'Write the variable’s name.',
      });
      return NOTHING;
    }
    return keys.reduce<TemplateExpression>(
      (target, key) => {
        const value = typeof key === 'string' ? literalText(key) : this.lowered(key);
        return { kind: 'operation', name: 'liquidMember', args: [target, value] };
      },
      this.#notes.name(own, at),
    );
  }

  /** What was read laxly, reported. */
  #odd<T>({ from, to }: MarkupSpan, markup: T): T {
    const written = this.#text.slice(from, to).trim();
    this.#notes.warn(this.#notes.at(from), {
      code: 'template-odd-liquid',
      message: `\`${written}\` isn't well-formed Liquid: Jekyll uses what it understands of it`,
      hint: oddHint(written),
    });
    return markup;
  }
}

const NOTHING: Literal = { kind: 'literal', value: undefined };

const OPERATORS = 'Operators are `==`, `!=`, `<`, `>`, `<=`, `>=`, `contains`, `and`, `or`.';

const OPERATOR_HINTS: Readonly<Record<string, string>> = {
  '=': 'Write `==`.',
  '===': 'Write `==`.',
  in: 'Write `list contains value`.',
  is: 'Write `==`.',
};

const INSTEAD_OF_NOT = 'Write `unless`, or `!=`.';

function isNot(left: ValueMarkup): boolean {
  return left.kind === 'path' && left.name === 'not';
}

function oddHint(written: string): string {
  if (/\|\s*\w+\s+["'\d]/.test(written)) return 'Write `:` between a filter and its arguments.';
  if (/&&|\|\|/.test(written)) return 'Write `and` or `or`.';
  if (/^not\b|!\s*\w/.test(written)) return INSTEAD_OF_NOT;
  if (/[()]/.test(written)) return 'Brackets group nothing in Liquid; use two conditions.';
  return 'Remove what doesn’t belong there; arguments stand between commas, after a colon.';
}

function isWordValue(value: unknown): value is { readonly word: 'blank' | 'empty' } {
  return typeof value === 'object' && value !== null;
}

function textOf(markup: ValueMarkup): string | null {
  return markup.kind === 'literal' && typeof markup.value === 'string' ? markup.value : null;
}

/** A text that is written out. */
export function literalText(value: string): Literal {
  return { kind: 'literal', value };
}
