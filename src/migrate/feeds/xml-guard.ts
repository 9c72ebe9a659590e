/**
 * Finds what stories of an XML document would be lost by. Of an `&` that begins no entity saxes looks for the
 * semicolon up to the end of the document, and takes all between for a name; a CDATA section that is not closed
 * goes on to the end of another one, with all elements between.
 */

import { memoizeByKey } from '../../platform/memoize.js';

/** Text as it is written; one lone `&`, which no text has; the place where a CDATA section has to end. */
export type GuardedXml =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'lone' }
  | { readonly kind: 'unclosed' };

/** Parts in which `&` means nothing: how each begins and ends. */
const VERBATIM: readonly (readonly [string, VerbatimEnd])[] = [
  ['<![CDATA[', { form: /\]\]>/g, longest: 3, element: null }],
  ['<!--', { form: /-->/g, longest: 3, element: null }],
  ['<?', { form: /\?>/g, longest: 2, element: null }],
];
const CDATA = '<![CDATA[';

/** What ends a verbatim part. */
interface VerbatimEnd {
  readonly form: RegExp;
  /** Characters. */
  readonly longest: number;
  /** Whose end tag ends it as well; null: none. */
  readonly element: string | null;
}

const MARK = /&|<(?=[!?]|$)/g;
const ENTITY = /&(?:#\d+|#x[\da-f]+|[\p{L}_:][\p{L}\p{N}_:.-]*);/iuy;
/** The rest of a piece, which the next may make an entity of. */
const BEGUN_ENTITY = /^&[#\p{L}\p{N}_:.-]{0,63}$/u;

/** Before a CDATA section: the tag of the element that it is in. */
const OWN_TAG = /<([\w:.-]+)(?:\s[^<>]*)?>[^<>]*$/;
/** Before the second part of a section in two, as `]]>` within a text is written. */
const PART = /\]\]>[^<>]*$/;
/** Characters that a tag, and what follows on it, may take. */
const AROUND = 200;
/** What stands behind an element of a feed, and of none of that name in HTML. */
const FOLLOWING =
  /\s*>\s*<\/?(?:[\w.-]+:[\w.-]+|channel|feed|item|entry|title|link|guid|id|pubDate|published|updated|description|summary|content|category|author)(?=[\s>/])/y;
const LAST = /\s*>\s*$/y;

/** Takes a document's pieces in their order. */
export class XmlGuard {
  /** What the piece before ends with, and what the next decides about. */
  #held = '';
  /** The end of all that stands before it. */
  #before = '';
  /** Of the verbatim part that is open; null: none is. */
  #end: VerbatimEnd | null = null;
  /** Of the CDATA section before. */
  #last: VerbatimEnd | null = null;
  readonly #endOfElement = memoizeByKey(endOfElement, MOST_NAMES);

  *pass(piece: string, isLast: boolean): Generator<GuardedXml> {
    const text = this.#held + piece;
    let from = 0;
    let at = 0;
    while (at < text.length) {
      if (this.#end !== null) {
        const found = endIn(this.#end, text, at, isLast);
        at = found.at;
        if (found.kind === 'none') break;
        if (found.kind === 'element') {
          if (at > from) yield { kind: 'text', text: text.slice(from, at) };
          yield { kind: 'unclosed' };
          from = at;
        }
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
        this.#end = verbatim === undefined ? null : this.#endOf(verbatim, text, at);
        at += verbatim?.[0].length ?? 1;
        continue;
      }
      if (at > from) yield { kind: 'text', text: text.slice(from, at) };
      yield { kind: 'lone' };
      at++;
      from = at;
    }
    this.#before = this.#tail(text, at);
    this.#held = text.slice(at);
    if (at > from) yield { kind: 'text', text: text.slice(from, at) };
  }

  #tail(text: string, at: number): string {
    const start = text.slice(Math.max(0, at - AROUND), at);
    return at < AROUND ? (this.#before + start).slice(-AROUND) : start;
  }

  #endOf([begin, end]: readonly [string, VerbatimEnd], text: string, at: number): VerbatimEnd {
    if (begin !== CDATA) return end;
    const before = this.#tail(text, at);
    const name = OWN_TAG.exec(before)?.[1];
    if (name !== undefined) this.#last = this.#endOfElement(name);
    else if (!PART.test(before)) this.#last = end;
    return this.#last ?? end;
  }
}

interface FoundEnd {
  /** `element`: its own end tag begins there. */
  readonly kind: 'mark' | 'element' | 'none';
  readonly at: number;
}

/** Where the verbatim part ends from `at` on; where it doesn't, up to where that is certain. */
function endIn(
  { form, longest, element }: VerbatimEnd,
  text: string,
  at: number,
  isLast: boolean,
): FoundEnd {
  for (let from = at; ; ) {
    form.lastIndex = from;
    const found = form.exec(text);
    if (found === null) {
      const certain = isLast ? text.length : Math.max(at, text.length - longest);
      return { kind: 'none', at: certain };
    }
    const { 0: end, index } = found;
    if (!end.startsWith('</')) return { kind: 'mark', at: index + end.length };
    if (!isLast && text.length - index < AROUND) return { kind: 'none', at: index };
    if (isElementEnd(element ?? '', text, index + end.length))
      return { kind: 'element', at: index };
    from = index + end.length;
  }
}

/** Elements whose ends are remembered. */
const MOST_NAMES = 100;

function endOfElement(element: string): VerbatimEnd {
  const name = element.replace(/[.-]/g, '\\$&');
  const form = new RegExp(`\\]\\]>|</${name}(?=[\\s>])`, 'g');
  return { form, longest: element.length + 3, element };
}

/** Whether a text ends with the end tag before `at`: names with a prefix are in no HTML. */
function isElementEnd(element: string, text: string, at: number): boolean {
  if (element.includes(':')) return true;
  FOLLOWING.lastIndex = at;
  LAST.lastIndex = at;
  return FOLLOWING.test(text) || LAST.test(text);
}

function isUndecided(text: string, at: number): boolean {
  const rest = text.slice(at, at + 65);
  if (text[at] === '&') return BEGUN_ENTITY.test(rest) && at + rest.length === text.length;
  return VERBATIM.some(([begin]) => begin.length > rest.length && begin.startsWith(rest));
}
