/**
 * kramdown's attribute lists, `{: .class #id key="value" name}`: what one says, and how it is put on
 * an element. Where lists may stand is said in `attribute-rules.ts`.
 */
import type { Env, Token } from 'markdown-it';
import { isSafeUrl } from '../../html/safe-urls.js';
import { quoted, reportFault } from '../body-faults.js';
import { isSparing } from '../growth.js';

/** What a list says, in its order. */
export interface AttributeList {
  readonly attributes: readonly (readonly [string, string])[];
  /** Of other lists, `{:name: .class}`, or words such as `toc`. */
  readonly names: readonly string[];
}

/** A list as it is written, and its line, from 1. */
interface ListPlace {
  readonly text: string;
  readonly line: number;
}

/** One that other lists name, while it grows. */
interface NamedList extends AttributeList {
  /** The places of its words, which are lost if nothing names the list. */
  readonly places: ListPlace[];
  readonly attributes: (readonly [string, string])[];
  readonly names: string[];
}

/** The rules' state while they read one text. */
export interface AttributeEnv extends Env {
  namedLists?: Map<string, NamedList>;
  /** Those that something has named. */
  usedLists?: Set<string>;
  /** Items that elements have got from named lists. */
  borrowed?: number;
}

const NAME = '[A-Za-z_][\\w-]*';
const VALUE = `${NAME}=(?:"(?:\\\\.|[^"\\\\])*"|'(?:\\\\.|[^'\\\\])*'|[^\\s"']+)`;
/** `#id.class.class`, which need no blanks between them. */
const SHORT = `(?:#[\\p{L}_][\\p{L}\\p{M}\\p{N}_:-]*|\\.[^\\s.,#"'<>]+)+`;
const ITEM = new RegExp(`(?:(${VALUE})|(${SHORT})|(${NAME})),?(?:\\s+|$)`, 'suy');

/** Null: not a list. `text` is what stands between `{:` and `}`; with one odd word it is prose. */
export function parseAttributes(text: string): AttributeList | null {
  const attributes: (readonly [string, string])[] = [];
  const names: string[] = [];
  const items = text.trim();
  if (items === '') return null;
  for (let at = 0; at < items.length; at = ITEM.lastIndex) {
    ITEM.lastIndex = at;
    const [, pair, short, name] = ITEM.exec(items) ?? [];
    if (pair !== undefined) attributes.push(...parsePair(pair));
    else if (short !== undefined) attributes.push(...parseShort(short));
    else if (name !== undefined) names.push(name);
    else return null;
  }
  return { attributes, names };
}

/** An unquoted value is ignored, as in Jekyll. */
function parsePair(pair: string): readonly (readonly [string, string])[] {
  const equals = pair.indexOf('=');
  const written = pair.slice(equals + 1);
  if (!/^["']/.test(written)) return [];
  return [[pair.slice(0, equals), written.slice(1, -1).replace(/\\([}"'])/g, '$1')]];
}

function parseShort(short: string): readonly (readonly [string, string])[] {
  const parts = short.match(/[#.][^#.]+/g) ?? [];
  return parts.map((part) => [part.startsWith('#') ? 'id' : 'class', part.slice(1)]);
}

/** Keeps `{:name: …}`; two of one name are one list. */
export function keepNamed(
  env: AttributeEnv,
  name: string,
  list: AttributeList,
  place: ListPlace,
): void {
  env.namedLists ??= new Map();
  const kept = env.namedLists.get(name) ?? { places: [], attributes: [], names: [] };
  env.namedLists.set(name, kept);
  // In place: a copy for each of many would take quadratic time.
  for (const attribute of list.attributes) kept.attributes.push(attribute);
  for (const other of list.names) kept.names.push(other);
  const isWords = ([key]: readonly [string, string]): boolean => key !== 'class' && key !== 'id';
  if (list.names.length > 0 || list.attributes.some(isWords)) kept.places.push(place);
}

/** Named lists that name others. */
const DEEPEST = 4;
/** In one text: a long list that is named on every word must not multiply it. */
const MOST_BORROWED = 20_000;
const MOST_ATTRIBUTES = 40;

/** Classes are added to those it has, anything else takes the place of what was there. */
export function addAttributes(
  token: Token,
  list: AttributeList,
  env: AttributeEnv,
  depth = 0,
): void {
  for (const name of list.names) {
    const mark = MARKS.get(name);
    if (mark !== undefined) token.meta = { ...token.meta, [mark]: true };
    const named = depth < DEEPEST ? env.namedLists?.get(name) : undefined;
    if (named === undefined) continue;
    env.usedLists ??= new Set();
    env.usedLists.add(name);
    if (isSparing(env, 'reuse')) continue;
    env.borrowed = (env.borrowed ?? 0) + 1 + named.attributes.length + named.names.length;
    if (env.borrowed <= MOST_BORROWED) addAttributes(token, named, env, depth + 1);
  }
  for (const [name, value] of list.attributes) {
    if (!isHarmless(name, value)) continue;
    if (name === 'class') token.attrJoin(name, value);
    else if ((token.attrs?.length ?? 0) < MOST_ATTRIBUTES) token.attrSet(name, value);
  }
}

/** Words in lists that other rules look for. */
const MARKS: ReadonlyMap<string, string> = new Map([
  ['toc', 'isContents'],
  ['footnotes', 'isNotes'],
  ['standalone', 'isStandalone'],
]);

/** Reports a list of words that nothing is named by, such as `{: see below}`. */
export function reportUnknown(
  { names }: AttributeList,
  { env, text, line }: { readonly env: AttributeEnv; readonly text: string; readonly line: number },
): void {
  const unknown = names.find((name) => !MARKS.has(name) && env.namedLists?.has(name) !== true);
  if (unknown === undefined) return;
  reportFault(env, 'attributes-unknown', () => ({
    message: `${quoted(text)} is not shown: it reads as attributes, and nothing is named ${unknown}`,
    hint: 'For readers, put a backslash before the brace.',
    line,
    found: text,
  }));
}

/** Reports lists that nothing names, such as `{:note: some words}`. */
export function reportUnnamed(env: AttributeEnv): void {
  for (const [name, { places }] of env.namedLists ?? []) {
    if (env.usedLists?.has(name) === true) continue;
    for (const { text, line } of places) {
      reportFault(env, 'definition-unused', () => ({
        message: `${quoted(text)} is not shown: it reads as a list of attributes, and nothing names it`,
        hint: 'For readers, put a backslash before the brace.',
        line,
        found: text,
      }));
    }
  }
}

const ADDRESS = /^(?:href|src|poster|cite|data|background|action|formaction)$/i;

/** Attributes that could run code are refused in lists under every policy for HTML. */
function isHarmless(name: string, value: string): boolean {
  if (/^(?:on|srcdoc$)/i.test(name)) return false;
  return !ADDRESS.test(name) || isSafeUrl(value, 'link') || isSafeUrl(value, 'image');
}
