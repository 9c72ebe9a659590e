/**
 * The second stage: which files there are, and what each is. Posts are only named here, their bytes
 * are loaded one at a time later (`incremental/source-files/load-post.ts`); pages, templates and data
 * are few and loaded now.
 */
import path from 'node:path';
import { anyMatcher } from '../../formats/urls/glob.js';
import { isBelow, nameBelow } from '../../formats/urls/paths.js';
import type { Memo } from '../../incremental/memo.js';
import { sortedNames } from '../../incremental/sorted-tables.js';
import type { Config } from '../../model/config.js';
import type { Effects, Entry, Io } from '../../model/io.js';
import { type Outcome, type Problem, SiteError } from '../../model/problem.js';
import type { SortedNames } from '../../model/sorted-table.js';
import type { PostFile, Sources, TemplateFile } from '../../model/source.js';
import { settingsOf, usualDestination } from '../../outputs/site-settings.js';
import { lazy } from '../../platform/lazy.js';
import { builtInAssets, themeAssets } from './assets.js';
import { filesBesidePages } from './beside-pages.js';
import { classifier, type PathKind } from './classify.js';
import { readData } from './data-files.js';
import { entriesByKind } from './entries-by-kind.js';
import { ABSENT_INCLUDES, absentTheme, lacksIncludes } from './jekyll-templates.js';
import { followLinks } from './linked-posts.js';
import { NEVER } from './never-published.js';
import { readPages } from './page-files.js';
import { picturesBeside } from './picture-files.js';
import { pictureSources } from './picture-sources.js';
import { type SelectedPosts, selectPosts, storyTest } from './post-files.js';
import { withoutTwins } from './reached-twice.js';
import { readStyles } from './style-files.js';
import { readTemplates, type ThemeFiles } from './template-files.js';

/** What reading asks of the build. */
export interface ReadWork extends Pick<Effects, 'io' | 'clock'> {
  /** All that is below a folder, in any order: `Io.walk`, or what is known of it still. */
  readonly walk: Io['walk'];
  readonly memo: Memo;
}

/**
 * Throws `SiteError` when there is no `_posts` (see `--allow-empty`) or a data file is broken. A Jekyll
 * site may be one of pages alone: whether it had stories before is known to the guards of publishing.
 */
export function read(config: Config, work: ReadWork): Outcome<Sources> {
  const { io, memo } = work;
  const context = { io, now: work.clock.now() };
  const problems: Problem[] = [];
  const keep = <T>(outcome: Outcome<T>): T => {
    problems.push(...outcome.problems);
    return outcome.value;
  };
  const settings = settingsOf(config, memo);
  const listed = work.walk(config.source, leftOut(config));
  const entries = keep(entriesOf(listed, config, io));
  const found = entriesByKind(entries, settings, memo);
  const hasPosts = listed.some(isPostsFolder) || entries.some(isPostsFolder);
  const mayHaveNone = config.allowEmpty || config.syntax === 'liquid';
  if (!mayHaveNone && !hasPosts) throw noPosts(config);
  // Where a link leads is seen by looking there.
  const links = found.post.some(({ kind }) => kind === 'link') ? {} : null;
  const selected = memo.remakeFrom<Outcome<SelectedPosts>>(
    'posts',
    { around: [links, settings], inputs: [found.post] },
    (last) => selectPosts(found.post, config, io, last),
  );
  const { posts, pictures } = keep(selected);
  const drafts = config.drafts ? keep(selectPosts(found.draft, config, io)) : NO_POSTS;
  const all = [posts, memo.keepEqual('drafts', drafts.posts)];
  const stories = memo.remake('stories', all, () =>
    drafts.posts.length === 0 ? posts : all.flat(),
  );
  const paths = pathsOf(stories, memo);
  const { pages, statics, kept } = keep(readPages(found.rest, config, context));
  const besides = keep(picturesBeside([...pictures, ...drafts.pictures], config, context));
  const data = keep(readData(found.data, config, io));
  const { theme, absent } = keep(withStandIn(readTemplates(config, context, memo), config, io));
  const storyPaths = lazy(() => new Set(stories.map((story) => story.path)));
  const around = {
    pages,
    templates: theme.templates,
    entries,
    isStory: (name: string) => storyPaths().has(name),
  };
  const beside = filesBesidePages(around, config, io);
  const styles = keep(readStyles({ ...around, lacksTheme: absent.length > 0 }, config, io));
  const assets = keep(themeAssets(theme.assets, statics, { config, data, io }));
  const copied = keep(pictureSources([...statics, ...besides], config, io));
  const value: Sources = {
    posts: stories,
    files: paths,
    pages: memo.keepEqual('pages of files', pages),
    statics: memo.keepEqual('statics', [...copied.statics, ...assets]),
    themeAssets: memo.keepEqual('theme assets', builtInAssets(assets)),
    kept: memo.keepEqual('kept', kept),
    templates: memo.keepEqual('templates', [...theme.templates, ...absent, ...beside]),
    filters: memo.keepEqual('filters', theme.filters),
    styles: memo.keepEqual('styles', styles),
    pictureMaker: memo.keepEqual('picture maker', copied.maker),
    data: memo.keepEqual('data', data),
  };
  return { value, problems };
}

function pathsOf(stories: readonly PostFile[], memo: Memo): SortedNames {
  const paths = (last: SortedNames | null): SortedNames =>
    sortedNames(
      stories.map((post) => post.path),
      last,
    );
  return memo.remakeFrom('files', { around: [], inputs: [stories] }, paths);
}

interface StandIn {
  readonly theme: ThemeFiles;
  /** What stands for a theme of Jekyll's that is not in the site; empty: it is, or there is none. */
  readonly absent: readonly TemplateFile[];
}

/** A site may have layouts of its own, and name includes that only its theme has. */
function withStandIn(
  { value: theme, problems }: Outcome<ThemeFiles>,
  config: Config,
  io: Io,
): Outcome<StandIn> {
  const { templates } = theme;
  const hasLayouts = templates.some(({ syntax, name }) => {
    return syntax === 'liquid' && name.startsWith('layouts/');
  });
  const isWhole = hasLayouts && !lacksIncludes(templates);
  const told = isWhole ? [] : absentTheme(config, io, hasLayouts);
  const absent = told.length > 0 ? [ABSENT_INCLUDES] : [];
  return { value: { theme, absent }, problems: [...problems, ...told] };
}

const NO_POSTS: SelectedPosts = { entries: [], posts: [], pictures: [] };

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

/** Names below the source that are no part of the site. */
function leftOut(config: Config): readonly string[] {
  const { destination, cacheDir, templatesDir, layoutsDir, includesDir, leaveOut } = config;
  const jekylls = config.syntax === 'liquid' ? [layoutsDir, includesDir] : [];
  const places = [usualDestination(config), destination, cacheDir, templatesDir, ...jekylls];
  const own = [...places, ...leaveOut]
    .filter((folder) => folder !== config.source && isBelow(config.source, folder))
    .map((folder) => nameBelow(config.source, folder));
  const included = anyMatcher(config.include);
  const literal = config.exclude.filter((name) => isLiteral(name) && !included(baseName(name)));
  return [...own, ...NEVER, ...literal.map((name) => name.replace(/^\.?\/|\/+$/g, ''))];
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
  return SiteError.of(
    'posts-missing',
    `There is no _posts folder in ${config.source}`,
    'Write the first as _posts/2022-05-16-hello.md, or name the site by -s. Without posts build with --allow-empty.',
  );
}
