/**
 * Docs and schemas that are made of the tables in `src`: what each of them must hold. In a page
 * written by hand a made part stands between `<!-- made: NAME -->` and `<!-- end: NAME -->`.
 */
import { configSchema } from './config-json-schema.js';
import { CONFIG_BLOCKS } from './config-tables.js';
import { FILTER_BLOCKS } from './filter-tables.js';
import { frontMatterSchema } from './front-matter-json-schema.js';
import { FRONT_MATTER_BLOCKS } from './front-matter-tables.js';
import { PROBLEM_BLOCKS } from './problem-tables.js';

/** A file that is made, wholly or in part. */
interface MadeFile {
  /** From the project's root. */
  readonly file: string;
  /** The file's text as it must be; `current`: as it is. */
  readonly make: (current: string) => string;
}

/** The made parts of pages, by name: Markdown. */
const BLOCKS: Readonly<Record<string, () => string>> = {
  ...CONFIG_BLOCKS,
  ...FILTER_BLOCKS,
  ...FRONT_MATTER_BLOCKS,
  ...PROBLEM_BLOCKS,
};

export const MADE: readonly MadeFile[] = [
  { file: 'docs/config.md', make: withBlocks },
  { file: 'docs/filters.md', make: withBlocks },
  { file: 'docs/front-matter.md', make: withBlocks },
  { file: 'docs/problems.md', make: withBlocks },
  { file: 'schema/config.json', make: () => asJson(configSchema()) },
  { file: 'schema/front-matter.json', make: () => asJson(frontMatterSchema()) },
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

function asJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
