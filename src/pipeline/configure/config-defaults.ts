/** `defaults:` in the config (Jekyll `frontmatter_defaults.rb`): checked, one entry a record. */

import { namesFolder } from '../../formats/story-forms/liquid-folders.js';
import { scalarText } from '../../formats/text/scalar.js';
import type { FrontMatterDefault } from '../../model/config.js';
import { type Data, isList, isMap, type Value } from '../../model/data.js';
import type { Problem } from '../../model/problem.js';
import { nearestName } from '../../problems/nearest-name.js';
import { collectionsOf } from './collections.js';
import { configProblem, type LoadedConfig } from './config-files.js';

/** Entries without `values` say nothing and are dropped, as in Jekyll; they are reported below. */
export function defaultsOf(values: Data): readonly FrontMatterDefault[] {
  const entries = values['defaults'];
  if (!isList(entries)) return [];
  return entries.flatMap((entry) => {
    if (!isMap(entry) || !isMap(entry['values'])) return [];
    const scope = isMap(entry['scope']) ? entry['scope'] : {};
    return [
      {
        scope: { path: scoped(scope, 'path'), type: scoped(scope, 'type') },
        values: entry['values'],
      },
    ];
  });
}

const HINT =
  'Write it as `- scope: { path: "", type: posts }` and, below it, `values: { layout: post }`.';

/** Warnings for entries that say nothing, or something else than they seem to. */
export function doubtfulDefaults({ values, places }: LoadedConfig): readonly Problem[] {
  const entries = values['defaults'];
  if (!isList(entries)) return [];
  const labels = collectionsOf(values).map(({ label }) => label);
  return entries.flatMap((entry, at): readonly Problem[] => {
    const problemAt = (place: string, doubt: string, hint: string): Problem => {
      const message = `Entry ${at + 1} of \`defaults\` ${doubt}`;
      const problem = configProblem('config-defaults', message, places.near(place), hint);
      return { ...problem, severity: 'warning' };
    };
    const doubt = doubtOf(entry, labels);
    if (doubt !== null) return [problemAt(`defaults.${at}`, doubt, HINT)];
    const boundless = boundlessLiquid(entry);
    return boundless === null
      ? []
      : [problemAt(`defaults.${at}.values.liquid`, boundless, LIQUID_HINT)];
  });
}

const LIQUID_HINT =
  'Name the folder of stories that may run: `scope: { path: _posts/ours, type: posts }`.';

/** Template code runs in a folder that somebody has named, never wherever a story may come from. */
function boundlessLiquid(entry: Value): string | null {
  const [value] = defaultsOf({ defaults: [entry] });
  if (value?.values['liquid'] !== true || namesFolder(value)) return null;
  return 'sets `liquid` for all stories, which only a folder’s may have: it counts for nothing';
}

/** `labels`: of the site's collections. */
function doubtOf(entry: Value, labels: readonly string[]): string | null {
  if (!isMap(entry)) return 'is no map of `scope` and `values`';
  const { scope, values } = entry;
  const stray = strayKey(entry, ['scope', 'values']);
  if (stray !== undefined) return `has a key \`${stray}\`, which means nothing there`;
  if (!isMap(values)) return 'has no `values`, so it says nothing';
  if (!isMap(scope)) return null;
  const inner = strayKey(scope, ['path', 'type']);
  if (inner !== undefined) return `has a key \`${inner}\` in its scope, which means nothing there`;
  const type = scoped(scope, 'type');
  const near = nearestName(type, ['posts', 'pages', 'drafts']);
  const isKnown = near === null || labels.includes(type) || /^(?:post|page|draft)s?$/.test(type);
  return isKnown ? null : `is for the type \`${type}\`: did you mean \`${near}\`?`;
}

function strayKey(map: Data, known: readonly string[]): string | undefined {
  return Object.keys(map).find((key) => !known.includes(key));
}

function scoped(scope: Data, key: string): string {
  return (scalarText(scope[key]) ?? '').replace(/^\/+/, '');
}
