/** The config's values held against the table: what is of another type, and what nobody can mean. */
import { valueAt } from '../../formats/json/config-values.js';
import { fitsSchema } from '../../formats/json/value-schema.js';
import type { ConfigKey } from '../../model/config-schema.js';
import type { Data, Value } from '../../model/data.js';
import { CONFIG_KEYS, TYPES } from './config-keys.js';

export interface SettingFault {
  readonly key: string;
  readonly message: string;
  readonly hint: string;
}

/** A value that is not what the table says. */
export interface Misfit {
  readonly entry: ConfigKey;
  readonly message: string;
  /** What to write; null: the message says it. */
  readonly hint: string | null;
  /** Whether the key counts as not set; else it is an error. */
  readonly isUnset: boolean;
}

/** Values of another type than their keys take. Null counts as not set. */
export function wrongTypes(values: Data): readonly Misfit[] {
  return CONFIG_KEYS.flatMap((entry) => {
    const value = valueAt(values, entry.key) ?? null;
    if (value === null || isOfType(entry, value)) return [];
    return [misfit(entry, value, `\`${entry.key}\` ${TYPES[entry.type].lack}`, null)];
  });
}

/** Values that would set every story aside, or make a feed or a file nobody can use. */
export function wrongValues(values: Data): readonly Misfit[] {
  return CONFIG_KEYS.flatMap((entry) => {
    const value = valueAt(values, entry.key) ?? null;
    if (value === null || entry.check === undefined || !isOfType(entry, value)) return [];
    if (fitsSchema(value, entry.check.schema)) return [];
    const message = `\`${entry.key}\` can't be ${JSON.stringify(value)}`;
    return [misfit(entry, value, message, entry.check.hint)];
  });
}

/** The type of a key inside of a map is its check's business. */
function isOfType({ key, type }: ConfigKey, value: Value): boolean {
  return key.includes('.') || fitsSchema(value, TYPES[type].schema);
}

function misfit(entry: ConfigKey, value: Value, message: string, hint: Misfit['hint']): Misfit {
  const isWord = entry.misfit === 'unset unless text' && typeof value === 'string';
  return { entry, message, hint, isUnset: entry.misfit !== undefined && !isWord };
}
