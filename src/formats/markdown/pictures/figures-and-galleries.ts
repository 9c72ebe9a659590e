/**
 * Pictures that are a paragraph of their own: one with a title has it as its caption, several stand beside
 * each other. In words a picture stays as it is written.
 */
import type { StateCore, Token } from 'markdown-it';

/** The class of the box around several. */
export const GALLERY = 'gallery';

export function figuresAndGalleries(state: StateCore): void {
  for (const [index, inline] of state.tokens.entries()) {
    const pictures = picturesOf(inline);
    const [open, close] = [state.tokens[index - 1], state.tokens[index + 1]];
    if (pictures === null || open?.type !== 'paragraph_open' || close === undefined) continue;
    if (open.hidden) continue;
    const [one, ...more] = pictures;
    if (one === undefined || (more.length === 0 && captionOf(one) === '')) continue;
    if (more.length === 0) {
      Object.assign(open, { type: 'figure_open', tag: 'figure' });
      Object.assign(close, { type: 'figure_close', tag: 'figure' });
      inline.children = captioned(one, state);
      continue;
    }
    Object.assign(open, { type: 'gallery_open', tag: 'div' });
    Object.assign(close, { type: 'gallery_close', tag: 'div' });
    if (open.attrGet('class') === null) open.attrSet('class', GALLERY);
    inline.children = pictures.flatMap((picture) => {
      if (captionOf(picture) === '') return [picture];
      const figure = (nesting: 1 | -1): Token => tokenOf('figure', nesting, state);
      return [figure(1), ...captioned(picture, state), figure(-1)];
    });
  }
}

/** Null: there is something else as well. */
function picturesOf({ type, children }: Token): readonly Token[] | null {
  if (type !== 'inline' || children === null) return null;
  const pictures: Token[] = [];
  for (const child of children) {
    if (child.type === 'image') pictures.push(child);
    else if (child.type === 'softbreak' || child.type === 'hardbreak') continue;
    else if (child.type !== 'text' || child.content.trim() !== '') return null;
  }
  return pictures;
}

function captionOf(picture: Token): string {
  return String(picture.attrGet('title') ?? '').trim();
}

/** The title is seen now, and is none any more. */
function captioned(picture: Token, state: StateCore): Token[] {
  const text = new state.Token('text', '', 0);
  text.content = captionOf(picture);
  picture.attrs = (picture.attrs ?? []).filter(([name]) => name !== 'title');
  const caption = (nesting: 1 | -1): Token => tokenOf('figcaption', nesting, state);
  return [picture, caption(1), text, caption(-1)];
}

function tokenOf(tag: string, nesting: 1 | -1, state: StateCore): Token {
  return new state.Token(`${tag}_${nesting > 0 ? 'open' : 'close'}`, tag, nesting);
}
