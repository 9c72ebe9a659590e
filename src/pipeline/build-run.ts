/**
 * What stands beside the seven stages of a build: the lock and its folder, the store, workers, guards,
 * changes, and the places of problems. Each is opened or asked between two stages, in one place.
 */
import { rememberChanges } from '../incremental/store/last-changes.js';
import type { FileStates } from '../incremental/store/store.js';
import type { Config } from '../model/config.js';
import type { Effects } from '../model/io.js';
import type { BuildOptions } from '../model/options.js';
import type { LedgerRecord } from '../model/ownership.js';
import type { Plan } from '../model/page.js';
import type { Outcome } from '../model/problem.js';
import type { BuildResult } from '../model/result.js';
import type { Sources } from '../model/source.js';
import { type ChangeLog, openChanges } from '../publish/changes.js';
import {
  goneFrom,
  guardAgainstMassDeletion,
  guardAgainstNoPosts,
  guardAgainstWarnings,
} from '../publish/guards.js';
import { removeCopies } from '../publish/taken-down-copies.js';
import { openWorkplace, type Workplace } from '../publish/workplace.js';
import { openWorkers, type WorkerPool } from '../workers/pool.js';
import { logConfig, logPlan, logSources } from './details.js';
import { fingerprintOf } from './fingerprint.js';
import { withLocations } from './locate-problems.js';
import type { Organised } from './organise/organise.js';
import type { Parsed, ParseWork } from './parse/parse.js';
import type { ReadWork } from './read/read.js';
import type { MovedFiles, Rendered, RenderWork } from './render/render.js';
import { createRenderJob, type RenderJob } from './render/render-job.js';
import { knownOf, type Made, type SiteAttempt, untilStill } from './retry-moved.js';
import { type OpenedStore, type Session, storeOf } from './session.js';
import { createStageRunner, type StageRunner } from './stage-runner.js';
import { resultOf } from './summarise.js';
import { type Publishing, touched, type WriteWork } from './write-site.js';

/** What each stage gives. */
interface StageValues {
  readonly configure: Config;
  readonly read: Sources;
  readonly parse: Parsed;
  readonly organise: Organised;
  readonly plan: Plan;
  readonly render: Rendered | MovedFiles;
  readonly write: Publishing;
}

type Stage = keyof StageValues;

/** What the stages from read to render ask of the build. */
export interface StageWork extends ReadWork, ParseWork {
  /** What render asks, of the posts as they were parsed. */
  of(parsed: Parsed): RenderWork;
}

export interface BuildRun {
  /** Runs a stage, and what stands beside it. Its errors end the build. */
  stage<Name extends Stage>(
    name: Name,
    run: () => Outcome<StageValues[Name]> | Promise<Outcome<StageValues[Name]>>,
  ): Promise<StageValues[Name]>;
  /** What the first stages ask, where no page is made. */
  work(): StageWork;
  /** Makes pages until no source moved on the way; publishing may begin then. */
  untilStill(make: (work: StageWork) => Promise<SiteAttempt>): Promise<Made>;
  /** What write asks, once pages are made. */
  readonly writing: WriteWork;
  result(made: Made, published: Publishing): BuildResult;
}

export interface BuildStart {
  readonly options: BuildOptions;
  readonly effects: Effects;
  readonly session: Session;
}

/** Runs the stages; whatever they end in, what was opened beside them is closed. */
export async function inBuildRun<T>(
  start: BuildStart,
  stages: (run: BuildRun) => Promise<T>,
): Promise<T> {
  const run = new RunOfStages(start);
  try {
    return await run.whole(stages);
  } catch (error) {
    throw run.failure(error);
  }
}

/** Opened when the config is known. */
interface Opened extends OpenedStore {
  readonly config: Config;
  readonly workers: WorkerPool;
  readonly workplace: Workplace;
  readonly foundation: string;
  readonly files: FileStates;
  readonly renderJob: RenderJob;
  /** What the destination's ledger said before this build. */
  readonly before: LedgerRecord | null;
}

class RunOfStages implements BuildRun {
  readonly #start: BuildStart;
  #runner: StageRunner;
  #workplace: Workplace | null = null;
  #workers: WorkerPool | null = null;
  #opened: Opened | null = null;
  #made: Made | null = null;
  #changes: ChangeLog | null = null;
  /** Called with what a stage gave. */
  readonly #beside: { readonly [Name in Stage]?: (value: StageValues[Name]) => void } = {
    configure: (config) => this.#open(config),
    read: (sources) => {
      logSources(sources, this.#start.effects.log);
      this.#guardSources(sources);
    },
    parse: ({ sources }) => this.#guardSources(sources),
    plan: (planned) => {
      this.#start.session.plan = planned;
    },
    write: (published) => this.#remember(published),
  };

  constructor(start: BuildStart) {
    this.#start = start;
    this.#runner = createStageRunner(start.effects.clock);
  }

  async whole<T>(stages: (run: BuildRun) => Promise<T>): Promise<T> {
    try {
      const result = await stages(this);
      this.#start.session.changed = new Set();
      return result;
    } finally {
      await this.#close();
    }
  }

  failure(error: unknown): unknown {
    return this.#runner.failure(error);
  }

  async stage<Name extends Stage>(
    name: Name,
    run: () => Outcome<StageValues[Name]> | Promise<Outcome<StageValues[Name]>>,
  ): Promise<StageValues[Name]> {
    const value = await this.#runner.run(name, run);
    const beside: ((value: StageValues[Name]) => void) | undefined = this.#beside[name];
    beside?.(value);
    return value;
  }

  work(): StageWork {
    return this.#work(null, 1);
  }

  async untilStill(make: (work: StageWork) => Promise<SiteAttempt>): Promise<Made> {
    const made = await untilStill(this.#runner, (last, number) => make(this.#work(last, number)));
    logPlan(made.staged, this.#start.effects.log);
    this.#beginPublishing(made);
    this.#made = made;
    return made;
  }

  get writing(): WriteWork {
    const { ledger, store, files: states } = this.#given();
    const { files } = this.#pages().found;
    return { ledger, remembered: store.outputs, states, files, effects: this.#start.effects };
  }

  result({ parsed, found: { site, files }, staged }: Made, published: Publishing): BuildResult {
    const { config, before } = this.#given();
    this.#start.session.site = site;
    const done = { config, sources: parsed.sources, site, files, staged, published };
    return resultOf(done, this.#runner, before);
  }

  #given(): Opened {
    if (this.#opened === null) throw new Error('The first stage is configure');
    return this.#opened;
  }

  #pages(): Made {
    if (this.#made === null) throw new Error('Write comes after render');
    return this.#made;
  }

  #open(config: Config): void {
    const { options, effects, session } = this.#start;
    logConfig(config, effects.log);
    const workplace = openWorkplace(config, effects);
    this.#workplace = workplace;
    const foundation = fingerprintOf(config, effects.host);
    const opened = storeOf(session, config, foundation, effects);
    const workers = openWorkers({ config, ...workplace }, effects);
    this.#workers = workers;
    this.#runner = withLocations(this.#runner, { config, options, session, io: effects.io });
    const files = opened.store.compare(workers, effects.clock.now());
    const renderJob = createRenderJob(() => session.templateCache);
    const before = opened.ledger.now;
    this.#opened = { ...opened, config, workers, workplace, foundation, files, renderJob, before };
  }

  /** `last` is the attempt before, of which files have moved; null: there was none. */
  #work(last: SiteAttempt | null, number: number): StageWork {
    const { store, files, workers, workplace, foundation, renderJob } = this.#given();
    const { effects, session } = this.#start;
    const { io, clock, log } = effects;
    const known = { ...store.known, ...files, ...(last === null ? {} : knownOf(last)) };
    const { memo, listing, changed, defers } = session;
    const { records, recordRowsOf, keySeed, themeWarnings, unchangedAmong } = known;
    return {
      ...{ io, clock, log, memo, workers },
      walk: (folder, skip) => listing.walk({ folder, skip }, changed, io),
      ...{ stories: known.stories, storiesOf: known.storiesOf },
      ...{ knownFiles: known.knownFiles, knownFilesOf: known.knownFilesOf },
      earlierBodies: last?.parsed.bodies ?? new Map(),
      of: ({ bodies }) => ({
        ...{ records, recordRowsOf, keySeed, themeWarnings, unchangedAmong },
        ...{ io, log, memo, defers, workers, foundation, bodies, attempt: number },
        job: renderJob,
        folder: workplace.staging,
      }),
    };
  }

  #guardSources(sources: Sources): void {
    const { before, config } = this.#given();
    guardAgainstNoPosts(before, sources, config);
    guardAgainstMassDeletion(before, sources, config, this.#start.session.memo);
  }

  /** From here on what is published may change; should it fail on the way, nobody knows what is. */
  #beginPublishing({ staged }: Made): void {
    const { config, before } = this.#given();
    const { effects, session } = this.#start;
    guardAgainstWarnings(this.#runner.problems, config);
    effects.publishing();
    session.changed = null;
    this.#changes = openChanges(config, effects.io);
    this.#changes.announce(touched(staged, before));
  }

  #remember(published: Publishing): void {
    const { parsed, staged, found } = this.#pages();
    const { store, config } = this.#given();
    const { paths, gone } = found.takenDown;
    const made = { ...staged, outputs: published.outputs };
    const stories = store.save({ ...parsed, forgotten: paths }, made);
    this.#rememberChanges(stories);
    if (gone.length > 0) removeCopies(gone, config, this.#start.effects.io);
    this.#changes?.commit(published, staged.outputs);
  }

  /** For who asks why. */
  #rememberChanges(stories: readonly string[]): void {
    const { parsed, found } = this.#pages();
    const { before, config } = this.#given();
    if (config.cacheless) return;
    const { effects, session } = this.#start;
    const removed = before === null ? [] : goneFrom(before, parsed.sources, session.memo);
    rememberChanges(found.site, { stories, removed }, effects.io);
  }

  async #close(): Promise<void> {
    try {
      await this.#workers?.close();
    } finally {
      this.#workplace?.close();
    }
  }
}
