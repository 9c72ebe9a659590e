/** GitHub's lists of tasks: `- [ ] open`, `- [x] done`. */
import type { Env, RendererRule, StateCore, Token } from 'markdown-it';
import { textWord } from '../text/text-words.js';

/** The language of the text, for what finews writes into it. */
export interface LanguageEnv extends Env {
  language?: string;
}

/** A box that is checked or not, before the words of a list's item. */
export const TASK_BOX = 'task_box';

export const renderTaskBox: RendererRule = (tokens, index) => {
  const checked = tokens[index]?.meta?.['isChecked'] === true ? ' checked' : '';
  return `<input type="checkbox" class="task-list-item-checkbox" disabled${checked}>`;
};

/** The same, and says so to those who can't see it: in CommonMark, for kramdown's has no such name. */
export const renderNamedTaskBox: RendererRule = (tokens, index, options, env, self) => {
  const { language = '' }: LanguageEnv = env ?? {};
  const word = tokens[index]?.meta?.['isChecked'] === true ? 'done' : 'open';
  const box = renderTaskBox(tokens, index, options, env, self);
  return box.replace(' disabled', ` aria-label="${textWord(word, language)}" disabled`);
};

const BOX = /^\[([ xX])\][ \t]+(?=\S)/;

/** Before words are parsed: takes the boxes from the items of lists. */
export function taskBoxes(state: StateCore): void {
  if (!/\[[ xX]\]/.test(state.src)) return;
  const { tokens } = state;
  const lists: Token[] = [];
  for (const [index, token] of tokens.entries()) {
    if (/_list_open$/.test(token.type)) lists.push(token);
    else if (/_list_close$/.test(token.type)) lists.pop();
    const item = tokens[index - 2];
    if (token.type !== 'inline' || item?.type !== 'list_item_open') continue;
    if (tokens[index - 1]?.type !== 'paragraph_open') continue;
    const [found, sign] = BOX.exec(token.content) ?? [];
    if (found === undefined) continue;
    token.content = token.content.slice(found.length);
    token.meta = { ...token.meta, box: sign === ' ' ? 'open' : 'checked' };
    addClass(item, 'task-list-item');
    const list = lists.at(-1);
    if (list !== undefined) addClass(list, 'task-list');
  }
}

function addClass(token: Token, name: string): void {
  const classes = String(token.attrGet('class') ?? '').split(' ');
  if (!classes.includes(name)) token.attrJoin('class', name);
}

/** After words are parsed: puts the boxes before them. */
export function placeTaskBoxes(state: StateCore): void {
  for (const { type, meta, children } of state.tokens) {
    if (type !== 'inline' || meta?.['box'] === undefined || children === null) continue;
    children.unshift(taskBox(state, meta['box'] === 'checked'));
  }
}

export function taskBox(state: StateCore, isChecked: boolean): Token {
  const token = new state.Token(TASK_BOX, 'input', 0);
  token.meta = { isChecked };
  return token;
}
