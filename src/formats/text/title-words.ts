/** What a title says, where it is copied from a page with its markup. */
import { plainText } from '../html/plain-text.js';

const START_TAG = /<([a-z][a-z\d]*)(?=[\s>])[^<>]*>/gi;
const END_TAG = /<\/([a-z][a-z\d]*)\s*>/gi;
const OTHER_MARKUP = /<br\s*\/?>|&(?:#x?[\da-f]+|[a-z\d]+);/i;

export function titleWords(title: string): string {
  return OTHER_MARKUP.test(title) || hasElement(title) ? plainText(title) : title;
}

/** `List<T>` is no element, for nothing ends it. */
function hasElement(title: string): boolean {
  const ends = new Map<string, number>();
  for (const { 1: name = '', index } of title.matchAll(END_TAG))
    ends.set(name.toLowerCase(), index);
  if (ends.size === 0) return false;
  return [...title.matchAll(START_TAG)].some(
    ({ 1: name = '', index }) => index < (ends.get(name.toLowerCase()) ?? 0),
  );
}
