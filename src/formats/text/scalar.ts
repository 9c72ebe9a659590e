/** Scalars of front matter and config as text: people and scripts write numbers and dates unquoted. */
import type { Value } from '../../model/data.js';

/** The text of a text, number or boolean; null for nothing, a list or a map, which have none. */
export function scalarText(value: Value | undefined): string | null {
  return value === undefined || value === null || typeof value === 'object' ? null : String(value);
}
