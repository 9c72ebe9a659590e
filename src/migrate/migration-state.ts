/** How far a migration is. */
import type { Migration } from './types.js';

/** Every old address is answered, and of another generator's site there was something to read. */
export function isDone(migration: Migration): boolean {
  const { addresses } = migration;
  return !isEmpty(migration) && (addresses === null || unanswered(addresses) === 0);
}

/** Nothing was found in what was to be read: the file is no such export, or broken from its begin on. */
export function isEmpty({ imported }: Migration): boolean {
  return imported !== null && imported.stories === 0 && imported.files === 0;
}

/** Addresses that nothing would answer today: those that are lost, and those that a change would keep. */
export function unanswered({ moved, lost }: NonNullable<Migration['addresses']>): number {
  return lost.length + moved.filter(({ isAnswered }) => !isAnswered).length;
}
