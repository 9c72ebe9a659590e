/** The result of a build: numbers for the summary, and every problem. */
import type { Problem } from './problem.js';
import type { Held } from './site.js';

export interface StageTime {
  readonly stage: string;
  readonly milliseconds: number;
}

export interface TemplateTime {
  readonly template: string;
  readonly pages: number;
  readonly milliseconds: number;
}

/** Not on the site, and nothing is wrong with them. */
export interface HeldCounts extends Omit<Held, 'nextDue'> {
  /** ISO 8601, as the result's own; null: none. */
  readonly nextDue: string | null;
}

export interface PostCounts {
  /** Story files found. */
  readonly found: number;
  /** On the site now. */
  readonly published: number;
  /** Of the published: after a repair. */
  readonly repaired: number;
  /** Not on the site, for a reason that is among the problems. */
  readonly setAside: number;
  readonly held: HeldCounts;
  /** Of the published; null: none, or the config says how they are read. */
  readonly zoneless: Zoneless | null;
}

/** Stories whose dates have no offset, and which Jekyll would date otherwise. */
export interface Zoneless {
  readonly stories: number;
  /** Of those: on another day as well. */
  readonly otherDay: number;
  /** The zone in which they were read. */
  readonly timezone: string;
}

export interface OutputCounts {
  /** Below the destination, decoded. */
  readonly paths: readonly string[];
  readonly total: number;
  /** Rendered or copied anew, whether or not their bytes changed. */
  readonly made: number;
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  readonly unchanged: number;
  /** Of the unchanged ones: not up to date, and left for the next build of a watching process. */
  readonly deferred: number;
  /** The first of the added, changed and removed outputs: all of them where few changed. */
  readonly touched: readonly string[];
}

/** Something outside a page that pages were made of, and how many depend on it. */
export interface ReadCost {
  /** A traced read: `list # posts`, `time`, … */
  readonly read: string;
  /** The same in words. */
  readonly words: string;
  readonly pages: number;
}

export interface BuildResult {
  readonly source: string;
  readonly destination: string;
  readonly cacheDir: string;
  /** The build's present, in ISO 8601. */
  readonly now: string;
  /** When the first story that waits is due, in ISO 8601 and site time; null: none waits. */
  readonly nextDue: string | null;
  readonly posts: PostCounts;
  readonly outputs: OutputCounts;
  readonly problems: readonly Problem[];
  /** In the order of the build. */
  readonly stages: readonly StageTime[];
  /** Slowest first. */
  readonly templates: readonly TemplateTime[];
  /** Dependencies that a new story changes, by the number of pages that have them; most first. A watching process has none. */
  readonly costs: readonly ReadCost[];
}

/** A result without every output's path: all that is reported, and cheap to pass between threads. */
export interface BuildSummary extends Omit<BuildResult, 'outputs'> {
  readonly outputs: Omit<OutputCounts, 'paths'>;
}
