/** Addresses of other sites that pages link to, with a page of each: read off the outputs. */
import type { Page } from '../../model/page.js';
import { createMeanings } from '../address-meaning.js';
import { type CheckedSite, publishedText } from '../checked-site.js';
import { readerOf } from '../output-facts.js';
import type { CheckDisk } from '../read-outputs.js';

export interface ExternalLink {
  /** Whole, without a fragment. */
  readonly url: string;
  /** As the first page has it. */
  readonly written: string;
  /** The first that shows it as its own; null: it is on more than a story's page. */
  readonly page: Page | null;
  readonly pages: number;
}

/** Those of stories, pages and lists: what machines are told is the same. */
export function externalLinks(
  checked: CheckedSite,
  { io, log }: CheckDisk,
): readonly ExternalLink[] {
  const { plan, config } = checked;
  const meaningOf = createMeanings({ url: config.url, baseurl: config.baseurl, has: () => true });
  const found = new Map<string, ExternalLink>();
  const pages = plan.pages.filter(
    ({ kind, output }) => kind !== 'list' && output.endsWith('.html'),
  );
  for (const [at, page] of pages.entries()) {
    log.progress('external links', at, pages.length);
    const facts = readerOf(page.output)?.(publishedText(page.output, config, io));
    const holder = { output: page.output, url: page.url, base: facts?.base ?? null };
    for (const { use, written } of facts?.addresses ?? []) {
      const meaning = use === 'link' || use === 'picture' ? meaningOf(written, holder) : null;
      if (meaning?.kind !== 'external') continue;
      const url = meaning.url.replace(/#.*$/s, '');
      const before = found.get(url);
      if (before === undefined) found.set(url, { url, written, page, pages: 1 });
      else found.set(url, { ...before, pages: before.pages + 1 });
    }
  }
  return [...found.values()];
}
