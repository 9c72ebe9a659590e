/** What `{{ value }}` prints, at its place. */
import {
  escapeHtml,
  isMapLike,
  isSafe,
  json,
  ScriptText,
  text,
} from '../runtime/template-values.js';
import { continuesTag, decodeReferences, endsInText } from './cut-html.js';
import { escapeText, REFUSED, references, scriptText } from './escape-text.js';
import { advance, afterPrint, type Place, TEXT } from './place.js';
import { type PrintPlace, printPlace } from './print-place.js';
import { hasStory, Mixed, StoryHtml, StoryText } from './story-text.js';

/** What a text place asks. */
export const TEXT_PLACE: PrintPlace = printPlace([TEXT]);

/**
 * A value as `to` wants it. `isOwn`: a text without a mark is the site's, and prints as it is. `before`
 * is what was printed so far, for where the template's text alone doesn't tell the place.
 */
export function printAt(value: unknown, to: PrintPlace, isOwn: boolean, before = ''): string {
  if (typeof value === 'string') return isOwn ? value : escapeText(value, to);
  if (typeof value !== 'object' || value === null) return text(value);
  if (value instanceof StoryText) return escapeText(value.raw, to);
  if (value instanceof Mixed) return printMixed(value, to);
  if (value instanceof StoryHtml) return printHtml(text(value), to, before);
  if (value instanceof ScriptText) return printScript(text(value), to);
  if (isSafe(value)) return text(value);
  const shown = text(value);
  if (isOwn && !hasStory(value)) return shown;
  const isData = Array.isArray(value) || isMapLike(value);
  if (to.kind === 'code' && isData) return printScript(json(value), to);
  return escapeText(shown, to);
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
      return to.place !== null && continuesTag(html, to.place) ? html : escapeText(html, to);
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
  return html.replace(/[<>"']/g, escapeHtml);
}

/** Where the template's text doesn't tell the place, what was printed does: a cut goes on with its tag. */
function printCut(html: string, before: string): string {
  const last = before.lastIndexOf('<');
  const place = last < 0 ? TEXT : advance(TEXT, before.slice(last));
  const fits = place.where === 'text' ? endsInText(html) : continuesTag(html, place);
  return fits ? html : references(decodeReferences(html));
}

/** The site's pieces as they are, and a story's as the place there asks. */
function printMixed(mixed: Mixed, to: PrintPlace): string {
  if (to.kind === 'text' && mixed.finished !== null) return mixed.finished;
  if (to.place === null) return escapeText(mixed.toString(), to);
  let place: Place = to.place;
  let printed = '';
  for (const piece of mixed.pieces) {
    if (typeof piece === 'string') {
      printed += piece;
      place = advance(place, piece);
    } else {
      printed += printAt(piece, printPlace([place]), true, printed);
      place = piece instanceof StoryHtml ? advance(place, text(piece)) : afterPrint(place);
    }
  }
  return printed;
}

/** What a capture has collected, as what it prints in text. */
export function finishedText(mixed: Mixed): string {
  return printMixed(mixed, TEXT_PLACE);
}

export { REFUSED };
