/** Layouts that are asked for and aren't there: the usual one of the kind stands in, with one warning a layout. */
import { ownTermLayout, pageLayout, postLayout } from '../../formats/text/layout-names.js';
import { truncateText } from '../../formats/text/text.js';
import type { SiteSettings } from '../../model/config.js';
import { type Data, isMap } from '../../model/data.js';
import type { PostHead } from '../../model/post.js';
import type { Unplaced } from '../../model/problem.js';
import { type Arrangement, type Document, type Term, termsIn } from '../../model/site.js';
import type { Sources, TemplateFile } from '../../model/source.js';
import { TERM_LISTS, TERM_TYPES, type TermType } from '../../model/term-types.js';
import { listPages } from '../../outputs/lists/lists.js';
import { archivesLayout } from '../../outputs/lists/overviews.js';
import { memoizeByObject } from '../../platform/memoize.js';
import { findLayout, isLayoutName } from '../../theme/layouts.js';
import { readTemplate } from '../../theme/template-source.js';

interface LayoutParts {
  readonly posts: readonly PostHead[];
  readonly documents: readonly Document[];
}

const ARCHIVES = ['year', 'month', 'day'] as const;

/** Names of layouts that stories, pages, entries of terms and the config give. */
export function layoutsGiven(
  { posts, documents }: LayoutParts,
  data: Data,
  config: SiteSettings,
): readonly string[] {
  const given = new Set<string | null>();
  let last: string | null = null;
  for (const { layout } of posts) {
    // Most have the same as the one before.
    if (layout !== last) given.add(layout);
    last = layout;
  }
  for (const { layout } of documents) given.add(layout);
  for (const type of TERM_TYPES) {
    for (const entry of entriesOf(data, type)) given.add(ownTermLayout(entry));
  }
  for (const type of [...TERM_TYPES, ...ARCHIVES]) given.add(archivesLayout(config, type));
  return [...given].filter((name) => name !== null);
}

/** Those that no template is. */
export function unknownLayouts(
  parts: LayoutParts,
  { templates, data }: Pick<Sources, 'templates' | 'data'>,
  config: SiteSettings,
): ReadonlySet<string> {
  const names = templates.map((template) => template.name);
  const isUnknown = (name: string): boolean => findLayout(name, names) === null;
  return new Set(layoutsGiven(parts, data, config).filter(isUnknown));
}

/**
 * Whether some page has a layout of the built-in theme, or a layout of the site's own builds on one: what
 * comes with the theme is published for those alone. Beside templates of Nunjucks, which may extend it
 * or ask for its files, it always is.
 */
export function usesTheme(site: Arrangement, templates: Sources['templates']): boolean {
  const own = templates.filter(({ path }) => !path.startsWith(BUILT_IN));
  if (site.config.syntax !== 'liquid' || own.some(({ syntax }) => syntax !== 'liquid')) return true;
  if ([...own, ...site.documents].some(({ text }) => ASKS_FOR_ASSETS.test(text))) return true;
  const names = templates.map(({ name }) => name);
  const byName = new Map(templates.map((template) => [template.name, template]));
  const isBuiltIn = (layout: string | null, depth = 0): boolean => {
    const found = byName.get((layout === null ? null : findLayout(layout, names)) ?? '');
    if (found === undefined || depth > names.length) return false;
    return found.path.startsWith(BUILT_IN) || isBuiltIn(parentOf(found), depth + 1);
  };
  const seen = new Map<string | null, boolean>([[null, false]]);
  const uses = (layout: string | null): boolean => {
    const known = seen.get(layout) ?? isBuiltIn(layout);
    seen.set(layout, known);
    return known;
  };
  const { unknownLayouts: unknown } = site;
  const lists = listPages(site);
  const landing = lists.find(({ subject }) => subject.type === 'index');
  // The site's own index page has the place of the theme's, and is the layout of the numbered ones.
  const hasOwnIndex = site.documents.some(({ output }) => output === landing?.output);
  return (
    site.posts.some((post) => uses(postLayout(post, unknown))) ||
    site.documents.some((page) => uses(pageLayout(page, unknown, landing?.output))) ||
    lists.some((list) => uses(list.layout) && !(list.subject.type === 'index' && hasOwnIndex))
  );
}

const ASKS_FOR_ASSETS = /\basset_url\b|\bsite\.assets\b/;

/** Where templates of the built-in theme are, as reports have it. */
export const BUILT_IN = 'finews:';

const parentOf = memoizeByObject((template: TemplateFile) => readTemplate(template).value.parent);

function entriesOf(data: Data, type: TermType): readonly Data[] {
  const entries = data[TERM_LISTS[type]];
  return isMap(entries) ? Object.values(entries).filter(isMap) : [];
}

/** What is shown with the same layout in place of the same one. */
interface LayoutGroup {
  readonly layout: string;
  /** Null: without one. */
  readonly standIn: string | null;
  /** With their verb. */
  readonly one: string;
  readonly many: string;
  /** Where the first of them names it. */
  readonly file: string;
  readonly key: readonly string[];
  count: number;
}

/** Warnings, one for each layout and what stands in for it, with how many are shown so. */
export function missingLayouts(site: Arrangement): readonly Unplaced[] {
  if (site.unknownLayouts.size === 0) return [];
  const groups = new Map<string, LayoutGroup>();
  const add = (group: Omit<LayoutGroup, 'count'>): void => {
    const id = JSON.stringify([group.layout, group.standIn, group.one]);
    const before = groups.get(id);
    if (before === undefined) groups.set(id, { ...group, count: 1 });
    else before.count++;
  };
  const isUnknown = (layout: string | null): layout is string =>
    layout !== null && site.unknownLayouts.has(layout);
  const folder = site.config.syntax === 'liquid' ? '_layouts/' : 'templates/';
  for (const { path: file, layout } of site.posts) {
    if (isUnknown(layout)) add({ layout, standIn: 'post', ...STORIES, file, key: ['layout'] });
  }
  const landing = listPages(site).find(({ subject }) => subject.type === 'index')?.output;
  for (const document of site.documents) {
    const { path: file, layout } = document;
    const standIn = pageLayout(document, site.unknownLayouts, landing);
    if (isUnknown(layout)) add({ layout, standIn, ...PAGES, file, key: ['layout'] });
  }
  for (const type of TERM_TYPES) {
    for (const term of termsIn(site, type)) {
      const layout = ownTermLayout(term.data);
      if (isUnknown(layout) && term.output !== '') add(ofTerm(term, type, layout));
    }
  }
  return [...groups.values()].map((group) => warningOf(group, folder));
}

const STORIES = { one: 'story is', many: 'stories are' };
const PAGES = { one: 'page is', many: 'pages are' };

function ofTerm({ slug }: Term, type: TermType, layout: string): Omit<LayoutGroup, 'count'> {
  const list = TERM_LISTS[type];
  const words = { one: `${type} is`, many: `${list} are` };
  return { layout, standIn: type, ...words, file: `_data/${list}.yml`, key: [slug, 'layout'] };
}

/** A stranger's name may be of any length. */
const LONGEST = 60;

function warningOf(group: LayoutGroup, folder: '_layouts/' | 'templates/'): Unplaced {
  const { layout, standIn, one, many, file, key, count } = group;
  const what = count === 1 ? `1 ${one}` : `${count.toLocaleString('en')} ${many}`;
  const how = standIn === null ? 'without a layout' : `with \`${standIn}\``;
  const hint = isLayoutName(layout)
    ? `Add ${folder}${truncateText(layout, LONGEST)}.${folder === '_layouts/' ? 'html' : 'njk'}, or correct the name.`
    : `Correct the name: a layout is named without its ending, and lies in ${folder}.`;
  return {
    code: 'layout-unknown',
    severity: 'warning',
    message: `There is no layout \`${truncateText(layout, LONGEST)}\`: ${what} shown ${how}`,
    hint,
    file,
    key,
  };
}
