/**
 * Which stories are others than in the site whose outputs are remembered. A fresh process knows of that site only
 * what the store says of its stories; what its pages were follows from those, as far as nothing else that they
 * are planned by is another.
 */
import type { StoriesRecord } from '../incremental/store/site-record.js';
import type { Store } from '../incremental/store/store.js';
import type { Config } from '../model/config.js';
import type { Plan } from '../model/page.js';
import { NO_ROW } from '../model/sorted-table.js';
import type { OtherStories } from '../outputs/kind.js';
import type { Organised } from './organise/organise.js';
import { isPlacedAlike } from './organise/same-heads.js';
import type { Parsed } from './parse/parse.js';
import { planKey, untilStories } from './up-to-date.js';

/** As far as it is made before its pages are. */
export interface PlannedSite {
  readonly config: Config;
  readonly parsed: Parsed;
  readonly found: Organised;
  readonly planned: Plan;
}

/** To be remembered with a site's outputs; null: another build can't tell from it. */
export function storiesRecordOf(site: PlannedSite): Omit<StoriesRecord, 'stories'> | null {
  const { config, parsed, found } = site;
  const until = untilStories(site);
  if (config.cacheless || !found.isApart || until <= config.now) return null;
  const key = planKey(parsed.sources, config);
  const end = Number.isFinite(until) ? until : null;
  return { key, count: found.site.posts.length, since: config.now, until: end };
}

/** More of them, and all pages are looked at as quickly. */
const MOST_OTHERS = 1000;

/** Stories that came, or read otherwise; null: some went or moved, or something else is another, or not known. */
export function otherStories(
  { config, parsed, found, planned }: PlannedSite,
  { standing: record, known }: Pick<Store, 'standing' | 'known'>,
): OtherStories | null {
  const { posts, topics } = found.site;
  // A new term's name may give a topic's older stories to another one.
  if (record === null || !found.isApart || topics.length > 0) return null;
  const { since, until, key } = record;
  if (config.now < since || (until !== null && config.now >= until)) return null;
  if (key !== planKey(parsed.sources, config)) return null;
  const { places, rows, values } = parsed.stories;
  const recordAt = known.recordRowsOf(planned.outputs);
  const rowBefore = known.storiesOf(places);
  const isOther = new Uint8Array(posts.length);
  let others = 0;
  for (let place = 0; place < rows.length; place++) {
    const row = rows[place] ?? NO_ROW;
    const before = rowBefore(place);
    if (row === before) continue;
    if (++others > MOST_OTHERS) return null;
    const old = before === NO_ROW ? null : values.cardOf(before);
    const card = row === NO_ROW ? null : values.cardOf(row);
    if (old !== null && (card === null || !isPlacedAlike(old, card))) return null;
    const rank = found.files.at(places.names[place] ?? '');
    if (rank === undefined) continue;
    // Of one that was there, and that nothing is known of, nobody can say where it was.
    const page = planned.outputs.at(posts[rank]?.output ?? '');
    if (old === null && page !== undefined && recordAt(page) !== NO_ROW) return null;
    isOther[rank] = 1;
  }
  let came = 0;
  // By index: until V8 has compiled a loop, its iterator makes an object a turn.
  for (let index = 0; index < planned.pages.length; index++) {
    const page = planned.pages[index];
    if (page?.kind !== 'post' || recordAt(index) !== NO_ROW) continue;
    came++;
    isOther[page.rank] = 1;
  }
  if (posts.length !== record.count + came) return null;
  const first = isOther.indexOf(1);
  return { first: first < 0 ? posts.length : first, has: (rank) => isOther[rank] === 1 };
}
