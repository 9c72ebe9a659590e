/** Markdown that a story may have written: its HTML is sanitised, whatever `html` says of stories' bodies. */
import { finishHtml } from '../../formats/html/finish.js';
import type { Filter } from '../filters/filter.js';
import type { FilterSettings } from '../filters/filters.js';
import { isFinished } from '../filters/finished.js';
import { markdownFilter } from '../filters/html-filters.js';
import { isOwnFilter } from '../filters/site-filters.js';
import { text } from '../runtime/template-values.js';
import { CapturedHtml, StoryHtml } from './story-text.js';

const LIMITS = { nesting: 100 };

/** `html` as a story may have it; null: it is nested too deep. */
export function sanitized(html: unknown): StoryHtml | null {
  const finished = finishHtml(text(html), 'sanitize', LIMITS);
  return finished.fault === null ? new StoryHtml(finished.html) : null;
}

/**
 * Filters of Nunjucks, where a story's value can't be told from the site's own: `markdownify` leaves the HTML
 * alone of what is finished, by `| safe` above all, and of no capture of other values. Text that is escaped is
 * finished as well, and may have a link in it: links are judged in any case.
 */
export function withStoryMarkdown(
  filters: ReadonlyMap<string, Filter>,
  { markdown, storyMarkdown = markdown }: Pick<FilterSettings, 'markdown' | 'storyMarkdown'>,
): ReadonlyMap<string, Filter> {
  const markdownify = filters.get('markdownify');
  if (markdownify === undefined || isOwnFilter(markdownify)) return filters;
  const withJudgedLinks = markdownFilter(storyMarkdown);
  const judged: Filter = function (value, ...args) {
    const html = withJudgedLinks.call(this, value, ...args);
    const isTrusted = isFinished(value) && !(value instanceof CapturedHtml);
    return isTrusted ? html : (sanitized(html) ?? value);
  };
  return new Map(filters).set('markdownify', judged);
}
