/**
 * Plans the site's own pages; its index page gets the landing page's paginator, a style sheet a source
 * map.
 */
import { pageLayout } from '../../formats/text/layout-names.js';
import type { OutputPlace } from '../../formats/urls/permalink.js';
import type { DocumentPage, ListPage, Page } from '../../model/page.js';
import type { Outcome } from '../../model/problem.js';
import type { Arrangement, Document } from '../../model/site.js';
import { type NamedPlace, type PlanInput, planned } from '../kind.js';
import { listPages } from '../lists/lists.js';
import { hasSourceMaps } from './sass-settings.js';

/**
 * As with jekyll-paginate, an `index.html` without a permalink of its own is the layout of every
 * page of the index when the config says `paginate`. (Home may be the landing page's twin.)
 */
export function planDocuments({ site }: PlanInput): Outcome<readonly Page[]> {
  const index = listPages(site).filter((page) => page.subject.type === 'index');
  const [landing] = index;
  const numbered = index.filter((page) => page.paginator !== landing?.paginator);
  const all = site.documents.flatMap((document, at): readonly Page[] => {
    const layout = pageLayout(document, site.unknownLayouts, landing?.output);
    const pageOf = (list: ListPage | null): DocumentPage =>
      documentPage(document, { index: at, layout, list });
    if (document.collected !== null) return [];
    const own = pageOf(null);
    if (document.style !== null && hasSourceMaps(site.config)) return [own, sourceMapOf(own)];
    if (landing === undefined || document.output !== landing.output) return [own];
    const pages: Page[] = [pageOf(landing)];
    if (site.config.values['paginate'] !== undefined && document.data.permalink === undefined) {
      pages.push(...numbered.map(pageOf));
    }
    return pages;
  });
  return planned(all);
}

export function sourceMapPlaces({ documents, config }: Arrangement): readonly NamedPlace[] {
  if (!hasSourceMaps(config)) return [];
  const styles = documents.filter(({ style, collected }) => style !== null && collected === null);
  return styles.map((sheet) => ({
    ...besideSheet(sheet),
    name: `the source map of ${sheet.path}`,
  }));
}

/** Their own words say what they are; an index page may be a list of stories. */
export function standingDocuments(): (page: Page) => boolean {
  return (page) =>
    page.kind === 'document' && page.paginator === null && !page.output.endsWith('index.html');
}

interface Planned {
  readonly index: number;
  readonly layout: string | null;
  readonly list: ListPage | null;
}

function documentPage(document: Document, { index, layout, list }: Planned): DocumentPage {
  const { output, url } = list ?? document;
  const paginator = list?.paginator ?? null;
  return { kind: 'document', output, url, layout, document: index, paginator, isSourceMap: false };
}

/** Beside the style sheet, as Jekyll has it (`source_map_page.rb`). */
function sourceMapOf(page: DocumentPage): DocumentPage {
  return { ...page, ...besideSheet(page), isSourceMap: true };
}

function besideSheet({ output, url }: OutputPlace): OutputPlace {
  return { output: `${output}.map`, url: `${url}.map` };
}
