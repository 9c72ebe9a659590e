/**
 * The bodies of pages and of collections' documents: their text run as a template, then Markdown, then
 * their links. A document's is made where it is shown, so that what it read is among what that page read;
 * one that shows itself, or that is asked for by a shown one, is its text as it is written, as in Jekyll
 * where it isn't rendered yet.
 */
import { splitExcerpt } from '../../../formats/markdown/excerpt.js';
import { openTags } from '../../../formats/story-forms/form-blocks.js';
import type { Document, Site } from '../../../model/site.js';
import { TemplateError } from '../../../theme/compiler/template-problems.js';
import type { Theme } from '../../../theme/engine.js';
import type { Variables } from '../../../theme/runtime/run-context.js';
import type { DocumentTexts, Views } from '../../../theme/views/views.js';
import type { Links } from '../resolve-links.js';

/** What bodies are made with; templates see bodies, so it can't be there before them. */
export interface TextTools {
  readonly site: Site;
  readonly theme: Theme;
  readonly views: Views;
  readonly links: Links;
  /** Of pages: trusted. */
  readonly markdown: (text: string) => string;
}

export interface PageTexts extends DocumentTexts {
  /** The body of the page that is being rendered, and of no other; it is known from then on. */
  body(index: number, context: Variables): string;
  /** Another page begins. */
  begin(): void;
}

export function createPageTexts(tools: () => TextTools): PageTexts {
  /** Finished for the page that is being rendered. */
  const finished = new Map<number, string>();
  const open = new Set<number>();
  const run = (index: number, make: () => string): string => {
    open.add(index);
    try {
      return make();
    } finally {
      open.delete(index);
    }
  };
  /** Documents that show documents inside of a page. */
  let depth = 0;
  const shown = (index: number, part: 'content' | 'excerpt'): string => {
    const { site } = tools();
    const document = site.documents[index];
    if (document === undefined) return '';
    const text = part === 'content' ? document.text : excerptOf(document, site);
    if (document.collected?.isTrusted === false || text === '') return text;
    if (open.has(index) || depth > 0) return text;
    depth++;
    try {
      return run(index, () => rendered({ ...document, text }, contextOf(index, tools()), tools()));
    } finally {
      depth--;
    }
  };
  return {
    begin() {
      if (finished.size > 0) finished.clear();
    },
    body(index, context) {
      const document = tools().site.documents[index];
      if (document === undefined) return '';
      const html = run(index, () => rendered(document, context, tools()));
      finished.set(index, html);
      return html;
    },
    content(index) {
      const before = finished.get(index);
      if (before !== undefined) return before;
      const html = shown(index, 'content');
      if (!open.has(index) && depth === 0) finished.set(index, html);
      return html;
    },
    excerpt: (index) => shown(index, 'excerpt'),
  };
}

function contextOf(index: number, { views }: TextTools): Variables {
  return { site: views.site, jekyll: views.jekyll, page: views.document(index) };
}

function rendered(document: Document, context: Variables, tools: TextTools): string {
  const { text, path, bodyLine, markdown, collected } = document;
  const { site, theme, links } = tools;
  if (collected?.isTrusted === false) return links.inStory(document, text);
  const place = { syntax: site.config.syntax, path, line: bodyLine };
  const ran = isRun(document) ? theme.renderText(text, place, context) : text;
  return links.inPage(document, markdown ? markdownOf(ran, document, tools) : ran);
}

/** As in Jekyll 4. */
function isRun({ data }: Document): boolean {
  return data.render_with_liquid !== false;
}

/** Before the separator, its own or the config's (Jekyll `excerpt.rb`); a story's is finished HTML. */
function excerptOf({ text, data, collected }: Document, { config }: Site): string {
  const own = data.excerpt_separator;
  const separator = typeof own === 'string' ? own : config.excerptSeparator;
  if (collected?.isTrusted === false) return collected.excerpt;
  return splitExcerpt(text, separator, openTags) ?? '';
}

function markdownOf(source: string, { path, bodyLine }: Document, { markdown }: TextTools): string {
  try {
    return markdown(source);
  } catch (error) {
    const hint = 'Simplify its Markdown.';
    const { message } = error as Error;
    const place = { file: path, line: bodyLine + 1, column: 1 };
    throw new TemplateError({ code: 'page-markdown', severity: 'error', message, hint, ...place });
  }
}
