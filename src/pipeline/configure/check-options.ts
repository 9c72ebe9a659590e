/** What a caller asks of a build, checked like the config: programs pass it, and programs err. */

import type { BuildOptions } from '../../model/options.js';
import type { Problem } from '../../model/problem.js';
import { nearestName } from '../../problems/nearest-name.js';
import { configProblem } from './config-files.js';

const TEXTS = [
  'source',
  'destination',
  'cacheDir',
  'picturesDir',
  'baseurl',
  'now',
  'preview',
  'environment',
] as const;
const NUMBERS = ['limitPosts'] as const;
/** Each takes some 100 MB, and no machine that builds a site has more cores to spare. */
const MOST_THREADS = 64;
const LISTS = ['config', 'leaveOut'] as const;
const FLAGS = [
  ...['drafts', 'future', 'unpublished', 'allowEmpty', 'strict', 'allowMassDelete'],
  ...['atomic', 'cache'],
] as const;

const KINDS: readonly (readonly [readonly string[], string, (value: unknown) => boolean])[] = [
  [TEXTS, 'a text', (value) => typeof value === 'string'],
  [NUMBERS, 'a whole number, 0 or more', isWhole],
  [
    ['threads'],
    `a whole number from 0 to ${MOST_THREADS}`,
    (value) => isWhole(value) && Number(value) <= MOST_THREADS,
  ],
  [LISTS, 'a list of texts', (value) => Array.isArray(value) && value.every(isText)],
  [FLAGS, 'true or false', (value) => typeof value === 'boolean'],
];
const NAMES: readonly string[] = KINDS.flatMap(([names]) => names);

export function optionFaults(options: BuildOptions): readonly Problem[] {
  const given: Readonly<Record<string, unknown>> = { ...options };
  const wrong = KINDS.flatMap(([names, kind, fits]) =>
    names.flatMap((name) =>
      given[name] === undefined || fits(given[name])
        ? []
        : [configProblem('option-type', `The option \`${name}\` must be ${kind}`, undefined)],
    ),
  );
  const unknown = Object.keys(given).flatMap((name) => {
    const near = NAMES.includes(name) ? null : nearestName(name, NAMES);
    if (near === null) return [];
    const hint = `Did you mean \`${near}\`?`;
    return [configProblem('option-unknown', `There is no option \`${name}\``, undefined, hint)];
  });
  return [...wrong, ...unknown];
}

function isWhole(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= 0;
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}
