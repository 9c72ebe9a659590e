/** Collects what is wrong with one file, and where; stages return the list. */
import { codeFrame } from '../../content/frame.js';
import { keyPlace } from '../../content/key-place.js';
import { type Fate, type Position, type Problem, WHOLE } from '../../model/problem.js';

/** A place in the file, or a key of its front matter; without either it is about the whole file. */
export type Where = Position | string;

export interface Report {
  readonly problems: readonly Problem[];
  /** Published all the same. */
  repaired(code: string, message: string, hint: string, where?: Where): void;
  /** Not published; returns null for the caller to pass on. */
  setAside(code: string, message: string, hint: string, where?: Where): null;
}

/** `text` is the file's; empty where it has none that can be read. */
export function report(file: string, text: string): Report {
  const problems: Problem[] = [];
  const tell = (fate: Fate) => (code: string, message: string, hint: string, where?: Where) => {
    const place = placeIn(text, where);
    problems.push({ code, severity: 'warning', message, fate, file, ...place, hint });
    return null;
  };
  return { problems, repaired: tell('repaired'), setAside: tell('set-aside') };
}

type Place = Pick<Problem, 'line' | 'column' | 'frame'>;

/** A key that the config's `defaults` gave is nowhere in the file. */
function placeIn(text: string, where: Where | undefined): Place {
  const place = typeof where === 'string' ? keyPlace(text, where) : (where ?? null);
  if (place === null || text === '') return place ?? WHOLE;
  const { line, column } = place;
  return { line, column, frame: codeFrame(text, line, column) };
}
