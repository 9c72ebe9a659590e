/** A post's body: Markdown or HTML in, safe balanced HTML out. */
import type { SiteSettings } from '../../model/config.js';
import { type FinishedHtml, finishHtml } from '../html/finish.js';
import type { BodyFault } from '../markdown/body-faults.js';
import { createMarkdown, type Markdown } from '../markdown/markdown.js';

/** All that a body's HTML depends on besides the body. */
export interface BodySettings {
  readonly config: SiteSettings;
  readonly markdown: Markdown;
}

export function bodySettings(config: SiteSettings): BodySettings {
  const { html, limits, markdown: dialect } = config;
  return { config, markdown: createMarkdown({ html, nesting: limits.nesting, dialect }) };
}

export interface RenderedBody extends FinishedHtml {
  readonly faults: readonly BodyFault[];
}

/** The finished HTML of a body or an excerpt; finishing is the last step, nothing is added after. */
export function renderBody(
  text: string,
  isMarkdown: boolean,
  { config, markdown }: BodySettings,
): RenderedBody {
  const rendered = isMarkdown ? markdown.render(text) : { html: text, faults: [], limit: null };
  const policy = config.html === 'trust' ? 'trust' : 'sanitize';
  const finished = finishHtml(rendered.html, policy, config.limits);
  return { ...finished, fault: rendered.limit ?? finished.fault, faults: rendered.faults };
}
