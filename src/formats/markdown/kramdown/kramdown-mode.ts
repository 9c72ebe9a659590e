/**
 * Markdown as Jekyll's kramdown reads it: its own rules for blocks and for words in place of markdown-it's,
 * whose steps around them, and whose renderer, stay.
 */
import type { MarkdownIt, RendererRule, StateCore, Token } from 'markdown-it';
import type { KramdownSettings } from '../../../model/config.js';
import { reportUnused } from '../definitions.js';
import { headingIds } from '../headings.js';
import { judgeLinks } from '../judge-links.js';
import { alignByAttribute, lazyImages, renderSoftBreak } from '../own-rules.js';
import { renderTaskBox, TASK_BOX } from '../tasks.js';
import { abbreviations } from './abbreviations.js';
import { reportUnknown, reportUnnamed } from './attributes.js';
import { blockTokens } from './blocks/block-tokens.js';
import type { KramdownEnv } from './blocks/block-tree.js';
import { parseBlocks } from './blocks/parse-blocks.js';
import { contentsOf } from './contents.js';
import { figures } from './figures.js';
import { noteRenderers, ownNoteRenderers, placeNotes } from './kramdown-footnotes.js';
import {
  BLOCK as MATH_BLOCK,
  MATH_RENDERERS,
  SPAN as MATH_SPAN,
  showMathInDescriptions,
} from './math.js';
import { parseWords } from './spans/parse-words.js';

type CoreRule = readonly [name: string, run: (state: StateCore) => void];

/** The steps for a whole text, in their order. */
function coreRules(settings: KramdownSettings, deepest: number): readonly CoreRule[] {
  return [
    ['kramdown_blocks', blocksOf(settings, deepest)],
    ['kramdown_words', parseWords(settings)],
    ['unused_definitions', reportUnused],
    ['judge_links', judgeLinks],
    ['figures', figures],
    ['abbreviations', abbreviations],
    ['notes', placeNotes],
    [
      'heading_ids',
      settings.autoIds ? headingIds(settings.idPrefix, settings.isGfm) : () => undefined,
    ],
    ['contents', contentsOf(settings.tocLevels)],
    ['align_by_attribute', alignByAttribute],
    ['lazy_images', lazyImages],
  ];
}

/** What markdown-it does besides cleaning the text is done by kramdown's rules. */
const KEPT: ReadonlySet<string> = new Set(['normalize']);

export function useKramdownRules(
  md: MarkdownIt,
  settings: KramdownSettings,
  { deepest, isTrusted }: { readonly deepest: number; readonly isTrusted: boolean },
): void {
  const { ruler } = md.core;
  ruler.enableOnly([...KEPT]);
  for (const [name, run] of coreRules(settings, deepest)) ruler.push(name, run);
  md.renderer.rules['softbreak'] = renderSoftBreak;
  Object.assign(md.renderer.rules, MATH_RENDERERS, settings.hasMath ? BARE_BLOCK : WITHOUT_ENGINE);
  const notes = isTrusted ? ownNoteRenderers : noteRenderers;
  Object.assign(md.renderer.rules, notes(settings.footnoteNumber));
  md.renderer.rules[TASK_BOX] = renderTaskBox;
  showMathInDescriptions(md);
}

function blocksOf(settings: KramdownSettings, deepest: number): (state: StateCore) => void {
  return (state) => {
    const env: KramdownEnv = state.env;
    const hasHtml = state.md.options.html;
    const { root, placed } = parseBlocks(state.src, { env, settings, hasHtml, deepest });
    blockTokens(state, root);
    for (const { list, line, text } of placed) reportUnknown(list, { env, text, line: line + 1 });
    reportUnnamed(env);
  };
}

const BARE_BLOCK: Readonly<Record<string, RendererRule>> = {
  [MATH_BLOCK]: (tokens, index) => `\\[${escaped(tokens[index])}\\]\n`,
};

/** As kramdown has formulas without an engine. */
const WITHOUT_ENGINE: Readonly<Record<string, RendererRule>> = {
  [MATH_BLOCK]: (tokens, index) => `<div class="kdmath">$$\n${escaped(tokens[index])}\n$$</div>\n`,
  [MATH_SPAN]: (tokens, index) => `<span class="kdmath">$${escaped(tokens[index])}$</span>`,
};

function escaped(token: Token | undefined): string {
  return (token?.content ?? '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
