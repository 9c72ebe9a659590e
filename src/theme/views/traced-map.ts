/** Maps for templates whose entries are traced when they are read: `site`, `site.data`, … */
import { type Data, isMap, type Value } from '../../model/data.js';
import { isStoryKeysSymbol } from '../escape/story-text.js';
import { type DependencyRecorder, namesOf } from './dependencies.js';

/** What templates may ask of a map. Each function records the dependency. */
export interface MapSource {
  get(key: string): unknown;
  has(key: string): boolean;
  keys(): readonly string[];
  /** The keys are a story's words. */
  readonly hasStoryKeys?: true;
}

/** A read-only map without a prototype: it passes for a plain one everywhere. */
export function tracedMap(source: MapSource): object {
  return new Proxy<object>(Object.create(null), {
    get(_, key) {
      if (typeof key === 'string') return source.get(key);
      return isStoryKeysSymbol(key) ? source.hasStoryKeys : undefined;
    },
    has: (_, key) => typeof key === 'string' && source.has(key),
    ownKeys: () => [...source.keys()],
    getOwnPropertyDescriptor(_, key) {
      if (typeof key !== 'string' || !source.has(key)) return undefined;
      // The value is left to `get`, so that reading the names alone makes no dependency on values.
      return { value: undefined, enumerable: true, configurable: true };
    },
    set: () => false,
    deleteProperty: () => false,
    defineProperty: () => false,
  });
}

/** `site.data`; a dependency is the path that was read, no wider. */
export function tracedData(
  data: Data,
  reads: DependencyRecorder,
  path: readonly string[] = [],
): object {
  const inner = new Map<string, object>();
  const within = namesOf((key) => `data ${JSON.stringify([...path, key])}`);
  // The test whether a map exists is a dependency as well: the map may go.
  const presence = namesOf((key) => `data? ${JSON.stringify([...path, key])}`);
  return tracedMap({
    get(key) {
      const value: Value | undefined = data[key];
      if (!isMap(value)) {
        reads.record(within(key));
        return value;
      }
      const known = inner.get(key) ?? tracedData(value, reads, [...path, key]);
      inner.set(key, known);
      reads.record(presence(key));
      return known;
    },
    has(key) {
      reads.record(presence(key));
      return key in data;
    },
    keys() {
      reads.record(`data ${JSON.stringify(path)}`);
      return Object.keys(data);
    },
  });
}

/** The config's own keys. */
export function configSource(values: Data, reads: DependencyRecorder): MapSource {
  const name = namesOf((key) => `config ${key}`);
  return {
    get(key) {
      reads.record(name(key));
      return values[key];
    },
    has(key) {
      reads.record(name(key));
      return key in values;
    },
    keys() {
      reads.record('config');
      return Object.keys(values);
    },
  };
}

/** The config's own keys, for those who aren't templates. */
export function tracedConfig(values: Data, reads: DependencyRecorder): Data {
  return tracedMap(configSource(values, reads)) as Data;
}
