/** Typed look-ups in checked config data, with the defaults of the config's table. */
import type { ConfigKey } from '../../model/config-schema.js';
import { type Data, isList, isMap, type Value } from '../../model/data.js';
import { scalarText } from '../text/scalar.js';

/**
 * Keys are as the table has them: `paginate`, `feed.posts_limit`; one that it has not throws. A
 * missing or null key gives the table's default.
 */
export interface ConfigReader {
  /** Without a default: an empty text. */
  text(values: Data, key: string): string;
  /** The same; an empty text counts as missing. */
  filledText(values: Data, key: string): string;
  /** Null: none, `false` or an empty one. */
  textOrNull(values: Data, key: string): string | null;
  /** An address in the site, with a slash before it; null: `false`. */
  pathOrNull(values: Data, key: string): string | null;
  /** One of the words; any other gives the first, which is the default. */
  word<Word extends string>(values: Data, key: string, words: readonly [Word, ...Word[]]): Word;
  flag(values: Data, key: string): boolean;
  number(values: Data, key: string): number;
  list(values: Data, key: string): readonly string[];
  /** Undefined: the table has none. */
  defaultOf(key: string): Value | undefined;
}

/** Of the keys in one part of the table. */
export function configReader(keys: readonly ConfigKey[]): ConfigReader {
  const defaults = new Map(keys.map((one) => [one.key, one.default]));
  const defaultOf = (key: string): Value | undefined => {
    if (!defaults.has(key)) throw new Error(`The config's table has no key ${key}`);
    return defaults.get(key);
  };
  const text = (values: Data, key: string): string =>
    scalarText(valueAt(values, key)) ?? scalarText(defaultOf(key)) ?? '';
  return {
    defaultOf,
    text,
    filledText: (values, key) => text(values, key) || (scalarText(defaultOf(key)) ?? ''),
    textOrNull(values, key) {
      const value = text(values, key).trim();
      return value === '' || valueAt(values, key) === false ? null : value;
    },
    pathOrNull(values, key) {
      if (valueAt(values, key) === false) return null;
      const path = text(values, key);
      return path.startsWith('/') ? path : `/${path}`;
    },
    word(values, key, words) {
      const written = text(values, key);
      return words.find((one) => one === written) ?? words[0];
    },
    flag(values, key) {
      const value = valueAt(values, key);
      return typeof value === 'boolean' ? value : defaultOf(key) === true;
    },
    number(values, key) {
      const value = valueAt(values, key);
      return typeof value === 'number' ? value : Number(defaultOf(key) ?? 0);
    },
    list: (values, key) => texts(valueAt(values, key)) ?? texts(defaultOf(key)) ?? [],
  };
}

/** What a config has under a key of the table; undefined: nothing. */
export function valueAt(values: Data, name: string): Value | undefined {
  const [key = '', inner] = name.split('.');
  const value = values[key];
  if (inner === undefined) return value;
  return isMap(value) ? value[inner] : undefined;
}

/** The texts in a list; null: it is none. */
export function texts(value: Value | undefined): readonly string[] | null {
  return isList(value) ? value.flatMap((entry) => scalarText(entry) ?? []) : null;
}
