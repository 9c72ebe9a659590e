/**
 * What was printed while a capture runs: where in its text a story's parts are, so that the captured text
 * keeps its pieces, wherever it is printed.
 */
import { safe } from '../runtime/safe.js';
import { isSafe, ScriptText, text } from '../runtime/template-values.js';
import type { PlacedPrint } from './print-place.js';
import { printAt } from './print-value.js';
import {
  CapturedHtml,
  hasStory,
  isStory,
  LayoutHtml,
  MacroHtml,
  Mixed,
  type Piece,
  StoryText,
} from './story-text.js';

/** A value that was printed, and from where to where its text goes. */
export interface PrintNote {
  readonly start: number;
  readonly end: number;
  readonly pieces: readonly Piece[];
  /** By a Liquid template. */
  readonly isOwn: boolean;
}

/** A template's run, as far as captures go. */
export interface NoteTaker {
  /** Of the innermost capture; null: none is open. */
  notes: PrintNote[] | null;
  /** Where in its text the run's own begins. */
  base: number;
}

/** Prints behind `before`, and notes for an open capture what isn't the site's own. */
export function printNoted(
  value: unknown,
  { to, isOwn }: PlacedPrint,
  run: NoteTaker,
  before: string,
): string {
  const printed = printAt(value, to, isOwn, before);
  if (run.notes === null || printed === '') return printed;
  const pieces = notedPieces(value, isOwn);
  const start = run.base + before.length;
  if (pieces !== null) run.notes.push({ start, end: start + printed.length, pieces, isOwn });
  return printed;
}

/** Rendered text as a value, with what is a story's in it; an empty one stays false in conditions. */
export function captured(run: NoteTaker, render: () => string): unknown {
  const { notes, base } = run;
  const noted: PrintNote[] = [];
  run.notes = noted;
  run.base = 0;
  try {
    const html = render();
    if (html === '') return '';
    return noted.length === 0 ? safe(html) : withPieces(html, noted);
  } finally {
    run.notes = notes;
    run.base = base;
  }
}

/**
 * What is rendered into a text of its own: an open capture notes it as a whole, behind `before`; null: it
 * is no part of what is captured.
 */
export function apart(run: NoteTaker, before: string | null, render: () => string): string {
  const { notes, base } = run;
  if (notes === null) return render();
  run.notes = null;
  try {
    const html = render();
    if (html === '' || before === null) return html;
    const start = base + before.length;
    const pieces = [new MacroHtml(html)];
    notes.push({ start, end: start + html.length, pieces, isOwn: false });
    return html;
  } finally {
    run.notes = notes;
  }
}

/** What a parent's block renders, as a value, which stands where its child's does. */
export function parentText(run: NoteTaker, render: () => string): unknown {
  const html = apart(run, null, render);
  if (html === '') return '';
  return run.notes === null ? safe(html) : new MacroHtml(html);
}

/** The pieces of a printed value; null: it is the site's own, or nothing that could do harm. */
function notedPieces(value: unknown, isOwn: boolean): readonly Piece[] | null {
  if (typeof value === 'string')
    return isOwn || value === '' ? null : [new StoryText(value, false)];
  if (typeof value !== 'object' || value === null) return null;
  if (value instanceof Mixed) return value.pieces;
  if (value instanceof CapturedHtml) return value.mixed.pieces;
  if (value instanceof ScriptText || value instanceof MacroHtml) return [value];
  if (value instanceof LayoutHtml) return [value];
  if (isStory(value)) return [value as Piece];
  if (isSafe(value) || (isOwn && !hasStory(value))) return null;
  return [new StoryText(text(value), false)];
}

/** A capture's text with its pieces: Liquid's a text, Nunjucks' finished HTML. */
function withPieces(html: string, notes: readonly PrintNote[]): Mixed | CapturedHtml {
  const pieces: Piece[] = [];
  let at = 0;
  for (const { start, end, pieces: printed } of notes) {
    if (start > at) pieces.push(html.slice(at, start));
    pieces.push(...printed);
    at = end;
  }
  if (at < html.length) pieces.push(html.slice(at));
  const mixed = new Mixed(pieces, html);
  return notes.some(({ isOwn }) => isOwn) ? mixed : new CapturedHtml(html, mixed);
}
