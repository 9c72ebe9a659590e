/**
 * Who does the work of parse and render: the build's own thread, or as many others as there are
 * cores where there is enough to do that starting them pays.
 */
import type { Config } from '../model/config.js';
import type { Effects } from '../model/io.js';
import type { Problem } from '../model/problem.js';
import type { RenderBatch, RenderTask } from '../model/staged.js';
import type { StoryDone, StoryTask } from '../model/story.js';
import type { Drafts } from '../theme/drafts.js';
import { type PackedSite, packSite } from './site-pack.js';
import type { Task, TaskDone, WorkSite } from './task.js';
import { openThreads, type Threads } from './threads.js';
import type { Workplace } from './workplace.js';
import { openWorkshop } from './workshop.js';

export interface Pool {
  /** `total` is how long all such work of this build may take on one thread, in ms. */
  parse(stories: readonly StoryTask[], total: number): Promise<readonly StoryDone[]>;
  /**
   * The site of the pages to come; tells what is doubtful in its templates. Throws `SiteError` with every template that can't be compiled, also
   * when no page needs it now.
   */
  show(site: PackedSite): Promise<readonly Problem[]>;
  render(pages: readonly RenderTask[], total: number): Promise<RenderBatch>;
  close(): Promise<void>;
}

/** Starting threads costs about this much, in ms. */
const WORTH_IT = 600;
/** A story or page that takes this long, in ms, has stalled; none takes a hundredth of it. */
const PATIENCE = 60_000;

/** `drafts`: of the theme of the build before. */
export function openPool(place: Workplace, config: Config, effects: Effects, drafts: Drafts): Pool {
  const { folder, staging } = place;
  const shop = { config, folder, staging, began: effects.clock.now() };
  const own = openWorkshop({ ...shop, number: -1 }, effects, drafts);
  let threads: Threads | null = null;
  let shown: { readonly id: number; readonly site: PackedSite } | null = null;
  let packed: WorkSite | null = null;
  const others = (total: number): Threads | null => {
    const count = config.threads ?? (total < WORTH_IT ? 0 : effects.host.cores);
    if (count < (config.threads === null ? 2 : 1)) return null;
    const file = new URL('./worker.js', import.meta.url);
    threads ??= openThreads({ file, count, place: shop, patience: PATIENCE });
    return threads;
  };
  return {
    async parse(stories, total) {
      const task = { kind: 'parse', stories } as const;
      const done: TaskDone = (await others(total)?.run(task)) ?? (await own.work(task));
      return done as readonly StoryDone[];
    },
    async show(site) {
      shown = { id: (shown?.id ?? 0) + 1, site };
      packed = null;
      return await own.show(shown);
    },
    async render(pages, total) {
      if (shown === null) throw new Error('There is no site to render pages of');
      const elsewhere = others(total);
      if (elsewhere !== null) packed ??= { id: shown.id, site: packSite(shown.site) };
      const task: Task = { kind: 'render', site: packed ?? shown, pages };
      const done = elsewhere === null ? own.work(task) : elsewhere.run(task);
      return (await done) as RenderBatch;
    },
    async close() {
      own.close();
      await threads?.close();
    },
  };
}
