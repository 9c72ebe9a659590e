/** What `{{ value }}` prints, at its place. */
import { decodeReferences as decodeValue } from '../../formats/html/start-tags.js';
import { cleanText } from '../../formats/text/text.js';
import {
  escapeHtml,
  isMapLike,
  isSafe,
  json,
  ScriptText,
  text,
} from '../runtime/template-values.js';
import { continuesTag, decodeReferences, endsInText } from './cut-html.js';
import { createOpenParts } from './cut-pages.js';
import { escapeText, references, scriptText } from './escape-text.js';
import { advance, afterPrint, type Place, TEXT } from './place.js';
import { type PrintKind, type PrintPlace, printPlace } from './print-place.js';
import {
  CapturedHtml,
  hasStory,
  LayoutHtml,
  MacroHtml,
  Mixed,
  type Piece,
  StoryHtml,
  StoryText,
} from './story-text.js';

/** What a text place asks. */
export const TEXT_PLACE: PrintPlace = printPlace([TEXT]);

/**
 * A value as `to` wants it. `isOwn`: a text without a mark is the site's, and prints as it is. `before`
 * is what was printed so far, for where the template's text alone doesn't tell the place.
 */
export function printAt(value: unknown, to: PrintPlace, isOwn: boolean, before = ''): string {
  if (typeof value === 'string') return isOwn ? value : escapeText(value, to);
  if (typeof value !== 'object' || value === null) return text(value);
  if (value instanceof StoryText) return escapeText(readText(value, to), to);
  if (value instanceof Mixed) return printMixed(value, to);
  if (value instanceof LayoutHtml) {
    const isText = to.kind === 'text' || to.kind === 'strict';
    return isText ? text(value) : printHtml(text(value), to, before);
  }
  if (value instanceof StoryHtml) return printHtml(value.toString(), to, before);
  if (value instanceof ScriptText) return printScript(text(value), to);
  if (value instanceof CapturedHtml)
    return isMarkup(to) ? text(value) : printMixed(value.mixed, to);
  if (value instanceof MacroHtml)
    return isMarkup(to) ? text(value) : printHtml(text(value), to, before);
  if (isSafe(value)) return text(value);
  const shown = text(value);
  if (isOwn && !hasStory(value)) return shown;
  const isData = Array.isArray(value) || isMapLike(value);
  if (to.kind === 'code' && isData) return printScript(json(value), to);
  return escapeText(shown, to);
}

/** Where a browser reads references, and then nothing else than the text. */
const READS: ReadonlySet<PrintKind> = new Set(['text', 'attribute', 'address', 'path', 'query']);
/** As if the story had written the characters that its references stand for, and been cleaned. */
function readText({ raw, hasReferences }: StoryText, { kind }: PrintPlace): string {
  if (!hasReferences || !raw.includes('&') || !READS.has(kind)) return raw;
  return cleanText(decodeValue(raw)).text;
}

/** A story's text where HTML text stands. */
export function storyInText(value: StoryText): string {
  return escapeHtml(readText(value, TEXT_PLACE));
}

/** Where text that is escaped for HTML is at home. */
function isMarkup({ kind, trouble }: PrintPlace): boolean {
  return kind === 'text' || (kind === 'attribute' && trouble === null);
}

/** JSON, which is code where code stands. */
function printScript(written: string, to: PrintPlace): string {
  switch (to.kind) {
    case 'text':
      return to.place === null ? references(written) : written;
    case 'code': {
      const code = written.replace(/[<>&\u2028\u2029]/g, scriptText);
      return to.isInValue ? escapeHtml(code) : code;
    }
    default:
      return escapeText(written, to);
  }
}

function printHtml(html: string, to: PrintPlace, before: string): string {
  switch (to.kind) {
    case 'text':
      return endsInText(html) ? html : escapeHtml(html);
    case 'attribute':
      return to.trouble === null ? escapeMarks(html) : references(decodeReferences(html));
    case 'name':
      return to.place !== null && continuesTag(html, to.place, 'in text')
        ? html
        : escapeText(html, to);
    case 'address':
    case 'path':
    case 'query':
    case 'srcset':
      return escapeText(decodeReferences(html), to);
    case 'strict':
      return printCut(html, before);
    default:
      return escapeText(html, to);
  }
}

/** References stay what they are. */
function escapeMarks(html: string): string {
  return /[<>"']/.test(html) ? html.replace(/[<>"']/g, escapeHtml) : html;
}

/** Where the template's text doesn't tell the place, what was printed does: a cut goes on with its tag. */
function printCut(html: string, before: string): string {
  const last = before.lastIndexOf('<');
  const place = last < 0 ? TEXT : advance(TEXT, before.slice(last));
  const fits = place.where === 'text' ? endsInText(html) : continuesTag(html, place, 'in text');
  return fits ? html : references(decodeReferences(html));
}

/** The site's pieces as they are, and a story's as the place there asks. */
function printMixed(mixed: Mixed, to: PrintPlace): string {
  if (to.kind === 'text' && mixed.finished !== null) return mixed.finished;
  if (to.place === null) return escapeText(mixed.toString(), to);
  if (to.kind === 'text' && mixed.pieces.every(staysInText)) {
    return mixed.pieces.map((piece) => escapeUnlessOwn(piece)).join('');
  }
  const { printed, end } = printPieces(mixed.pieces, to.place, 'anywhere');
  if (to.kind !== 'text' || end.where === 'text') return printed;
  return printPieces(mixed.pieces, to.place, 'in text').printed;
}

/** Whether text stands behind the piece where it stood before it, whatever a story wrote. */
function staysInText(piece: Piece): boolean {
  return typeof piece === 'string' ? !/[<&]/.test(piece) : piece instanceof StoryText;
}

function escapeUnlessOwn(piece: Piece): string {
  if (typeof piece === 'string') return piece;
  return piece instanceof StoryText ? storyInText(piece) : escapeHtml(text(piece));
}

/** `cuts`: whether a story's HTML may end amid a tag, which the next piece goes on with. */
function printPieces(
  pieces: readonly Piece[],
  start: Place,
  cuts: 'anywhere' | 'in text',
): { readonly printed: string; readonly end: Place } {
  let place = start;
  let printed = '';
  let hasHtml = false;
  const open = createOpenParts();
  for (const piece of pieces) {
    const written = text(piece);
    const isHtml = piece instanceof StoryHtml;
    const isPart = piece instanceof LayoutHtml;
    const isAsItIs =
      typeof piece === 'string' ||
      (isHtml && standsAsItIs(written, place, cuts, hasHtml)) ||
      (isPart && open.takes(written, place));
    if (isAsItIs) {
      printed += written;
      const next = advance(place, written);
      open.printed(place, next, isPart);
      place = next;
    } else {
      printed += printAt(piece, printPlace([place]), true, printed);
      place = afterPrint(place);
    }
    hasHtml ||= isHtml;
  }
  return { printed, end: place };
}

/** Whether a story's HTML can stand as it is: in text, or where it goes on with a tag that it was cut in. */
function standsAsItIs(
  html: string,
  place: Place,
  cuts: 'anywhere' | 'in text',
  isLater: boolean,
): boolean {
  if (place.where === 'text') return cuts === 'anywhere' || endsInText(html);
  // In a value alone it is a text like another.
  if (place.where === 'value' && !isLater) return false;
  return continuesTag(html, place, cuts);
}

/** What a capture has collected, as what it prints in text. */
export function finishedText(mixed: Mixed): string {
  return printMixed(mixed, TEXT_PLACE);
}
