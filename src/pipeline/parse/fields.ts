/** Small readings of front matter: title, layout, published. */

import { hasHidden, withoutHidden } from '../../formats/text/hidden.js';
import { languageTag } from '../../formats/text/languages.js';
import { layoutName } from '../../formats/text/layout-names.js';
import { scalarText } from '../../formats/text/scalar.js';
import { cleanTitle, firstWords } from '../../formats/text/text.js';
import { isIdSlug, type PostName, titleFromSlug } from '../../formats/urls/file-name.js';
import type { Config } from '../../model/config.js';
import { isList, isMap, type Value, withEntries } from '../../model/data.js';
import {
  type FrontMatterData,
  type FrontMatterKey,
  keysWith,
} from '../../model/front-matter-keys.js';
import type { FileProblems } from './file-problems.js';

/** What a post says under a key that takes a text; a list or a map there is reported and left out. */
export function textField(
  data: FrontMatterData,
  key: FrontMatterKey,
  fileProblems: FileProblems,
): string | null {
  const value = data[key];
  const kind = compoundName(value);
  if (kind !== null) {
    const message = `\`${key}\` is a ${kind}; it was left out`;
    fileProblems.repaired('front-matter-type', message, `Write one text after \`${key}:\`.`, key);
  }
  return scalarText(value);
}

/** Null: the value is one thing. */
export function compoundName(value: Value | undefined): 'list' | 'map' | null {
  if (isList(value)) return 'list';
  return isMap(value) ? 'map' : null;
}

const NAMING = ['categories', 'category', 'tags', 'tag'] as const;

/** Of keys that take names, those that have a map; `data` is the story's own. */
export function reportMaps(data: FrontMatterData, fileProblems: FileProblems): void {
  for (const key of NAMING) {
    if (!isMap(data[key])) continue;
    const hint = `Write the names after \`${key}:\`, as in [one, two].`;
    const message = `\`${key}\` is a map and names nothing; it was left out`;
    fileProblems.repaired('front-matter-type', message, hint, key);
  }
}

/**
 * Front matter as it is printed: its language a tag (`zh_CN` is none), its description all to be seen. A
 * Jekyll site's own templates look things up by the language as it is written.
 */
export function withTidyFields(
  data: FrontMatterData,
  { syntax }: Pick<Config, 'syntax'>,
): FrontMatterData {
  const { lang, description } = data;
  const isTag = syntax === 'liquid' || typeof lang !== 'string' || !lang.includes('_');
  const isSeen = typeof description !== 'string' || !hasHidden(description);
  if (isTag && isSeen) return data;
  return withEntries(data, {
    ...(isTag ? {} : { lang: languageTag(lang) }),
    ...(isSeen ? {} : { description: withoutHidden(description) }),
  });
}

/** More than a story can be about: each has pages and feeds of its own, which a long list would multiply. */
const MOST_TERMS = 100;

/** The first names under a key; that there were more is reported. */
export function fewTerms(
  names: readonly string[],
  key: string,
  fileProblems: FileProblems,
): readonly string[] {
  if (names.length <= MOST_TERMS) return names;
  const message = `There are ${names.length} names under \`${key}\`; the first ${MOST_TERMS} count`;
  fileProblems.repaired('terms-many', message, 'Keep those that the story is about.', key);
  return names.slice(0, MOST_TERMS);
}

/** Where names and titles stand. */
const SHOWN = keysWith('shown');

/** What readers can't see of titles and names is taken out; reported once a key. `data` is the story's own. */
export function reportHidden(data: FrontMatterData, fileProblems: FileProblems): void {
  for (const key of SHOWN) {
    const value = data[key];
    if (value === undefined || value === null || !textsIn(value).some(hasHidden)) continue;
    const message = `\`${key}\` has characters that nobody can see; they were taken out`;
    fileProblems.repaired('hidden-characters', message, 'Write the words anew.', key);
  }
}

function textsIn(value: Value): readonly string[] {
  if (typeof value === 'string') return [value];
  if (isList(value)) return value.flatMap(textsIn);
  return isMap(value) ? textsIn(value['name'] ?? null) : [];
}

/** The written title; else one made of the file name; else, where that is an id, the first words. */
export function titleOf(written: string | null, name: PostName, text: string): string {
  const title = cleanTitle(written ?? '').trim();
  if (title !== '') return title;
  const fromName = isIdSlug(name.slug) ? '' : titleFromSlug(name.slug);
  return cleanTitle(fromName === '' ? firstWords(text) : fromName);
}

/** Jekyll's `layout: none` and null mean no layout; without the key there is a default. */
export function layoutOf(data: FrontMatterData, byDefault: string | null): string | null {
  const { layout } = data;
  return layout === undefined ? byDefault : layoutName(layout);
}

/**
 * False for `published: false`, YAML 1.1's `no` and `off`, and, as in Jekyll (`publisher.rb`), for a
 * key without a value. Quoted words count too: nobody means the text.
 */
export function publishedOf(data: FrontMatterData): boolean {
  const { published } = data;
  return !(published === null || switchOf(published) === false);
}

/** True for `draft: true`, as Hugo has it; in every spelling that `published` has. */
export function draftOf(data: FrontMatterData): boolean {
  return switchOf(data.draft) === true;
}

/** What a switch says, as YAML 1.1 has it, quoted or not; null: neither on nor off. */
export function switchOf(value: Value | undefined): boolean | null {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string') return null;
  if (/^(?:true|yes|on)$/i.test(value)) return true;
  return /^(?:false|no|off)$/i.test(value) ? false : null;
}
