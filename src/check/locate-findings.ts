/** Findings as problems, each at its line in the source with a frame. */
import { keyPlace } from '../formats/front-matter/key-place.js';
import { type Position, type Problem, WHOLE } from '../model/problem.js';
import { codeFrame } from '../problems/code-frame.js';
import type { CheckFinding } from './finding.js';
import type { SourceTexts } from './source-texts.js';

/**
 * `most`: of each code so many are looked for in files; those that a report only counts need no place. A line
 * of a template that puts addresses together is found on each page that has one: it is one problem.
 */
export function locateFindings(
  findings: readonly CheckFinding[],
  texts: SourceTexts,
  most: number,
): readonly Problem[] {
  const counts = new Map<string, number>();
  const shared = new Map<string, Grouped>();
  const groups: Grouped[] = [];
  for (const { place, ...about } of findings) {
    const known =
      place.kind === 'shared' ? knownGroup(about.code, place, shared, texts) : undefined;
    if (known !== undefined) {
      known.more++;
      continue;
    }
    const count = (counts.get(about.code) ?? 0) + 1;
    counts.set(about.code, count);
    const file = 'file' in place ? place.file : null;
    const at = count <= most ? placeOf(place, texts) : file === null ? {} : whole(file);
    const group = { problem: { ...about, ...at }, more: 0 };
    groups.push(group);
    if (place.kind === 'shared' && at.frame !== undefined)
      for (const key of [keyOfPlace(about.code, at), keyOfWords(about.code, place)])
        shared.set(key, group);
  }
  return groups.map(({ problem, more }) =>
    more === 0 ? problem : { ...problem, message: `${problem.message} (and ${more} more like it)` },
  );
}

interface Grouped {
  readonly problem: Problem;
  more: number;
}

type SharedPlace = CheckFinding['place'] & { readonly kind: 'shared' };

/** Of what stands in a template as it is there already, or is put together where another was. */
function knownGroup(
  code: string,
  place: SharedPlace,
  groups: ReadonlyMap<string, Grouped>,
  texts: SourceTexts,
): Grouped | undefined {
  if (groups.size === 0) return undefined;
  const written = groups.get(keyOfWords(code, place));
  if (written !== undefined || place.page === null) return written;
  const at = texts.findComputed(place.page, place.words);
  return at === null ? undefined : groups.get(keyOfPlace(code, at));
}

function keyOfWords(code: string, { words }: SharedPlace): string {
  return [code, ...words].join('\0');
}

function keyOfPlace(code: string, { file, line, column }: FoundPlace): string {
  return [code, file, line, column].join('\0');
}

type FoundPlace = Pick<Problem, 'file' | 'line' | 'column' | 'frame'>;

function placeOf(place: CheckFinding['place'], texts: SourceTexts): FoundPlace {
  switch (place.kind) {
    case 'none':
      return {};
    case 'shared': {
      const { words, page, file } = place;
      const found = texts.findShared(words) ?? (page && texts.findComputed(page, words));
      if (found) return framed(found.file, found.text, found);
      return file === null ? {} : whole(file);
    }
    case 'words': {
      const found = texts.find(place.file, place.words);
      return found === null ? whole(place.file) : framed(found.file, found.text, found);
    }
    case 'key': {
      const text = texts.read(place.file);
      const found = text === null ? null : keyPlace(text, place.key);
      return text === null || found === null ? whole(place.file) : framed(place.file, text, found);
    }
    default:
      return whole(place.file);
  }
}

function whole(file: string): FoundPlace {
  return { file, ...WHOLE };
}

function framed(file: string, text: string, { line, column }: Position): FoundPlace {
  return { file, line, column, frame: codeFrame(text, line, column) };
}
