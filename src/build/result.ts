/** What a build tells its caller, out of what the stages returned. */
import { toXmlSchema } from '../content/site-date.js';
import { createZone } from '../content/zone.js';
import type { Config } from '../model/config.js';
import type { Problem } from '../model/problem.js';
import type { BuildResult, ReadCost, TemplateTime } from '../model/result.js';
import type { Site } from '../model/site.js';
import type { Sources } from '../model/source.js';
import type { Published } from '../model/staged.js';
import type { Rendered } from '../stages/render/harvest.js';
import { alarm } from './guard.js';
import type { Journal } from './journal.js';
import type { LedgerRecord } from './ledger.js';

/** Outputs named in a result: a clean build's are millions. */
const TOUCHED = 20;

export interface Outcomes {
  readonly config: Config;
  readonly sources: Sources;
  readonly site: Site;
  readonly staged: Rendered;
  readonly published: Published;
}

export function resultOf(
  done: Outcomes,
  journal: Journal,
  before: LedgerRecord | null,
): BuildResult {
  const { config, sources, site, staged, published } = done;
  const problems = alarm(journal.problems, before);
  // Those that `read` refused are among them, and not among its posts.
  const setAside = filesWith('set-aside', problems);
  const repaired = filesWith('repaired', problems);
  return {
    source: config.source,
    destination: config.destination,
    cacheDir: config.cacheDir,
    now: new Date(config.now).toISOString(),
    nextDue:
      site.held.nextDue === null
        ? null
        : toXmlSchema(site.held.nextDue, createZone(config.timezone)),
    posts: {
      found: sources.posts.length + without(sources.posts, setAside).length,
      published: site.posts.length,
      repaired: repaired.length - without(site.posts, repaired).length,
      setAside: setAside.length,
      held: site.held,
    },
    outputs: {
      paths: [...staged.outputs.keys()],
      total: staged.outputs.size,
      made: [...staged.timings.values()].reduce((sum, { pages }) => sum + pages, 0),
      added: published.added.length,
      changed: published.changed.length,
      removed: published.removed.length,
      unchanged: published.unchanged,
      touched: [...published.added, ...published.changed, ...published.removed].slice(0, TOUCHED),
    },
    problems,
    stages: journal.stages,
    templates: slowestFirst(staged),
    costs: dearReads(staged),
  };
}

/** Those of the files that none of the posts is; most builds have no file to ask about. */
function without(
  posts: readonly { readonly path: string }[],
  files: readonly string[],
): readonly string[] {
  if (files.length === 0) return files;
  const paths = new Set(posts.map(({ path }) => path));
  return files.filter((file) => !paths.has(file));
}

/** Each once. */
function filesWith(fate: Problem['fate'], problems: readonly Problem[]): readonly string[] {
  const files = problems.flatMap((problem) => (problem.fate === fate ? [problem.file ?? ''] : []));
  return [...new Set(files)];
}

function slowestFirst({ timings }: Rendered): readonly TemplateTime[] {
  const times = [...timings].map(([template, timing]) => ({ template, ...timing }));
  return times.sort((a, b) => b.milliseconds - a.milliseconds);
}

/** Reads of lists, of the clock, of whatever may change when a story comes. */
const DEAR = /^(?:list|terms|time|volatile|pages)\b/;
/** So few pages may well read the archive: the index, a sidebar's page. */
const FEW = 20;
const MOST_COSTS = 10;

function dearReads({ outputs }: Rendered): readonly ReadCost[] {
  const sets = new Map<readonly string[], number>();
  for (const { reads } of outputs.values()) sets.set(reads, (sets.get(reads) ?? 0) + 1);
  const pages = new Map<string, number>();
  for (const [reads, count] of sets) {
    for (const read of reads) {
      if (DEAR.test(read)) pages.set(read, (pages.get(read) ?? 0) + count);
    }
  }
  return [...pages]
    .map(([read, count]) => ({ read, pages: count }))
    .filter((cost) => cost.pages > FEW)
    .sort((a, b) => b.pages - a.pages || (a.read < b.read ? -1 : 1))
    .slice(0, MOST_COSTS);
}
