/** Answers that are asked for again and again, and hang on nothing but the question. */

/** `make`'s answers by key; when there are more than `most`, it begins anew. */
export function memoizeByKey<T>(make: (key: string) => T, most: number): (key: string) => T {
  const known = new Map<string, { readonly value: T }>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before.value;
    const value = make(key);
    if (known.size >= most) known.clear();
    known.set(key, { value });
    return value;
  };
}
