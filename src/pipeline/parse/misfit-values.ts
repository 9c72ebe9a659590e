/**
 * Values of front matter that finews can use in no way, by the table of what it can: reported, and nothing
 * changed. Null is nothing, and a map that finews reads otherwise may be what the site's own theme reads.
 */
import { fitsSchema } from '../../formats/json/value-schema.js';
import { scalarText } from '../../formats/text/scalar.js';
import { truncateText } from '../../formats/text/text.js';
import { isList, isMap, type Value } from '../../model/data.js';
import {
  FRONT_MATTER,
  FRONT_MATTER_KEYS,
  type FrontMatterData,
  type FrontMatterKey,
  type FrontMatterValue,
} from '../../model/front-matter-keys.js';
import { nearestName } from '../../problems/nearest-name.js';
import { switchOf } from './fields.js';
import type { FileProblems } from './file-problems.js';
import { FRONT_MATTER_VALUES } from './front-matter-values.js';

/** `data` is the story's own, without defaults. */
export function reportMisfits(
  data: FrontMatterData,
  isJekylls: boolean,
  fileProblems: FileProblems,
): void {
  for (const key of CHECKED) {
    const value = data[key];
    if (value === undefined || value === null) continue;
    const kind = FRONT_MATTER[key].value;
    const { misfit } = FRONT_MATTER_VALUES[kind];
    if (misfit === null || !isMisfit(key, value, isJekylls)) continue;
    const message = `\`${key}\` ${foundIn(value, kind)}, which is ${misfit.lack}`;
    fileProblems.doubtful('front-matter-type', message, misfit.hint, key);
  }
}

/** Those that are reported here: others by the code that reads them, and switches beside this. */
const CHECKED: readonly FrontMatterKey[] = FRONT_MATTER_KEYS.filter((key) => {
  const { value, roles } = FRONT_MATTER[key];
  const isOthers = roles.some((role) => role === 'told' || role === 'free' || role === 'switch');
  return FRONT_MATTER_VALUES[value].misfit !== null && !isOthers;
});

function isMisfit(key: FrontMatterKey, value: Value, isJekylls: boolean): boolean {
  const kind = FRONT_MATTER[key].value;
  if (value === '' || isUsable(value, kind)) return false;
  if (kind === 'flag' && switchOf(value) === USUAL.get(key)) return false;
  return !(isJekylls && isOfTheme(value, kind));
}

/** What counts where the key is missing: a word for it changes nothing. */
const USUAL: ReadonlyMap<FrontMatterKey, boolean> = new Map([
  ['sitemap', true],
  ['search', true],
  ['hidden', false],
]);

const KINDS = Object.keys(FRONT_MATTER_VALUES).filter(
  (kind): kind is FrontMatterValue => kind in FRONT_MATTER_VALUES,
);

/** Most values by far are texts, and most kinds take any. */
const TAKE_TEXTS = kindsOf('\u0000', 'https://x');
const TAKE_LISTS = kindsOf([]);
/** Sitemaps that sites make themselves have a map under `sitemap`. */
const TAKE_MAPS: ReadonlySet<FrontMatterValue> = new Set([...kindsOf({ own: '' }), 'flag']);
/** Names are found in lists of lists as well. */
const NAMING: ReadonlySet<FrontMatterValue> = new Set(['people', 'series', 'source']);

/** Those that take all the values. */
function kindsOf(...values: readonly Value[]): ReadonlySet<FrontMatterValue> {
  const takes = (kind: FrontMatterValue, value: Value): boolean =>
    fitsSchema(value, FRONT_MATTER_VALUES[kind].shape);
  return new Set(KINDS.filter((kind) => values.every((value) => takes(kind, value))));
}

function isUsable(value: Value, kind: FrontMatterValue): boolean {
  if (typeof value === 'string' && TAKE_TEXTS.has(kind)) return true;
  // A map may have keys of a theme's own, so nothing is asked of what is in it.
  if (isMap(value)) return TAKE_MAPS.has(kind) && Object.keys(value).length > 0;
  if (!isList(value)) return fitsSchema(value, FRONT_MATTER_VALUES[kind].shape);
  return TAKE_LISTS.has(kind)
    ? unusableIn(value, kind) === undefined
    : value.some((entry) => isMap(entry) && isUsable(entry, kind));
}

/** An entry that can't be used. */
function unusableIn(list: readonly Value[], kind: FrontMatterValue): Value | undefined {
  return list.find(
    (entry) => entry !== null && !((NAMING.has(kind) || !isList(entry)) && isUsable(entry, kind)),
  );
}

/**
 * Whether a value may be what a Jekyll site's own theme reads. Old addresses are never: a plugin of
 * Jekyll's reads those as finews does.
 */
function isOfTheme(value: Value, kind: FrontMatterValue): boolean {
  if (kind === 'addresses') return false;
  if (typeof value !== 'string') return !isMap(value) || Object.keys(value).length > 0;
  if (kind === 'flag') return switchOf(value) === null;
  const words: readonly Value[] = FRONT_MATTER_VALUES[kind].shape.enum ?? [];
  return nearestName(value, words.map(String)) === null;
}

function foundIn(value: Value, kind: FrontMatterValue): string {
  const entry = isList(value) && TAKE_LISTS.has(kind) ? unusableIn(value, kind) : undefined;
  return entry === undefined ? `is ${named(value)}` : `has ${named(entry)}`;
}

function named(value: Value): string {
  if (isMap(value)) return Object.keys(value).length === 0 ? 'an empty map' : 'a map';
  if (isList(value)) return value.length === 0 ? 'an empty list' : 'a list';
  // `"false"` is another thing than `false`.
  if (typeof value === 'string') return `\`"${truncateText(value, 40)}"\``;
  return `\`${scalarText(value) ?? ''}\``;
}
