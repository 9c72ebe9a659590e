/**
 * The second verb: which files there are, and what each is. Posts are only named here, their bytes
 * are loaded one at a time later (`load.ts`); pages, templates and data are few and loaded now.
 */
import path from 'node:path';
import type { Again } from '../../content/again.js';
import { anyMatcher } from '../../content/glob.js';
import { isBelow, nameBelow } from '../../content/paths.js';
import { placesOf } from '../../content/places.js';
import { settingsOf, usualDestination } from '../../content/settings.js';
import type { Config, Settings } from '../../model/config.js';
import type { Effects, Entry, Io } from '../../model/io.js';
import { type Outcome, type Problem, SiteError } from '../../model/problem.js';
import type { Sources } from '../../model/source.js';
import { themeAssets } from './assets.js';
import { classifier, type PathKind } from './classify.js';
import { readData } from './data.js';
import { followLinks } from './linked.js';
import { NEVER } from './never.js';
import { readPages } from './pages.js';
import { selectPosts, storyTest } from './posts.js';
import { readTemplates } from './templates.js';
import { withoutTwins } from './twice.js';
import { unreadLayouts } from './unread.js';

/** What reading asks of the outside. */
export interface ReadWork extends Pick<Effects, 'io' | 'clock'> {
  /** All that is below a folder, in any order: `Io.walk`, or what is known of it still. */
  readonly walk: Io['walk'];
  readonly again: Again;
}

/** Throws `SiteError` when there is no `_posts` (see `--allow-empty`) or a data file is broken. */
export function read(config: Config, work: ReadWork): Outcome<Sources> {
  const { io, again } = work;
  const looking = { io, now: work.clock.now() };
  const problems: Problem[] = [];
  const keep = <T>(outcome: Outcome<T>): T => {
    problems.push(...outcome.problems);
    return outcome.value;
  };
  const settings = settingsOf(config, again);
  const listed = work.walk(config.source, leftOut(config));
  const entries = keep(entriesOf(listed, config, io));
  const found = again.made('entries', [entries, settings], () => byKind(entries, settings));
  const hasPosts = listed.some(isPostsFolder) || entries.some(isPostsFolder);
  if (!config.allowEmpty && !hasPosts) throw noPosts(config);
  // Where a link leads is seen by looking there.
  const links = found.post.some(({ kind }) => kind === 'link') ? {} : null;
  const selected = again.made('posts', [found.post, links, settings], () =>
    selectPosts(found.post, config, io),
  );
  const posts = keep(selected);
  const drafts = config.drafts ? keep(selectPosts(found.draft, config, io)) : [];
  const all = [posts, again.same('drafts', drafts)];
  const stories = again.made('stories', all, () => all.flat());
  const paths = again.made('files', [stories], () => placesOf(stories.map((post) => post.path)));
  const { pages, statics } = keep(readPages(found.rest, config, looking));
  const data = keep(readData(found.data, config, io));
  const theme = keep(readTemplates(config, looking));
  problems.push(...unreadLayouts(found.ignored, config, io));
  const assets = keep(themeAssets(theme.assets, statics, { config, data, io }));
  const value: Sources = {
    posts: stories,
    files: paths,
    pages: again.same('pages of files', pages),
    statics: again.same('statics', [...statics, ...assets]),
    templates: again.same('templates', theme.templates),
    filters: again.same('filters', theme.filters),
    data: again.same('data', data),
  };
  return { value, problems };
}

/** With what links lead to, each story once. */
function entriesOf(listed: readonly Entry[], config: Config, io: Io): Outcome<readonly Entry[]> {
  if (!listed.some(({ kind }) => kind === 'link')) return { value: listed, problems: [] };
  const kindOf = classifier(config);
  const left: readonly PathKind[] = config.drafts ? ['ignored'] : ['ignored', 'draft'];
  const followed = followLinks(listed, config, io, (name) => !left.includes(kindOf(name)));
  const isStory = storyTest(config);
  const once = withoutTwins(followed.value, { config, io, kindOf, isStory });
  return { value: once.value, problems: [...followed.problems, ...once.problems] };
}

/** In path order. */
function byKind(
  entries: readonly Entry[],
  settings: Settings,
): Readonly<Record<PathKind, readonly Entry[]>> {
  const kindOf = classifier(settings);
  const found: Record<PathKind, Entry[]> = { post: [], draft: [], data: [], rest: [], ignored: [] };
  for (const entry of [...entries].sort(inPathOrder)) found[kindOf(entry.path)].push(entry);
  return found;
}

/** Names below the source that are no part of the site. */
function leftOut(config: Config): readonly string[] {
  const { destination, cacheDir, templatesDir, leaveOut } = config;
  const own = [usualDestination(config), destination, cacheDir, templatesDir, ...leaveOut]
    .filter((folder) => folder !== config.source && isBelow(config.source, folder))
    .map((folder) => nameBelow(config.source, folder));
  const included = anyMatcher(config.include);
  const literal = config.exclude.filter((name) => isLiteral(name) && !included(baseName(name)));
  return [...own, ...NEVER, ...literal.map((name) => name.replace(/^\.?\/|\/+$/g, ''))];
}

function inPathOrder(a: Entry, b: Entry): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}

/** Without a trailing slash. */
function baseName(pattern: string): string {
  return path.posix.basename(pattern);
}

function isLiteral(pattern: string): boolean {
  return !/[*?[\\]/.test(pattern) && pattern.trim() !== '';
}

function isPostsFolder(entry: Entry): boolean {
  return entry.kind !== 'file' && (entry.path === '_posts' || entry.path.endsWith('/_posts'));
}

function noPosts(config: Config): SiteError {
  return new SiteError([
    {
      code: 'posts-missing',
      severity: 'error',
      message: `There is no _posts folder in ${config.source}`,
      hint: 'Check -s/--source; a site that is meant to have no posts builds with --allow-empty.',
    },
  ]);
}
