/**
 * `_data/takedowns.yml`: what was taken down, and is to stay so however it comes back. An entry names it
 * by its file, its address, its `guid` and the address of its source; what can't be read there is an
 * error, for a takedown must never silently stop to hold.
 */

import { scalarText } from '../formats/text/scalar.js';
import { webAddress } from '../formats/urls/addresses.js';
import { decodeOnce } from '../formats/urls/paths.js';
import { literalPlace, type OutputPlace } from '../formats/urls/permalink.js';
import { type Data, isList, isMap, type Value } from '../model/data.js';
import type { FrontMatterData } from '../model/front-matter-keys.js';
import type { Outcome, Unplaced } from '../model/problem.js';
import type { GoneAddress } from '../model/site.js';
import { memoizeByObject } from '../platform/memoize.js';
import { sourceOf } from './story-facts.js';

/** The file below `_data`, without its ending. */
export const TAKEDOWNS = 'takedowns';

/** Any one of them is enough to know a story, or a page, by. */
export const TAKEDOWN_MARKS = ['path', 'url', 'guid', 'source_url'] as const;
export type TakedownMark = (typeof TAKEDOWN_MARKS)[number];
/** Addresses that led to it, and files that only it showed. */
export const TAKEDOWN_LISTS = ['redirect_from', 'files'] as const;
/** What people write for each other. */
const NOTES = ['date', 'reason'] as const;

export interface Takedowns {
  /** False: there are none. */
  readonly isAny: boolean;
  /** What they know a story by, comparable. */
  readonly marks: Readonly<Record<TakedownMark, ReadonlySet<string>>>;
  /** Files below the source that are not copied. */
  readonly files: ReadonlySet<string>;
  /** Of all that they name. */
  readonly gone: readonly GoneAddress[];
}

interface OpenTakedowns extends Takedowns {
  readonly marks: Readonly<Record<TakedownMark, Set<string>>>;
  readonly files: Set<string>;
  readonly gone: GoneAddress[];
}

function noTakedowns(): OpenTakedowns {
  const marks = { path: new Set<string>(), url: new Set<string>() };
  const others = { guid: new Set<string>(), source_url: new Set<string>() };
  return { isAny: false, marks: { ...marks, ...others }, files: new Set(), gone: [] };
}

const NONE: Outcome<Takedowns> = { value: noTakedowns(), problems: [] };

/** Read once: a watching process has the very same data while nobody edits it. */
const takedownsIn = memoizeByObject<Outcome<Takedowns>, Extract<Value, object>>(readTakedowns);

/** Of the site's data. Errors are of the file: the build fails. */
export function takedownsOf(data: Data): Outcome<Takedowns> {
  const written = data[TAKEDOWNS];
  if (written === undefined) return NONE;
  if (typeof written !== 'object' || written === null) return readTakedowns(written);
  return takedownsIn(written);
}

function readTakedowns(written: Value): Outcome<Takedowns> {
  if (!isList(written)) {
    const message = 'It is no list of takedowns, so nobody knows what is to stay off the site';
    return { value: noTakedowns(), problems: [unreadable(message, [])] };
  }
  const found = { ...noTakedowns(), isAny: written.length > 0 };
  const problems = written.flatMap((entry, at) => addEntry(entry, at, found));
  return { value: found, problems };
}

function addEntry(entry: Value, at: number, found: OpenTakedowns): readonly Unplaced[] {
  const place = [String(at)];
  if (!isMap(entry)) return [unreadable(`Entry ${at + 1} is no map`, place)];
  const problems: Unplaced[] = [];
  const refuse = (key: string, what: string): void => {
    problems.push(unreadable(`\`${key}\` of entry ${at + 1} ${what}`, [...place, key]));
  };
  const allowed: readonly string[] = [...TAKEDOWN_MARKS, ...TAKEDOWN_LISTS, ...NOTES];
  for (const key of Object.keys(entry)) if (!allowed.includes(key)) refuse(key, 'is unknown');
  const marks = TAKEDOWN_MARKS.filter((mark) => entry[mark] !== undefined);
  if (marks.length === 0 && problems.length === 0)
    problems.push(unreadable(`Entry ${at + 1} names no story`, place));
  for (const mark of marks) {
    const text = scalarText(entry[mark]) ?? '';
    const comparable = COMPARABLE[mark](text);
    if (comparable === null) refuse(mark, WANTED[mark]);
    else found.marks[mark].add(comparable);
    if (mark === 'url') addAddress(text, found);
  }
  for (const key of TAKEDOWN_LISTS) {
    for (const text of textsOf(entry[key]) ?? []) {
      if (key === 'files') found.files.add(text);
      if (!addAddress(text, found)) refuse(key, 'has what is no path in the site');
    }
    if (textsOf(entry[key]) === null) refuse(key, 'must be a list of paths');
  }
  return problems;
}

/** None where there is no such key; null: not a list of texts. */
function textsOf(value: Value | undefined): readonly string[] | null {
  if (value === undefined) return [];
  if (!isList(value)) return null;
  const texts = value.flatMap((one) => (typeof one === 'string' ? [one] : []));
  return texts.length === value.length ? texts : null;
}

/** As they are compared; null: none. */
const COMPARABLE: Readonly<Record<TakedownMark, (text: string) => string | null>> = {
  path: (text) => text.replace(/^\.?\//, '') || null,
  url: (text) => placeOf(text)?.url ?? null,
  guid: (text) => text.trim() || null,
  source_url: webAddress,
};

const WANTED: Readonly<Record<TakedownMark, string>> = {
  path: 'must be the path of a file in the site',
  url: 'must be a path in the site, such as /2022/05/16/name.html',
  guid: 'must be a text',
  source_url: 'must be a whole address, such as https://example.com/story',
};

function placeOf(text: string): OutputPlace | null {
  const place =
    text.includes(':') || text === '' ? null : literalPlace(`/${text.replace(/^\/+/, '')}`);
  return place?.kind === 'ok' ? place : null;
}

function addAddress(text: string, { gone }: OpenTakedowns): boolean {
  const place = placeOf(text);
  if (place === null) return false;
  const { url, output } = place;
  gone.push({ path: decodeOnce(url), url, output });
  return true;
}

function unreadable(message: string, key: readonly string[]): Unplaced {
  return {
    code: 'takedown-unreadable',
    severity: 'error',
    message,
    hint: `Mend it: until then the site stays as it is. An entry has ${TAKEDOWN_MARKS.join(', ')}, each if it is known.`,
    file: `_data/${TAKEDOWNS}.yml`,
    key,
  };
}

/** A story, or a page. */
export interface TakedownSubject {
  readonly path: string;
  readonly url: string;
  /** What of its front matter plan reads. */
  readonly fields: FrontMatterData;
}

/** By what a takedown may know it; null: it has none. */
export function marksOf({
  path,
  url,
  fields,
}: TakedownSubject): Readonly<Record<TakedownMark, string | null>> {
  const guid = scalarText(fields.guid)?.trim() ?? '';
  const source = sourceOf(fields)?.url ?? null;
  return { path, url, guid: guid === '' ? null : guid, source_url: source };
}

/** What an entry knows it by, comparable; null: not by that. */
export function marksIn(entry: Value): Readonly<Record<TakedownMark, string | null>> {
  const fields = isMap(entry) ? entry : {};
  const of = (mark: TakedownMark): string | null =>
    COMPARABLE[mark](scalarText(fields[mark]) ?? '');
  return { path: of('path'), url: of('url'), guid: of('guid'), source_url: of('source_url') };
}

export function isTakenDown(one: TakedownSubject, { marks }: Takedowns): boolean {
  const own = marksOf(one);
  return TAKEDOWN_MARKS.some((mark) => marks[mark].has(own[mark] ?? ''));
}
