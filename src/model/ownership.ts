/** What finews owns at a destination: the outputs it may delete, and the posts they show. */
import type { SortedNames } from './sorted-table.js';

export interface LedgerRecord {
  /** Source paths of the posts that were published. */
  readonly posts: SortedNames;
  /** Below the destination. */
  readonly outputs: SortedNames;
}

/** What the destination's ledger says, and a way to change it (`publish/ledger.ts`). */
export interface Ownership {
  /** Outputs that earlier builds wrote; null when the ledger is lost or there never was one. */
  readonly outputs: SortedNames | null;
  /** Durably adds outputs, before the first rename. */
  extend(outputs: readonly string[]): void;
  /** Durably replaces the whole list, after the last deletion. */
  commit(outputs: SortedNames): void;
}
