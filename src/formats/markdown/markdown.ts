/**
 * Markdown to HTML: markdown-it, set up for scraped news. What comes out still goes through
 * `html/finish.ts`, which balances it and, for posts, takes out what isn't allowed.
 */
import markdownIt, { type MarkdownIt } from 'markdown-it';
import cjkFriendly from 'markdown-it-cjk-friendly';
import footnotes from 'markdown-it-footnote';
import {
  COMMONMARK,
  type HtmlMode,
  type MarkdownDialect,
  type WritingSettings,
} from '../../model/config.js';
import { createOwnParts, type OwnParts } from '../html/own-parts.js';
import type { HtmlFault } from '../html/tree.js';
import { type BodyFault, faultsOf } from './body-faults.js';
import { type CodeStyle, useCode } from './code-blocks.js';
import { keepDefinitions, reportUnused } from './definitions.js';
import { NORMAL_LINK, renderPlain } from './fast/plain.js';
import { placeFootnotes } from './footnotes.js';
import {
  definedLength,
  type GrowthEnv,
  isTooLong,
  mostDefined,
  reportSpared,
  SAVINGS,
  UNREAD,
} from './growth.js';
import { headingIds } from './headings.js';
import { htmlBlock, indentedHtml, markdownHtml } from './html/html-blocks.js';
import { paragraphWithHtml } from './html/html-paragraphs.js';
import { htmlSpan, reportUnended } from './html/html-spans.js';
import { judgeLinks } from './judge-links.js';
import {
  attributeLines,
  attributeSpans,
  placeBlockAttributes,
  placeSpanAttributes,
} from './kramdown/attribute-rules.js';
import { contentsOf } from './kramdown/contents.js';
import { extensionBlocks, extensionSpans } from './kramdown/extensions.js';
import { useKramdownRules } from './kramdown/kramdown-mode.js';
import {
  MATH_RENDERERS,
  mathBlocks,
  mathParagraphs,
  mathSpans,
  showMathInDescriptions,
} from './kramdown/math.js';
import { reportLostTables, tables } from './kramdown/tables.js';
import {
  autolinks,
  brokenLink,
  hasLiquid,
  placed,
  spacedDefinition,
  spacedDestination,
} from './link-rules.js';
import {
  alignByClass,
  deletions,
  lazyImages,
  limitLazyLines,
  limitNesting,
  longLabels,
  renderSoftBreak,
  shareNames,
} from './own-rules.js';
import { figuresAndGalleries } from './pictures/figures-and-galleries.js';
import {
  type LanguageEnv,
  placeTaskBoxes,
  renderNamedTaskBox,
  TASK_BOX,
  taskBoxes,
} from './tasks.js';
import { alerts, callouts } from './writing/callouts.js';
import { useDefinitionLists } from './writing/definition-lists.js';
import { dollarMath } from './writing/dollar-math.js';
import { useMarks } from './writing/marks.js';
import type { FormulaEnv } from './writing/place-formulas.js';
import { isPlainWriting, PLAIN_WRITING, writingRules } from './writing/writing-rules.js';

/** HTML, not yet finished, and what was wrong with the text. */
export interface RenderedMarkdown {
  /** Empty when there is a limit that was passed. */
  readonly html: string;
  readonly faults: readonly BodyFault[];
  readonly limit: HtmlFault | null;
  /** What elements in the HTML stand for; null: there are none. */
  readonly own: OwnParts | null;
}

/** A renderer; it keeps nothing from one text to the next. */
export interface Markdown {
  /** `language` (BCP 47) is that of the words which finews adds; left out: English. */
  render(text: string, language?: string): RenderedMarkdown;
}

/**
 * `html: 'escape'` shows raw HTML as text. `nesting` is the number of levels the finished HTML may
 * have: half of them go to containers (quotes, lists), half to what is inside their lines. Text in
 * containers nested deeper is kept, as a paragraph of the deepest one, and reported as a fault.
 */
export function createMarkdown(options: {
  readonly html: HtmlMode;
  readonly nesting: number;
  /** Left out: `plain`. */
  readonly code?: CodeStyle;
  /** Left out: formulas as TeX; no emoji, and no links of addresses in the text. */
  readonly writing?: WritingSettings;
  readonly dialect?: MarkdownDialect;
  /** The text is the site's own: its links may have any scheme. Left out: it is a story's. */
  readonly isOwn?: boolean;
}): Markdown {
  const containers = Math.max(2, Math.floor(options.nesting / 2) - 2);
  const md = markdownIt({
    html: options.html !== 'escape',
    linkify: false,
    typographer: false,
    // Also the parser's own limit for containers, where it would drop the text: never reached.
    maxNesting: containers + 1,
  });
  const { dialect = COMMONMARK, writing = PLAIN_WRITING, isOwn = false } = options;
  useCode(md, options);
  if (dialect.kind === 'kramdown') {
    const isTrusted = options.html === 'trust';
    const more = writingRules(writing);
    useKramdownRules(md, dialect, { deepest: containers, isTrusted, isOwn, more });
    return { render: (text, language) => render(md, text, language) };
  }
  md.use(cjkFriendly);
  md.use(footnotes);
  // Not in Jekyll, and `^[` is other things in scraped text.
  md.inline.ruler.disable('footnote_inline');
  md.inline.ruler.before('footnote_ref', 'long_labels', longLabels);
  md.inline.ruler.before('emphasis', 'share_names', shareNames);
  md.core.ruler.at('footnote_tail', placeFootnotes);
  md.core.ruler.push('heading_ids', headingIds(''));
  md.core.ruler.push('align_by_class', alignByClass);
  md.core.ruler.push('lazy_images', lazyImages);
  md.core.ruler.push('figures_and_galleries', figuresAndGalleries);
  md.block.ruler.before('table', 'limit_nesting', limitNesting(containers));
  md.block.ruler.before('table', 'limit_lazy_lines', limitLazyLines, { alt: ['blockquote'] });
  md.renderer.rules['softbreak'] = renderSoftBreak;
  md.core.ruler.push('deletions', deletions);
  md.core.ruler.before('inline', 'task_boxes', taskBoxes);
  md.core.ruler.push('place_task_boxes', placeTaskBoxes);
  md.renderer.rules[TASK_BOX] = renderNamedTaskBox;
  useDefinitionLists(md);
  useMarks(md);
  md.core.ruler.before('inline', 'alerts', alerts);
  md.block.ruler.before('table', 'callouts', callouts, { alt: CALLOUT_ENDS });
  useKramdown(md, writing.math !== 'none');
  useLinks(md, isOwn);
  const hasDollars = options.writing !== undefined && writing.math !== 'none';
  if (hasDollars) md.inline.ruler.after('math_spans', 'dollar_math', dollarMath);
  for (const [name, run] of writingRules(writing)) md.core.ruler.push(name, run);
  // A list is two levels: with fewer there may be something to tell.
  const mayBePlain = options.html !== 'escape' && containers > 2;
  const quickly = (text: string): string | null =>
    mayBePlain && isPlainWriting(text, writing, hasDollars)
      ? renderPlain(text, writing.autolinks)
      : null;
  return {
    render(text, language) {
      const html = quickly(text);
      return html === null
        ? render(md, text, language)
        : { html, faults: [], limit: null, own: null };
    },
  };
}

/** All links are parsed, whatever their address; afterwards they are judged, and their words kept. */
function useLinks(md: MarkdownIt, isOwn: boolean): void {
  const { parseLinkDestination } = md.helpers;
  md.helpers = {
    ...md.helpers,
    parseLinkDestination: (text, start, max) =>
      spacedDestination(text, start, parseLinkDestination(text, start, max)),
  };
  md.validateLink = () => true;
  const normalize = md.normalizeLink.bind(md);
  md.normalizeLink = (url) => (NORMAL_LINK.test(url) || hasLiquid(url) ? url : normalize(url));
  const rules = new Map(md.inline.ruler.getRules('').map((rule) => [rule.name, rule]));
  for (const name of ['link', 'image', 'autolink']) {
    const rule = rules.get(name);
    if (rule !== undefined) {
      md.inline.ruler.at(name, placed(name === 'autolink' ? autolinks(rule) : rule));
    }
  }
  md.inline.ruler.after('image', 'broken_link', brokenLink);
  md.block.ruler.before('reference', 'spaced_definition', spacedDefinition);
  md.core.ruler.before('strip_references', 'keep_definitions', keepDefinitions);
  // Before links are taken out: those that may not be had use their definitions, too.
  md.core.ruler.after('span_attributes', 'unused_definitions', reportUnused);
  md.core.ruler.after('unused_definitions', 'judge_links', judgeLinks(isOwn));
}

/** What a box ends. */
const CALLOUT_ENDS: string[] = ['paragraph', 'reference', 'blockquote', 'list'];

/** Of headings in a table of contents: all. */
const LEVELS: readonly number[] = [1, 2, 3, 4, 5, 6];

/** What markdown-it's own rule for HTML ends. */
const HTML_ENDS: string[] = ['paragraph', 'reference', 'blockquote'];

/** What Jekyll's Markdown has besides: attribute lists, extensions, tables of contents, HTML's inside. */
function useKramdown(md: MarkdownIt, hasMath: boolean): void {
  const alt = ['paragraph', 'reference', 'blockquote', 'list'];
  md.block.ruler.at('html_block', htmlBlock, { alt: HTML_ENDS });
  md.block.ruler.before('lheading', 'paragraph_with_html', paragraphWithHtml);
  md.block.ruler.before('html_block', 'markdown_html', markdownHtml, { alt });
  md.block.ruler.before('code', 'indented_html', indentedHtml);
  md.block.ruler.before('table', 'attribute_lines', attributeLines, { alt });
  md.block.ruler.before('table', 'extension_blocks', extensionBlocks);
  md.core.ruler.after('block', 'block_attributes', placeBlockAttributes);
  md.inline.ruler.push('attribute_spans', attributeSpans);
  md.inline.ruler.push('extension_spans', extensionSpans);
  md.inline.ruler.at('html_inline', htmlSpan);
  md.core.ruler.after('inline', 'span_attributes', placeSpanAttributes);
  md.core.ruler.after('inline', 'tell_unended', reportUnended);
  md.core.ruler.after('heading_ids', 'contents', contentsOf(LEVELS));
  md.block.ruler.at('table', tables, { alt: ['paragraph', 'reference'] });
  md.core.ruler.after('block_attributes', 'lost_tables', reportLostTables);
  if (hasMath) useMath(md);
}

function useMath(md: MarkdownIt): void {
  md.block.ruler.before('table', 'math_blocks', mathBlocks);
  md.block.ruler.before('lheading', 'math_paragraphs', mathParagraphs);
  md.inline.ruler.before('escape', 'math_spans', mathSpans);
  Object.assign(md.renderer.rules, MATH_RENDERERS);
  showMathInDescriptions(md);
}

/** Of one text: what its rules tell each other. */
type RenderEnv = GrowthEnv & FormulaEnv & LanguageEnv;

function render(md: MarkdownIt, text: string, language = ''): RenderedMarkdown {
  for (const spared of SAVINGS) {
    const own = createOwnParts(text);
    const env: RenderEnv = { spared, own, language };
    const tokens = md.parse(text, env);
    // One long definition, used at every other word, makes gigabytes.
    if (env.references !== undefined && definedLength(tokens) > mostDefined(text)) {
      const message = 'Links to the same definitions multiply the body';
      return { html: '', faults: [], limit: { code: 'html-size', message }, own: null };
    }
    if (isTooLong(tokens, text, env)) continue;
    reportSpared(env, tokens);
    const html = md.renderer.render(tokens, md.options, env);
    return { html, faults: faultsOf(env), limit: null, own: own.parts.length === 0 ? null : own };
  }
  return {
    html: `<pre>${md.utils.escapeHtml(text)}</pre>\n`,
    faults: [UNREAD],
    limit: null,
    own: null,
  };
}
