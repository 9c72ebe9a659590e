/**
 * Which documents of collections appear in this build. Where a collection has pages, a date to come
 * holds a document back as it does a story, so that no list leads to a page that isn't there; where it
 * has none, its documents are data, and a date to come is a date like another.
 */
import type { Config } from '../../model/config.js';
import type { Document, Held } from '../../model/site.js';
import { collectionOf } from '../../outputs/collections/paths.js';

type HoldSettings = Pick<Config, 'collections' | 'drafts' | 'future' | 'now'>;

/** Of documents, what `Held` has. */
type HeldDocuments = Pick<Held, 'drafts' | 'future' | 'nextDue'>;

interface ChosenDocuments {
  readonly documents: readonly Document[];
  readonly held: HeldDocuments;
}

/** Pages are among those given, and stay. */
export function selectDocuments(
  documents: readonly Document[],
  config: HoldSettings,
): ChosenDocuments {
  const ready = documents.filter(({ collected }) => config.drafts || collected?.draft !== true);
  const waiting = ready.filter((document) => isWaiting(document, config));
  const due = waiting.length === 0 ? ready : ready.filter((one) => !isWaiting(one, config));
  const dates = waiting.flatMap(({ date }) => date ?? []);
  const held = {
    drafts: documents.length - ready.length,
    future: waiting.length,
    nextDue: dates.length === 0 ? null : Math.min(...dates),
  };
  return { documents: due, held };
}

/** How many wait: while the documents are the same, so are those. */
export function waitingDocuments(documents: readonly Document[], config: HoldSettings): number {
  return documents.filter((document) => isWaiting(document, config)).length;
}

function isWaiting({ path, output, date, collected }: Document, config: HoldSettings): boolean {
  if (collected === null || output === '' || date === null || date <= config.now) return false;
  return !config.future && collectionOf(path, config)?.future !== true;
}

export function addHeld(held: Held, { drafts, future, nextDue }: HeldDocuments): Held {
  const dues = [held.nextDue, nextDue].filter((due) => due !== null);
  return {
    ...held,
    drafts: held.drafts + drafts,
    future: held.future + future,
    nextDue: dues.length === 0 ? null : Math.min(...dues),
  };
}
