/**
 * What comes out of a text's front matter: pure data, shared by `front-matter.ts`, the repairs and
 * the stage that makes a post or a page of front matter.
 */
import type { Data } from '../../model/data.js';
import type { ProblemCode } from '../../model/problem-code.js';

/** `repaired`: readable after a repair, which is reported; `unusable`: none of the front matter is. */
export type FrontMatterSeverity = 'repaired' | 'unusable';

/** One thing that was wrong; line and column count from 1, in the file (UTF-16 units). */
export interface FrontMatterIssue {
  /** Stable: `front-matter-…` or `yaml-alias`. */
  readonly code: ProblemCode;
  readonly message: string;
  readonly hint: string;
  readonly line: number;
  readonly column: number;
  readonly severity: FrontMatterSeverity;
}

/** The same before it is known where in the file the block lies: line 1 is the block's first. */
export type BlockNote = Omit<FrontMatterIssue, 'severity'>;

/**
 * `none`: the text has no front matter, the body is all of it. `repaired` and `unusable`: see the
 * issues, of which there is then at least one. `data` is empty when unusable.
 */
export interface FrontMatter {
  readonly status: 'none' | 'ok' | 'repaired' | 'unusable';
  readonly data: Data;
  readonly body: string;
  /** The file's line, from 1, on which the body starts. */
  readonly bodyLine: number;
  readonly issues: readonly FrontMatterIssue[];
}
