/** Collects what is wrong with one file, and where; stages return the list. */

import { keyPlace } from '../../formats/front-matter/key-place.js';
import { type Fate, type Position, type Problem, WHOLE } from '../../model/problem.js';
import type { ProblemCode } from '../../model/problem-code.js';
import { codeFrame } from '../../problems/code-frame.js';

/**
 * A place in the file, or a key of its front matter: what it says, or its name. Without one it is
 * about the whole file.
 */
export type ProblemPlace = Position | string | { readonly key: string };

export interface FileProblems {
  readonly problems: readonly Problem[];
  /** Published as it stands. */
  doubtful(code: ProblemCode, message: string, hint: string, where?: ProblemPlace): void;
  /** Published all the same. */
  repaired(code: ProblemCode, message: string, hint: string, where?: ProblemPlace): void;
  /** Not published; returns null for the caller to pass on. */
  setAside(code: ProblemCode, message: string, hint: string, where?: ProblemPlace): null;
}

/** `text` is the file's; empty where it has none that can be read. */
export function report(file: string, text: string): FileProblems {
  const problems: Problem[] = [];
  const withFate =
    (fate?: Fate) => (code: ProblemCode, message: string, hint: string, where?: ProblemPlace) => {
      const about = { file, ...placeIn(text, where), hint };
      const end = fate === undefined ? {} : { fate };
      problems.push({ code, severity: 'warning', message, ...end, ...about });
      return null;
    };
  return {
    problems,
    doubtful: withFate(),
    repaired: withFate('repaired'),
    setAside: withFate('set-aside'),
  };
}

type FileLocation = Pick<Problem, 'line' | 'column' | 'frame'>;

/** A key that the config's `defaults` gave is nowhere in the file. */
function placeIn(text: string, where: ProblemPlace | undefined): FileLocation {
  const place = positionIn(text, where);
  if (place === null || text === '') return place ?? WHOLE;
  const { line, column } = place;
  return { line, column, frame: codeFrame(text, line, column) };
}

function positionIn(text: string, where: ProblemPlace | undefined): Position | null {
  if (where === undefined) return null;
  if (typeof where === 'string') return keyPlace(text, where);
  return 'key' in where ? keyPlace(text, where.key, 'name') : where;
}
