/** Answers that are asked for often, and depend on nothing but the question. */

/** `make`'s answers by key, forgotten when there are more than `most`; never an undefined one. */
export function memoizeByKey<T, K extends string | number = string>(
  make: (key: K) => T,
  most: number,
): (key: K) => T {
  const known = new Map<K, T>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const value = make(key);
    if (known.size >= most) known.clear();
    known.set(key, value);
    return value;
  };
}

/** `make`'s answers for values that never change, forgotten with them; never an undefined one. */
export function memoizeByObject<T, K extends object>(make: (key: K) => T): (key: K) => T {
  const known = new WeakMap<K, T>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const value = make(key);
    known.set(key, value);
    return value;
  };
}
