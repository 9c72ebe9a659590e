/** What a process keeps of the pages that it made, to know without their keys which are up to date. */
import type { Plan } from '../model/page.js';
import type { Site } from '../model/site.js';

/** What a build's pages were made of. */
export interface Snapshot {
  readonly plan: Plan;
  readonly site: Site;
  readonly foundation: string;
  /** Digests of the sets of reads. */
  readonly reads: ReadonlyMap<readonly string[], string>;
  /** By rank: what others see of a story, as a digest; those that were asked for. */
  readonly faces: readonly (string | undefined)[];
}
