/** Attribute lists as kramdown reads them: what it doesn't know in one is passed over, and reported. */
import { quoted, reportFault } from '../body-faults.js';
import type { AttributeEnv, AttributeList } from './attributes.js';

const KEY = '(\\w[\\w-]*)=("|\')((?:\\\\\\}|\\\\\\2|(?!\\2)[^}])*?)\\2';
const SHORT = '((?:#[A-Za-z][\\w:-]*|\\.[^\\s.#]+)+)';
const ITEM = new RegExp(`(?<=^|\\s)(?:${KEY}|(\\w[\\w-]*)|${SHORT})(?=\\s|$)`, 'g');

/** `text` is what stands between `{:` and `}`; its line, from 0. */
export function kramdownList(text: string, env: AttributeEnv, line: number): AttributeList {
  const attributes: (readonly [string, string])[] = [];
  const names: string[] = [];
  for (const [, key, quote = '', value = '', name, short] of text.matchAll(ITEM)) {
    if (key !== undefined)
      attributes.push([key, value.replaceAll(`\\${quote}`, quote).replaceAll('\\}', '}')]);
    else if (name !== undefined) names.push(name);
    else attributes.push(...shortOnes(short ?? ''));
  }
  const rest = text.replace(ITEM, '').trim();
  if (/[\p{L}\p{N}]/u.test(rest) && !/^[\w-]+=\S*$/.test(rest)) reportRest(text, env, line);
  return { attributes, names };
}

function shortOnes(short: string): readonly (readonly [string, string])[] {
  const parts = short.match(/[#.][^#.]+/g) ?? [];
  return parts.map((part) => [part.startsWith('#') ? 'id' : 'class', part.slice(1)]);
}

function reportRest(text: string, env: AttributeEnv, line: number): void {
  const written = `{:${text}}`;
  reportFault(env, 'attributes-unknown', () => ({
    message: `${quoted(written)} is not shown: it reads as a list of attributes, and has words that are none`,
    hint: 'For readers, put a backslash before the brace.',
    line: line + 1,
    found: written,
  }));
}
