/** The tables of `docs/problems.md`, made of the codes' table in `src/problems/codes/`. */
import { CODES } from '../../src/problems/codes/codes.js';
import { codeCell, tableOf } from './markdown-table.js';

/** `problems/stories` and its like: a row a code. */
export const PROBLEM_BLOCKS: Readonly<Record<string, () => string>> = Object.fromEntries(
  Object.entries(CODES).map(([group, codes]) => [
    `problems/${group}`,
    () =>
      tableOf(
        ['code', 'report', 'meaning and an example', 'what to do'],
        Object.entries(codes).map(([code, { fate, means, example, todo }]) => [
          codeCell(code),
          fate.join(', '),
          `${means}: *${asProse(example)}*`,
          todo,
        ]),
      ),
  ]),
);

/** A message as Markdown that shows it as it is. */
function asProse(message: string): string {
  return message.replace(/`[^`]*`|[\\*_<>[\]{}]/g, (part) =>
    part.startsWith('`') ? part : `\\${part}`,
  );
}
