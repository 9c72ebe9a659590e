/** Names that were meant as a list, `[市场, 要闻`, where YAML reads none: see `repair.ts`. */
import { trimBlanks, unquote } from './pasted.js';
import { LIST_KEYS } from './post-keys.js';

/** A name in whole quotes, or all up to the next comma or bracket. */
const NAME: RegExp =
  /[ \t]*"[^"]*"(?=[ \t]*(?:[,，[\]]|$))|[ \t]*'[^']*'(?=[ \t]*(?:[,，[\]]|$))|[^,，[\]]+/g;

/** Without brackets, commas and quotes; null: another key's value, or no list. */
export function pastedNames(key: string, value: string): readonly string[] | null {
  if (!LIST_KEYS.has(key) || !value.startsWith('[')) return null;
  const names = (value.match(NAME) ?? []).map((name) => unquoted(trimBlanks(name)));
  return names.filter((name) => name !== '');
}

/** `要闻"` ends in a quote that nothing opened: the list was cut, or begun twice. */
function unquoted(name: string): string {
  const text = unquote(name);
  const last = text.at(-1) ?? '';
  const isStray = (last === '"' || last === "'") && text.indexOf(last) === text.length - 1;
  return isStray && text === name ? text.slice(0, -1) : text;
}
