/**
 * Problems: what went wrong, as plain values. Every stage returns them beside its result; they are
 * printed once, at the end (`commands/format-report.ts`), and given whole in `--json`.
 */
import type { ProblemCode } from './problem-code.js';

/** `error` fails the build and leaves the published site as it was; `warning` never does. */
export type Severity = 'error' | 'warning';

/** What became of the story a problem is about: published after a repair, or not published. */
export type Fate = 'repaired' | 'set-aside';

/** A place in a text, both counted from 1; the column counts UTF-16 units, as editors do. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Of a problem that is about a whole file. */
export const WHOLE: Position = { line: 1, column: 1 };

export interface Problem {
  /** Stable and greppable: `front-matter-syntax`, `url-clash`, … */
  readonly code: ProblemCode;
  readonly severity: Severity;
  /** What happened, one sentence, no full stop needed by the reader to act. */
  readonly message: string;
  /** What to do about it. */
  readonly hint?: string;
  /** Source path relative to the site's root, with `/`. */
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  /** The lines around the position, ready to print. */
  readonly frame?: string;
  readonly fate?: Fate;
}

/**
 * A problem with the value of a key, from a stage that has no text of the file: its position is found
 * before it is reported (`pipeline/locate-problems.ts`).
 */
export interface Unplaced extends Problem {
  /**
   * Of the front matter, of a data file, or, where no file is named, of the config. Empty: the words are
   * in the text below the front matter, with any blanks between them.
   */
  readonly key: readonly string[];
  /** The part of it that is meant. */
  readonly words?: string;
}

/** A value, and the problems of making it. */
export interface Outcome<T> {
  readonly value: T;
  readonly problems: readonly Problem[];
}

/** The site's author must act: carries the problems, is shown without a stack, and exits 1. */
export class SiteError extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    super(problems.map((problem) => problem.message).join('\n'));
    this.name = 'SiteError';
    this.problems = problems;
  }

  /** Of a single error. */
  static of(
    code: ProblemCode,
    message: string,
    hint: string,
    place: Pick<Problem, 'file' | 'line' | 'column'> = {},
  ): SiteError {
    return new SiteError([{ code, severity: 'error', message, hint, ...place }]);
  }
}
