/**
 * JSON without loss of order: `JSON.parse` puts keys that are whole numbers first. Used by `_data`,
 * and wherever data comes back as text, from the cache or another thread.
 */
import { isNumberKey, markKey } from '../../model/data.js';

/**
 * A key of digits, escaped ones too: no quote inside of a text is without a backslash, so what begins
 * here is a text of its own, and what a colon follows is a key.
 */
const NUMBER_KEY = /(?<!\\)"((?:\d|\\u003\d)+)"(?=\s*:)/gi;

/** Where such a key may be; texts of a list look like it, too. Much cheaper, as quotes are many. */
const MAYBE_KEY = /[{,]\s*"(?:\d|\\u003\d)/;

/** As `JSON.parse`, with such keys marked: `plainData` takes the marks away again. */
export function parseJson(text: string): unknown {
  if (!MAYBE_KEY.test(text)) return JSON.parse(text);
  const marked = text.replace(NUMBER_KEY, (written) => {
    const key = JSON.parse(written) as string;
    return isNumberKey(key) ? JSON.stringify(markKey(key)) : written;
  });
  return JSON.parse(marked);
}
