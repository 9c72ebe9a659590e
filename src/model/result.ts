/** What a build tells its caller: numbers for the summary, and every problem. */
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

export interface PostCounts {
  /** Story files found. */
  readonly found: number;
  /** On the site now. */
  readonly published: number;
  /** Of the published: after a repair. */
  readonly repaired: number;
  /** Not on the site, for a reason that is among the problems. */
  readonly setAside: number;
  readonly held: Held;
}

export interface OutputCounts {
  readonly total: number;
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  readonly unchanged: number;
  /** The first of the added, changed and removed, below the destination: enough to tell a small change. */
  readonly touched: readonly string[];
}

export interface BuildResult {
  readonly source: string;
  readonly destination: string;
  readonly posts: PostCounts;
  readonly outputs: OutputCounts;
  readonly problems: readonly Problem[];
  /** In the order of the verbs. */
  readonly stages: readonly StageTime[];
  /** Slowest first. */
  readonly templates: readonly TemplateTime[];
}
