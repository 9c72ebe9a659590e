/** What a migration is asked for, and what it runs on. */
import type { Effects } from '../model/io.js';
import type { BuildOptions } from '../model/options.js';
import type { TemplateCache } from '../theme/template-cache.js';

export interface MigrateOptions extends BuildOptions {
  /** Built sites, sitemaps and lists; default: `_site` in the source, where it is there. */
  readonly against?: readonly string[];
  /** Addresses that may go; `*` stands for any part of one. */
  readonly gone?: readonly string[];
  /** The folder of the site's theme; default: it is looked for. */
  readonly theme?: string;
}

export interface MigrateWork {
  readonly effects: Effects;
  /** An empty folder, gone afterwards. */
  readonly folder: string;
  /** Of finews. */
  readonly version: string;
  /** What templates are compiled into: of one build, and of the next with other keys. */
  readonly templateCache: TemplateCache;
  /** An IANA name. */
  readonly machineZone: string;
}
