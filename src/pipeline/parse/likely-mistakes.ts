/**
 * What a story's front matter can hardly mean: keys that are one letter away from the one that is
 * missing, values that are of no use, and switches that are neither on nor off. Reported, and nothing
 * changed: the key may be the site's own after all.
 */

import type { Data, Value } from '../../model/data.js';
import { keysWith } from '../../model/front-matter-keys.js';
import { memoizeByKey } from '../../platform/memoize.js';
import { nearestNames } from '../../problems/nearest-name.js';
import { switchOf } from './fields.js';
import type { FileProblems } from './file-problems.js';
import { reportMisfits } from './misfit-values.js';

/** `data` is the story's own, without defaults. */
export function reportMistakes(data: Data, isJekylls: boolean, fileProblems: FileProblems): void {
  // Each once: a hostile story has thousands of ways to write one.
  const slips = new Map<string, string>();
  for (const key of Object.keys(data)) {
    const near = meantBy(key);
    if (near !== null && !slips.has(near) && !isGiven(data, near)) slips.set(near, key);
  }
  for (const [near, key] of slips) reportSlip(key, near, fileProblems);
  reportMisfits(data, isJekylls, fileProblems);
  for (const key of SWITCHES) {
    if (!isSwitch(data[key] ?? null, key)) reportSwitch(key, fileProblems);
  }
}

/** Without them a story is another one: a letter more, less, another or swapped is reported. */
const WEIGHTY = keysWith('weighty');
/** Too short, or too near to what sites call their own keys (`data`, `rate`, `images`): only their case. */
const LIGHT = keysWith('light');
const KNOWN: ReadonlySet<string> = new Set([...WEIGHTY, ...LIGHT]);
/** Many a story has it, and is one letter from `published`, which most do without. */
const PUBLISHER = 'publisher';

/** As who writes Chinese may call them; a template may read these, so they are reported and not taken. */
const CHINESE: ReadonlyMap<string, string> = new Map([
  ['标题', 'title'],
  ['日期', 'date'],
  ['分类', 'categories'],
  ['栏目', 'categories'],
  ['标签', 'tags'],
]);

/** Archives have few keys, each in many stories. */
const meantBy = memoizeByKey((key): string | null => {
  const lower = key.toLowerCase();
  if (KNOWN.has(key) || lower === PUBLISHER) return null;
  if (CHINESE.has(key)) return CHINESE.get(key) ?? null;
  if (KNOWN.has(lower)) return lower;
  return nearestNames(lower, WEIGHTY, 1)[0] ?? null;
}, 1000);

function isGiven(data: Data, key: string): boolean {
  const same = key.startsWith('categor') ? ['category', 'categories'] : [key];
  return same.some((one) => data[one] !== undefined);
}

function reportSlip(key: string, near: string, fileProblems: FileProblems): void {
  const message = `\`${key}\` is no key that finews reads, and there is no \`${near}\``;
  fileProblems.doubtful('front-matter-key', message, `If you meant \`${near}\`, write it so.`, {
    key,
  });
}

const SWITCHES = keysWith('switch');

/** What holds a story back takes the words as well: nobody means the text. */
function isSwitch(value: Value, key: string): boolean {
  if (value === null || typeof value === 'boolean') return true;
  return key !== 'noindex' && switchOf(value) !== null;
}

function reportSwitch(key: string, fileProblems: FileProblems): void {
  const what = key === 'noindex' ? 'it counts for nothing' : 'the story is published';
  const message = `\`${key}\` is neither true nor false; ${what}`;
  fileProblems.doubtful('front-matter-type', message, 'Write true or false, without quotes.', key);
}
