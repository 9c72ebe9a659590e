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

/**
 * `make`'s answers by the folder of a path (relative, with `/`; the top is an empty name). An archive's files lie in
 * few folders, and come folder by folder: its name is cut out only where it is another than that of the path before.
 */
export function memoizeByFolder<T>(make: (folder: string) => T): (path: string) => T {
  const known = new Map<string, { readonly value: T }>();
  const answerFor = (folder: string): T => {
    const before = known.get(folder);
    if (before !== undefined) return before.value;
    const value = make(folder);
    known.set(folder, { value });
    return value;
  };
  let last: { readonly start: string; readonly value: T } | null = null;
  return (path) => {
    if (last === null || !path.startsWith(last.start) || path.includes('/', last.start.length)) {
      const start = path.slice(0, path.lastIndexOf('/') + 1);
      last = { start, value: answerFor(start.slice(0, -1)) };
    }
    return last.value;
  };
}
