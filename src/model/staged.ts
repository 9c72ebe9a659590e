/** The arrow out of `render`: files that wait beside the published ones, to be renamed over them. */
import type { EntryKind } from './io.js';
import type { PageKind } from './page.js';

export interface StagedFile {
  /** Below the destination, decoded, without a leading slash. */
  readonly output: string;
  /** Absolute path of the finished file. */
  readonly staged: string;
  /** What is published at `output` now; null: nothing yet. */
  readonly found: EntryKind | null;
  readonly kind: PageKind;
}

export interface Staged {
  /** The folder that holds them. */
  readonly folder: string;
  readonly files: readonly StagedFile[];
  /** Every output of this build, changed or not. */
  readonly outputs: readonly string[];
}

/** What was published. */
export interface Published {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: number;
  /** Files at the destination that no build of finews wrote: left alone. */
  readonly foreign: readonly string[];
}
