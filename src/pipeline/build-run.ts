/**
 * What stands beside the seven stages of a build: the lock and its folder, the store, workers, guards,
 * changes, and the places of problems. Each is opened or asked between two stages, in one place.
 */
import { missingIn } from '../incremental/sorted-tables.js';
import { stagedFolder } from '../incremental/staging.js';
import { rememberChanges } from '../incremental/store/last-changes.js';
import type { StoryCounts } from '../incremental/store/site-record.js';
import type { FileStates, Known } from '../incremental/store/store.js';
import type { Config } from '../model/config.js';
import type { Effects } from '../model/io.js';
import type { BuildOptions } from '../model/options.js';
import type { LedgerRecord } from '../model/ownership.js';
import type { Plan } from '../model/page.js';
import type { Outcome, Problem } from '../model/problem.js';
import type { BuildResult } from '../model/result.js';
import type { SortedNames } from '../model/sorted-table.js';
import type { Sources } from '../model/source.js';
import { standingPages } from '../outputs/kinds.js';
import { isPreview } from '../outputs/site-settings.js';
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
import { otherStories, storiesRecordOf } from './standing-stories.js';
import { resultOf } from './summarise.js';
import { countsOf, siteRecordOf, type UpToDateSite, upToDateSite } from './up-to-date.js';
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

/** What the stages before render made. */
type MadeSoFar = Pick<SiteAttempt, 'parsed' | 'found' | 'planned'>;

/** What the stages from read to render ask of the build. */
export interface StageWork extends ReadWork, ParseWork {
  /** What render asks, of the site that it makes. */
  of(made: MadeSoFar): RenderWork;
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
  untilStill(make: (work: StageWork) => Promise<SiteAttempt | UpToDateSite>): Promise<MadeSite>;
  /** The site where all of it is as it was left; null: it is to be made. */
  upToDate(sources: Sources): Promise<UpToDateSite | null>;
  /** What write asks, once pages are made. */
  readonly writing: WriteWork;
  result(made: MadeSite, published: Publishing): BuildResult;
}

type MadeSite = Made | UpToDateSite;

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
  #made: MadeSite | null = null;
  /** What is known of the disk is older than the attempt. */
  #isRetried = false;
  /** How many problems the first two stages told of. */
  #found = 0;
  /** What those told that made the site. */
  #told: readonly Problem[] = [];
  #changes: ChangeLog | null = null;
  /** Called with what a stage gave. */
  readonly #beside: { readonly [Name in Stage]?: (value: StageValues[Name]) => void } = {
    configure: (config) => this.#open(config),
    read: (sources) => {
      this.#found = this.#runner.problems.length;
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

  stage<Name extends Stage>(
    name: Name,
    run: () => Outcome<StageValues[Name]> | Promise<Outcome<StageValues[Name]>>,
  ): Promise<StageValues[Name]> {
    const beside: ((value: StageValues[Name]) => void) | undefined = this.#beside[name];
    return this.#runner.run(name, run, beside);
  }

  work(): StageWork {
    return this.#work(null, 1);
  }

  async untilStill(
    make: (work: StageWork) => Promise<SiteAttempt | UpToDateSite>,
  ): Promise<MadeSite> {
    const made = await untilStill(this.#runner, (last, number) => make(this.#work(last, number)));
    await this.#runner.run('found' in made ? 'render' : 'read', async () => {
      // What is remembered of an archive takes room to be written.
      await this.#given().workers.endOthers();
      logPlan(made.staged, this.#start.effects.log);
      this.#beginPublishing(made);
      return { value: null, problems: [] };
    });
    this.#made = made;
    return made;
  }

  async upToDate(sources: Sources): Promise<UpToDateSite | null> {
    const { store, config, files: states, ledger, workplace } = this.#given();
    if (this.#start.session.goesOn || this.#isRetried) return null;
    const work = { config, store, states, ledger, folder: workplace.staging };
    return this.#runner.run('read', async () => {
      const site = await upToDateSite(sources, work);
      return { value: site, problems: site?.problems ?? [] };
    });
  }

  get writing(): WriteWork {
    const { ledger, store, files: states } = this.#given();
    const { files } = filesOf(this.#pages());
    const remembered = store.outputs?.places ?? null;
    return { ledger, remembered, states, files, effects: this.#start.effects };
  }

  result(made: MadeSite, published: Publishing): BuildResult {
    const { config, before } = this.#given();
    if ('found' in made) this.#start.session.made = made.found;
    const { staged } = made;
    const { goesOn } = this.#start.session;
    const outcomes = { staged, published, counts: this.#countsIn(made), hasCosts: !goesOn };
    const done = { config, ...filesOf(made), ...outcomes };
    return resultOf(done, this.#runner, before);
  }

  #countsIn(made: MadeSite): StoryCounts {
    if ('siteRecord' in made) return made.siteRecord.counts;
    return countsOf(made.found.site, this.#start.session.memo);
  }

  #given(): Opened {
    if (this.#opened === null) throw new Error('The first stage is configure');
    return this.#opened;
  }

  #pages(): MadeSite {
    if (this.#made === null) throw new Error('Write comes after render');
    return this.#made;
  }

  #open(config: Config): void {
    const { options, effects, session } = this.#start;
    logConfig(config, effects.log);
    const workplace = openWorkplace(config, effects);
    this.#workplace = workplace;
    const foundation = fingerprintOf(config, effects.host);
    if (!session.goesOn) effects.host.holdMemory(true);
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
    this.#isRetried = last !== null;
    const { store, files, workers, workplace, foundation, renderJob } = this.#given();
    const { effects, session } = this.#start;
    const { io, clock, log } = effects;
    const { memo, listing, changed } = session;
    // A folder that is published whole has nothing of a page that this attempt doesn't make.
    if (last !== null) io.removeTree(stagedFolder(workplace.staging, ''));
    const parsed = last === null ? null : knownOf(last);
    const { knownFiles, knownFilesOf } = parsed ?? files;
    return {
      ...{ io, clock, log, memo, workers },
      walk: (folder, skip) => listing.walk({ folder, skip }, changed, io),
      // Of a site that is up to date nobody asks for them.
      get stories() {
        return (parsed ?? store.known).stories;
      },
      storiesOf: (asked) => (parsed ?? store.known).storiesOf(asked),
      ...{ knownFiles, knownFilesOf },
      earlierBodies: last?.parsed.bodies ?? new Map(),
      of: (made) => ({
        ...{ io, log, memo, workers, foundation, attempt: number },
        bodies: made.parsed.bodies,
        isStanding: this.#standingIn(made),
        defers: this.#mayDefer(made),
        ...outputsKnown(store.known),
        unchangedAmong: files.unchangedAmong,
        job: renderJob,
        folder: workplace.staging,
      }),
    };
  }

  /** Pages that are planned as they were by the build that left the outputs. */
  #standingIn(made: MadeSoFar): RenderWork['isStanding'] {
    const { store, config, ledger, before } = this.#given();
    const isLeft = before !== null && store.ledger === ledger.content;
    const others = isLeft ? otherStories({ ...made, config }, store, before.posts) : null;
    return others === null ? () => false : standingPages(made.found.arrangement, others);
  }

  /**
   * Only in a preview: any other site has readers. And nothing keeps the words of a story that went, for a moment
   * either: its file is none of the site's any more, or an output is not, whatever the reason.
   */
  #mayDefer({ found, planned }: MadeSoFar): boolean {
    const { before, config } = this.#given();
    const { defers } = this.#start.session;
    if (!defers || before === null || !isPreview(config)) return false;
    const areAllLeft = missingIn(before.posts, found.files).length === 0;
    return areAllLeft && missingIn(before.outputs, planned.outputs).length === 0;
  }

  #guardSources(sources: Sources): void {
    const { before, config } = this.#given();
    guardAgainstNoPosts(before, sources, config);
    guardAgainstMassDeletion(before, sources, config, this.#start.session.memo);
  }

  /** From here on what is published may change; should it fail on the way, nobody knows what is. */
  #beginPublishing({ staged }: MadeSite): void {
    const { config, before } = this.#given();
    const { effects, session } = this.#start;
    this.#told = this.#runner.problems.slice(this.#found);
    guardAgainstWarnings(this.#runner.problems, config);
    effects.publishing();
    session.changed = null;
    this.#changes = openChanges(config, effects.io);
    this.#changes.announce(touched(staged, before));
  }

  #remember(published: Publishing): void {
    const made = this.#pages();
    if ('found' in made) this.#rememberSite(made, published);
    this.#changes?.commit(published, made.staged);
  }

  #rememberSite(made: Made, { outputs }: Publishing): void {
    const { parsed, staged, found } = made;
    const { store, config, ledger } = this.#given();
    const { session, effects } = this.#start;
    const { paths, gone } = found.takenDown;
    const done = {
      ...made,
      config,
      ledger,
      outputs,
      counts: this.#countsIn(made),
      problems: this.#told,
    };
    const site = session.goesOn ? null : siteRecordOf(done);
    const record = session.goesOn ? null : storiesRecordOf(done);
    const stories = store.save(
      { ...parsed, forgotten: paths },
      { ...staged, outputs, site, stories: record, ledger: ledger.content },
    );
    this.#rememberChanges(made, stories);
    if (gone.length > 0) removeCopies(gone, config, effects.io);
  }

  /** For who asks why. */
  #rememberChanges({ parsed, found }: Made, stories: readonly string[]): void {
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
      const { session, effects } = this.#start;
      if (!session.goesOn) effects.host.holdMemory(false);
    }
  }
}

/** The story files, and those of the site's stories. */
function filesOf(made: MadeSite): { readonly sources: Sources; readonly files: SortedNames } {
  if ('siteRecord' in made) return made;
  return { sources: made.parsed.sources, files: made.found.files };
}

function outputsKnown({
  records,
  recordRowsOf,
  keySeed,
  themeWarnings,
}: Known): Pick<RenderWork, 'records' | 'recordRowsOf' | 'keySeed' | 'themeWarnings'> {
  return { records, recordRowsOf, keySeed, themeWarnings };
}
