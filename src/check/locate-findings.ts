/** Findings as problems, each at its line in the source with a frame. */
import { keyPlace } from '../formats/front-matter/key-place.js';
import { type Position, type Problem, WHOLE } from '../model/problem.js';
import { codeFrame } from '../problems/code-frame.js';
import type { CheckFinding } from './finding.js';
import type { SourceTexts } from './source-texts.js';

/**
 * `most`: of each code so many get their place, which costs a look into a file; those that a report only
 * counts need none.
 */
export function locateFindings(
  findings: readonly CheckFinding[],
  texts: SourceTexts,
  most: number,
): readonly Problem[] {
  const counts = new Map<string, number>();
  return findings.map(({ place, ...about }): Problem => {
    const count = (counts.get(about.code) ?? 0) + 1;
    counts.set(about.code, count);
    const file = 'file' in place ? place.file : null;
    if (count > most) return file === null ? about : { ...about, ...whole(file) };
    return { ...about, ...placeOf(place, texts) };
  });
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
