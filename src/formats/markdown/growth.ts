/**
 * Limits the length of a page in proportion to its text. Parts that are written once and shown often
 * (footnotes, contents, named attributes, columns' alignment) are counted before rendering; where they
 * are too much the text is parsed a second time without them.
 */
import type { Env, Token } from 'markdown-it';
import { type BodyFault, reportFault } from './body-faults.js';

/** What is left out of a text that would grow too much: repeated parts; then also the style of cells. */
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

/** Growth that is allowed to any text, in UTF-16 units. */
const SHORT = 10_000;
/** The growth by markup alone of very dense text (a table with one digit a cell). */
const MOST = 16;
/** With what repeats its parts. */
const MOST_REUSED = 8;

/** Whether the HTML of the tokens of `text` would be too long. */
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

/** Reports the parts that are left out, at the line of the first one. */
export function reportSpared(env: GrowthEnv, tokens: readonly Token[]): void {
  if (!isSparing(env, 'reuse')) return;
  const isStyled = isSparing(env, 'style');
  const message = isStyled ? `${REUSE} and without its columns’ alignment` : REUSE;
  const first = tokens.find(({ type, map, content, meta }) => {
    if (map === null) return false;
    return meta?.['isContents'] === true || (type === 'inline' && content.includes('[^'));
  });
  reportFault(env, 'markdown-growth', () => ({
    message,
    hint: HINT,
    line: (first?.map?.[0] ?? 0) + 1,
  }));
}

/** The fault of a text that is shown as it was written. */
export const UNREAD: BodyFault = {
  code: 'markdown-growth',
  message: 'The marks of this story would multiply it; it is shown as it was written',
  hint: HINT,
  line: 1,
};
