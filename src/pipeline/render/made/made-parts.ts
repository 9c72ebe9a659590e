/**
 * Pages that are made of other files of the same build, such as the directories of the search index:
 * they come after those, and their keys have the digests of what those have.
 */
import type { Page, Plan } from '../../../model/page.js';
import type { MadePart, RenderTask } from '../../../model/staged.js';
import { madeOf } from '../../../outputs/kinds.js';
import { digest } from '../../../platform/digest.js';
import type { ResultCollector } from '../collect-results.js';

export interface MadeParts {
  /** Digest of all that a page is made of; empty: of no other file. */
  digestOf(page: Page): string;
  /** With where the files are found that the page is made of. */
  taskOf(index: number, page: Page): RenderTask;
}

/** Asked about a page that is made of others once those were made or kept. */
export function madeParts(
  { outputs }: Pick<Plan, 'outputs'>,
  results: Pick<ResultCollector, 'made'>,
): MadeParts {
  const keys = new WeakMap<readonly string[], string>();
  const known = new WeakMap<readonly string[], readonly MadePart[]>();
  const indexOf = (output: string): number => {
    const index = outputs.at(output);
    if (index === undefined) throw new Error(`${output} is not planned`);
    return index;
  };
  const make = (of: readonly string[]): readonly MadePart[] =>
    of.map((output) => {
      const { staged } = results.made(indexOf(output));
      if (staged === null) return { output, staged };
      const { index, isInNewFolder } = staged;
      return { output, staged: { index, output, isInNewFolder } };
    });
  const join = (of: readonly string[]): string =>
    digest(of.map((output) => results.made(indexOf(output)).digest).join('\n'));
  return {
    digestOf(page) {
      const of = madeOf(page);
      if (of.length === 0) return '';
      const key = keys.get(of) ?? join(of);
      keys.set(of, key);
      return key;
    },
    taskOf(index, page) {
      const of = madeOf(page);
      if (of.length === 0) return { index, page };
      const parts = known.get(of) ?? make(of);
      known.set(of, parts);
      return { index, page, parts };
    },
  };
}
