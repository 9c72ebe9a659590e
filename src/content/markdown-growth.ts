/**
 * How much longer than its text a page may be. What is written once and shown often (notes that are
 * referred to, contents, named attributes, columns' alignment) is counted before it is written; where
 * it is too much the text is parsed again without it.
 */
import type { Env, Token } from 'markdown-it';
import { type BodyFault, tellFault } from './markdown-faults.js';

/** What a text may have to do without: what repeats its parts; also the style of each cell. */
type Saving = 'reuse' | 'style';

export interface GrowthEnv extends Env {
  readonly spared?: readonly Saving[];
  /** Items that elements have got from named lists of attributes. */
  borrowed?: number;
}

/** Tried one after another. */
export const SAVINGS: readonly (readonly Saving[])[] = [[], ['reuse'], ['reuse', 'style']];

/** Whether a rule must leave out what multiplies the text. */
export function isSparing({ spared }: GrowthEnv, saving: Saving): boolean {
  return spared?.includes(saving) === true;
}

/** What is short may grow by this much whatever it is, in UTF-16 units. */
const SHORT = 10_000;
/** As much as markup alone makes of dense text (a digit a cell), but for what nobody writes. */
const MOST = 16;
/** With what repeats its parts. */
const MOST_REUSED = 8;

/** Whether what comes of the tokens would be too long, for which `text` is what was written. */
export function isTooLong(tokens: readonly Token[], text: string, env: GrowthEnv): boolean {
  const length = pageLength(tokens);
  if (length <= text.length * MOST_REUSED + SHORT) return false;
  return length > text.length * MOST + SHORT || (env.borrowed ?? 0) > 0 || tokens.some(isReuse);
}

function isReuse({ type }: Token): boolean {
  return type === 'footnote_block_open' || type === 'contents_item_open';
}

/** What the renderers of these types write besides numbers, with their ends. */
const WRITTEN: ReadonlyMap<string, number> = new Map([
  ['footnote_ref', 80],
  ['footnote_anchor', 60],
  ['footnote_open', 45],
]);

/** Of the HTML, without the signs that are escaped: in proportion to the text in any case. */
function pageLength(tokens: readonly Token[]): number {
  let length = 0;
  for (const token of tokens) {
    const { type, tag, attrs, content, children, hidden } = token;
    if (hidden) continue;
    length += tag === '' ? (type === 'text' ? 0 : (WRITTEN.get(type) ?? 0)) : tag.length + 3;
    if (attrs !== null) length += attributesLength(token);
    length += children === null ? content.length : pageLength(children);
  }
  return length;
}

function attributesLength({ attrs }: Token): number {
  let length = 0;
  for (const [name, value] of attrs ?? []) length += name.length + String(value).length + 4;
  return length;
}

export function mostDefined(text: string): number {
  return text.length * MOST_REUSED + SHORT;
}

/** Characters that links and pictures, one inside another too, have from definitions. */
export function definedLength(tokens: readonly Token[]): number {
  let length = 0;
  for (const token of tokens) {
    if (token.meta?.['label'] !== undefined) length += attributesLength(token);
    if (token.children !== null) length += definedLength(token.children);
  }
  return length;
}

const HINT = 'Split the story, or repeat less.';
const REUSE =
  'Notes, contents and anchors would multiply the story; its text is shown without their links';

/** Tells what the text has to do without, where it begins. */
export function tellSpared(env: GrowthEnv, tokens: readonly Token[]): void {
  if (!isSparing(env, 'reuse')) return;
  const isStyled = isSparing(env, 'style');
  const message = isStyled ? `${REUSE} and without its columns’ alignment` : REUSE;
  const first = tokens.find(({ type, map, content, meta }) => {
    if (map === null) return false;
    return meta?.['isContents'] === true || (type === 'inline' && content.includes('[^'));
  });
  tellFault(env, 'markdown-growth', () => ({
    message,
    hint: HINT,
    line: (first?.map?.[0] ?? 0) + 1,
  }));
}

/** Of a text that is shown as it was written. */
export const UNREAD: BodyFault = {
  code: 'markdown-growth',
  message: 'The marks of this story would multiply it; it is shown as it was written',
  hint: HINT,
  line: 1,
};
