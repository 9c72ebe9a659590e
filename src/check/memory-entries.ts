/** What a check remembers of an output, and its entries as they are written: what is read back is checked like a stranger's. */

/** What an address leads to that is no output: nothing, or a place in another output. */
export type OtherTarget =
  | readonly [kind: 'dead', use: string, path: string]
  | readonly [kind: 'place', output: string, fragment: string];

/** A finding about one output, of itself: its code, words and a number. */
export type OutputNote = readonly [code: string, words: string, amount: number];

/** What is remembered of an output. A reference is twice an output's number, or an other target's and one. */
export interface RememberedOutput {
  /** Of its bytes, and of its story's card; empty: it shows no story. */
  readonly digest: string;
  readonly card: string;
  /** Of the story's title, and of the address that it is from; 0: none. */
  readonly title: number;
  readonly source: number;
  /** References of links that a reader can follow. */
  readonly leads: Uint32Array;
  /** Of all else that the output needs. */
  readonly needs: Uint32Array;
  /** Short digests of the names of its places. */
  readonly places: Uint32Array;
  readonly notes: readonly OutputNote[];
}

export type MemoryEntry =
  | readonly ['names', readonly string[]]
  | readonly ['others', readonly OtherTarget[]]
  | readonly ['gone', readonly number[]]
  | readonly ['outputs', ...OutputColumns];

/** Numbers, digests, cards, titles, sources; lengths three by three, and all references, as words; notes by row. */
export type OutputColumns = readonly [
  ...[numbers: readonly number[], digests: readonly string[], cards: readonly string[]],
  ...[titles: readonly number[], sources: readonly number[], lengths: string, references: string],
  notes: readonly (readonly [row: number, ...OutputNote])[],
];

/** Null: it is none. */
export function otherTargetOf(other: unknown): OtherTarget | null {
  if (!Array.isArray(other) || other.length !== 3) return null;
  const [kind, ...texts] = other as unknown[];
  const isKnown = kind === 'dead' || kind === 'place';
  return isKnown && texts.every(isText) ? (other as unknown as OtherTarget) : null;
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

export function areColumns(columns: readonly unknown[]): columns is OutputColumns {
  const [numbers, digests, cards, titles, sources, lengths, references, notes] = columns;
  if (!Array.isArray(numbers) || !Array.isArray(notes)) return false;
  const isColumn = (list: unknown, check: (value: unknown) => boolean): boolean =>
    Array.isArray(list) && list.length === numbers.length && list.every(check);
  return (
    [numbers, titles, sources].every((list) => isColumn(list, isWhole)) &&
    [digests, cards].every((list) => isColumn(list, isText)) &&
    [lengths, references].every(isText)
  );
}

/** Words of 32 bits as text. */
export function wordsText(words: readonly number[]): string {
  return Buffer.from(Uint32Array.from(words).buffer).toString('base64');
}

/** Null: no whole words. */
export function wordsIn(text: string): Uint32Array | null {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length % 4 !== 0) return null;
  // A copy of its own begins at a word's edge.
  return new Uint32Array(Uint8Array.from(bytes).buffer);
}

/** Null: they are none. */
export function notesByRow(
  notes: readonly unknown[],
): ReadonlyMap<number, readonly OutputNote[]> | null {
  const byRow = new Map<number, OutputNote[]>();
  for (const written of notes) {
    if (!Array.isArray(written)) return null;
    const [row, code, words, amount] = written as unknown[];
    if (!isWhole(row) || !isText(code) || !isText(words) || !isWhole(amount)) return null;
    byRow.set(row, [...(byRow.get(row) ?? []), [code, words, amount]]);
  }
  return byRow;
}
