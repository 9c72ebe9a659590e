/**
 * Pages rendered, in whichever thread: templates are compiled, filters imported and bodies opened when
 * the first page of a site comes.
 */
import { openBodyReader } from '../../incremental/body-pack.js';
import type { JobPlace, JobWork } from '../../model/job.js';
import type { Problem } from '../../model/problem.js';
import type { RenderBatch } from '../../model/staged.js';
import type { TemplateCache } from '../../theme/template-cache.js';
import { createPageRecorder } from '../../theme/views/dependencies.js';
import { createPageRenderer, type PageRenderer } from './batch.js';
import { importFilters } from './import-filters.js';
import { createFormLinks } from './resolve-links.js';
import { bodiesOf } from './site-bodies.js';
import type { JobSite, PageBatch } from './site-of-job.js';
import { unpackSite } from './site-pack.js';

export interface PageRendering extends JobWork<PageBatch, RenderBatch> {
  /**
   * What is doubtful in a site's templates. Throws `SiteError` with all that can't be compiled, also
   * where no page needs it now.
   */
  check(site: JobSite): Promise<readonly Problem[]>;
}

/** `cache`: of the templates of the build before. */
export function openRendering(place: JobPlace, cache: TemplateCache): PageRendering {
  const reader = openBodyReader(place);
  let id = 0;
  let renderer: Promise<PageRenderer> | null = null;
  const makeRenderer = async (given: JobSite): Promise<PageRenderer> => {
    const site = 'shared' in given ? unpackSite(given.shared) : given.site;
    const reads = createPageRecorder();
    const moved = new Set<string>();
    const links = createFormLinks(site.site, reads);
    const bodies = bodiesOf(site, { place, reader, links, moved });
    const { io, clock, staging: folder } = place;
    const filters = await importFilters(site.site.filters, io);
    const at = { bodies, filters, reads, templateCache: cache, moved, folder, io, clock };
    return createPageRenderer(site.site, at);
  };
  const rendererFor = (site: JobSite): Promise<PageRenderer> => {
    if (renderer === null || site.id !== id) renderer = makeRenderer(site);
    id = site.id;
    return renderer;
  };
  return {
    check: async (site) => (await rendererFor(site)).warnings,
    run: async ({ site, pages }, at) => (await rendererFor(site)).render(pages, at),
    close: () => reader.close(),
  };
}
