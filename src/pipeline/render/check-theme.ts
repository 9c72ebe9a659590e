/** Whether all templates can be compiled, and what is doubtful in them. */
import type { ThemeRecord } from '../../incremental/store/manifest.js';
import type { Known } from '../../incremental/store/store.js';
import type { Workers } from '../../model/job.js';
import { themeKey } from './page-key.js';
import type { RenderJob } from './render-job.js';
import type { SiteHere } from './site-of-job.js';

export interface CheckWork extends Pick<Known, 'themeWarnings'> {
  readonly workers: Pick<Workers, 'here'>;
  readonly job: RenderJob;
  /** Digest of what every page depends on beside the site. */
  readonly foundation: string;
}

/**
 * Templates that were compiled before need not be, while no page does. But filters are imported every
 * time: whether they can be depends on packages as well. Throws `SiteError` with every template that
 * can't be compiled.
 */
export async function checkTheme(
  site: SiteHere,
  { themeWarnings, workers, job, foundation }: CheckWork,
): Promise<ThemeRecord> {
  const key = themeKey(site.site.site, foundation);
  const known = site.site.site.filters.length === 0 ? themeWarnings(key) : null;
  return { key, warnings: known ?? (await (await workers.here(job)).check(site)) };
}
