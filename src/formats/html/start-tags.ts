/**
 * The start tags of a finished page in the order of its text, as a parser's tokenizer finds them: no
 * tree is made, for a check of an archive looks at every tag of every page. Linear in the page.
 */
import { parseFragment } from 'parse5';
import { RAW, rawEnd } from './balance.js';
import { decodeCommon } from './references.js';

export interface StartTag {
  /** In lower case. */
  readonly name: string;
  /** What stands between the name and the `>`. */
  readonly written: string;
}

const MARKUP = /<(?:!--|([a-zA-Z][^\s/>]*)|[!?/])/g;
/** A quotation mark delimits a value only behind `=`. */
const TAG_PART = /=\s*(?:"[^"]*"|'[^']*')|>/g;
const COMMENT_END = /--!?>/g;

/** Calls `visit` with each start tag; what stands in comments, scripts and the like is none. */
export function eachStartTag(html: string, visit: (tag: StartTag) => void): void {
  let at = 0;
  for (;;) {
    MARKUP.lastIndex = at;
    const found = MARKUP.exec(html);
    if (found === null) return;
    const [head, name] = found;
    const from = found.index + head.length;
    if (head === '<!--') at = commentEnd(html, from);
    else {
      const end = closeOf(html, from);
      if (end === -1) return;
      at = end + 1;
      if (name !== undefined) {
        const tag = { name: name.toLowerCase(), written: html.slice(from, end) };
        visit(tag);
        if (RAW.has(tag.name)) at = rawEnd(html, tag.name, at);
      }
    }
    if (at === -1) return;
  }
}

/** `<!-->` and `<!--->` are whole comments. */
function commentEnd(html: string, from: number): number {
  if (html.startsWith('>', from)) return from + 1;
  if (html.startsWith('->', from)) return from + 2;
  COMMENT_END.lastIndex = from;
  const end = COMMENT_END.exec(html);
  return end === null ? -1 : end.index + end[0].length;
}

/** The offset of the `>` that ends a tag, or -1. */
function closeOf(html: string, from: number): number {
  TAG_PART.lastIndex = from;
  for (let part = TAG_PART.exec(html); part !== null; part = TAG_PART.exec(html)) {
    if (part[0] === '>') return part.index;
  }
  return -1;
}

const ATTRIBUTE = /([^\s/>=][^\s/>=]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?/g;

/** By name in lower case, decoded; of a name that stands there twice the first counts. */
export function attributesOf({ written }: StartTag): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [, name = '', double, single, bare] of written.matchAll(ATTRIBUTE)) {
    const key = name.toLowerCase();
    if (!found.has(key)) found.set(key, decodeReferences(double ?? single ?? bare ?? ''));
  }
  return found;
}

/** An attribute's value, as a parser reads it. */
export function decodeReferences(value: string): string {
  return decodeCommon(value, true) ?? decodedByParser(value);
}

function decodedByParser(value: string): string {
  const [element] = parseFragment(`<a t="${value.replaceAll('"', '&quot;')}">`).childNodes;
  return element !== undefined && 'attrs' in element ? (element.attrs[0]?.value ?? value) : value;
}

const SRCSET_PART = /(?:^|,)\s*([^\s,](?:\S*[^\s,])?)/g;

/** The addresses of a `srcset`. */
export function srcsetAddresses(srcset: string): readonly string[] {
  return Array.from(srcset.matchAll(SRCSET_PART), ([, address = '']) => address);
}
