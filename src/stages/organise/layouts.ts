/** Does the layout exist? A story without one is set aside, a page without one is its author's. */
import {
  TERM_LISTS,
  TERM_TYPES,
  type TermLists,
  termLayout,
  termsIn,
} from '../../content/lists.js';
import type { PostHead } from '../../model/post.js';
import type { Problem, Unplaced } from '../../model/problem.js';
import type { Document } from '../../model/site.js';
import type { TemplateFile } from '../../model/source.js';
import { findLayout } from '../../theme/layouts.js';

/** Whether a layout of this name exists; null, no layout, always does. */
export function createLayoutTest(
  templates: readonly TemplateFile[],
): (name: string | null) => boolean {
  const names = templates.map((template) => template.name);
  const known = new Map<string | null, boolean>([[null, true]]);
  return (name) => {
    const found = known.get(name) ?? findLayout(name ?? '', names) !== null;
    known.set(name, found);
    return found;
  };
}

/** The posts that can be rendered, and a problem for each that can't. */
export function withLayouts(
  posts: readonly PostHead[],
  exists: (name: string | null) => boolean,
): { readonly posts: readonly PostHead[]; readonly problems: readonly Problem[] } {
  const lost = posts.filter((post) => !exists(post.layout));
  const problems = lost.map(({ path, layout }): Unplaced => {
    return { ...unknown(path, layout), severity: 'warning', fate: 'set-aside' };
  });
  return {
    posts: lost.length === 0 ? posts : posts.filter((post) => exists(post.layout)),
    problems,
  };
}

/** Errors for pages. */
export function missingLayouts(
  documents: readonly Document[],
  exists: (name: string | null) => boolean,
): readonly Problem[] {
  const lost = documents.filter((document) => !exists(document.layout));
  return lost.map(({ path, layout }) => ({ ...unknown(path, layout), severity: 'error' }));
}

/** Errors for categories, tags, … whose entry in `_data` names another layout for their pages. */
export function missingTermLayouts(
  site: TermLists,
  exists: (name: string | null) => boolean,
): readonly Problem[] {
  return TERM_TYPES.flatMap((type) =>
    termsIn(site, type).flatMap((term): Unplaced[] => {
      const layout = termLayout(term, type);
      if (exists(layout)) return [];
      const about = unknown(`_data/${TERM_LISTS[type]}.yml`, layout, [term.slug, 'layout']);
      return [{ ...about, severity: 'error' }];
    }),
  );
}

function unknown(
  file: string,
  layout: string | null,
  key: readonly string[] = ['layout'],
): Omit<Unplaced, 'severity'> {
  return {
    code: 'layout-unknown',
    message: `There is no layout \`${layout}\``,
    hint: `Add templates/${layout}.njk, or correct the name.`,
    file,
    key,
  };
}
