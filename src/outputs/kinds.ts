/** Every kind of output there is. */

import type { OutputSettings } from '../model/config.js';
import type { Data } from '../model/data.js';
import type { GeneratedPage, Page } from '../model/page.js';
import type { Arrangement } from '../model/site.js';
import { collections } from './collections/kind.js';
import { feeds } from './feeds/kind.js';
import { hostFiles } from './host-files/kind.js';
import type { NamedPlace, OtherStories, OutputKind, PageContent, PageWriter } from './kind.js';
import { lists } from './lists/kind.js';
import { pages } from './pages/kind.js';
import { posts } from './posts/kind.js';
import { movedPages, redirects } from './redirects/kind.js';
import { search } from './search/kind.js';
import { sitemaps } from './sitemaps/kind.js';
import { statics } from './statics/kind.js';
import { createWriterContext, type GeneratedSource } from './writing.js';

/** In order of precedence: of two outputs with one path the earlier kind's stays. */
export const KINDS: readonly OutputKind[] = [
  movedPages,
  statics,
  pages,
  collections,
  lists,
  posts,
  feeds,
  sitemaps,
  search,
  hostFiles,
  redirects,
];

/** What the kinds read of the config's checked values; `base` as in `Config`. */
export function outputSettingsOf(values: Data, base: string | null): OutputSettings {
  const parts = KINDS.flatMap((kind) => Object.entries(kind.settings?.(values, base) ?? {}));
  // Whole: a kind that declares settings gives them.
  const settings: Partial<OutputSettings> = Object.fromEntries(parts);
  return settings as OutputSettings;
}

/** Every place that finews itself takes; of one that two want the first is named. */
export function generatedPlaces(site: Arrangement): readonly NamedPlace[] {
  return KINDS.flatMap(({ paths, beside }) => (paths ?? beside)?.(site) ?? []);
}

/** Which pages stand (`OutputKind.standing`), of the site that was planned last. */
export function standingPages(site: Arrangement, others: OtherStories): (page: Page) => boolean {
  const tests = KINDS.flatMap(({ standing }) => standing?.(site, others) ?? []);
  return (page) => tests.some((isStanding) => isStanding(page));
}

export type GeneratedWriter = (page: GeneratedPage) => PageContent;

const WRITERS: ReadonlyMap<string, PageWriter> = new Map(
  KINDS.flatMap(({ writers = {} }) => Object.entries(writers)),
);

const CONFIGLESS: ReadonlySet<string> = new Set(KINDS.flatMap(({ configless = [] }) => configless));

/** Whether what a generated page has follows from the config, too. */
export function readsConfig({ format }: GeneratedPage): boolean {
  return !CONFIGLESS.has(format);
}

const DEFERRED: ReadonlySet<string> = new Set(
  KINDS.flatMap((kind) => (kind.mayBeDeferred === true ? Object.keys(kind.writers ?? {}) : [])),
);

/** Whether a page of a preview may be as it was for some seconds, while somebody edits. */
export function mayBeDeferred(page: Page): boolean {
  return page.kind === 'generated' && DEFERRED.has(page.format);
}

/** By format. */
const MADE_OF: ReadonlyMap<string, (page: GeneratedPage) => readonly string[]> = new Map(
  KINDS.flatMap(({ madeOf: of, writers = {} }) =>
    of === undefined ? [] : Object.keys(writers).map((format) => [format, of] as const),
  ),
);
const NONE: readonly string[] = [];

/** Outputs that a page is made of, besides its stories; most are of none. */
export function madeOf(page: Page): readonly string[] {
  return (page.kind === 'generated' ? MADE_OF.get(page.format)?.(page) : null) ?? NONE;
}

/**
 * From the record of a generated page to its text or bytes. Pure: the bytes follow from the record, the cards
 * and bodies of its stories, and the config.
 */
export function createGeneratedWriter(source: GeneratedSource): GeneratedWriter {
  const context = createWriterContext(source);
  return (page) => {
    const write = WRITERS.get(page.format);
    if (write === undefined) throw new Error(`No kind of output writes ${page.format}`);
    return write(page, context);
  };
}
