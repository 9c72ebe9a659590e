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

/** Where what was taken out of a body stood. */
export interface WrittenPlaces {
  /** The body's first line where it is written otherwise, with references. */
  readonly first: Position;
  /** How many there are besides. */
  readonly more: number;
  /** Their lines as far as they are known, each once, in their order; of very many those of the first. */
  readonly lines: readonly number[];
}

/** Of the start tags of that name, which is one of the sanitiser's (`allow.ts`), that show something. */
export function elementPlaces(body: WrittenBody, name: string): WrittenPlaces {
  const text = body.isMarkdown ? blanked(body.text, [FENCED, SPAN]) : body.text;
  const tags = [...text.matchAll(new RegExp(`<${name}(?=[\\s/>])[^<>]*`, 'gi'))];
  const shown = tags.filter(({ 0: tag }) => !UNSEEN.test(tag));
  return placesOf(
    body,
    shown.map(({ index }) => index),
  );
}

/** Where each of the texts stands first. */
export function textPlaces(body: WrittenBody, texts: readonly string[]): WrittenPlaces {
  const places = texts.slice(0, MOST).map((text) => body.text.indexOf(text));
  return { ...placesOf(body, places), more: texts.length - 1 };
}

/** Each costs a pass over the text. */
const MOST = 100;

function placesOf(body: WrittenBody, [first = -1, ...more]: readonly number[]): WrittenPlaces {
  const found = more.filter((at) => at >= 0).slice(0, MOST);
  const lines = found.map((at) => placeIn(body, at).line);
  return { first: placeIn(body, first), more: more.length, lines: [...new Set(lines)] };
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
