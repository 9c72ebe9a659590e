/**
 * Docs and schemas that are made of the tables in `src`: what each of them must hold. In a page
 * written by hand a made part stands between `<!-- made: NAME -->` and `<!-- end: NAME -->`.
 */
import { FILTER_BLOCKS } from './filter-tables.js';
import { PROBLEM_BLOCKS } from './problem-tables.js';

/** A file that is made, wholly or in part. */
interface MadeFile {
  /** From the project's root. */
  readonly file: string;
  /** The file's text as it must be; `current`: as it is. */
  readonly make: (current: string) => string;
}

/** The made parts of pages, by name: Markdown. */
const BLOCKS: Readonly<Record<string, () => string>> = { ...FILTER_BLOCKS, ...PROBLEM_BLOCKS };

export const MADE: readonly MadeFile[] = [
  { file: 'docs/filters.md', make: withBlocks },
  { file: 'docs/problems.md', make: withBlocks },
];

/** A page with its made parts made anew; throws where a part has no end or nobody makes it. */
function withBlocks(page: string): string {
  return page.replace(
    /^(<!-- made: (\S+) -->)\n(?:.*?\n)??(<!-- end: \2 -->)$|^<!-- made: .*/gms,
    (all, start: string | undefined, name: string, end: string) => {
      const block = start === undefined ? undefined : BLOCKS[name];
      if (block === undefined) throw new Error(`Nobody makes this part, or it has no end: ${all}`);
      return `${start}\n${block()}\n${end}`;
    },
  );
}
