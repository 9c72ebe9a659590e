/**
 * The white space between kramdown's blocks: an empty line where the text has one, and two blanks a level
 * of elements. Browsers don't show it, but a template that cuts a text by its length counts it.
 */
import type { MarkdownIt, Token } from 'markdown-it';

/** The start of a list in a table of contents, which stands beside the words of its item. */
export const CONTENTS = 'contents_open';

/** Of a token: levels of HTML's elements around it, which its `level` leaves out. */
const ELEMENTS = 'elements';
/** Of a token: whether an empty line is behind it. */
const BLANK = 'isAboveBlank';

export function setElements(token: Token, elements: number): void {
  if (elements > 0) token.meta = { ...token.meta, [ELEMENTS]: elements };
}

/** An empty line below what was written last; several are one. */
export function addBlank(tokens: readonly Token[]): void {
  const last = tokens.at(-1);
  if (last !== undefined) last.meta = { ...last.meta, [BLANK]: true };
}

function indentOf({ level, meta }: Token): string {
  const elements: unknown = meta?.[ELEMENTS];
  return '  '.repeat(level + (typeof elements === 'number' ? elements : 0));
}

/** Of code with elements around it: the last stands in a line below it. */
const CODE_END = /(?<=<\/pre><\/div>)<\/div>\n$/;

/** Writes blocks as kramdown's converter lays them out (`converter/html.rb`). */
export function useLayout({ renderer }: MarkdownIt): void {
  renderer.render = (tokens, options, env) => {
    let html = '';
    let isAtStart = true;
    for (const [index, token] of tokens.entries()) {
      const { type, children } = token;
      const isWords = type === 'inline';
      const rule = renderer.rules[type];
      let piece = isWords
        ? renderer.renderInline(children ?? [], options, env)
        : (rule?.(tokens, index, options, env, renderer) ??
          renderer.renderToken(tokens, index, options));
      if (!isWords && !token.hidden) piece = placed(piece, token, isAtStart, tokens[index - 1]);
      if (token.meta?.[BLANK] === true) piece += '\n';
      if (piece === '') continue;
      html += piece;
      isAtStart = piece.endsWith('\n');
    }
    return html;
  };
}

/** At the start of a line, and below bare words in one of its own. */
function placed(
  piece: string,
  token: Token,
  isAtStart: boolean,
  before: Token | undefined,
): string {
  if (token.type === CONTENTS) return indentOf(token) + piece;
  const isBelowWords = before?.hidden === true && !piece.startsWith('</');
  if (piece === '' || !(isAtStart || isBelowWords)) return piece;
  const feed = isBelowWords && !isAtStart ? '\n' : '';
  const indent = indentOf(token);
  return feed + indent + piece.replace(/^\n/, '').replace(CODE_END, `${indent}$&`);
}
