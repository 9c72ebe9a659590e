/** What a build returns to its caller, out of what the stages returned. */
import { toXmlSchema } from '../formats/dates/site-date.js';
import { createZone } from '../formats/dates/zone.js';
import type { RecordTable } from '../incremental/store/manifest.js';
import type { StoryCounts } from '../incremental/store/site-record.js';
import type { Config } from '../model/config.js';
import type { LedgerRecord } from '../model/ownership.js';
import type { Problem } from '../model/problem.js';
import type { BuildResult, ReadCost, TemplateTime } from '../model/result.js';
import type { SortedNames } from '../model/sorted-table.js';
import type { Sources } from '../model/source.js';
import { withAlarm } from '../publish/guards.js';
import { dependencyWords } from '../theme/views/dependency-words.js';
import { readersIn } from './render/collect-results.js';
import type { MadeOutputs } from './render/render.js';
import type { StageRunner } from './stage-runner.js';
import type { Publishing } from './write-site.js';

/** Outputs named in a result: a clean build's are millions. */
const TOUCHED = 20;

export interface Outcomes {
  readonly config: Config;
  readonly sources: Sources;
  readonly counts: StoryCounts;
  /** Source paths of the site's stories. */
  readonly files: SortedNames;
  readonly staged: MadeOutputs;
  readonly published: Publishing;
  /** Whether what pages depend on is counted: that looks at every page. */
  readonly hasCosts: boolean;
}

export function resultOf(
  done: Outcomes,
  runner: StageRunner,
  before: LedgerRecord | null,
): BuildResult {
  const { config, sources, counts, files, staged, published, hasCosts } = done;
  const due = counts.held.nextDue;
  const nextDue = due === null ? null : toXmlSchema(due, createZone(config.timezone));
  const { places } = staged.outputs;
  const problems = withAlarm(runner.problems, before);
  // Those that `read` refused are among them, and not among its posts.
  const setAside = filesWith('set-aside', problems);
  const repaired = filesWith('repaired', problems);
  return {
    source: config.source,
    destination: config.destination,
    cacheDir: config.cacheDir,
    now: new Date(config.now).toISOString(),
    nextDue,
    posts: {
      found: sources.posts.length + unreadIn(sources.posts, setAside),
      published: counts.published,
      repaired: repaired.filter((file) => files.has(file)).length,
      setAside: setAside.length,
      held: { ...counts.held, nextDue },
      zoneless: counts.zoneless,
    },
    outputs: {
      paths: places.names,
      total: places.size,
      made: [...staged.timings.values()].reduce((sum, { pages }) => sum + pages, 0),
      added: published.added.length,
      changed: published.changed.length,
      removed: published.removed.length,
      unchanged: published.unchanged,
      deferred: staged.deferred,
      touched: [...published.added, ...published.changed, ...published.removed].slice(0, TOUCHED),
    },
    problems,
    stages: runner.stages,
    templates: slowestFirst(staged),
    costs: hasCosts ? costlyReads(published.outputs) : [],
  };
}

/** How many of the files none of the posts is. */
function unreadIn(posts: Sources['posts'], files: readonly string[]): number {
  const unread = new Set(files);
  if (files.length > 0) for (const { path } of posts) unread.delete(path);
  return unread.size;
}

/** Each once. */
function filesWith(fate: Problem['fate'], problems: readonly Problem[]): readonly string[] {
  const files = problems.flatMap((problem) => (problem.fate === fate ? [problem.file ?? ''] : []));
  return [...new Set(files)];
}

function slowestFirst({ timings }: MadeOutputs): readonly TemplateTime[] {
  const times = [...timings].map(([template, timing]) => ({ template, ...timing }));
  return times.sort((a, b) => b.milliseconds - a.milliseconds);
}

/** Dependencies that a new story may change: lists, the clock, what is volatile. */
const COSTLY = /^(?:list|terms|time|volatile|pages)\b/;
/** A few pages, such as the index, may depend on the whole archive. */
const FEW = 20;
const MOST_COSTS = 10;

/** Of outputs as they are remembered. */
function costlyReads(outputs: RecordTable): readonly ReadCost[] {
  const pages = new Map<string, number>();
  for (const [reads, count] of readersIn(outputs)) {
    for (const read of reads) {
      if (COSTLY.test(read)) pages.set(read, (pages.get(read) ?? 0) + count);
    }
  }
  return [...pages]
    .map(([read, count]) => ({ read, words: dependencyWords(read), pages: count }))
    .filter((cost) => cost.pages > FEW)
    .sort((a, b) => b.pages - a.pages || (a.read < b.read ? -1 : 1))
    .slice(0, MOST_COSTS);
}
