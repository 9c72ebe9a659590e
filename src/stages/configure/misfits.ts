/**
 * Keys whose values have another type than finews reads. A site's theme may have a key of that name for
 * itself (`logo: true`): where finews' own default can do no harm, the key counts as not set, which is
 * told, and templates read it as it stands. Where a wrong value would publish something else, or
 * elsewhere, it is an error.
 */
import { type Data, isMap, type Value } from '../../model/data.js';
import type { Problem } from '../../model/problem.js';
import { KEYS, type KeyType, mismatch } from './keys.js';
import { configProblem, type LoadedConfig } from './load.js';
import { valueFaults } from './rules.js';

/** Names that themes have for things of their own. */
const OTHERS: ReadonlySet<string> = new Set([
  ...['author', 'feed', 'sitemap', 'robots', 'redirects', 'canonical', 'baidu', 'indexnow_key'],
  ...[
    'headers',
    'html',
    'logo',
    'publisher',
    'twitter',
    'limits',
    'pagination',
    'encoding',
    'theme',
  ],
]);
/** Keys inside of them that only say what is shown. */
const SHOWN: ReadonlySet<string> = new Set([
  ...['publisher.name', 'publisher.logo', 'publisher.publishing_principles'],
  ...['publisher.corrections_policy', 'twitter.username', 'feed.icon', 'feed.logo'],
]);

/**
 * Whether a key's wrong value may be what somebody else's key says. A text where finews reads certain
 * words is more likely a slip of the pen.
 */
export function isOthers(key: string, values: Data): boolean {
  if (SHOWN.has(key)) return true;
  const isWord = typeof values[key] === 'string';
  return OTHERS.has(key) && !(isWord && WORDS.has(key));
}

const WORDS: ReadonlySet<string> = new Set(['html', 'canonical', 'indexnow_key', 'headers']);

export interface Misfits {
  readonly errors: readonly Problem[];
  readonly warnings: readonly Problem[];
}

export function misfitsIn({ values, places }: LoadedConfig): Misfits {
  const errors: Problem[] = [];
  const warnings: Problem[] = [];
  const told = new Set<string>();
  for (const [key, type] of KEYS) {
    const wrong = wrongIn(values, key, type);
    if (wrong === null) continue;
    told.add(key);
    const word = wordHint(type, places.written(key));
    const message = `\`${key}\` ${wrong}`;
    if (!isOthers(key, values))
      errors.push(configProblem('config-type', message, places.get(key), word));
    else warnings.push(warning(key, message, places.get(key), word));
  }
  for (const { key, message, hint } of valueFaults(values)) {
    if (!isOthers(key, values) || told.has(key)) continue;
    warnings.push(warning(key, message, places.near(key), hint));
  }
  return { errors, warnings };
}

function warning(
  key: string,
  message: string,
  place: ReturnType<LoadedConfig['places']['get']>,
  more: string | undefined,
): Problem {
  const reads = `Templates read site.${key} as it stands, and nothing need be done if it is the theme's.`;
  const hint = more === undefined ? reads : `${reads} Else: ${more}`;
  const problem = configProblem(
    'config-type',
    `${message}: finews takes it as not set`,
    place,
    hint,
  );
  return { ...problem, severity: 'warning' };
}

function wrongIn(values: Data, key: string, type: KeyType): string | null {
  const value = values[key];
  return value === undefined ? null : mismatch(type, value);
}

const AS_TEXT = 'YAML reads yes, no, on and off as true and false: put a word between quotes.';

/** Where a text was meant, and YAML made a switch of it. */
function wordHint(type: KeyType, written: string): string | undefined {
  const isText = type === 'text' || type === 'text or off';
  return isText && /^(?:yes|no|on|off)\b/i.test(written) ? AS_TEXT : undefined;
}

/** What finews reads: without the keys that are somebody else's. */
export function withoutMisfits(values: Data): Data {
  const faults = new Set(valueFaults(values).map(({ key }) => key));
  const isMisfit = (key: string): boolean => {
    const type = KEYS.get(key);
    const wrong = faults.has(key) || (type !== undefined && wrongIn(values, key, type) !== null);
    return wrong && isOthers(key, values);
  };
  const found: Record<string, Value> = Object.create(null);
  for (const [key, value] of Object.entries(values)) {
    if (isMisfit(key)) continue;
    found[key] = isMap(value) && OTHERS.has(key) ? withoutInner(key, value, faults) : value;
  }
  return found;
}

function withoutInner(key: string, map: Data, faults: ReadonlySet<string>): Data {
  const names = Object.keys(map).filter((name) => !faults.has(`${key}.${name}`));
  return Object.assign(
    Object.create(null),
    Object.fromEntries(names.map((name) => [name, map[name] ?? null])),
  );
}
