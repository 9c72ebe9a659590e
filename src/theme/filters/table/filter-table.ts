/** Every filter, as `docs/filters.md` has them; `docs/make.mjs` makes its tables of this. */
import { addressRows, dateRows } from './address-rows.js';
import type { FilterRow } from './filter-row.js';
import { anyRows, headRows, listRows } from './list-rows.js';
import { escapingRows, numberRows, textRows } from './text-rows.js';

/** A group's heading is in the docs; its table is named after its key. */
export const FILTERS: Readonly<Record<string, readonly FilterRow[]>> = {
  addresses: addressRows,
  dates: dateRows,
  text: textRows,
  escaping: escapingRows,
  lists: listRows,
  numbers: numberRows,
  any: anyRows,
  head: headRows,
};
