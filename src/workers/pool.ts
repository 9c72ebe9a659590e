/**
 * Who does the work of parse and render: the build's own thread, or as many others as there are
 * cores where there is enough to do that starting them pays.
 */

import {
  joinNames,
  type ReadDone,
  readingsOf,
  readStory,
  rowsOf,
  type StampRows,
} from '../incremental/store/bulk-stat.js';
import type { Config } from '../model/config.js';
import type { Effects } from '../model/io.js';
import type { Problem } from '../model/problem.js';
import type { PostFile } from '../model/source.js';
import type { RenderBatch, RenderTask } from '../model/staged.js';
import type { DigestedFile, ParseDone, Stamp } from '../model/story.js';
import { type PackedSite, packSite } from '../pipeline/render/site-pack.js';
import { chunk } from '../platform/chunk.js';
import type { Workplace } from '../publish/workplace.js';
import type { TemplateCache } from '../theme/template-cache.js';
import type { Executor, ExecutorPlace } from './executor.js';
import type { Job, JobDone, WorkSite } from './job.js';
import { packConfig } from './packed-config.js';
import { openThreads, type Threads } from './threads.js';

/** Null: nothing to trust. */
export type StampAt = (at: number) => Stamp | null;

export interface Pool {
  /**
   * How files below a folder look, by their place among the names, made while this thread goes on;
   * null where it is quicker to look at them one by one. What was touched about `now` isn't trusted.
   */
  look(folder: string, names: readonly string[], now: number): Promise<StampAt> | null;
  /** Story files' bytes; null for one that can't be read. */
  read(paths: readonly string[]): Promise<readonly (DigestedFile | null)[]>;
  /** `total` is how many of such items there are in this build. */
  parse(files: readonly PostFile[], total: number): Promise<readonly ParseDone[]>;
  /** The site of the pages to come. */
  take(site: PackedSite): void;
  /**
   * What is doubtful in its templates. Throws `SiteError` with every one that can't be compiled, also
   * when no page needs it now.
   */
  check(): Promise<readonly Problem[]>;
  render(pages: readonly RenderTask[], total: number): Promise<RenderBatch>;
  close(): Promise<void>;
}

/** What one item takes, in ms. */
const COST = { look: 0.006, read: 0.05, parse: 0.3, render: 0.25 };
/** What other threads must spare to pay, in ms: they have to start, and for shop work to warm up. */
const WORTH = { look: 60, read: 100, parse: 1500, render: 1500 };
/** How much more the same work is in several threads, which share the machine's memory and caches. */
const SHARED = 1.2;
/** A story or page that takes this long, in ms, has stalled; none takes a hundredth of it. */
const PATIENCE = 60_000;
/** Stories or pages that fill memory. */
const MANY = 1000;
/** Files a task. */
const LOOKS = 4096;
const READINGS = 512;

/** `drafts`: of the theme of the build before. */
export function openPool(
  place: Workplace,
  config: Config,
  effects: Effects,
  drafts: TemplateCache,
): Pool {
  return new WorkerPool({ place, config, drafts }, effects);
}

interface PoolSettings {
  readonly place: Workplace;
  readonly config: Config;
  readonly drafts: TemplateCache;
}

class WorkerPool implements Pool {
  readonly #effects: Effects;
  readonly #shop: Omit<ExecutorPlace, 'number'>;
  readonly #drafts: TemplateCache;
  #own: Promise<Executor> | null = null;
  #threads: Threads | null = null;
  #shown: { readonly id: number; readonly site: PackedSite } | null = null;
  #packed: WorkSite | null = null;

  constructor({ place: { folder, staging }, config, drafts }: PoolSettings, effects: Effects) {
    this.#effects = effects;
    this.#drafts = drafts;
    this.#shop = { config, folder, staging, began: effects.clock.now() };
  }

  /** Where nothing is new, loading its modules would be most of the work. */
  async #openOwn(): Promise<Executor> {
    const { openExecutor } = await import('./executor.js');
    return openExecutor({ ...this.#shop, number: -1 }, this.#effects, this.#drafts);
  }

  #ownShop(): Promise<Executor> {
    this.#own ??= this.#openOwn();
    return this.#own;
  }

  /** Null: the own thread does so many items of a kind. */
  #others(kind: keyof typeof COST, total: number): Threads | null {
    const { threads } = this.#shop.config;
    const { cores } = this.#effects.host;
    const spared = COST[kind] * total * (1 - SHARED / cores);
    const count = threads ?? (spared < WORTH[kind] ? 0 : cores);
    if (total === 0 || count < (threads === null ? 2 : 1)) return null;
    const file = new URL('./worker.js', import.meta.url);
    if (this.#threads === null) {
      const place = { ...this.#shop, config: packConfig(this.#shop.config) };
      this.#threads = openThreads({ file, count, place, patience: PATIENCE });
    }
    return this.#threads;
  }

  look(folder: string, names: readonly string[], now: number): Promise<StampAt> | null {
    const others = this.#others('look', names.length);
    if (others === null) return null;
    const tasks = chunk(names, LOOKS).map((part) =>
      others.run({ kind: 'look', folder, names: joinNames(part), now }),
    );
    return Promise.all(tasks).then((parts) => rowsOf(parts as readonly StampRows[], LOOKS));
  }

  async read(paths: readonly string[]): Promise<readonly (DigestedFile | null)[]> {
    const others = this.#others('read', paths.length);
    if (others === null) {
      const { config, began: now } = this.#shop;
      return paths.map((path) => readStory(path, config, { io: this.#effects.io, now }));
    }
    const tasks = chunk(paths, READINGS).map((part) =>
      others.run({ kind: 'read', names: joinNames(part) }),
    );
    return ((await Promise.all(tasks)) as readonly ReadDone[]).flatMap(readingsOf);
  }

  async #work(task: Job, total: number): Promise<JobDone> {
    if (total > MANY) this.#effects.host.saveMemory();
    const others = this.#others(task.kind, total);
    if (others !== null) return (await others.run(task)) as JobDone;
    return await (await this.#ownShop()).work(task);
  }

  async parse(files: readonly PostFile[], total: number): Promise<readonly ParseDone[]> {
    return (await this.#work({ kind: 'parse', files }, total)) as readonly ParseDone[];
  }

  take(site: PackedSite): void {
    this.#shown = { id: (this.#shown?.id ?? 0) + 1, site };
    this.#packed = null;
  }

  async check(): Promise<readonly Problem[]> {
    return await (await this.#ownShop()).check(this.#taken());
  }

  #taken(): { readonly id: number; readonly site: PackedSite } {
    if (this.#shown === null) throw new Error('There is no site to render pages of');
    return this.#shown;
  }

  async render(pages: readonly RenderTask[], total: number): Promise<RenderBatch> {
    const task = { kind: 'render', site: this.#siteFor(total), pages } as const;
    return (await this.#work(task, total)) as RenderBatch;
  }

  #siteFor(total: number): WorkSite {
    const taken = this.#taken();
    if (this.#others('render', total) === null) return taken;
    this.#packed ??= { id: taken.id, site: packSite(taken.site) };
    return this.#packed;
  }

  async close(): Promise<void> {
    try {
      (await this.#own)?.close();
    } finally {
      await this.#threads?.close();
    }
  }
}
