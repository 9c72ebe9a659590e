/** From a planned page to finished text: the context that its layout sees, by kind of page. */

import type { Page, PageLink, Paginator } from '../../model/page.js';
import type { Site } from '../../model/site.js';
import { collectionFeeds } from '../../outputs/feeds/collection-feeds.js';
import type { PageContent } from '../../outputs/kind.js';
import type { GeneratedWriter } from '../../outputs/kinds.js';
import { termOf } from '../../outputs/lists/lists.js';
import type { Theme } from '../../theme/engine.js';
import { isPlainAddress, LayoutHtml, ORIGIN, StoryHtml } from '../../theme/escape/story-text.js';
import type { Variables } from '../../theme/runtime/run-context.js';
import { mapOf, text } from '../../theme/runtime/template-values.js';
import type { DependencyRecorder } from '../../theme/views/dependencies.js';
import { type Bodies, termView, type Views } from '../../theme/views/views.js';
import { archiveView } from './archive-context.js';
import type { PageTexts } from './bodies/document-texts.js';
import type { StyleCompiler } from './styles/style-compiler.js';

export interface PageTools {
  readonly site: Site;
  readonly views: Views;
  readonly theme: Theme;
  readonly bodies: Bodies;
  readonly texts: PageTexts;
  readonly reads: DependencyRecorder;
  readonly generated: GeneratedWriter;
  readonly styles: Pick<StyleCompiler, 'compile'>;
}

/** The page's text or bytes; a copied file's are not read here. Throws `TemplateError`. */
export function renderPage(page: Page, tools: PageTools): PageContent {
  switch (page.kind) {
    case 'post':
      return renderPost(page, tools);
    case 'list':
      return renderList(page, tools);
    case 'document':
      return renderDocument(page, tools);
    case 'generated':
      return tools.generated(page);
    default:
      return page.text ?? '';
  }
}

function renderPost(page: Extract<Page, { kind: 'post' }>, tools: PageTools): string {
  const content = tools.bodies.content(page.rank);
  const context = contextOf(tools.views.post(page.rank), tools);
  return inLayout(page.layout, new StoryHtml(content), context, tools);
}

function renderList(page: Extract<Page, { kind: 'list' }>, tools: PageTools): string {
  const context = {
    ...contextOf(listView(page, tools), tools),
    paginator: paginatorView(page.paginator, listName(page, tools), tools),
  };
  return inLayout(page.layout, new LayoutHtml(''), context, tools);
}

function renderDocument(page: Extract<Page, { kind: 'document' }>, tools: PageTools): string {
  const { site, views, texts } = tools;
  const document = site.documents[page.document];
  if (document === undefined) return '';
  const own = views.document(page.document);
  // Only an index page has other addresses than its own.
  const shown =
    document.collected === null ? mapOf([...Object.entries(own), ['url', page.url]]) : own;
  const context = {
    ...contextOf(shown, tools),
    ...(page.paginator === null
      ? {}
      : { paginator: paginatorView(page.paginator, 'index', tools) }),
  };
  const html = texts.body(page.document, withLayout(page, context, tools));
  if (document.style !== null) {
    const { css, map } = tools.styles.compile(document, html);
    return page.isSourceMap ? map : css;
  }
  const content =
    document.collected?.isTrusted === false ? new StoryHtml(html) : new LayoutHtml(html);
  return inLayout(page.layout, content, context, tools);
}

/** Liquid in a page sees its layout's front matter, as in Jekyll. */
function withLayout(
  { layout }: Extract<Page, { kind: 'document' }>,
  context: Variables,
  { site, theme }: PageTools,
): Variables {
  if (layout === null || site.config.syntax !== 'liquid') return context;
  const template = theme.layout(layout);
  return template === null ? context : { ...context, layout: theme.layoutData(template) };
}

/** What every page sees. */
function contextOf(page: object, { views: { site, jekyll } }: PageTools): Variables {
  return { site, jekyll, page };
}

/** `content` is finished HTML. */
function inLayout(
  layout: string | null,
  content: StoryHtml | LayoutHtml,
  context: object,
  tools: PageTools,
): string {
  if (layout === null) return text(content);
  return tools.theme.render(tools.theme.layout(layout) ?? layout, {
    ...context,
    content,
  });
}

/** `page` of a list, with the names that jekyll-archives and jekyll-paginate give. */
function listView(page: Extract<Page, { kind: 'list' }>, { site, views }: PageTools): object {
  const { type, index } = page.subject;
  const posts = views.posts(page.paginator.posts);
  const { url, output: path, layout, feeds } = page;
  const view = { type, url, path, layout, posts, feeds, [ORIGIN]: isOfTerms };
  switch (type) {
    case 'index':
    case 'feeds':
      return titledBySite({ ...view, [ORIGIN]: (key: PropertyKey) => key === 'feeds' }, views);
    case 'year':
    case 'month':
    case 'day': {
      const archive = site.archives[index];
      if (archive === undefined) return view;
      return { ...view, ...archiveView(archive, site, views) };
    }
    case 'collection': {
      const { label, category } = collectionFeeds(site.config)[index] ?? NO_FEED;
      return { ...view, collection: label, category };
    }
    case 'not-found':
      return { ...view, title: '404' };
    case 'search':
      return view;
    default: {
      const term = termOf(site, page.subject);
      if (term === null) return view;
      return Object.assign(view, { title: term.name, term: termView(term), [type]: term.key });
    }
  }
}

const NO_FEED = { label: '', category: null };

/** What of a list may have a term's name in it, which is a story's word. */
function isOfTerms(this: unknown, key: PropertyKey): boolean {
  if (key === 'url') return !isPlainAddress((this as { readonly url: string }).url);
  return key !== 'posts' && key !== 'term' && key !== 'layout';
}

/** The index has the site's title, read where a template wants it. */
function titledBySite(view: object, views: Views): object {
  return Object.defineProperty({ ...view }, 'title', {
    enumerable: true,
    get: () => Reflect.get(views.site, 'title'),
  });
}

/** What a list is called in traced reads (`views/dependency-digests.ts`); null: its length is in the key. */
function listName(
  { subject }: Extract<Page, { kind: 'list' }>,
  { site }: PageTools,
): string | null {
  if (subject.type === 'index') return 'index';
  const term = termOf(site, subject);
  return term === null ? null : `${subject.type} ${term.slug}`;
}

/** jekyll-paginate's names; `previous` leads to newer stories, as its numbering does. */
function paginatorView(
  paginator: Paginator,
  name: string | null,
  { site, views, reads }: PageTools,
): object {
  // Beside layouts of Jekyll's as the config has it: themes may put the last slash themselves.
  const { listLayouts, pagination } = site.config;
  const isBare = name === 'index' && listLayouts !== null && !pagination.path.endsWith('/');
  const path = (link: PageLink | null): string | undefined =>
    isBare && (link?.number ?? 1) > 1 ? link?.url.replace(/\/$/, '') : link?.url;
  const { newer, older, totalPosts, totalPages } = paginator;
  const total = (number: number): number => {
    if (name !== null) reads.record(`list # ${name}`);
    return number;
  };
  return {
    page: paginator.number ?? undefined,
    per_page: paginator.perPage,
    posts: views.posts(paginator.posts),
    get total_posts() {
      return total(totalPosts);
    },
    get total_pages() {
      return total(totalPages);
    },
    previous_page: newer?.number ?? undefined,
    previous_page_path: path(newer),
    next_page: older?.number ?? undefined,
    next_page_path: path(older),
  };
}
