/**
 * What a story tells in sentences, for what stands in place of it: summaries, descriptions, titles of
 * stories without one. Code, the labels of boxes, cards of players, a text's own table of contents and
 * formulas that stand alone are none of it.
 */
import { plainText } from './plain-text.js';

/** The starts of such elements, as a finished body has them. */
const ASIDE =
  /<(?:pre(?=[\s>])|p class="markdown-alert-title"|a class="embed"|[uo]l id="markdown-toc"|math(?=[^>]* display="block"))/g;
const NAME = /[a-z]+/;

/** `text` is the plain text of `html`, and the answer where all of it is such. */
export function proseText(html: string, text: string = plainText(html)): string {
  const asides = [...html.matchAll(ASIDE)];
  if (asides.length === 0) return text;
  let prose = '';
  let from = 0;
  for (const { 0: start, index } of asides) {
    if (index < from) continue;
    // A border, as the element was one.
    prose += `${html.slice(from, index)}<hr>`;
    from = endOf(NAME.exec(start)?.[0] ?? '', html, index);
  }
  const left = plainText(prose + html.slice(from));
  return left === '' ? text : left;
}

/** The position after the end of the element that begins at `start`. */
function endOf(name: string, html: string, start: number): number {
  const tags = new RegExp(`<(/?)${name}(?=[\\s>])[^>]*>`, 'g');
  tags.lastIndex = start;
  for (let depth = 0, tag = tags.exec(html); tag !== null; tag = tags.exec(html)) {
    depth += tag[1] === '' ? 1 : -1;
    if (depth === 0) return tags.lastIndex;
  }
  return html.length;
}
