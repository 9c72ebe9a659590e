/**
 * Which plain scalars of YAML are numbers, booleans or null: an own, narrow idea of it, so that
 * stock codes, dates, times and ids stay the text that was written. The schemas are `yaml.ts`'s.
 */
import { FAILSAFE_SCHEMA, type Schema, Type } from 'js-yaml';
import { isNumberKey, markKey } from '../../model/data.js';
import { keysWith } from '../../model/front-matter-keys.js';

/** Keys of sites' own for what has leading zeros: share codes, ids. */
export const SITES_KEYS: readonly string[] = ['id', 'code'];

/** Top keys whose values are words for people or names: they keep the text as it was written. */
export const WRITTEN_KEYS: ReadonlySet<string> = new Set([...keysWith('written'), ...SITES_KEYS]);

/**
 * A scalar that YAML gives a type, or that is a whole number between quotes: both readings, until it
 * is known which one is wanted.
 */
export class Plain {
  readonly text: string;
  readonly value: string | number | boolean | null;
  constructor(text: string, value: string | number | boolean | null) {
    this.text = text;
    this.value = value;
  }
  /**
   * With a tag of its own, js-yaml asks `toString` for the name when this is a mapping's key, and for
   * nothing else; marked, whole numbers stay where the file has them.
   */
  get [Symbol.toStringTag](): string {
    return 'Plain';
  }
  toString(): string {
    return isNumberKey(this.text) ? markKey(this.text) : this.text;
  }
}

const WORDS: ReadonlyMap<string, boolean | null> = new Map([
  ...['true', 'yes', 'on'].map((word) => [word, true] as const),
  ...['false', 'no', 'off'].map((word) => [word, false] as const),
  ...['null', '~'].map((word) => [word, null] as const),
]);

/** No leading zero: `000001` is a share. No exponent without a dot, as in Psych: `12e4` is an id. */
const NUMBER: RegExp =
  /^[-+]?(?:0x[\da-f]+|0o[0-7]+|0b[01]+|(?:0|[1-9][\d_]*)(?:\.\d+(?:e[-+]?\d+)?)?|\.\d+)$/i;

/** The number, boolean or null that YAML means by a plain scalar; undefined: it is text. */
export function plainValue(text: string): number | boolean | null | undefined {
  if (text.length <= 5) {
    const word = WORDS.get(text.toLowerCase());
    if (word !== undefined) return word;
  }
  if (!NUMBER.test(text)) return undefined;
  const digits = text.replace(/^[-+]|_/g, '');
  // Zero has no sign: JSON would lose it.
  const value = Number(digits) * (text.startsWith('-') ? -1 : 1) + 0;
  return Math.abs(value) <= Number.MAX_SAFE_INTEGER ? value : undefined;
}

const PLAIN: Type = new Type('tag:yaml.org,2002:plain', {
  kind: 'scalar',
  resolve: (text: string | null) => text !== null && plainValue(text) !== undefined,
  construct: (text: string) => new Plain(text, plainValue(text) ?? null),
});
const MERGE: Type = new Type('tag:yaml.org,2002:merge', {
  kind: 'scalar',
  resolve: (text: string | null) => text === '<<',
});
/** For posts. */
export const SCHEMA: Schema = FAILSAFE_SCHEMA.extend({ implicit: [PLAIN] });
/** For trusted files: merge keys (`<<`) as well. */
export const TRUSTED_SCHEMA: Schema = FAILSAFE_SCHEMA.extend({ implicit: [MERGE, PLAIN] });
