/** How far a migration is. */
import type { Migration } from './types.js';

/** Every old address is answered. */
export function isDone({ addresses }: Migration): boolean {
  return addresses === null || unanswered(addresses) === 0;
}

/** Addresses that nothing would answer today: those that are lost, and those that a change would keep. */
export function unanswered({ moved, lost }: NonNullable<Migration['addresses']>): number {
  return lost.length + moved.filter(({ isAnswered }) => !isAnswered).length;
}
