/** Texts with marks, cut and put together: each part keeps its origin. */
import { ReadyHtml, text } from '../runtime/template-values.js';
import { LayoutHtml, Mixed, type Piece, StoryHtml, StoryText } from './story-text.js';

/** The pieces of a value's text; what has no mark is the site's own. */
export function piecesOf(value: unknown): readonly Piece[] {
  if (value instanceof Mixed) return value.pieces;
  if (value instanceof StoryText || value instanceof ReadyHtml) return [value];
  const own = text(value);
  return own === '' ? [] : [own];
}

/** Pieces as one value: a plain text where nothing in it is a story's. */
export function joinPieces(
  pieces: readonly Piece[],
): string | StoryText | StoryHtml | LayoutHtml | Mixed {
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
  if (first instanceof LayoutHtml) return first;
  return first instanceof ReadyHtml && !(first instanceof StoryHtml) ? new Mixed(joined) : first;
}

/** The part of a text from position `start` to before `end`, as pieces. */
export type PieceCutter = (start: number, end: number) => readonly Piece[];

/**
 * Parts of a text's pieces, which are asked for from left to right: each piece is looked at once, however
 * many there are of both.
 */
export function createCutter(pieces: readonly Piece[]): PieceCutter {
  let index = 0;
  let from = 0;
  return (start, end) => {
    const cut: Piece[] = [];
    for (let piece = pieces[index]; piece !== undefined; piece = pieces[++index]) {
      const written = String(piece);
      const part = written.slice(Math.max(0, start - from), Math.max(0, end - from));
      if (part !== '') cut.push(part === written ? piece : cutPiece(piece, part));
      // The next part may begin in it.
      if (from + written.length > end) break;
      from += written.length;
    }
    return cut;
  };
}

function cutPiece(piece: Piece, part: string): Piece {
  if (typeof piece === 'string') return part;
  if (piece instanceof LayoutHtml) return new LayoutHtml(part);
  return piece instanceof StoryHtml ? new StoryHtml(part) : new StoryText(part);
}
