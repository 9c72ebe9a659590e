/**
 * A Liquid text taken apart: texts, outputs, tags, as Ruby's Liquid splits it. The first `%}` ends a tag
 * and the first `}}` an output, in quotes as well. Pure.
 */
import type { MarkupSpan } from './markup.js';

/** Text between tags, as it stands; white space that tags ask to go is gone. */
export interface TextPart {
  readonly kind: 'text';
  readonly text: string;
  readonly from: number;
}

/** `{{ … }}`; the span is what stands in it. */
export interface OutputPart extends MarkupSpan {
  readonly kind: 'output';
  /** Of its first brace. */
  readonly at: number;
}

/** `{% name … %}`, or a line of a `liquid` tag; the span is what stands behind the name. */
export interface TagPart extends MarkupSpan {
  readonly kind: 'tag';
  readonly name: string;
  readonly at: number;
}

/** What opens and never closes, or has no name; the author's, unless a comment stands around it. */
export interface BrokenPart {
  readonly kind: 'broken';
  readonly at: number;
  readonly what: 'tag' | 'output' | 'raw' | 'name';
}

export type TemplatePart = TextPart | OutputPart | TagPart | BrokenPart;

/** The parts of a text, in its order. */
export function templateParts(text: string): readonly TemplatePart[] {
  const parts: TemplatePart[] = [];
  let at = 0;
  let trimsNext = false;
  const addText = (from: number, to: number, trimsEnd: boolean): void => {
    const start = trimsNext ? withoutBlanksAt(text, from, to) : from;
    const end = trimsEnd ? withoutBlanksBefore(text, start, to) : to;
    if (end > start) parts.push({ kind: 'text', text: text.slice(start, end), from: start });
    trimsNext = false;
  };
  while (at < text.length) {
    const open = nextOpening(text, at);
    if (open > at || open < 0) addText(at, open < 0 ? text.length : open, text[open + 2] === '-');
    if (open < 0) break;
    const isTag = text[open + 1] === '%';
    const close = isTag ? text.indexOf('%}', open + 2) : closeOfOutput(text, open + 2);
    if (close < 0) {
      parts.push({ kind: 'broken', at: open, what: isTag ? 'tag' : 'output' });
      at = open + 2;
      continue;
    }
    at = close + 2;
    const from = text[open + 2] === '-' ? open + 3 : open + 2;
    trimsNext = text[close - 1] === '-';
    const to = trimsNext && close > from ? close - 1 : close;
    if (!isTag) {
      parts.push({ kind: 'output', at: open, from: Math.min(from, to), to });
      continue;
    }
    const tag = tagPart(text, open, { from, to });
    if (tag.kind === 'tag' && tag.name === 'raw') at = addRaw(tag);
    else parts.push(tag);
  }
  return parts;

  /** What stands in `raw` is text. */
  function addRaw(tag: TagPart): number {
    const end = /\{%-?\s*endraw\b[^%]*?(-?)%\}/.exec(text.slice(at));
    if (end === null) {
      parts.push({ kind: 'broken', at: tag.at, what: 'raw' });
      return text.length;
    }
    parts.push(tag);
    const open = at + end.index;
    const close = open + end[0].length;
    parts.push({ kind: 'text', text: text.slice(at, open), from: at });
    parts.push({ kind: 'tag', name: 'endraw', at: open, from: close - 2, to: close - 2 });
    // Ruby's Liquid trims the text behind for the first tag as well.
    trimsNext ||= end[1] === '-';
    return close;
  }
}

/** A tag, or what is none for it has no name. */
function tagPart(text: string, at: number, { from, to }: MarkupSpan): TagPart | BrokenPart {
  const name = /^\s*(#|\w+)\s*/.exec(text.slice(from, to));
  if (name === null) return { kind: 'broken', at, what: 'name' };
  return { kind: 'tag', name: name[1] ?? '', at, from: from + name[0].length, to };
}

/** The lines of a `liquid` tag: each is a tag. */
export function lineTags(text: string, { from, to }: MarkupSpan): readonly TemplatePart[] {
  const parts: TemplatePart[] = [];
  for (let start = from; start < to; ) {
    const end = text.indexOf('\n', start);
    const line = { from: start, to: end < 0 || end > to ? to : end };
    start = line.to + 1;
    const first = withoutBlanksAt(text, line.from, line.to);
    if (first < line.to) parts.push(tagPart(text, first, { from: first, to: line.to }));
  }
  return parts;
}

function nextOpening(text: string, from: number): number {
  for (let at = text.indexOf('{', from); at >= 0; at = text.indexOf('{', at + 1)) {
    const next = text[at + 1];
    if (next === '%' || next === '{') return at;
  }
  return -1;
}

/** Ruby's Liquid takes the first `}` for an end, and refuses an output where it stands alone. */
function closeOfOutput(text: string, from: number): number {
  const close = text.indexOf('}', from);
  return close >= 0 && text[close + 1] === '}' ? close : -1;
}

/** Ruby's white space: an ideographic space is none. */
const BLANKS = '\0\t\n\v\f\r ';

/** The first place of a span that isn't white space. */
export function withoutBlanksAt(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && BLANKS.includes(text[at] ?? '')) at += 1;
  return at;
}

/** Behind the last place of a span that isn't. */
export function withoutBlanksBefore(text: string, from: number, to: number): number {
  let at = to;
  while (at > from && BLANKS.includes(text[at - 1] ?? '')) at -= 1;
  return at;
}
