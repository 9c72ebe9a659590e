/**
 * Reads expressions as Ruby's Liquid reads those that aren't well-formed: what it finds of them, in its
 * way, and nothing of the rest. The patterns are its rules (`Liquid::Variable`, `Liquid::If`). Pure.
 */
import {
  type ComparisonMarkup,
  type ConditionMarkup,
  type FilteredMarkup,
  type FilterMarkup,
  literal,
  type MarkupSpan,
  type PathMarkup,
  type ValueMarkup,
} from './markup.js';

const QUOTED = '"[^"]*"|\'[^\']*\'';
/** A value: up to the next blank, comma or bar. */
export const FRAGMENT: string = `(?:${QUOTED}|(?:[^\\s,|'"]|${QUOTED})+)`;

/** `key: value`. */
export const ATTRIBUTES: string = `(\\w[\\w-]*)\\s*:\\s*(${FRAGMENT})`;

const RANGE: RegExp = /^\(\s*(\S+?)\s*\.\.\s*(\S+)\s*\)$/;
const KEYS: RegExp = /\[[^\]]+\]|[\w\u0080-\uffff-]+\??/g;
const WORDS: ReadonlyMap<string, ValueMarkup> = new Map([
  ['', literal(null)],
  ['nil', literal(null)],
  ['null', literal(null)],
  ['true', literal(true)],
  ['false', literal(false)],
  ['blank', literal({ word: 'blank' })],
  ['empty', literal({ word: 'empty' })],
]);

/** One value; what stands for none is nothing. */
export function laxValue(text: string, span: MarkupSpan): ValueMarkup {
  const written = text.slice(span.from, span.to).trim();
  const from = span.from + text.slice(span.from, span.to).indexOf(written);
  const isQuoted = /^(["'])[\s\S]*\1$/.test(written) && written.length > 1;
  if (isQuoted) return literal(written.slice(1, -1));
  if (/^-?\d+$/.test(written)) return literal(Number(written));
  const range = RANGE.exec(written);
  if (range !== null) {
    const [, first = '', last = ''] = range;
    const firstAt = from + written.indexOf(first, 1);
    const lastAt = from + written.indexOf(last, written.indexOf('..') + 2);
    return {
      kind: 'range',
      first: laxValue(text, { from: firstAt, to: firstAt + first.length }),
      last: laxValue(text, { from: lastAt, to: lastAt + last.length }),
    };
  }
  if (/^-?\d[\d.]+$/.test(written)) return literal(Number.parseFloat(written), true);
  return WORDS.get(written) ?? path(text, { from, to: from + written.length });
}

function path(text: string, { from, to }: MarkupSpan): ValueMarkup {
  const parts = [...text.slice(from, to).matchAll(KEYS)].map((match) => {
    const [part] = match;
    const at = from + match.index;
    const isIndex = part.startsWith('[') && part.endsWith(']');
    return isIndex ? laxValue(text, { from: at + 1, to: at + part.length - 1 }) : part;
  });
  const [name, ...keys] = parts;
  if (name === undefined) return literal(null);
  const found: PathMarkup = { kind: 'path', name, keys, from };
  return found;
}

/** A value and its filters. */
export function laxFiltered(text: string, span: MarkupSpan): FilteredMarkup {
  const markup = text.slice(span.from, span.to);
  const name = new RegExp(FRAGMENT).exec(markup);
  if (name === null) return { value: null, filters: [] };
  const nameAt = span.from + name.index;
  const value = laxValue(text, { from: nameAt, to: nameAt + name[0].length });
  const rest = nameAt + name[0].length;
  const bar = text.slice(rest, span.to).indexOf('|');
  if (bar < 0) return { value, filters: [] };
  const start = rest + bar + 1;
  const pieces = text.slice(start, span.to).matchAll(new RegExp(`(?:\\s+|${FRAGMENT}|,)+`, 'g'));
  const filters = [...pieces].flatMap((piece) => {
    const at = start + piece.index;
    return laxFilter(text, { from: at, to: at + piece[0].length });
  });
  return { value, filters };
}

/** One filter; a text or number behind its name, without the colon, is meant as its argument. */
function laxFilter(text: string, { from, to }: MarkupSpan): readonly FilterMarkup[] {
  const piece = text.slice(from, to);
  const name = /\w+/.exec(piece);
  if (name === null) return [];
  const written = piece.slice(name.index + name[0].length);
  const isUnmarked = /^\s+["'\d]/.test(written);
  const shift = from + name.index + name[0].length;
  const argument = new RegExp(
    `${isUnmarked ? '(?:^|[:,])' : '[:,]'}\\s*((?:\\w+\\s*:\\s*)?${FRAGMENT})`,
    'g',
  );
  const args: ValueMarkup[] = [];
  const named: [string, ValueMarkup][] = [];
  for (const match of written.matchAll(argument)) {
    const [whole, arg = ''] = match;
    const at = shift + match.index + whole.length - arg.length;
    const pair = new RegExp(`^${ATTRIBUTES}$`).exec(arg);
    const end = at + arg.length;
    if (pair === null) args.push(laxValue(text, { from: at, to: end }));
    else {
      const [, key = '', value = ''] = pair;
      named.push([key, laxValue(text, { from: end - value.length, to: end })]);
    }
  }
  return [{ name: name[0], from: from + name.index, args, named }];
}

const SIDES = new RegExp(`(${FRAGMENT})(?:\\s*)([=!<>a-z_]+)?\\s*(${FRAGMENT})?`, 'd');
const BETWEEN = '\\b(?:\\s?and\\s?|\\s?or\\s?)\\b';
const PIECES = `(?:${BETWEEN}|(?:\\s*(?!${BETWEEN})(?:${FRAGMENT}|\\S+)\\s*)+)`;

/** A condition; null: it isn't even that to Ruby's Liquid. */
export function laxCondition(text: string, span: MarkupSpan): ConditionMarkup | null {
  const pieces = [...text.slice(span.from, span.to).matchAll(new RegExp(PIECES, 'g'))];
  const comparisons: ComparisonMarkup[] = [];
  const junctions: ('and' | 'or')[] = [];
  for (const [at, piece] of pieces.entries()) {
    const from = span.from + piece.index;
    if (at % 2 === 0) {
      const comparison = laxComparison(text, { from, to: from + piece[0].length });
      if (comparison === null) return null;
      comparisons.push(comparison);
    } else {
      const junction = piece[0].trim();
      if (junction !== 'and' && junction !== 'or') return null;
      junctions.push(junction);
    }
  }
  return comparisons.length === junctions.length + 1 ? { comparisons, junctions } : null;
}

function laxComparison(text: string, { from, to }: MarkupSpan): ComparisonMarkup | null {
  const sides = SIDES.exec(text.slice(from, to));
  const [, left, , right] = sides?.indices ?? [];
  if (sides === null || left === undefined) return null;
  const side = ([start, end]: [number, number]): ValueMarkup =>
    laxValue(text, { from: from + start, to: from + end });
  return {
    left: side(left),
    operator: sides[2] ?? null,
    right: right === undefined ? null : side(right),
  };
}
