/**
 * Finds each `&` of XML that begins no entity. saxes looks for the semicolon of such a one up to the end of
 * the document and takes all between for a name: every story in it would be lost.
 */

/** Text as it is written, or one lone `&`, which no text has. */
export type GuardedXml =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'lone' };

/** Parts in which `&` means nothing: how each begins and ends. */
const VERBATIM: readonly (readonly [string, string])[] = [
  ['<![CDATA[', ']]>'],
  ['<!--', '-->'],
  ['<?', '?>'],
];
const MARK = /&|<(?=[!?]|$)/g;
const ENTITY = /&(?:#\d+|#x[\da-f]+|[\p{L}_:][\p{L}\p{N}_:.-]*);/iuy;
/** The rest of a piece, which the next may make an entity of. */
const BEGUN_ENTITY = /^&[#\p{L}\p{N}_:.-]{0,63}$/u;

/** Takes a document's pieces in their order. */
export class AmpersandGuard {
  /** What the piece before ends with, and what the next decides about. */
  #held = '';
  /** What ends the verbatim part that is open; null: none is. */
  #end: string | null = null;

  *pass(piece: string, isLast: boolean): Generator<GuardedXml> {
    const text = this.#held + piece;
    let from = 0;
    let at = 0;
    while (at < text.length) {
      if (this.#end !== null) {
        const end = text.indexOf(this.#end, at);
        if (end < 0) {
          at = isLast ? text.length : Math.max(at, text.length - this.#end.length + 1);
          break;
        }
        at = end + this.#end.length;
        this.#end = null;
      }
      MARK.lastIndex = at;
      at = MARK.exec(text)?.index ?? text.length;
      if (at === text.length) break;
      if (!isLast && isUndecided(text, at)) break;
      const isMarkup = text[at] === '<';
      const verbatim = VERBATIM.find(([begin]) => text.startsWith(begin, at));
      ENTITY.lastIndex = at;
      if (isMarkup || ENTITY.test(text)) {
        this.#end = verbatim?.[1] ?? null;
        at += verbatim?.[0].length ?? 1;
        continue;
      }
      if (at > from) yield { kind: 'text', text: text.slice(from, at) };
      yield { kind: 'lone' };
      at++;
      from = at;
    }
    this.#held = text.slice(at);
    if (at > from) yield { kind: 'text', text: text.slice(from, at) };
  }
}

function isUndecided(text: string, at: number): boolean {
  const rest = text.slice(at, at + 65);
  if (text[at] === '&') return BEGUN_ENTITY.test(rest) && at + rest.length === text.length;
  return VERBATIM.some(([begin]) => begin.length > rest.length && begin.startsWith(rest));
}
