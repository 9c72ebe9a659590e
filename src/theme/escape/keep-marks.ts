/**
 * Filters of Liquid, with the marks of what goes into them: where a part of a story's text is among what a
 * filter is given, what comes out has a mark as well. Filters that cut and join keep each part's own.
 */
import { SiteDate } from '../../formats/dates/site-date.js';
import type { Filter, FilterScope } from '../filters/filter.js';
import { isOwnFilter } from '../filters/site-filters.js';
import { markedText } from '../runtime/liquid/liquid-text.js';
import { ReadyHtml, ScriptText, text } from '../runtime/template-values.js';
import { createCutter, joinPieces, piecesOf } from './marked-text.js';
import { finishedText } from './print-value.js';
import { sanitized } from './story-markdown.js';
import {
  hasStory,
  isStory,
  LayoutHtml,
  Mixed,
  markStory,
  type Piece,
  StoryHtml,
  StoryScript,
  StoryText,
} from './story-text.js';

/** A call of a filter, some of whose texts have marks. */
interface MarkedCall {
  readonly value: unknown;
  readonly args: readonly unknown[];
  /** The filter itself, on plain values. */
  call(value: unknown, ...args: readonly unknown[]): unknown;
}

type Rule = (call: MarkedCall) => unknown;

/** The same filters, for Liquid templates. */
export function keepMarks(filters: ReadonlyMap<string, Filter>): ReadonlyMap<string, Filter> {
  return new Map(Array.from(filters, ([name, filter]) => [name, keeping(name, filter)]));
}

function keeping(name: string, filter: Filter): Filter {
  const isOwn = isOwnFilter(filter);
  if (!isOwn && name === 'group_by_exp') return withGroups(filter);
  if (!isOwn && AS_GIVEN.has(name)) return filter;
  const rule = (isOwn ? undefined : RULES.get(name)) ?? anyFilter;
  function marked(this: FilterScope, value: unknown, ...args: readonly unknown[]): unknown {
    const isPlain = args.length === 0 || !args.some(hasStory);
    // Most of what filters are given: nothing else is looked at, and nothing made.
    if (isPlain && (typeof value === 'string' || value instanceof SiteDate)) {
      return called(filter, this, value, args);
    }
    if (rule === entriesOrText && Array.isArray(value)) return filter.call(this, value, ...args);
    const isLayout = value instanceof LayoutHtml;
    const input = isLayout ? text(value) : value;
    if (isPlain && !hasStory(input)) {
      const result = called(filter, this, input, args);
      return isLayout && typeof result === 'string' ? new LayoutHtml(result) : result;
    }
    return rule({ value: input, args, call: plainCall(filter, this) });
  }
  return Object.assign(marked, { plain: filter });
}

/** Without the spread, which costs more than a usual filter. */
function called(
  filter: Filter,
  scope: FilterScope,
  value: unknown,
  args: readonly unknown[],
): unknown {
  switch (args.length) {
    case 0:
      return filter.call(scope, value);
    case 1:
      return filter.call(scope, value, args[0]);
    case 2:
      return filter.call(scope, value, args[0], args[1]);
    default:
      return filter.call(scope, value, ...args);
  }
}

function plainCall(filter: Filter, scope: FilterScope): MarkedCall['call'] {
  return (input, ...given) =>
    called(filter, scope, plain(input), given.some(isStory) ? given.map(plain) : given);
}

/** Whether its text is Ruby's already. */
function isText(value: unknown): boolean {
  return typeof value === 'string' || Number.isSafeInteger(value);
}

function plain(value: unknown): unknown {
  return isStory(value) ? String(value) : value;
}

/** What comes out is a story's, as a text. */
const anyFilter: Rule = ({ value, args, call }) => {
  const result = call(value, ...args);
  return result instanceof ReadyHtml ? result : markStory(result);
};

/** Finished HTML stays what it is; a text stays a text. */
const sameKind: Rule = ({ value, args, call }) => {
  const result = call(value, ...args);
  const isHtml = value instanceof StoryHtml && !args.some(isStory);
  return isHtml && typeof result === 'string' ? new StoryHtml(result) : markStory(result);
};

/** Of a list entries, which keep their own marks; of a text a part. */
const entriesOrText: Rule = (given) => sameKind(given);

/** Input and arguments are texts as Ruby makes them, with marks: a list, a view of a story as well. */
function ofTexts(rule: Rule): Rule {
  return ({ value, args, call }) =>
    rule({
      value: markedText(value),
      args: args.every(isText) ? args : args.map(markedText),
      call,
    });
}

const together: Rule = ({ value, args }) => joinPieces([...piecesOf(value), ...piecesOf(args[0])]);
const before: Rule = ({ value, args }) => joinPieces([...piecesOf(args[0]), ...piecesOf(value)]);

/** A part of the text, found where it stands. */
const trimmed: Rule = ({ value, args, call }) => {
  const result = call(value, ...args);
  const whole = String(value);
  if (result === whole) return value;
  if (typeof result !== 'string') return result;
  const start = whole.indexOf(result);
  return joinPieces(createCutter(piecesOf(value))(start, start + result.length));
};

/** The beginning, and what stands for the rest. */
const shortened: Rule = (given) => {
  const { value, args, call } = given;
  const result = call(value, ...args);
  const whole = String(value);
  // What is not cut keeps its marks as they are.
  if (result === whole) return value;
  const end = args[1] ?? '...';
  const kept = text(result).slice(0, text(result).length - text(end).length);
  if (typeof result !== 'string' || !result.endsWith(text(end)) || !whole.startsWith(kept)) {
    return sameKind(given);
  }
  return joinPieces([...createCutter(piecesOf(value))(0, kept.length), ...piecesOf(end)]);
};

const split: Rule = (given) => {
  const { value, args, call } = given;
  const parts = call(value, ...args);
  if (!Array.isArray(parts) || !parts.every((part) => typeof part === 'string')) {
    return sameKind(given);
  }
  const cut = createCutter(piecesOf(value));
  const whole = String(value);
  const separator = text(args[0] ?? ' ');
  let at = 0;
  return parts.map((part, index) => {
    if (index > 0 && separator !== ' ') at += separator.length;
    const start = whole.indexOf(part, at);
    at = start + part.length;
    return joinPieces(cut(start, at));
  });
};

/** `old` by `by`: all of them, the first, the last. */
function replacing(which: 'all' | 'first' | 'last', by: number | null): Rule {
  return (given) => {
    const { value, args } = given;
    const old = text(args[0]);
    if (old === '') return sameKind(given);
    const whole = String(value);
    // Themes that squeeze their pages ask a hundred times, mostly for what isn't there.
    if (!whole.includes(old)) return value;
    const cut = createCutter(piecesOf(value));
    const inserted = by === null ? [] : piecesOf(args[by]);
    const changed: Piece[] = [];
    let at = 0;
    let found = which === 'last' ? whole.lastIndexOf(old) : whole.indexOf(old);
    while (found >= 0) {
      changed.push(...cut(at, found), ...inserted);
      // What is replaced.
      cut(found, found + old.length);
      at = found + old.length;
      found = which === 'all' ? whole.indexOf(old, at) : -1;
    }
    return joinPieces([...changed, ...cut(at, whole.length)]);
  };
}

/** Each match by a text of the site's. */
function substituting(pattern: RegExp, by: string): Rule {
  return ({ value }) => {
    const cut = createCutter(piecesOf(value));
    const whole = String(value);
    const changed: Piece[] = [];
    let at = 0;
    for (const match of whole.matchAll(pattern)) {
      changed.push(...cut(at, match.index), by);
      at = match.index + match[0].length;
    }
    return joinPieces([...changed, ...cut(at, whole.length)]);
  };
}

const normalized: Rule = (call) => trimmed({ ...call, value: substituting(/\s+/g, ' ')(call) });

/** What is escaped is finished: a print does not escape it once more. */
const escaping: Rule = ({ value, args, call }) => {
  if (value instanceof StoryText && value.raw !== '') {
    return new StoryHtml(text(call(value.raw, ...args)));
  }
  const pieces = piecesOf(value).map((piece): Piece => {
    const escaped = text(call(String(piece), ...args));
    return typeof piece === 'string' ? escaped : new StoryHtml(escaped);
  });
  return joinPieces(pieces);
};

/** Tags are those of the HTML that would be printed. */
const withoutTags: Rule = ({ value, args, call }) => {
  if (value instanceof StoryText) return markStory(call(value, ...args));
  const html = value instanceof Mixed ? finishedText(value) : text(value);
  return new StoryHtml(text(call(html, ...args)));
};

/** A story's Markdown is never trusted. */
const markdown: Rule = ({ value, args, call }) => sanitized(call(value, ...args)) ?? value;

const asJson: Rule = ({ value, args, call }) => {
  const result = call(value, ...args);
  return result instanceof ScriptText ? new StoryScript(text(result)) : markStory(result);
};

/** What the filter has escaped itself. */
const finished: Rule = ({ value, args, call }) => new StoryHtml(text(call(value, ...args)));

/** Names of groups may be a story's words: the expression has not said where they come from. */
const withGroups = (filter: Filter): Filter =>
  function grouped(value, ...args) {
    const groups = filter.call(this, value, ...args);
    if (!Array.isArray(groups)) return groups;
    return groups.map((group: { readonly name: unknown }) => {
      return { ...group, name: markStory(group.name) };
    });
  };

const RULES: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['append', ofTexts(together)],
  ['prepend', ofTexts(before)],
  ['split', ofTexts(split)],
  ['strip', ofTexts(trimmed)],
  ['lstrip', ofTexts(trimmed)],
  ['rstrip', ofTexts(trimmed)],
  ['truncate', ofTexts(shortened)],
  ['truncatewords', ofTexts(shortened)],
  ['replace', ofTexts(replacing('all', 1))],
  ['replace_first', ofTexts(replacing('first', 1))],
  ['replace_last', ofTexts(replacing('last', 1))],
  ['remove', ofTexts(replacing('all', null))],
  ['remove_first', ofTexts(replacing('first', null))],
  ['remove_last', ofTexts(replacing('last', null))],
  ['strip_newlines', ofTexts(substituting(/\r?\n/g, ''))],
  ['newline_to_br', ofTexts(substituting(/\r?\n/g, '<br />\n'))],
  ['normalize_whitespace', ofTexts(normalized)],
  ['upcase', sameKind],
  ['downcase', sameKind],
  ['capitalize', sameKind],
  ['slice', entriesOrText],
  ['escape', ofTexts(escaping)],
  ['h', ofTexts(escaping)],
  ['escape_once', ofTexts(escaping)],
  ['xml_escape', ofTexts(escaping)],
  ['strip_html', ofTexts(withoutTags)],
  ['markdownify', markdown],
  ['inspect', finished],
  ['jsonify', asJson],
]);

/**
 * Filters that give back what they are given, or entries of it, with their own marks; and numbers, which
 * need none. They are not asked of their input: of a list that would read it.
 */
const AS_GIVEN: ReadonlySet<string> = new Set(
  (
    'where find find_index has reject map sort sort_natural uniq first last concat compact reverse ' +
    'sum limit offset push pop shift unshift where_exp find_exp group_by ' +
    'reject_exp sample random join array_to_sentence_string default size'
  ).split(' '),
);
