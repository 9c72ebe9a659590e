/**
 * Markdown as Jekyll's kramdown reads it: its own rules for blocks and for words in place of markdown-it's,
 * whose steps around them, and whose renderer, stay.
 */
import type { MarkdownIt, RendererRule, StateCore } from 'markdown-it';
import type { KramdownSettings } from '../../../model/config.js';
import { reportUnused } from '../definitions.js';
import { headingIds } from '../headings.js';
import { judgeLinks } from '../judge-links.js';
import { alignByAttribute, lazyImages, renderSoftBreak } from '../own-rules.js';
import { renderTaskBox, TASK_BOX } from '../tasks.js';
import { alerts } from '../writing/callouts.js';
import type { CoreRule } from '../writing/writing-rules.js';
import { abbreviations } from './abbreviations.js';
import { reportUnknown, reportUnnamed } from './attributes.js';
import { blockTokens } from './blocks/block-tokens.js';
import type { KramdownEnv } from './blocks/block-tree.js';
import { parseBlocks } from './blocks/parse-blocks.js';
import { contentsOf } from './contents.js';
import { figures } from './figures.js';
import { noteRenderers, ownNoteRenderers, placeNotes } from './kramdown-footnotes.js';
import { useLayout } from './layout.js';
import {
  BLOCK as MATH_BLOCK,
  MATH_RENDERERS,
  SPAN as MATH_SPAN,
  made,
  showMathInDescriptions,
} from './math.js';
import { parseWords } from './spans/parse-words.js';

/** The steps for a whole text, in their order. */
function coreRules(
  settings: KramdownSettings,
  { deepest, isTrusted, isOwn }: Omit<KramdownParts, 'more'>,
): readonly CoreRule[] {
  return [
    ['kramdown_blocks', blocksOf(settings, deepest)],
    ['alerts', alerts],
    ['kramdown_words', parseWords(settings)],
    ['unused_definitions', reportUnused],
    ['judge_links', judgeLinks(isOwn)],
    ['figures', figures],
    ['abbreviations', abbreviations],
    ['notes', placeNotes],
    ['heading_ids', headingIdsOf(settings, isTrusted)],
    ['contents', contentsOf(settings.tocLevels)],
    ['align_by_attribute', alignByAttribute],
    ['lazy_images', lazyImages],
  ];
}

/** As the text's own options have it, too. */
function headingIdsOf(settings: KramdownSettings, isTrusted: boolean): CoreRule[1] {
  return (state) => {
    const env: KramdownEnv = state.env;
    const { autoIds, idPrefix, isGfm } = env.settings ?? settings;
    if (autoIds) headingIds(idPrefix, { isGfm, isTrusted })(state);
  };
}

/** What markdown-it does besides cleaning the text is done by kramdown's rules. */
const KEPT: ReadonlySet<string> = new Set(['normalize']);

interface KramdownParts {
  /** Levels of containers. */
  readonly deepest: number;
  /** Its HTML stays as it is. */
  readonly isTrusted: boolean;
  /** The text is the site's own, links and all. */
  readonly isOwn: boolean;
  /** Of what a site has beyond the dialect. */
  readonly more: readonly CoreRule[];
}

export function useKramdownRules(
  md: MarkdownIt,
  settings: KramdownSettings,
  place: KramdownParts,
): void {
  const { ruler } = md.core;
  ruler.enableOnly([...KEPT]);
  for (const [name, run] of [...coreRules(settings, place), ...place.more]) ruler.push(name, run);
  md.renderer.rules['softbreak'] = renderSoftBreak;
  Object.assign(md.renderer.rules, MATH_RENDERERS, settings.hasMath ? BARE_BLOCK : WITHOUT_ENGINE);
  const notes = place.isTrusted ? ownNoteRenderers : noteRenderers;
  Object.assign(md.renderer.rules, notes(settings.footnoteNumber));
  md.renderer.rules[TASK_BOX] = renderTaskBox;
  showMathInDescriptions(md);
  useLayout(md);
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
  [MATH_BLOCK]: made((tex) => `\\[${tex}\\]\n`),
};

/** As kramdown has formulas without an engine. */
const WITHOUT_ENGINE: Readonly<Record<string, RendererRule>> = {
  [MATH_BLOCK]: made((tex) => `<div class="kdmath">$$\n${tex}\n$$</div>\n`),
  [MATH_SPAN]: made((tex) => `<span class="kdmath">$${tex}$</span>`),
};
