/** What a build hands to whoever does the work of parse and render: its own thread, or others. */

import type { ReadDone, ReadTask, StampRows, StatTask } from '../incremental/store/bulk-stat.js';
import type { PostFile } from '../model/source.js';
import type { RenderBatch, RenderTask } from '../model/staged.js';
import type { ParseDone } from '../model/story.js';
import type { PackedSite, SharedSite } from '../pipeline/render/site-pack.js';

/** A site as it is in this thread, or packed for the others; `id` tells one from the next. */
export interface WorkSite {
  readonly id: number;
  readonly site: PackedSite | SharedSite;
}

/** Stories to be parsed, or pages of a site to be rendered. */
export type Job =
  | { readonly kind: 'parse'; readonly files: readonly PostFile[] }
  | { readonly kind: 'render'; readonly site: WorkSite; readonly pages: readonly RenderTask[] };

/** By task; plain data. */
export type JobDone = readonly ParseDone[] | RenderBatch;

/** All that other threads do. */
export type Task = Job | StatTask | ReadTask;

export type TaskDone = JobDone | StampRows | ReadDone;
