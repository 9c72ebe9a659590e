/**
 * The fourth stage: cards in, ordered lists out. Which stories appear, and where, is settled here
 * before any list is made, so nothing ever links to a story that isn't there.
 */
import type { Memo } from '../../incremental/memo.js';
import type { Config } from '../../model/config.js';
import type { Post, PostHead } from '../../model/post.js';
import type { Outcome } from '../../model/problem.js';
import type { Arrangement, Document, Site } from '../../model/site.js';
import type { SortedNames } from '../../model/sorted-table.js';
import type { Sources } from '../../model/source.js';
import { settingsOf } from '../../outputs/site-settings.js';
import { arrange } from './arrange.js';
import { withPresentChanges } from './future-changes.js';
import { missingTargets } from './missing-targets.js';
import { isArrangedAlike } from './same-heads.js';
import { waitingDocuments } from './select-documents.js';
import { waitingIn } from './select-posts.js';

/** What parse gave: cards and pages, in any order. */
export interface OrganisedParts {
  readonly posts: readonly Post[];
  readonly documents: readonly Document[];
  readonly sources: Sources;
}

export interface Organised {
  readonly site: Site;
  readonly arrangement: Arrangement;
  /** Source paths of its stories. */
  readonly files: SortedNames;
}

/** The lists are those of the last time while all stories would be in the same places of them. */
export function organise(
  { posts: found, documents, sources }: OrganisedParts,
  config: Config,
  memo: Memo,
): Outcome<Organised> {
  const settings = settingsOf(config, memo);
  const changes = withPresentChanges(found, config);
  const posts = changes.value;
  const heads = memo.keepAlike<PostHead>('heads', posts, isArrangedAlike);
  const waiting = waitingIn(heads, config) + waitingDocuments(documents, config);
  const { templates, filters, styles, pictureMaker, statics, kept, data } = sources;
  const inputs = [heads, documents, templates, statics, kept, data, settings, waiting];
  const { value, problems } = memo.remake('arrangement', inputs, () =>
    arrange({ posts: heads, documents }, sources, settings, config.now),
  );
  const { arrangement, order, files } = value;
  const shown = { templates, filters, styles, pictureMaker };
  const site = { ...arrangement, config, posts: inOrder(posts, order), ...shown };
  const missing = memo.remake('missing targets', [arrangement], () => missingTargets(site));
  const all = [...changes.problems, ...problems, ...missing];
  return { value: { site, arrangement, files }, problems: all };
}

function inOrder(posts: readonly Post[], order: readonly number[]): readonly Post[] {
  const ordered: Post[] = [];
  for (const place of order) {
    const post = posts[place];
    if (post !== undefined) ordered.push(post);
  }
  return ordered;
}
