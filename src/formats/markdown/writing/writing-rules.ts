/** What a site's Markdown has beyond its dialect: rules for a whole text, the same in both dialects. */
import type { StateCore } from 'markdown-it';
import type { WritingSettings } from '../../../model/config.js';
import { createFormulas } from '../../math/mathml.js';
import { createEmojiRule, mayHaveEmoji } from '../emoji.js';
import { bareLinks } from './bare-links.js';
import { mayHaveDollars } from './dollar-math.js';
import { placeFormulas } from './place-formulas.js';

/** As where nobody asks for more: formulas are between the marks of MathJax. */
export const PLAIN_WRITING: WritingSettings = {
  math: 'tex',
  mathEngine: null,
  emoji: false,
  autolinks: false,
  embeds: [],
};

/** A step for a whole text, by its name among markdown-it's. */
export type CoreRule = readonly [name: string, run: (state: StateCore) => void];

/** In their order, after words are parsed and links are judged. */
export function writingRules(writing: WritingSettings): readonly CoreRule[] {
  const { math, mathEngine, emoji, autolinks } = writing;
  const formulas = placeFormulas(mathEngine === null ? null : createFormulas());
  return [
    ...(emoji ? [['emoji', createEmojiRule()] as const] : []),
    ...(autolinks ? [['bare_links', bareLinks] as const] : []),
    ...(math === 'mathml' ? [['formulas', formulas] as const] : []),
  ];
}

/** Whether a text has nothing that these rules would find but addresses, which the fast way looks for itself. */
export function isPlainWriting(
  text: string,
  { math, emoji }: WritingSettings,
  hasDollars: boolean,
): boolean {
  if (emoji && mayHaveEmoji(text)) return false;
  return math === 'none' || !hasDollars || !mayHaveDollars(text);
}
