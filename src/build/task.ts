/** What a build hands to whoever does the work of parse and render: its own thread, or others. */
import type { RenderBatch, RenderTask } from '../model/staged.js';
import type { StoryDone, StoryTask } from '../model/story.js';
import type { PackedSite } from './site-pack.js';

/** A site as it is in this thread, or packed for the others; `id` tells one from the next. */
export interface WorkSite {
  readonly id: number;
  readonly site: PackedSite | SharedArrayBuffer;
}

/** Stories to be parsed, or pages of a site to be rendered. */
export type Task =
  | { readonly kind: 'parse'; readonly stories: readonly StoryTask[] }
  | { readonly kind: 'render'; readonly site: WorkSite; readonly pages: readonly RenderTask[] };

/** By task; plain data. */
export type TaskDone = readonly StoryDone[] | RenderBatch;
