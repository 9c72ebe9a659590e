/**
 * JSON put together as text: the same as `JSON.stringify` writes, for the few objects that are written
 * for every page and whose parts most often are.
 */

/** What needs no escapes; the rest is left to the language. */
const PLAIN = /^[^"\\\p{Cc}\p{Surrogate}]*$/u;

/** A text as JSON. */
export function quoted(text: string): string {
  return PLAIN.test(text) ? `"${text}"` : JSON.stringify(text);
}

/** One more member of an object; without a value it isn't there. */
export function member(key: string, json: string | null): string {
  return json === null ? '' : `,"${key}":${json}`;
}

/** One more member that is a text. */
export function textMember(key: string, text: string | null): string {
  return text === null ? '' : `,"${key}":${quoted(text)}`;
}

/** A list of texts; an empty one is no value. */
export function quotedList(texts: readonly string[]): string | null {
  return texts.length === 0 ? null : `[${texts.map(quoted).join(',')}]`;
}
