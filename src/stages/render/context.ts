/** From a planned page to finished text: the context that its layout sees, by kind of page. */
import { termsIn } from '../../content/lists.js';
import type { Page, Paginator } from '../../model/page.js';
import type { Archive, Site } from '../../model/site.js';
import type { Theme } from '../../theme/engine.js';
import { safe } from '../../theme/safe.js';
import { type Bodies, termView, type Views } from '../../theme/views.js';

export interface PageTools {
  readonly site: Site;
  readonly views: Views;
  readonly theme: Theme;
  /** The template that a layout's name means; looked up once for each. */
  readonly template: (layout: string) => string;
  readonly bodies: Bodies;
  /** Markdown of pages: trusted. */
  readonly markdown: (text: string) => string;
}

/** The page's text; a copied file's bytes are not read here. Throws `TemplateError`. */
export function renderPage(page: Page, tools: PageTools): string {
  switch (page.kind) {
    case 'post':
      return renderPost(page, tools);
    case 'list':
      return renderList(page, tools);
    case 'document':
      return renderDocument(page, tools);
    default:
      return page.text ?? '';
  }
}

function renderPost(page: Extract<Page, { kind: 'post' }>, tools: PageTools): string {
  const { site, views, bodies } = tools;
  const post = site.posts[page.rank];
  const content = post === undefined ? '' : bodies.content(post);
  return inLayout(page.layout, content, { site: views.site, page: views.post(page.rank) }, tools);
}

function renderList(page: Extract<Page, { kind: 'list' }>, tools: PageTools): string {
  const context = {
    site: tools.views.site,
    page: listView(page, tools),
    paginator: paginatorView(page.paginator, tools.views),
  };
  return inLayout(page.layout, '', context, tools);
}

function renderDocument(page: Extract<Page, { kind: 'document' }>, tools: PageTools): string {
  const { site, views, theme } = tools;
  const document = site.documents[page.document];
  if (document === undefined) return '';
  const context = {
    site: views.site,
    page: { ...views.document(page.document), url: page.url },
    ...(page.paginator === null ? {} : { paginator: paginatorView(page.paginator, views) }),
  };
  const place = { path: document.path, line: document.bodyLine };
  const text = theme.renderText(document.text, place, context);
  const content = document.markdown ? tools.markdown(text) : text;
  return inLayout(page.layout, content, context, tools);
}

/** `content` is finished HTML. */
function inLayout(
  layout: string | null,
  content: string,
  context: object,
  tools: PageTools,
): string {
  if (layout === null) return content;
  return tools.theme.render(tools.template(layout), { ...context, content: safe(content) });
}

/** `page` of a list, with the names that jekyll-archives and jekyll-paginate give. */
function listView(page: Extract<Page, { kind: 'list' }>, { site, views }: PageTools): object {
  const { type, index } = page.subject;
  const posts = views.posts(page.paginator.posts);
  const view = { type, url: page.url, path: page.output, layout: page.layout, posts };
  switch (type) {
    case 'index':
      return { ...view, title: site.config.values['title'] };
    case 'year':
    case 'month':
    case 'day': {
      const archive = site.archives[index];
      if (archive === undefined) return view;
      const [parts, above] = [archive.parts, archivesAbove(archive, site)].map((indexes) =>
        archiveViews(indexes, site, views),
      );
      return { ...view, ...archiveView(archive, views), parts, above };
    }
    case 'sources':
    case 'topics':
      return view;
    case 'not-found':
      return { ...view, title: '404' };
    default: {
      const term = termsIn(site, type)[index];
      if (term === undefined) return view;
      return { ...view, title: term.name, term: termView(term), [type]: term.key };
    }
  }
}

function archiveView(archive: Archive, views: Views): object {
  return {
    type: archive.type,
    title: titleOf(archive),
    url: archive.url,
    date: views.dateOf(archive),
    count: archive.posts.length,
  };
}

function archiveViews(indexes: readonly number[], site: Site, views: Views): readonly object[] {
  return indexes.flatMap((index) => {
    const archive = site.archives[index];
    return archive === undefined ? [] : [archiveView(archive, views)];
  });
}

/** The year of a month, the year and the month of a day: those that have pages. */
function archivesAbove({ parent }: Archive, site: Site): readonly number[] {
  const above = site.archives[parent ?? -1];
  return parent === null || above === undefined ? [] : [...archivesAbove(above, site), parent];
}

/** `2022`, `2022-05` or `2022-05-16`. */
function titleOf({ year, month, day }: Archive): string {
  const pad = (number: number, width: number): string => String(number).padStart(width, '0');
  const parts = [
    pad(year, 4),
    ...(month > 0 ? [pad(month, 2)] : []),
    ...(day > 0 ? [pad(day, 2)] : []),
  ];
  return parts.join('-');
}

/** jekyll-paginate's names; `previous` leads to newer stories, as its numbering does. */
function paginatorView(paginator: Paginator, views: Views): object {
  const { newer, older } = paginator;
  return {
    page: paginator.number ?? undefined,
    per_page: paginator.perPage,
    posts: views.posts(paginator.posts),
    total_posts: paginator.totalPosts,
    total_pages: paginator.totalPages,
    previous_page: newer?.number ?? undefined,
    previous_page_path: newer?.url,
    next_page: older?.number ?? undefined,
    next_page_path: older?.url,
  };
}
