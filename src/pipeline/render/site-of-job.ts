/** A site as the jobs of rendering have it: as it is in this thread, packed once for all others. */
import type { RenderTask } from '../../model/staged.js';
import { lazy } from '../../platform/lazy.js';
import { type PackedSite, packSite, type SharedSite } from './site-pack.js';

/** `id` tells one from the next. */
export type JobSite = SiteHere | SiteElsewhere;

export interface SiteHere {
  readonly id: number;
  readonly site: PackedSite;
  elsewhere(): SiteElsewhere;
}

export interface SiteElsewhere {
  readonly id: number;
  readonly shared: SharedSite;
}

/** Pages of one site. */
export interface PageBatch {
  readonly site: JobSite;
  readonly pages: readonly RenderTask[];
}

export function siteOfJob(id: number, site: PackedSite): SiteHere {
  return { id, site, elsewhere: lazy(() => ({ id, shared: packSite(site) })) };
}
