/**
 * Keys whose values are other ones than finews reads. A site's theme may have a key of that name for
 * itself (`logo: true`): where finews' own default can do no harm, the key counts as not set, which is
 * told, and templates read it as it stands. Where a wrong value would publish something else, or
 * elsewhere, it is an error.
 */
import type { KeyType } from '../../model/config-schema.js';
import { type Data, isMap, type Value } from '../../model/data.js';
import type { Problem } from '../../model/problem.js';
import { configProblem, type LoadedConfig } from './config-files.js';
import type { ConfigPlace } from './config-places.js';
import { wrongTypes, wrongValues } from './value-checks.js';

export interface Misfits {
  readonly errors: readonly Problem[];
  readonly warnings: readonly Problem[];
}

/** Of other types: errors and warnings; of the right one, but nothing that finews reads: warnings. */
export function misfitsIn({ values, places }: LoadedConfig): Misfits {
  const errors: Problem[] = [];
  const warnings: Problem[] = [];
  for (const { entry, message, isUnset } of wrongTypes(values)) {
    const { key, type } = entry;
    const word = wordHint(type, places.written(key));
    if (isUnset) warnings.push(warning(key, message, places.get(key), word));
    else errors.push(configProblem('config-type', message, places.get(key), word));
  }
  for (const { entry, message, hint, isUnset } of wrongValues(values)) {
    if (isUnset) warnings.push(warning(entry.key, message, places.near(entry.key), hint));
  }
  return { errors, warnings };
}

function warning(
  key: string,
  message: string,
  place: ConfigPlace | undefined,
  more: string | null | undefined,
): Problem {
  const reads = `Templates read site.${key} as it stands, and nothing need be done if it is the theme's.`;
  const hint = (more ?? null) === null ? reads : `${reads} Else: ${more}`;
  const problem = configProblem(
    'config-type',
    `${message}: finews takes it as not set`,
    place,
    hint,
  );
  return { ...problem, severity: 'warning' };
}

const AS_TEXT = 'YAML reads yes, no, on and off as true and false: put a word between quotes.';

/** Where a text was meant, and YAML made a switch of it. */
function wordHint(type: KeyType, written: string): string | undefined {
  const isText = type.startsWith('text');
  return isText && /^(?:yes|no|on|off)\b/i.test(written) ? AS_TEXT : undefined;
}

/** What finews reads: without the keys that are somebody else's. */
export function withoutMisfits(values: Data): Data {
  const misfits = [...wrongTypes(values), ...wrongValues(values)];
  const unset = new Set(misfits.flatMap(({ entry, isUnset }) => (isUnset ? [entry.key] : [])));
  return without(values, '', unset);
}

/** `before`: what the names of the map's keys begin with in `unset`. */
function without(map: Data, before: string, unset: ReadonlySet<string>): Data {
  const found: Record<string, Value> = Object.create(null);
  for (const [name, value] of Object.entries(map)) {
    const key = before + name;
    if (unset.has(key)) continue;
    const hasUnset = isMap(value) && [...unset].some((one) => one.startsWith(`${key}.`));
    found[name] = hasUnset ? without(value, `${key}.`, unset) : value;
  }
  return found;
}
