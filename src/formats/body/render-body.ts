/** A post's body: Markdown or HTML in, safe balanced HTML out. */
import type { SiteSettings } from '../../model/config.js';
import { lazy } from '../../platform/lazy.js';
import { createHighlighter } from '../code/highlight.js';
import { type FinishedHtml, finishHtml } from '../html/finish.js';
import type { BodyFault } from '../markdown/body-faults.js';
import { codeStyle } from '../markdown/code-blocks.js';
import { createMarkdown, type Markdown } from '../markdown/markdown.js';
import { formSettings } from '../story-forms/form-settings.js';
import type { FormSettings } from '../story-forms/form-values.js';
import { liquidTest } from '../story-forms/liquid-folders.js';

/** All that a body's HTML depends on besides the body. */
export interface BodySettings {
  readonly config: SiteSettings;
  readonly markdown: Markdown;
  /** Of Jekyll's in stories; null: none are replaced. */
  readonly forms: FormSettings | null;
  /** Whether the story at a path runs as a page does; its body is made when it is rendered. */
  readonly runs: (path: string) => boolean;
}

/** `isOwn`: the text is the site's own, with links of any scheme. */
export function bodySettings(config: SiteSettings, isOwn = false): BodySettings {
  const { html, limits, markdown: dialect, writing } = config;
  const code = codeStyle(config);
  return {
    config,
    markdown: createMarkdown({ html, nesting: limits.nesting, dialect, code, writing, isOwn }),
    forms: formSettings(config, lazy(createHighlighter)),
    runs: liquidTest(config),
  };
}

export interface RenderedBody extends FinishedHtml {
  readonly faults: readonly BodyFault[];
}

/** The finished HTML of a body or an excerpt; finishing is the last step, nothing is added after. */
export function renderBody(
  text: string,
  isMarkdown: boolean,
  { config, markdown }: BodySettings,
  language: string = config.lang,
): RenderedBody {
  const rendered = isMarkdown
    ? markdown.render(text, language)
    : { html: text, faults: [], limit: null, own: null };
  const policy = config.html === 'trust' ? 'trust' : 'sanitize';
  const { nesting } = config.limits;
  const { embeds } = config.writing;
  const finished = finishHtml(rendered.html, policy, { nesting, embeds, own: rendered.own });
  return { ...finished, fault: rendered.limit ?? finished.fault, faults: rendered.faults };
}
