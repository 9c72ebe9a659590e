/**
 * Categories and tags out of front matter, as Jekyll reads them (`utils.rb`, `document.rb`); and
 * sources, authors and series.
 */
import { isList, isMap, type Value } from '../../model/data.js';
import type { FrontMatterData } from '../../model/front-matter-keys.js';
import type { NamedTermType } from '../../model/term-types.js';
import { scalarText } from '../text/scalar.js';
import { cleanName } from '../text/text.js';

/** What a story's front matter names of a kind of terms; `folders` are those above `_posts`. */
type TermReader = (data: FrontMatterData, folders: readonly string[]) => readonly string[];

export const TERM_READERS: Readonly<Record<NamedTermType, TermReader>> = {
  category: categoriesOf,
  tag: tagsOf,
  source: sourcesOf,
  author: authorsOf,
  series: seriesOf,
};

/**
 * `categories` (a string is split at ASCII white space, a list taken as it is) and `category` (one
 * value, blanks kept) united, after the folders above `_posts`.
 */
export function categoriesOf(data: FrontMatterData, before: readonly string[]): readonly string[] {
  return clean([...before, ...many(data.categories), ...single(data.category)]);
}

/** `tag` when there is one, else `tags`. */
function tagsOf(data: FrontMatterData): readonly string[] {
  const tag = single(data.tag);
  return clean(tag.length > 0 ? tag : many(data.tags));
}

/** `source`: a text, or a map with a `name`; several are a list. */
function sourcesOf(data: FrontMatterData): readonly string[] {
  return clean(namesIn(data.source));
}

/** `author` and `authors`, each like `source`. */
function authorsOf(data: FrontMatterData): readonly string[] {
  return clean([...namesIn(data.author), ...namesIn(data.authors)]);
}

/** `series`, like `source`. */
function seriesOf(data: FrontMatterData): readonly string[] {
  return clean(namesIn(data.series));
}

/** A scraper's `source: https://…` is an address, no name. */
function namesIn(value: Value | undefined): readonly string[] {
  if (isList(value)) return value.flatMap(namesIn);
  const name = scalarText(isMap(value) ? value['name'] : value);
  return name === null || /^(?:https?:)?\/\//i.test(name.trim()) ? [] : [name];
}

/** The values of a plural key, before cleaning. */
export function many(value: Value | undefined): readonly string[] {
  if (typeof value === 'string') return value.split(/[ \t\n\v\f\r]+/);
  return single(value);
}

/** A map in place of names names nothing. */
function single(value: Value | undefined): readonly string[] {
  return isMap(value) ? [] : one(value);
}

/** A map in a list was meant as words: `[快讯: 央行]` has one term, `快讯: 央行`. */
function one(value: Value | undefined): readonly string[] {
  if (isList(value)) return value.flatMap(one);
  if (!isMap(value)) {
    const text = scalarText(value);
    return text === null ? [] : [text];
  }
  return Object.keys(value).map((key) => `${key}: ${scalarText(value[key]) ?? ''}`);
}

/** As titles are, for they are shown beside them; empty ones dropped, each once, in order. */
function clean(names: readonly string[]): readonly string[] {
  return [...new Set(names.map(cleanName).filter((name) => name !== ''))];
}
