/** What was made of the stories of the last time, of which so many, from the oldest, are the same. */
export interface SameStart<T> {
  readonly last: T;
  readonly same: number;
}
