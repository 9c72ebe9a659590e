/** Data as the text it should be: front matter and config are written by hand and by scripts. */
import type { Value } from '../../model/data.js';

/** The text of a text, number or boolean; null for nothing, a list or a map, which have none. */
export function scalarText(value: Value | undefined): string | null {
  return value === undefined || value === null || typeof value === 'object' ? null : String(value);
}
