/** What the built-in theme shows of the config besides texts: its menu, sections and notices. */

import type { ConfigKey, ListEntry } from '../../model/config-schema.js';
import { isList, isMap, type Value } from '../../model/data.js';
import type { Problem } from '../../model/problem.js';
import { nearestName } from '../../problems/nearest-name.js';
import { configProblem, type LoadedConfig } from './config-files.js';
import { CONFIG_KEYS, slipsIn } from './config-keys.js';
import type { SettingFault } from './value-checks.js';

/** A key of the table that the theme shows entry by entry. */
type ShownKey = ConfigKey & { readonly entry: ListEntry };

const SHOWN: readonly ShownKey[] = CONFIG_KEYS.flatMap((one) =>
  one.entry === undefined ? [] : [{ ...one, entry: one.entry }],
);

const isName = (value: Value | undefined): boolean =>
  typeof value === 'string' || typeof value === 'number';

/** What an entry lacks to be shown; null: nothing. */
function lackOf(entry: Value, { needs, isName: mayBeName, lack }: ListEntry): string | null {
  if (mayBeName && isName(entry)) return null;
  const has = (key: string): boolean => isMap(entry) && isName(entry[key]);
  if ('one' in needs) return needs.one.some(has) ? null : lack;
  const missing = needs.all.filter((key) => !has(key)).map((key) => `\`${key}\``);
  return lack ?? (missing.join(' and ') || null);
}

/**
 * Warnings. A site with templates of its own may read these keys in a way of its own, but a slip of
 * the pen is reported all the same.
 */
export function doubtfulThemeKeys(
  loaded: LoadedConfig,
  { hasTemplates, isJekylls }: { readonly hasTemplates: boolean; readonly isJekylls: boolean },
): readonly Problem[] {
  const doubts = SHOWN.flatMap((shown): readonly Doubt[] => {
    const {
      key,
      entry: { hint },
    } = shown;
    const value = loaded.values[key];
    if (value === undefined || value === null || value === false) return [];
    if (isList(value)) {
      const strangers = isJekylls ? [] : value.flatMap((name, at) => unknownNames(name, at, shown));
      return [...strangers, ...value.flatMap((entry, at) => doubtsIn(entry, at, shown))];
    }
    return [{ key, message: `\`${key}\` must be a list`, hint, isSlip: false }];
  });
  return doubts
    .filter(({ isSlip }) => isSlip || !hasTemplates)
    .map(({ key, message, hint }) => {
      const place = loaded.places.near(key, 'name');
      return { ...configProblem('config-shown', message, place, hint), severity: 'warning' };
    });
}

interface Doubt extends SettingFault {
  /** A key that is nearly one that the theme reads. */
  readonly isSlip: boolean;
}

/** A name that the theme knows nothing of, so that it shows nothing. */
function unknownNames(name: Value, at: number, { key, entry }: ShownKey): readonly Doubt[] {
  if (typeof name !== 'string' || (entry.names ?? [name]).includes(name)) return [];
  const near = nearestName(name.toLowerCase(), entry.names ?? []);
  const message = `Entry ${at + 1} of \`${key}\` is \`${name}\`, a name that the theme does not know`;
  const hint = near === null ? entry.hint : `If you meant \`${near}\`, correct the spelling.`;
  return [{ key: `${key}.${at}`, message, hint, isSlip: near !== null }];
}

function doubtsIn(entry: Value, at: number, { key, entry: shape }: ShownKey): readonly Doubt[] {
  const what = `Entry ${at + 1} of \`${key}\``;
  const slips = (isMap(entry) ? slipsIn(entry, shape.keys) : []).map(([name, near]): Doubt => {
    const message = `${what} has a key \`${name}\`, which the theme does not read`;
    const correct = `If you meant \`${near}\`, correct the spelling.`;
    return { key: `${key}.${at}.${name}`, message, hint: correct, isSlip: true };
  });
  const missing = slips.length > 0 ? null : lackOf(entry, shape);
  if (missing === null) return slips;
  return [
    { key: `${key}.${at}`, message: `${what} lacks ${missing}`, hint: shape.hint, isSlip: false },
  ];
}
