/**
 * Puts footnotes at the end of a story. It replaces the plugin's own step, which loses notes inside
 * notes and notes that nothing refers to, and takes quadratic time for many of them.
 */
import type { StateCore, Token } from 'markdown-it';
import { isSparing } from './growth.js';

export interface Note {
  readonly label: string;
  readonly tokens: Token[];
}

/** A label as the story refers to it: `[^1]` is number 1 when it comes first, whatever its label. */
interface Reference {
  readonly id: number;
  readonly label: string;
  count: number;
}

/** Notes in the order of their references, then those that have none: nothing written vanishes. */
export function placeFootnotes(state: StateCore): void {
  const references = isSparing(state.env, 'reuse')
    ? withoutReferences(state.tokens)
    : findReferences(state.tokens);
  const notes = takeNotes(state);
  if (notes.length === 0) return;
  const unused = new Set(notes);
  const first = new Map(notes.toReversed().map((note) => [note.label, note]));
  state.tokens.push(new state.Token('footnote_block_open', '', 1));
  let next = 0;
  for (const { id, label, count } of references) {
    const note = first.get(label);
    pushNote(state, { id, count }, note?.tokens ?? []);
    if (note !== undefined) unused.delete(note);
    next = id + 1;
  }
  for (const note of unused) pushNote(state, { id: next++, count: 0 }, note.tokens);
  state.tokens.push(new state.Token('footnote_block_close', '', -1));
}

/** Where links to notes and back would multiply the story, references stay as they are written. */
function withoutReferences(tokens: readonly Token[]): readonly Reference[] {
  for (const token of tokens.flatMap(({ children }) => children ?? [])) {
    if (token.type !== 'footnote_ref') continue;
    token.content = `[^${String(token.meta?.['label'])}]`;
    Object.assign(token, { type: 'text', meta: null });
  }
  return [];
}

/** In the order of their numbers. */
function findReferences(tokens: readonly Token[]): readonly Reference[] {
  const found = new Map<number, Reference>();
  for (const { meta } of tokens.flatMap((token) => token.children ?? [])) {
    if (meta === null || !('subId' in meta)) continue;
    const id = Number(meta['id']);
    const reference = found.get(id) ?? { id, label: String(meta['label']), count: 0 };
    reference.count++;
    found.set(id, reference);
  }
  return [...found.values()].toSorted((a, b) => a.id - b.id);
}

/** Takes the definitions out of the story; one inside another becomes a note of its own. */
export function takeNotes(state: StateCore): readonly Note[] {
  const notes: Note[] = [];
  const open: Note[] = [];
  const story: Token[] = [];
  for (const token of state.tokens) {
    if (token.type === 'footnote_reference_open') {
      const note = { label: String(token.meta?.['label']), tokens: [] };
      notes.push(note);
      open.push(note);
    } else if (token.type === 'footnote_reference_close') {
      open.pop();
    } else {
      (open.at(-1)?.tokens ?? story).push(token);
    }
  }
  if (notes.length > 0) state.tokens = story;
  return notes;
}

/** The arrows back stand inside the note's last paragraph. */
function pushNote(
  state: StateCore,
  { id, count }: Pick<Reference, 'id' | 'count'>,
  tokens: readonly Token[],
): void {
  const make = (type: string, nesting: -1 | 0 | 1, subId: number): Token => {
    const token = new state.Token(type, '', nesting);
    token.meta = { id, subId };
    return token;
  };
  state.tokens.push(make('footnote_open', 1, 0));
  for (const token of tokens) state.tokens.push(token);
  const last = state.tokens.at(-1)?.type === 'paragraph_close' ? state.tokens.pop() : undefined;
  for (let subId = 0; subId < count; subId++) state.tokens.push(make('footnote_anchor', 0, subId));
  if (last !== undefined) state.tokens.push(last);
  state.tokens.push(make('footnote_close', -1, 0));
}
