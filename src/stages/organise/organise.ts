/**
 * The fourth verb: cards in, ordered lists out. Which stories appear, and where, is settled here
 * before any list is made, so nothing ever links to a story that isn't there.
 */
import type { Config } from '../../model/config.js';
import { type Data, isMap } from '../../model/data.js';
import type { Post } from '../../model/post.js';
import type { Outcome } from '../../model/problem.js';
import type { Document, Site } from '../../model/site.js';
import type { Sources } from '../../model/source.js';
import { archivesOf } from './archives.js';
import { createClaims } from './claims.js';
import { generatedPaths } from './generated.js';
import { createLayoutTest, missingLayouts, withLayouts } from './layouts.js';
import { relatedOf } from './related.js';
import { select } from './select.js';
import { termsOf } from './terms.js';

/** What parse gave: cards and pages, in any order. */
export interface Organised {
  readonly posts: readonly Post[];
  readonly documents: readonly Document[];
}

/**
 * Settles clashes in the design's order: files and pages, then generated pages, then posts. As a
 * story that loses to a list page may take a list page with it, this repeats until nothing changes.
 */
export function organise(parsed: Organised, sources: Sources, config: Config): Outcome<Site> {
  const exists = createLayoutTest(sources.templates);
  const laidOut = withLayouts(parsed.posts, exists);
  const chosen = select(laidOut.posts, config);
  const claims = createClaims();
  const documents = parsed.documents.filter((page) => claims.claim(page.output, page.path));
  const statics = sources.statics.filter((file) => claims.claim(file.path, file.path));
  const arrange = (posts: readonly Post[]): Site => ({
    ...listsOf(posts, config, sources.data),
    config,
    documents,
    statics,
    templates: sources.templates,
    filters: sources.filters,
    data: sources.data,
    held: chosen.held,
  });
  let posts = claims.settle(chosen.posts, []);
  let site = arrange(posts);
  for (;;) {
    const left = claims.settle(posts, generatedPaths(site));
    if (left.length === posts.length) break;
    posts = left;
    site = arrange(posts);
  }
  const missing = missingLayouts(documents, exists);
  const problems = [...laidOut.problems, ...missing, ...claims.problems()];
  return { value: site, problems };
}

type Lists = Omit<
  Site,
  'config' | 'documents' | 'statics' | 'templates' | 'filters' | 'data' | 'held'
>;

function listsOf(posts: readonly Post[], config: Config, data: Data): Lists {
  const { category, tag } = config.permalinks;
  const entries = (key: string): Data => {
    const value = data[key];
    return isMap(value) ? value : {};
  };
  const categories = termsOf(
    posts.map((post) => post.categories),
    entries('categories'),
    category,
  );
  const tags = termsOf(
    posts.map((post) => post.tags),
    entries('tags'),
    tag,
  );
  return {
    posts,
    categories: categories.terms,
    tags: tags.terms,
    postCategories: categories.ofPost,
    postTags: tags.ofPost,
    archives: archivesOf(posts, config),
    related: relatedOf(posts.length, [categories.terms, tags.terms]),
  };
}
