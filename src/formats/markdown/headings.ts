/** Ids of headings, for links to them: as Jekyll's kramdown makes them, and never twice in a body. */
import type { StateCore, Token } from 'markdown-it';
import { isSparing } from './growth.js';

/** What headings are read in. */
export interface HeadingPlace {
  readonly isGfm: boolean;
  readonly isTrusted: boolean;
}

/**
 * Gives every heading an id as Jekyll's kramdown does, but those that were given one and those that
 * say nothing: `# 中文 标题` is `#中文-标题`, its twin `-1`. `prefix` stands before all of them. Where it
 * reads no GFM (`isGfm`), and in elements of HTML, kramdown's own ids have letters of ASCII alone. A page
 * of a site's own (`isTrusted`) may have any.
 */
export function headingIds(
  prefix: string,
  { isGfm, isTrusted }: HeadingPlace = { isGfm: true, isTrusted: false },
): (state: StateCore) => void {
  return (state) => {
    if (isSparing(state.env, 'reuse')) return;
    const headings = [...state.tokens.entries()].filter(([, { type }]) => type === 'heading_open');
    const given = headings.map(([, token]) => String(token.attrGet('id') ?? ''));
    const idOf = createHeadingIds(given, isTrusted);
    for (const [index, token] of headings) {
      const inline = state.tokens[index + 1];
      if (token.attrGet('id') !== null || inline?.content === '') continue;
      const isPlain = !isGfm || token.meta?.[IN_ELEMENT] === true;
      const text = isPlain ? plainWords(textOf(inline)) : textOf(inline);
      token.attrSet('id', `${prefix}${idOf(text)}`);
    }
  };
}

/** Of a heading's token: whether an element of HTML is around it. */
export const IN_ELEMENT = 'isInElement';

/** What kramdown's `basic_generate_id` takes of a heading as it is written. */
function plainWords(text: string): string {
  return text.replace(/^[^a-z]+/gim, '').replace(/[^a-z\d -]/gi, '');
}

/** For the headings of one body: from their texts to their ids, none of which is one of `given`. */
export function createHeadingIds(
  given: readonly string[] = [],
  isTrusted = false,
): (text: string) => string {
  const taken = new Map<string, number>();
  for (const id of given) taken.set(id, 1);
  return (text) => {
    const id = headingId(text);
    return unique(isTrusted ? id : unreserved(id), taken);
  };
}

/** Lower case; letters, marks, digits, `_` and `-` of any script stay, ASCII's blanks become `-`, others go. */
function headingId(text: string): string {
  const words = text.toLowerCase().replace(/[ \t\n]/g, '-');
  const id = words.replace(/[^\p{L}\p{M}\p{N}\p{Pc}-]/gu, '');
  if (/^-*$/.test(id)) return 'section';
  return id;
}

/** The theme has `site-…` for itself, footnotes have `fn…`. */
function unreserved(id: string): string {
  return /^(?:site-|fn(?:ref)?\d)/.test(id) ? `h-${id}` : id;
}

function unique(id: string, taken: Map<string, number>): string {
  let number = taken.get(id) ?? 0;
  let result = number === 0 ? id : `${id}-${number}`;
  while (number > 0 && taken.has(result)) result = `${id}-${++number}`;
  taken.set(id, number + 1);
  if (result !== id) taken.set(result, 1);
  return result;
}

/** As kramdown reads a heading for its id: no pictures, and dashes but in code are typography. */
function textOf(inline: Token | undefined): string {
  return (inline?.children ?? [])
    .map(({ type, content }) => {
      if (type === 'softbreak') return ' ';
      if (type === 'text') return withoutDashes(content);
      return type === 'html_inline' || type === 'image' ? '' : content;
    })
    .join('');
}

export function withoutDashes(text: string): string {
  return text.replace(/---?/g, '');
}
