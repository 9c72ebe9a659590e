/** What the docs say of a problem's code. */
import type { CodesOf } from '../../model/problem-code.js';

/** What a report calls the problem: a story's fate, or a severity. */
export type ReportLabel = 'repaired' | 'set aside' | 'warning' | 'error';

export interface CodeEntry {
  /** The usual one first. */
  readonly fate: readonly ReportLabel[];
  /** What is wrong and what finews does, in Markdown. */
  readonly means: string;
  /** A message with the code, as a report has it. */
  readonly example: string;
  /** What the site's author can do, in Markdown. */
  readonly todo: string;
}

/** Each code of a group. */
export type CodeGroup<Group extends keyof CodesOf> = Readonly<Record<CodesOf[Group], CodeEntry>>;
