/** What a check looks at: a site as its last build left it, with what is remembered of its outputs. */
import path from 'node:path';
import type { Config } from '../model/config.js';
import type { Effects } from '../model/io.js';
import type { Page, Plan } from '../model/page.js';
import type { Document, Site } from '../model/site.js';
import type { SortedNames } from '../model/sorted-table.js';
import type { OutputRecord } from '../model/staged.js';
import { read } from '../pipeline/configure/config-keys.js';
import type { Session } from '../pipeline/session.js';
import { bytesOfFile } from '../platform/regular-file.js';

export interface CheckedSite {
  readonly config: Config;
  readonly plan: Plan;
  readonly site: Site;
  /** Source paths of its stories, by rank. */
  readonly files: SortedNames;
  /** Digest of what every page depends on beside the site. */
  readonly foundation: string;
  /** By the page's index in the plan. */
  recordOf(index: number): OutputRecord | undefined;
}

/** Null: nothing was built in this session. */
export function checkedSite(
  session: Pick<Session, 'opened' | 'made' | 'plan'>,
): CheckedSite | null {
  const { opened, made, plan } = session;
  if (opened === null || made === null || plan === null) return null;
  const { site, files } = made;
  const recordOf = opened.store.known.recordsOf(plan.outputs);
  return { config: site.config, plan, site, files, foundation: opened.fingerprint, recordOf };
}

/** What the config's `check` says. */
export interface CheckSettings {
  /** Columns, a Han character taking two; 0: any. */
  readonly titleLength: number;
  readonly descriptionLength: number;
  /** Bytes; 0: any. */
  readonly pictureSize: number;
  /** Codes, and patterns of addresses, that are not reported. */
  readonly ignore: readonly string[];
}

export function checkSettings({ values }: Pick<Config, 'values'>): CheckSettings {
  return {
    titleLength: read.number(values, 'check.title_length'),
    descriptionLength: read.number(values, 'check.description_length'),
    pictureSize: read.number(values, 'check.picture_size'),
    ignore: read.list(values, 'check.ignore'),
  };
}

/** Of a published file; empty where it is gone. */
export function publishedText(
  output: string,
  { destination }: Pick<Config, 'destination'>,
  io: Effects['io'],
): string {
  return bytesOfFile(path.join(destination, output), io)?.toString('utf8') ?? '';
}

/** The page's file in the source, relative to it; null: it has none of its own. */
export function sourceOfPage(page: Page, site: Site): string | null {
  if (page.kind === 'post') return site.posts[page.rank]?.path ?? null;
  if (page.kind === 'document') return documentOf(page, site)?.path ?? null;
  return page.kind === 'static' ? nameOfStatic(page.file, site) : null;
}

export function documentOf(
  page: Extract<Page, { readonly kind: 'document' }>,
  { documents }: Site,
): Document | undefined {
  return documents[page.document];
}

/** Null: it is the theme's. */
function nameOfStatic(file: string, { config }: Site): string | null {
  const name = path.relative(config.source, file).split(path.sep).join('/');
  return name.startsWith('../') || path.isAbsolute(name) ? null : name;
}
