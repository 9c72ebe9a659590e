/**
 * Pages rendered, in whichever thread: templates are compiled, filters imported and bodies opened when
 * the first page of a site comes.
 */
import { openBodyReader } from '../../incremental/body-pack.js';
import type { JobPlace, JobWork } from '../../model/job.js';
import type { Problem } from '../../model/problem.js';
import type { Document } from '../../model/site.js';
import type { RenderBatch, RenderTask } from '../../model/staged.js';
import type { TemplateCache } from '../../theme/template-cache.js';
import { createPageRecorder } from '../../theme/views/dependencies.js';
import { createPageRenderer, type PageRenderer } from './batch.js';
import { importFilters } from './import-filters.js';
import { createFormLinks } from './resolve-links.js';
import { bodiesOf } from './site-bodies.js';
import type { JobSite, PageBatch } from './site-of-job.js';
import { unpackSite } from './site-pack.js';
import { createStyleCompiler } from './styles/style-compiler.js';

export interface PageRendering extends JobWork<PageBatch, RenderBatch> {
  /**
   * What is doubtful in a site's templates. Throws `SiteError` with all that can't be compiled, also
   * where no page needs it now.
   */
  check(site: JobSite): Promise<readonly Problem[]>;
}

interface SiteRenderer extends PageRenderer {
  /** Loads what these need. */
  readonly prepare: (tasks: readonly RenderTask[]) => Promise<void>;
}

/** `cache`: of the templates of the build before. */
export function openRendering(place: JobPlace, cache: TemplateCache): PageRendering {
  const reader = openBodyReader(place);
  let id = 0;
  let renderer: Promise<SiteRenderer> | null = null;
  const makeRenderer = async (given: JobSite): Promise<SiteRenderer> => {
    const site = 'shared' in given ? unpackSite(given.shared) : given.site;
    const reads = createPageRecorder();
    const moved = new Set<string>();
    const links = createFormLinks(site.site, reads);
    const bodies = bodiesOf(site, { place, reader, links, moved });
    const { io, clock, staging: folder } = place;
    const filters = await importFilters(site.site.filters, io);
    const styles = createStyleCompiler(site.site, reads, io);
    const at = { bodies, filters, reads, styles, templateCache: cache, moved, folder, io, clock };
    const { documents } = site.site;
    const documentsOf = (tasks: readonly RenderTask[]): readonly (Document | undefined)[] =>
      tasks.map(({ page }) => (page.kind === 'document' ? documents[page.document] : undefined));
    return {
      ...createPageRenderer(site.site, at),
      prepare: (tasks) => styles.prepare(documentsOf(tasks)),
    };
  };
  const rendererFor = (site: JobSite): Promise<SiteRenderer> => {
    if (renderer === null || site.id !== id) renderer = makeRenderer(site);
    id = site.id;
    return renderer;
  };
  return {
    check: async (site) => (await rendererFor(site)).warnings,
    async run({ site, pages }, at) {
      const { prepare, render } = await rendererFor(site);
      await prepare(pages);
      return render(pages, at);
    },
    close: () => reader.close(),
  };
}
