/** Rules of a `_redirects` file that stand in the way of pages, or lead nowhere. */
import { foldPath } from '../formats/text/fold.js';
import { decodeOnce } from '../formats/urls/paths.js';
import type { Effects } from '../model/io.js';
import type { Page } from '../model/page.js';
import { fileOf } from './address-meaning.js';
import { type CheckedSite, publishedText, sourceOfPage } from './checked-site.js';
import type { CheckFinding } from './finding.js';
import type { HasOutput } from './read-outputs.js';

const FILE = '_redirects';

export interface RedirectRule {
  /** As it is written. */
  readonly from: string;
  /** Whether it stands for more than one address. */
  readonly isPattern: boolean;
}

export function rulesIn(text: string): readonly RedirectRule[] {
  return text.split('\n').flatMap((line) => {
    const [from = '', to] = line.replace(/#.*$/, '').trim().split(/\s+/);
    if (!from.startsWith('/') || to === undefined) return [];
    return [{ from, isPattern: /\*|\/:/.test(from) }];
  });
}

export function redirectFindings(
  checked: CheckedSite,
  has: HasOutput,
  io: Effects['io'],
): readonly CheckFinding[] {
  const { plan, site, config } = checked;
  const index = plan.outputs.at(FILE);
  const page = index === undefined ? undefined : plan.pages[index];
  if (page === undefined) return [];
  const file = sourceOfPage(page, site);
  return rulesIn(publishedText(FILE, config, io)).flatMap(({ from, isPattern }) => {
    const hidden = isPattern ? firstBelow(from, plan.pages) : pageAt(from, checked, has);
    if (hidden === null) return [];
    const finding: CheckFinding = {
      code: 'redirect-shadows',
      severity: 'warning',
      message: `The redirect from ${from} stands before ${hidden}, which the site has: hosts that follow redirects first never show it`,
      hint: 'Take the rule out, or give the page another address.',
      place:
        file === null
          ? { kind: 'shared', words: [from], page, file }
          : { kind: 'words', file, words: [from] },
    };
    return [finding];
  });
}

function pageAt(from: string, { plan }: CheckedSite, has: HasOutput): string | null {
  const output = fileOf(from, { has });
  const index = output === null ? undefined : plan.outputs.at(output);
  const page = index === undefined ? undefined : plan.pages[index];
  return page === undefined || isRedirect(page) ? null : decodeOnce(page.url);
}

function firstBelow(from: string, pages: readonly Page[]): string | null {
  const pattern = new RegExp(
    `^${from
      .split(/(\*|:\w+)/)
      .map((part) => (part === '*' ? '.*' : part.startsWith(':') ? '[^/]+' : escaped(part)))
      .join('')}$`,
    'su',
  );
  const found = pages.find(
    (page) => !isRedirect(page) && pattern.test(foldPath(decodeOnce(page.url))),
  );
  return found === undefined ? null : decodeOnce(found.url);
}

function escaped(text: string): string {
  return foldPath(decodeOnce(text)).replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}

function isRedirect(page: Page): boolean {
  return page.kind === 'generated' && page.format.startsWith('redirect');
}
