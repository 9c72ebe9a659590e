/**
 * The second verb: which files there are, and what each is. Posts are only named here, their bytes
 * are loaded one at a time later (`load.ts`); pages, templates and data are few and loaded now.
 */
import path from 'node:path';
import { anyMatcher } from '../../content/glob.js';
import { scalarText } from '../../content/scalar.js';
import type { Config } from '../../model/config.js';
import type { Effects, Entry } from '../../model/io.js';
import { type Outcome, type Problem, SiteError } from '../../model/problem.js';
import type { Sources } from '../../model/source.js';
import { themeAssets } from './assets.js';
import { classifier, type PathKind } from './classify.js';
import { readData } from './data.js';
import { followPosts } from './linked.js';
import { readPages } from './pages.js';
import { selectPosts } from './posts.js';
import { readTemplates } from './templates.js';

/** Left out of every site besides the destination, the cache and the templates. */
const NEVER = ['package.json', 'package-lock.json', '**/node_modules', '**/.git', '**/.svn'];

/** Throws `SiteError` when there is no `_posts` (see `--allow-empty`) or a data file is broken. */
export function read(config: Config, effects: Pick<Effects, 'io' | 'clock'>): Outcome<Sources> {
  const looking = { io: effects.io, now: effects.clock.now() };
  const kinds = classifier(config);
  const problems: Problem[] = [];
  const keep = <T>(outcome: Outcome<T>): T => {
    problems.push(...outcome.problems);
    return outcome.value;
  };
  const listed = listSource(config, effects);
  const entries = [...keep(followPosts(listed, config, effects.io))].sort(inPathOrder);
  const folders: Record<PathKind, Entry[]> = {
    post: [],
    draft: [],
    data: [],
    rest: [],
    ignored: [],
  };
  for (const entry of entries) folders[kinds(entry.path)].push(entry);
  if (!config.allowEmpty && !listed.some(isPostsFolder)) throw noPosts(config);
  const posts = keep(selectPosts(folders.post, config, effects.io));
  const drafts = config.drafts ? keep(selectPosts(folders.draft, config, effects.io)) : [];
  const { pages, statics } = keep(readPages(folders.rest, config, looking));
  const data = keep(readData(folders.data, config, effects.io));
  const theme = keep(readTemplates(config, looking));
  const value: Sources = {
    posts: [...posts, ...drafts],
    pages,
    statics: [
      ...statics,
      ...keep(themeAssets(theme.assets, statics, { config, data, io: effects.io })),
    ],
    templates: theme.templates,
    filters: theme.filters,
    data,
  };
  return { value, problems };
}

function listSource(config: Config, effects: Pick<Effects, 'io'>): readonly Entry[] {
  const usual = path.resolve(config.source, scalarText(config.values['destination']) ?? 'public');
  const { destination, cacheDir, templatesDir, leaveOut } = config;
  const own = [usual, destination, cacheDir, templatesDir, ...leaveOut].flatMap((folder) => {
    const relative = path.relative(config.source, folder).split(path.sep).join('/');
    return relative === '' || relative.startsWith('..') ? [] : [relative];
  });
  const included = anyMatcher(config.include);
  const literal = config.exclude.filter((name) => isLiteral(name) && !included(baseName(name)));
  const skip = [...own, ...NEVER, ...literal.map((name) => name.replace(/^\.?\/|\/+$/g, ''))];
  return effects.io.walk(config.source, skip);
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
