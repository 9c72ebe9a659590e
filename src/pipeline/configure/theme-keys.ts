/** What the built-in theme shows of the config besides texts: its menu, sections and notices. */
import { isList, isMap, type Value } from '../../model/data.js';
import type { Problem } from '../../model/problem.js';
import { configProblem, type LoadedConfig } from './config-files.js';
import { slipsIn } from './config-keys.js';
import type { SettingFault } from './value-checks.js';

interface ThemeShape {
  readonly key: 'nav' | 'sections' | 'legal';
  /** Keys of entries that are maps; none: entries are names. */
  readonly known: readonly string[];
  /** What an entry lacks; null: nothing. */
  readonly lack: (entry: Value) => string | null;
  readonly hint: string;
}

const isName = (value: Value | undefined): boolean =>
  typeof value === 'string' || typeof value === 'number';

/** Those that an entry has nothing for. */
function lacking(entry: Value, keys: readonly string[]): readonly string[] {
  return isMap(entry) ? keys.filter((key) => !isName(entry[key])) : keys;
}

const LEGAL = ['title', 'icp', 'police'];

const SHAPES: readonly ThemeShape[] = [
  {
    key: 'nav',
    known: ['title', 'url'],
    lack: (entry) =>
      lacking(entry, ['title', 'url'])
        .map((key) => `\`${key}\``)
        .join(' and ') || null,
    hint: 'Write one `- { title: 快讯, url: /flash.html }` a line.',
  },
  {
    key: 'sections',
    known: [],
    lack: (entry) => (isName(entry) ? null : 'the slug or name of a category'),
    hint: 'Write a list of categories, by slug or name: [markets, 快讯].',
  },
  {
    key: 'legal',
    known: [...LEGAL, 'url'],
    lack: (entry) =>
      isName(entry) || lacking(entry, LEGAL).length < LEGAL.length
        ? null
        : 'a `title`, `icp` or `police`',
    hint: 'Write one `- { icp: … }`, `- { police: … }` or `- { title: …, url: … }` a line.',
  },
];

/**
 * Warnings. A site with templates of its own may read these keys in a way of its own, but a slip of
 * the pen is told all the same.
 */
export function doubtfulThemeKeys(loaded: LoadedConfig, hasTemplates: boolean): readonly Problem[] {
  const doubts = SHAPES.flatMap((shape): readonly Doubt[] => {
    const { key, hint } = shape;
    const value = loaded.values[key];
    if (value === undefined || value === null || value === false) return [];
    if (isList(value)) return value.flatMap((entry, at) => doubtsIn(entry, at, shape));
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

function doubtsIn(
  entry: Value,
  at: number,
  { key, known, lack, hint }: ThemeShape,
): readonly Doubt[] {
  const what = `Entry ${at + 1} of \`${key}\``;
  const slips = (isMap(entry) ? slipsIn(entry, known) : []).map(([name, near]): Doubt => {
    const message = `${what} has a key \`${name}\`, which the theme does not read`;
    const correct = `If you meant \`${near}\`, correct the spelling.`;
    return { key: `${key}.${at}.${name}`, message, hint: correct, isSlip: true };
  });
  const missing = slips.length > 0 ? null : lack(entry);
  if (missing === null) return slips;
  return [{ key: `${key}.${at}`, message: `${what} lacks ${missing}`, hint, isSlip: false }];
}
