/**
 * Which stories are others than in the site whose outputs are remembered. A fresh process knows of that site only
 * what the store says of its stories; what its pages were follows from those, as far as nothing else that they
 * are planned by is another.
 */
import { missingIn } from '../incremental/sorted-tables.js';
import type { StoriesRecord } from '../incremental/store/site-record.js';
import type { Store } from '../incremental/store/store.js';
import type { Config } from '../model/config.js';
import { type Site, termsIn } from '../model/site.js';
import { NO_ROW, type SortedNames } from '../model/sorted-table.js';
import { TERM_TYPES } from '../model/term-types.js';
import type { OtherStories } from '../outputs/kind.js';
import type { Organised } from './organise/organise.js';
import { isPlacedAlike } from './organise/same-heads.js';
import type { Parsed } from './parse/parse.js';
import { planKey, untilStories } from './up-to-date.js';

/** As far as it is made before its pages are. */
export interface ArrangedSite {
  readonly config: Config;
  readonly parsed: Parsed;
  readonly found: Organised;
}

/** To be remembered with a site's outputs; null: another build can't tell from it. */
export function storiesRecordOf(site: ArrangedSite): Omit<StoriesRecord, 'stories'> | null {
  const { config, parsed, found } = site;
  const until = untilStories(site);
  if (config.cacheless || !found.isPlain || until <= config.now) return null;
  const end = Number.isFinite(until) ? until : null;
  return { key: planKey(parsed.sources, config), since: config.now, until: end };
}

/** More of them, and all pages are looked at as quickly. */
const MOST_OTHERS = 1000;

/**
 * Stories that came, or read otherwise; null: some went or moved, or something else is another, or not known.
 * `shown` are the source paths of those that the outputs are of.
 */
export function otherStories(
  { config, parsed, found }: ArrangedSite,
  { stories: record, known }: Pick<Store, 'stories' | 'known'>,
  shown: SortedNames,
): OtherStories | null {
  const { site, files } = found;
  const { posts, topics } = site;
  // A new term's name may give a topic's older stories to another one.
  if (record === null || !found.isPlain || topics.length > 0) return null;
  const { since, until, key } = record;
  if (config.now < since || (until !== null && config.now >= until)) return null;
  if (key !== planKey(parsed.sources, config)) return null;
  const came = missingIn(files, shown);
  if (missingIn(shown, files).length > 0 || came.length > MOST_OTHERS) return null;
  const isOther = new Uint8Array(posts.length);
  for (const file of came) isOther[files.at(file) ?? 0] = 1;
  if (mayRename(isOther, site)) return null;
  const edited = editedAmong(shown, parsed, known);
  if (edited === null) return null;
  for (const file of edited) isOther[files.at(file) ?? 0] = 1;
  const first = isOther.indexOf(1);
  return { first: first < 0 ? posts.length : first, has: (rank) => isOther[rank] === 1 };
}

/**
 * Whether a story that came begins a term that another had, whose name and address are those of its oldest story.
 * Those that came behind all others begin none of theirs.
 */
function mayRename(came: Uint8Array, site: Site): boolean {
  const end = came.lastIndexOf(0);
  for (let rank = came.indexOf(1); rank >= 0 && rank < end; rank = came.indexOf(1, rank + 1)) {
    for (const type of TERM_TYPES) {
      const terms = termsIn(site, type);
      const indexes = site.postTerms[type][rank] ?? [];
      if (indexes.some((index) => terms[index]?.posts[0] === rank)) return true;
    }
  }
  return false;
}

/** Files of stories that are where they were, and read otherwise; null: one may have moved, or they are many. */
function editedAmong(
  shown: SortedNames,
  { stories: { places, rows, values } }: Parsed,
  known: Pick<Store['known'], 'storiesOf'>,
): readonly string[] | null {
  const rowBefore = known.storiesOf(places);
  const edited: string[] = [];
  for (let place = 0; place < rows.length; place++) {
    const row = rows[place] ?? NO_ROW;
    const before = rowBefore(place);
    const file = places.names[place] ?? '';
    if (row === before || !shown.has(file)) continue;
    const old = before === NO_ROW ? null : values.cardOf(before);
    const card = row === NO_ROW ? null : values.cardOf(row);
    if (old === null || card === null || !isPlacedAlike(old, card)) return null;
    if (edited.push(file) > MOST_OTHERS) return null;
  }
  return edited;
}
