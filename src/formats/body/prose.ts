/**
 * What a story tells in sentences, for what stands in place of it: summaries, descriptions, titles of
 * stories without one. Code, tables of figures, the labels of boxes, cards of players, a text's own table of
 * contents, notes and formulas that stand alone are none of it; headings and captions are no part of a summary.
 */
import { plainText } from '../html/plain-text.js';

/** The starts of such elements, as a finished body has them. */
const ASIDE =
  /<(?:(?:pre|table)(?=[\s>])|p class="markdown-alert-title"|a class="embed"|[uo]l id="markdown-toc"|section class="footnotes"|math(?=[^>]* display="block"))/g;
const LABEL = /<(?:h[1-6]|figcaption|caption)(?=[\s>])/g;
const NAME = /[a-z]+[1-6]?/;

/** `text` is the plain text of `html`, and the answer where all of it is such. */
export function proseText(html: string, text: string = plainText(html)): string {
  const prose = without(ASIDE, html);
  return prose === html ? text : plainText(prose) || text;
}

/** How a summary begins: of a long text no more than that. Where nothing else is left, what there is. */
export function summaryText(html: string, text: string = plainText(html)): string {
  const prose = without(ASIDE, html);
  const sentences = without(LABEL, prose);
  if (sentences === html) return text;
  return beginningOf(sentences) || beginningOf(prose) || text;
}

/** Much more than a summary has, in units of text and of HTML. */
const ENOUGH = 400;
const MOST = 8000;

function beginningOf(html: string): string {
  const end = html.length > MOST ? html.indexOf('<', MOST) : -1;
  const start = end === -1 ? '' : plainText(html.slice(0, end));
  return start.length < ENOUGH ? plainText(html) : start;
}

/** The very same where there are no such elements. */
function without(starts: RegExp, html: string): string {
  let kept = '';
  let from = 0;
  for (const { 0: start, index } of html.matchAll(starts)) {
    if (index < from) continue;
    const name = NAME.exec(start)?.[0] ?? '';
    const end = endOf(name, html, index);
    if (name === 'table' && isLayout(html.slice(index, end))) continue;
    // A border, as the element was one.
    kept += `${html.slice(from, index)}<hr>`;
    from = end;
  }
  return from === 0 ? html : kept + html.slice(from);
}

/** Paragraphs in the cells of a table, or rows of a single cell: a text that is laid out by it. */
function isLayout(table: string): boolean {
  const rows = table.match(/<tr(?=[\s>])/g)?.length ?? 0;
  const cells = table.match(/<t[dh](?=[\s>])/g)?.length ?? 0;
  return cells <= rows || /<(?:p|div|h[1-6]|[uo]l|blockquote|table)(?=[\s>])/.test(table.slice(1));
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
