/** Arrays for templates whose entries are made, and traced, when a template reads them. */
import type { DependencyRecorder } from './dependencies.js';

/** A list as templates may ask for it; `name` is what a read of it is called, null for an own one. */
export interface ListSource<T> {
  readonly name: string | null;
  readonly length: number;
  at(index: number): T;
}

/**
 * A read-only array. It passes for an array everywhere (loops, `Array.isArray`, spread, `slice`),
 * and makes an entry only when that one is read. The first entries alone may be read without the
 * length, by `slice`: a page that shows the latest ten doesn't depend on how many there are.
 */
export function lazyList<T>(
  { name, length, at }: ListSource<T>,
  reads: DependencyRecorder,
): readonly T[] {
  const notePrefix = (end: number): void => {
    if (name !== null) reads.prefix(name, end);
  };
  const noteLength = (): void => {
    if (name !== null) reads.record(`list # ${name}`);
  };
  const slice = (start = 0, end?: number): readonly T[] => {
    if (start < 0 || end === undefined || end < 0) noteLength();
    const from = start < 0 ? Math.max(0, length + start) : start;
    const to = end === undefined ? length : end < 0 ? length + end : end;
    notePrefix(Math.max(0, to));
    const entries: T[] = [];
    for (let index = from; index < Math.min(to, length); index++) entries.push(at(index));
    return entries;
  };
  return new Proxy<T[]>(new Array<T>(length), {
    get(target, key, receiver) {
      if (key === 'slice') return slice;
      if (key === 'length') noteLength();
      const index = indexOf(key);
      if (index < 0) return Reflect.get(target, key, receiver);
      notePrefix(index + 1);
      return index < length ? at(index) : undefined;
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
