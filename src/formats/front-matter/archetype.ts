/** Archetypes: files of `_archetypes` with which stories begin. Pure. */

/** What an archetype's own forms stand for, by their names. */
export interface ArchetypeFacts {
  readonly title: string;
  readonly date: string;
  readonly slug: string;
}

const FORM = /\{\{\s*(title|date|slug)\s*\}\}/g;

export function fillArchetype(text: string, facts: ArchetypeFacts): string {
  return text.replace(FORM, (_, key: keyof ArchetypeFacts) => facts[key]);
}
