/**
 * Names in an order, and values that go with them by place. An archive's files and outputs are many
 * and seldom other than before: where the names are the very same object, nothing is looked up.
 */

/** As much of a set as most need. */
export interface Names extends Iterable<string> {
  readonly size: number;
  has(name: string): boolean;
}

/** Each name once. */
export interface Places extends Names {
  readonly names: readonly string[];
  /** Where the name is among them. */
  at(name: string): number | undefined;
}

/** A value for each place. */
export interface Column<T> {
  readonly places: Places;
  readonly values: readonly T[];
}
