/** The parts of Liquid's expressions, before they mean anything: what is read, strictly or not. */

/** One value as it is written. */
export type ValueMarkup = LiteralMarkup | PathMarkup | RangeMarkup;

export interface LiteralMarkup {
  readonly kind: 'literal';
  /** `blank` and `empty` are no values of the language: they equal much. */
  readonly value: string | number | boolean | null | Word;
  /** `1.0` is no integer. */
  readonly isFloat: boolean;
}

/** What compares with more than itself. */
export type Word = { readonly word: 'blank' | 'empty' };

/** `page.tags[0]["x"]`. */
export interface PathMarkup {
  readonly kind: 'path';
  readonly name: string | ValueMarkup;
  readonly keys: readonly (string | ValueMarkup)[];
  /** Where it starts in the text. */
  readonly from: number;
}

/** `(1..page.n)`. */
export interface RangeMarkup {
  readonly kind: 'range';
  readonly first: ValueMarkup;
  readonly last: ValueMarkup;
}

/** `| name: args, key: value`. */
export interface FilterMarkup {
  readonly name: string;
  readonly from: number;
  readonly args: readonly ValueMarkup[];
  readonly named: readonly (readonly [key: string, value: ValueMarkup])[];
}

/** A value and its filters. */
export interface FilteredMarkup {
  readonly value: ValueMarkup | null;
  readonly filters: readonly FilterMarkup[];
}

/** `left operator right`; without an operator the left side's truth. */
export interface ComparisonMarkup {
  readonly left: ValueMarkup;
  readonly operator: string | null;
  readonly right: ValueMarkup | null;
}

/** Comparisons with `and` and `or` between them, as they are written. */
export interface ConditionMarkup {
  readonly comparisons: readonly ComparisonMarkup[];
  /** One fewer. */
  readonly junctions: readonly ('and' | 'or')[];
}

/** A part of a template's text. */
export interface MarkupSpan {
  readonly from: number;
  readonly to: number;
}

/** A value that is written out. */
export function literal(value: LiteralMarkup['value'], isFloat = false): LiteralMarkup {
  return { kind: 'literal', value, isFloat };
}
