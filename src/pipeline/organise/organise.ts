/**
 * The fourth stage: cards in, ordered lists out. Which stories appear, and where, is settled here
 * before any list is made, so nothing ever links to a story that isn't there.
 */
import type { Memo } from '../../incremental/memo.js';
import type { Config } from '../../model/config.js';
import type { Post, PostHead } from '../../model/post.js';
import type { Outcome } from '../../model/problem.js';
import type { Arrangement, Document, Site, TakenDown } from '../../model/site.js';
import type { SortedNames } from '../../model/sorted-table.js';
import type { Sources } from '../../model/source.js';
import type { PlacesApart } from '../../outputs/fast/apart.js';
import { settingsOf } from '../../outputs/site-settings.js';
import { takedownsOf } from '../../outputs/takedowns.js';
import { type Arranged, arrange } from './arrange.js';
import { layoutsGiven } from './check-layouts.js';
import { withExpired } from './expired-stories.js';
import { withPresentChanges } from './future-changes.js';
import { misnamedTemplates } from './misnamed-templates.js';
import { missingTargets } from './missing-targets.js';
import { isArrangedAlike } from './same-heads.js';
import { waitingDocuments } from './select-documents.js';
import { waitingIn } from './select-posts.js';
import { withoutTakenDown } from './taken-down.js';

/** What parse gave: cards and pages, in any order. */
export interface OrganisedParts {
  readonly posts: readonly Post[];
  readonly documents: readonly Document[];
  readonly sources: Sources;
}

export interface Organised {
  readonly site: Site;
  readonly arrangement: Arrangement;
  /** Source paths of its stories, by rank. */
  readonly files: SortedNames;
  readonly takenDown: TakenDown;
  /** No story is elsewhere, or other, because of where another is. */
  readonly isPlain: boolean;
}

/** What a watching process keeps of organising. */
export interface OrganiseWork {
  readonly memo: Memo;
  /** Where the stories were, and what lies beside them. */
  readonly storyPlaces: PlacesApart;
}

/** The lists are those of the last time while all stories would be in the same places of them. */
export function organise(
  { posts: found, documents: written, sources }: OrganisedParts,
  config: Config,
  { memo, storyPlaces: apart }: OrganiseWork,
): Outcome<Organised> {
  const settings = settingsOf(config, memo);
  const { templates, filters, data } = sources;
  const takedowns = takedownsOf(data);
  const remaining = withoutTakenDown(
    { posts: found, documents: written, statics: sources.statics },
    takedowns.value,
  );
  const documents = memo.keepEqual('remaining pages', remaining.documents);
  const statics = memo.keepEqual('remaining files', remaining.statics);
  const gone = memo.keepEqual('taken down', remaining.gone);
  const changes = withPresentChanges(remaining.posts, config, memo);
  const posts = withExpired(changes.value, config, memo);
  const heads = memo.keepAlike<PostHead>('heads', posts, isArrangedAlike);
  const waiting = waitingIn(heads, config) + waitingDocuments(documents, config);
  const takenDown = { count: remaining.takenDown.length, gone };
  const { styles, pictureMaker, kept } = sources;
  // Of other stories in the same site what has the same stories is as it was.
  const around = [documents, templates, statics, kept, data, settings, gone];
  const { value, problems } = memo.remakeFrom<Outcome<Arranged>>(
    'arrangement',
    { around, inputs: [heads, waiting, takenDown.count] },
    (last) => {
      const parts = { posts: heads, documents, takenDown };
      return arrange(parts, { ...sources, statics }, settings, { now: config.now, apart, last });
    },
  );
  const { arrangement, order, files, isPlain } = value;
  const shown = { templates, filters, styles, pictureMaker };
  const site = { ...arrangement, config, posts: inOrder(posts, order), ...shown };
  const missing = memo.remake('missing targets', [arrangement], () =>
    missingTargets(site, arrangement.posts),
  );
  const misnamed = memo.remake('misnamed templates', [templates, arrangement], () =>
    misnamedTemplates(templates, documents, () =>
      layoutsGiven({ posts: heads, documents }, data, settings),
    ),
  );
  const told = [...takedowns.problems, ...changes.problems, ...problems];
  const all = [...told, ...missing, ...misnamed];
  const paths = new Set([
    ...takedowns.value.marks.path,
    ...remaining.takenDown.map((post) => post.path),
  ]);
  const organised = { site, arrangement, files, isPlain, takenDown: { paths, gone } };
  return { value: organised, problems: all };
}

function inOrder(posts: readonly Post[], order: readonly number[]): readonly Post[] {
  const ordered: Post[] = [];
  for (const place of order) {
    const post = posts[place];
    if (post !== undefined) ordered.push(post);
  }
  return ordered;
}
