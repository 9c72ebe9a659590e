/** HTML as kramdown reads it: whole tags and comments; anything else with a `<` is text. */
import { NAME } from './blocks/block-patterns.js';

const ATTRIBUTE = `\\s+${NAME}(?:\\s*=\\s*(?:[\\p{L}\\p{M}\\p{N}\\p{Pc}]+|"[^"]*"|'[^']*'))?`;
const START = `<(${NAME})((?:${ATTRIBUTE})*)\\s*(/)?>`;
const END = `</(${NAME})\\s*>`;

export const START_TAG: RegExp = new RegExp(START, 'uy');
export const END_TAG: RegExp = new RegExp(END, 'uy');
const TOKEN = new RegExp(`${START}|${END}`, 'uy');
/** What ends at the next of these marks, whatever stands between. */
const MARKUP: readonly (readonly [start: string, end: string])[] = [
  ['<!--', '-->'],
  ['<?', '?>'],
];

export const EMPTY: ReadonlySet<string> = new Set(
  'area base br col command embed hr img input keygen link meta param source track wbr'.split(' '),
);
/** Nothing in them is a tag. */
const TEXT_ONLY: ReadonlySet<string> = new Set(['script', 'style']);

interface RawHtml {
  readonly html: string;
  /** Behind the end tag. */
  readonly end: number;
  readonly isEnded: boolean;
}

/**
 * The inside of an element as it stands, from `start` to its end tag, which is left out: a tag that closes
 * nothing, and a `<` that begins none, is text.
 */
export function rawInside(text: string, start: number, name: string): RawHtml {
  const open: string[] = [];
  const counts = new Map<string, number>();
  const count = (tag: string, by: number): void =>
    void counts.set(tag, (counts.get(tag) ?? 0) + by);
  const endless = new Set<string>();
  let html = '';
  let from = start;
  for (;;) {
    const at = text.indexOf('<', from);
    if (at === -1) return { html: html + text.slice(from), end: text.length, isEnded: false };
    html += text.slice(from, at);
    const stop = markupEnd(text, at, endless);
    if (stop !== -1) {
      html += text.slice(at, stop);
      from = stop;
      continue;
    }
    TOKEN.lastIndex = at;
    const [found, started, , closed, ended] = TOKEN.exec(text) ?? [];
    if (found === undefined) {
      html += '&lt;';
      from = at + 1;
      continue;
    }
    from = at + found.length;
    if (ended !== undefined) {
      const tag = ended.toLowerCase();
      if ((counts.get(tag) ?? 0) > 0) {
        for (let last = open.pop(); last !== undefined; last = open.pop()) {
          count(last, -1);
          html += `</${last}>`;
          if (last === tag) break;
        }
      } else if (tag === name.toLowerCase()) {
        html += open
          .toReversed()
          .map((one) => `</${one}>`)
          .join('');
        return { html, end: from, isEnded: true };
      } else html += `&lt;${found.slice(1)}`;
      continue;
    }
    html += found;
    const tag = started?.toLowerCase();
    if (tag === undefined || closed !== undefined || EMPTY.has(tag)) continue;
    if (TEXT_ONLY.has(tag)) {
      const end = endOfText(text, from, tag);
      html += text.slice(from, end);
      from = end;
    }
    open.push(tag);
    count(tag, 1);
  }
}

/** The position behind a comment that begins at `at`; -1: none does, or it has no end. */
function markupEnd(text: string, at: number, endless: Set<string>): number {
  const found = MARKUP.find(([mark]) => text.startsWith(mark, at));
  if (found === undefined || endless.has(found[1])) return -1;
  const end = text.indexOf(found[1], at + found[0].length);
  if (end === -1) endless.add(found[1]);
  return end === -1 ? -1 : end + found[1].length;
}

/** The start of the end tag of an element that has only text in it; the text's end where there is none. */
export function endOfText(text: string, from: number, name: string): number {
  const end = new RegExp(`</${name}\\s*>`, 'gi');
  end.lastIndex = from;
  return end.exec(text)?.index ?? text.length;
}
