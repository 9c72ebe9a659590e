/** The tables of `docs/filters.md`, made of the filters' table in `src/theme/filters/table/`. */
import { FILTERS } from '../../src/theme/filters/table/filter-table.js';
import { codeCell, tableOf } from './markdown-table.js';

/** `filters/text` and its like: a row a filter. */
export const FILTER_BLOCKS: Readonly<Record<string, () => string>> = Object.fromEntries(
  Object.entries(FILTERS).map(([group, rows]) => [
    `filters/${group}`,
    () =>
      tableOf(
        ['filter', 'gives', 'example', 'shows', 'from'],
        rows.map(([names, takes, gives, example, shown, origin]) => [
          names.map((name) => codeCell(`${name}${takes}`)).join(', '),
          gives,
          codeCell(example),
          codeCell(shown),
          origin,
        ]),
      ),
  ]),
);
