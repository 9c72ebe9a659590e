/** What a title says, where it is copied from a page with its markup. */
import { plainText } from '../html/plain-text.js';

/** Elements and character references; `List<T>` is no element. */
const MARKUP = /<([a-z][a-z\d]*)(?=[\s>])[^<>]*>.*<\/\1\s*>|<br\s*\/?>|&(?:#x?[\da-f]+|[a-z\d]+);/i;

export function titleWords(title: string): string {
  return MARKUP.test(title) ? plainText(title) : title;
}
