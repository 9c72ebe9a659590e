/** The arrow out of `render`: files that wait beside the published ones, to be renamed over them. */
import type { EntryKind } from './io.js';
import type { Page, PageKind } from './page.js';
import type { Problem } from './problem.js';
import type { SortedTable } from './sorted-table.js';
import type { Stamp } from './story.js';

/** By which a finished file is found (`incremental/staging.ts`). */
export interface StagedPlace {
  /** The page's among those of the plan. */
  readonly index: number;
  /** Below the destination, decoded, without a leading slash. */
  readonly output: string;
  /** Whether the destination has no such folder yet, so that the file waits in one that becomes it. */
  readonly isInNewFolder: boolean;
}

export interface StagedFile extends StagedPlace {
  readonly url: string;
  /** What is published at `output` now; null: nothing yet. */
  readonly found: EntryKind | null;
  readonly kind: PageKind;
}

export interface Staged {
  /** The folder that holds them. */
  readonly folder: string;
  readonly files: readonly StagedFile[];
  /** Every output of this build, changed or not, and what is to be remembered of it. */
  readonly outputs: SortedTable<OutputRecord>;
}

/** What is remembered of an output: the digest of its bytes, and its stamp when they were published. */
export interface OutputRecord extends Stamp {
  /** All that the page was made of, as one number (`key-mixer.ts`); zero: it has to be rendered every time. */
  readonly key: number;
  /** Of its bytes. */
  readonly digest: string;
  /** Traced reads; one array for all pages that read the same. */
  readonly reads: readonly string[];
}

/** A page to be rendered, in whichever thread. */
export interface RenderTask {
  /** Among the pages of the plan: names its staged file. */
  readonly index: number;
  readonly page: Page;
  /** The outputs that it is made of; absent: none. */
  readonly parts?: readonly MadePart[];
}

/** A file of this build that another is made of. */
export interface MadePart {
  readonly output: string;
  /** Null: it is as it was published. */
  readonly staged: StagedPlace | null;
}

/** What became of it. */
export interface RenderDone {
  /** Null: the page's template failed, see `problems`. */
  readonly file: RenderedFile | null;
  /** Index into the batch's `reads`. */
  readonly reads: number;
  readonly problems: readonly Problem[];
  readonly milliseconds: number;
}

/** Its stamp is the published file's; where it is staged and will be renamed itself it has its size, and no times yet. */
export interface RenderedFile extends Stamp, Pick<StagedPlace, 'isInNewFolder'> {
  /** False: what is published has these bytes already. */
  readonly staged: boolean;
  readonly found: EntryKind | null;
  readonly digest: string;
}

/** Results in the order of the tasks. */
export interface RenderBatch {
  readonly pages: readonly RenderDone[];
  readonly reads: readonly (readonly string[])[];
  /**
   * Files that are not what their cards or marks say any more, gone or changed since: story files
   * below the source, files to be copied by their absolute paths. The pages that need them can't be
   * made of this site.
   */
  readonly moved: readonly string[];
}

/** What was published. */
export interface Published {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: number;
  /** Of those that were renamed, once they were, by their index among the plan's pages: that changes a stamp. */
  readonly stamps: ReadonlyMap<number, Stamp>;
}
