/** Collects what is wrong with one file; stages return the list. */
import type { Fate, Problem } from '../../model/problem.js';

export type Place = Pick<Problem, 'line' | 'column' | 'frame'>;

export interface Report {
  readonly problems: readonly Problem[];
  /** Published all the same. */
  repaired(code: string, message: string, hint?: string, place?: Place): void;
  /** Not published; returns null for the caller to pass on. */
  setAside(code: string, message: string, hint?: string, place?: Place): null;
}

export function report(file: string): Report {
  const problems: Problem[] = [];
  const tell = (fate: Fate) => (code: string, message: string, hint?: string, place?: Place) => {
    const about = { file, ...place, ...(hint === undefined ? {} : { hint }) };
    problems.push({ code, severity: 'warning', message, fate, ...about });
    return null;
  };
  return { problems, repaired: tell('repaired'), setAside: tell('set-aside') };
}
