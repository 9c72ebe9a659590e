/**
 * Names in an order, and values that go with them by place. An archive's files and outputs are many
 * and seldom other than before: where the names are the very same object, nothing is looked up, and a
 * value that stays is the same row of the same rows, for which no object has to be made.
 */

/** Each name once. */
export interface SortedNames extends Iterable<string> {
  readonly names: readonly string[];
  readonly size: number;
  has(name: string): boolean;
  /** Where the name is among them. */
  at(name: string): number | undefined;
}

/** Values by their numbers, which say nothing of an order. */
export interface Rows<T> {
  at(row: number): T;
  /** The row that a new value has from now on. */
  add(value: T): number;
}

/** In place of a row: there is no value. */
export const NO_ROW = -1;

/** A value for each place: the row there, of rows that other tables may have as well. */
export interface SortedTable<T> {
  readonly places: SortedNames;
  readonly rows: Int32Array;
  readonly values: Rows<T>;
}
