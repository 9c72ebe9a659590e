/**
 * Names in an order, and values that go with them by place. An archive's files and outputs are many
 * and seldom other than before: where the names are the very same object, nothing is looked up.
 */

/** Each name once. */
export interface SortedNames extends Iterable<string> {
  readonly names: readonly string[];
  readonly size: number;
  has(name: string): boolean;
  /** Where the name is among them. */
  at(name: string): number | undefined;
}

/** A value for each place. */
export interface SortedTable<T> {
  readonly places: SortedNames;
  readonly values: readonly T[];
}
