/** Arrays for templates whose entries are made when they are looked at. */

/**
 * A read-only array of `length` entries. It passes for an array everywhere (loops, `Array.isArray`,
 * spread, `slice`), and makes an entry only when that one is read.
 */
export function lazyList<T>(length: number, at: (index: number) => T): readonly T[] {
  return new Proxy<T[]>(new Array<T>(length), {
    get(target, key, receiver) {
      const index = indexOf(key);
      if (index >= 0) return index < length ? at(index) : undefined;
      return Reflect.get(target, key, receiver);
    },
    has: (target, key) => (indexOf(key) >= 0 ? indexOf(key) < length : Reflect.has(target, key)),
    set: () => false,
    deleteProperty: () => false,
    defineProperty: () => false,
  });
}

/** The array index a key stands for, or -1. */
function indexOf(key: string | symbol): number {
  return typeof key === 'string' && /^(?:0|[1-9]\d{0,9})$/.test(key) ? Number(key) : -1;
}
