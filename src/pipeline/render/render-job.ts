/** The job of rendering pages (`open-rendering.ts`). */
import type { Job } from '../../model/job.js';
import type { Page } from '../../model/page.js';
import type { RenderBatch } from '../../model/staged.js';
import { createTemplateCache, type TemplateCache } from '../../theme/template-cache.js';
import type { PageRendering } from './open-rendering.js';
import type { PageBatch } from './site-of-job.js';

export type RenderJob = Job<PageBatch, RenderBatch, PageRendering>;

/** `cacheOf` gives the templates that the thread compiled for the build before. */
export function createRenderJob(cacheOf: () => TemplateCache): RenderJob {
  return {
    module: import.meta.url,
    cost: 0.25,
    worth: 1500,
    fillsMemory: true,
    async open(place) {
      const { openRendering } = await import('./open-rendering.js');
      return openRendering(place, cacheOf());
    },
    send: ({ site, pages }) => ({ site: 'shared' in site ? site : site.elsewhere(), pages }),
    without: (item, { pages }) => {
      const lost = lostPage(pages[item]?.page);
      return Promise.resolve({ pages: pages.map(() => lost), reads: [], moved: [] });
    },
  };
}

/** As other threads do it, which begin with nothing compiled. */
const renderJob: RenderJob = createRenderJob(createTemplateCache);
export default renderJob;

/** A template that never ends is its author's: the build fails. Files of finews' own have none. */
function lostPage(page: Page | undefined): RenderBatch['pages'][number] {
  const problem = {
    code: 'page-crashed',
    severity: 'error',
    message: `Rendering ${page?.url} crashed or stalled`,
    hint:
      page?.kind === 'generated'
        ? 'Build with --threads 1, which says more where memory is short; if it does not end, report it.'
        : 'Look for a loop without end in the templates of this page.',
  } as const;
  return { file: null, reads: 0, problems: [problem], milliseconds: 0 };
}
