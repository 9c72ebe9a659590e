/** What a check has found, before it is known at which line it stands. */
import type { Page } from '../model/page.js';
import type { Problem } from '../model/problem.js';

/** Where to look for what was found. */
export type FindingPlace =
  /** In a file of the source, by words that may stand there in one of several forms; the first that is there counts. */
  | { readonly kind: 'words'; readonly file: string; readonly words: readonly string[] }
  /** In its front matter. */
  | { readonly kind: 'key'; readonly file: string; readonly key: string; readonly words?: string }
  | { readonly kind: 'file'; readonly file: string }
  /**
   * In what all pages are made of (templates, config, data), as it is written or put together there for
   * `page` (null: any); else in that page's own file, if it has one.
   */
  | {
      readonly kind: 'shared';
      readonly words: readonly string[];
      readonly page: Page | null;
      readonly file: string | null;
    }
  | { readonly kind: 'none' };

export interface CheckFinding
  extends Pick<Problem, 'code' | 'severity' | 'message'>,
    Required<Pick<Problem, 'hint'>> {
  readonly place: FindingPlace;
}

export const NOWHERE: FindingPlace = { kind: 'none' };
