/** Texts with marks, cut and put together: each part keeps its origin. */
import { ReadyHtml, text } from '../runtime/template-values.js';
import { Mixed, type Piece, StoryHtml, StoryText } from './story-text.js';

/** The pieces of a value's text; what has no mark is the site's own. */
export function piecesOf(value: unknown): readonly Piece[] {
  if (value instanceof Mixed) return value.pieces;
  if (value instanceof StoryText || value instanceof ReadyHtml) return [value];
  const own = text(value);
  return own === '' ? [] : [own];
}

/** Pieces as one value: a plain text where nothing in it is a story's. */
export function joinPieces(pieces: readonly Piece[]): string | StoryText | StoryHtml | Mixed {
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (String(piece) === '') continue;
    if (typeof piece === 'string' && typeof last === 'string') joined.splice(-1, 1, last + piece);
    else joined.push(piece);
  }
  const [first, ...more] = joined;
  if (first === undefined) return '';
  if (more.length > 0) return new Mixed(joined);
  return first instanceof ReadyHtml && !(first instanceof StoryHtml) ? new Mixed(joined) : first;
}

/** Positions of a text, from before to after. */
export type TextSpan = readonly [start: number, end: number];

/** The part of pieces between two positions of their text. */
export function cutPieces(pieces: readonly Piece[], [start, end]: TextSpan): readonly Piece[] {
  const cut: Piece[] = [];
  let at = 0;
  for (const piece of pieces) {
    const written = String(piece);
    const part = written.slice(Math.max(0, start - at), Math.max(0, end - at));
    at += written.length;
    if (part !== '') cut.push(part === written ? piece : cutPiece(piece, part));
  }
  return cut;
}

function cutPiece(piece: Piece, part: string): Piece {
  if (typeof piece === 'string') return part;
  return piece instanceof StoryHtml ? new StoryHtml(part) : new StoryText(part);
}
