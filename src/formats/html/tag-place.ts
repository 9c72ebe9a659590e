/**
 * Where in a body as it is written the tag stands that was found wrong in its HTML: Markdown keeps
 * raw HTML as it is, but not where it is. Asked only when there is something to tell.
 */
import type { Position } from '../../model/problem.js';
import { positionAt } from '../../problems/code-frame.js';
import { blanked, FENCED, SPAN } from '../markdown/code.js';
import { looseAt, VOID } from './balance.js';

export interface WrittenBody {
  readonly text: string;
  /** The file's line on which it starts, from 1. */
  readonly line: number;
  readonly isMarkdown: boolean;
}

/** `<https://…>`, `<me@…>` and `\<` are no tags. */
const NO_TAG = /<(?:[a-z][a-z\d+.-]*:[^\s<>]*|[^\s<>@]+@[^\s<>]+)>|\\</gi;
/** Code, or what belongs to an item of a list. */
const INDENTED = /(?<=(?:^|\n)[ \t]*\n)(?:(?: {4}|\t)[^\n]*\n?)+/g;
const MASKS = [
  [FENCED, SPAN, NO_TAG, INDENTED],
  [FENCED, SPAN, NO_TAG],
];

/** Of `tag`, which is loose (`balance.ts`); the body's first line where it can't be told. */
export function loosePlace(body: WrittenBody, tag: string): Position {
  // Lines that belong to a list or quote begin further in than in its HTML.
  const [start = ''] = tag.split('\n', 1);
  let any = -1;
  for (const text of withoutCode(body)) {
    const at = looseAt(text);
    if (at >= 0 && text.startsWith(start, at)) return placeIn(body, at);
    any = text.indexOf(start);
  }
  return placeIn(body, any);
}

/** The body with blanks for what is no tag, and everything in its place; the last has every tag. */
function* withoutCode({ text, isMarkdown }: WrittenBody): Generator<string> {
  if (!isMarkdown) yield text;
  else for (const mask of MASKS) yield blanked(text, mask);
}

/** In a tag: nobody would miss it (`sanitize.ts`). */
const UNSEEN = /\shidden(?=[\s/=]|$)|\saria-hidden=["']?true|display\s*:\s*none/i;

/** Of the first start tag of that name, which is one of the sanitiser's (`allow.ts`), that shows something. */
export function elementPlace(body: WrittenBody, name: string): Position {
  const text = body.isMarkdown ? blanked(body.text, [FENCED, SPAN]) : body.text;
  for (const { 0: tag, index } of text.matchAll(new RegExp(`<${name}(?=[\\s/>])[^<>]*`, 'gi'))) {
    if (!UNSEEN.test(tag)) return placeIn(body, index);
  }
  return placeIn(body, -1);
}

/** Where `text` stands first; the body's first line where it is written otherwise, with references. */
export function textPlace(body: WrittenBody, text: string): Position {
  return placeIn(body, body.text.indexOf(text));
}

const TAG = /<(\/?)([a-z][^\s/>]*)/gi;

/** Of the first tag with more than `nesting` open around it; else of the first that is loose. */
export function faultPlace(body: WrittenBody, nesting: number): Position {
  const [text = ''] = withoutCode(body);
  let depth = 0;
  for (const { 1: slash, 2: name = '', index } of text.matchAll(TAG)) {
    if (VOID.has(name.toLowerCase())) continue;
    depth += slash === '' ? 1 : -1;
    if (depth > nesting) return placeIn(body, index);
  }
  return placeIn(body, looseAt(text));
}

function placeIn({ text, line: first }: WrittenBody, at: number): Position {
  const { line, column } = positionAt(text, Math.max(at, 0));
  return { line: line + first - 1, column };
}
