/**
 * The fourth verb: cards in, ordered lists out. Which stories appear, and where, is settled here
 * before any list is made, so nothing ever links to a story that isn't there.
 */
import type { Again } from '../../content/again.js';
import { settingsOf } from '../../content/settings.js';
import type { Config } from '../../model/config.js';
import type { Places } from '../../model/places.js';
import type { Post, PostHead } from '../../model/post.js';
import type { Outcome } from '../../model/problem.js';
import type { Arrangement, Document, Site } from '../../model/site.js';
import type { Sources } from '../../model/source.js';
import { arrange } from './arrange.js';
import { isArrangedAlike } from './heads.js';
import { withPresentChanges } from './present.js';
import { waitingIn } from './select.js';

/** What parse gave: cards and pages, in any order. */
export interface Parts {
  readonly posts: readonly Post[];
  readonly documents: readonly Document[];
}

export interface Organised {
  readonly site: Site;
  readonly arrangement: Arrangement;
  /** Source paths of its stories. */
  readonly files: Places;
}

/** The lists are those of the last time while all stories would be in the same places of them. */
export function organise(
  { posts: found, documents }: Parts,
  sources: Sources,
  config: Config,
  again: Again,
): Outcome<Organised> {
  const settings = settingsOf(config, again);
  const changes = withPresentChanges(found, config);
  const posts = changes.value;
  const heads = again.alike<PostHead>('heads', posts, isArrangedAlike);
  const waiting = waitingIn(heads, config);
  const { templates, filters, statics, data } = sources;
  const inputs = [heads, documents, templates, statics, data, settings, waiting];
  const { value, problems } = again.made('arrangement', inputs, () =>
    arrange({ posts: heads, documents }, sources, settings, config.now),
  );
  const { arrangement, order, files } = value;
  const site = { ...arrangement, config, posts: inOrder(posts, order), templates, filters };
  return { value: { site, arrangement, files }, problems: [...changes.problems, ...problems] };
}

function inOrder(posts: readonly Post[], order: readonly number[]): readonly Post[] {
  const ordered: Post[] = [];
  for (const place of order) {
    const post = posts[place];
    if (post !== undefined) ordered.push(post);
  }
  return ordered;
}
