/** A story's body: Markdown or HTML in, safe balanced HTML and what lists need of it out. */
import { type FinishedHtml, finishHtml } from '../../content/html/finish.js';
import { firstImage } from '../../content/html/images.js';
import type { BodyFault } from '../../content/markdown.js';
import { plainText } from '../../content/plain-text.js';
import { summarise } from '../../content/text.js';
import { countWords, readingMinutes } from '../../content/words.js';
import type { Report } from './report.js';
import type { ParseSettings } from './settings.js';

export interface ParsedBody {
  readonly html: string;
  /** Plain text, for a title where none was written. */
  readonly text: string;
  readonly summary: string;
  readonly image: string | null;
  readonly words: number;
  readonly minutes: number;
}

export interface BodySource {
  readonly text: string;
  /** The file's line on which it starts, from 1. */
  readonly line: number;
  readonly isMarkdown: boolean;
}

/** Null: over a limit, set aside. */
export function parseBody(
  source: BodySource,
  settings: ParseSettings,
  told: Report,
): ParsedBody | null {
  const { html, fault, faults, balanced } = renderBody(source.text, source.isMarkdown, settings);
  if (fault !== null) {
    return told.setAside(fault.code, fault.message, 'Simplify the body, or raise limits.nesting.');
  }
  for (const { code, message, line } of faults) {
    told.repaired(code, message, 'Nest quotes and lists less.', { line: line + source.line - 1 });
  }
  if (!balanced) {
    const hint = 'Correct the tags; what follows an open comment is not shown.';
    told.repaired('html-unbalanced', 'HTML is left open, or closed without being open', hint);
  }
  const text = plainText(html);
  const counts = countWords(text);
  return {
    html,
    text,
    summary: summarise(text),
    image: firstImage(html),
    words: counts.han + counts.words,
    minutes: readingMinutes(counts),
  };
}

export interface RenderedBody extends FinishedHtml {
  readonly faults: readonly BodyFault[];
}

/** The finished HTML of a body or an excerpt; finishing is the last step, nothing is added after. */
export function renderBody(
  text: string,
  isMarkdown: boolean,
  { config, markdown }: ParseSettings,
): RenderedBody {
  const rendered = isMarkdown ? markdown.render(text) : { html: text, faults: [], limit: null };
  const policy = config.html === 'trust' ? 'trust' : 'sanitize';
  const finished = finishHtml(rendered.html, policy, config.limits);
  return { ...finished, fault: rendered.limit ?? finished.fault, faults: rendered.faults };
}
