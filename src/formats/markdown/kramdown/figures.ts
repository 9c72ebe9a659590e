/** kramdown's `![words](x){:standalone}`: a picture that is a paragraph becomes a figure with its words below. */
import type { StateCore, Token } from 'markdown-it';

export function figures(state: StateCore): void {
  for (const [index, inline] of state.tokens.entries()) {
    if (inline.type !== 'inline' || inline.children?.length !== 1) continue;
    const [picture] = inline.children;
    if (picture?.type !== 'image' || picture.meta?.['isStandalone'] !== true) continue;
    const [open, close] = [state.tokens[index - 1], state.tokens[index + 1]];
    if (open?.type !== 'paragraph_open' || open.hidden || close === undefined) continue;
    Object.assign(open, { type: 'figure_open', tag: 'figure' });
    Object.assign(close, { type: 'figure_close', tag: 'figure' });
    for (const name of ['class', 'id']) moveAttribute(name, picture, open);
    const caption = (nesting: 1 | -1): Token =>
      new state.Token(nesting > 0 ? 'figcaption_open' : 'figcaption_close', 'figcaption', nesting);
    inline.children = [picture, caption(1), ...(picture.children ?? []), caption(-1)];
  }
}

function moveAttribute(name: string, from: Token, to: Token): void {
  const value = from.attrGet(name);
  if (value === null || to.attrGet(name) !== null) return;
  from.attrs = (from.attrs ?? []).filter(([key]) => key !== name);
  to.attrSet(name, String(value));
}
