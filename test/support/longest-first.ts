/** The longest files first, also where no run before has noted how long each takes: both ends meet. */
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const LONGEST = [
  'browser/live',
  'commands/serve-command',
  'workers/threads',
  'browser/pages',
  'commands/thread',
  'commands/arguments',
  'browser/reading',
  'crash/kill',
  'browser/writing',
  'docs/examples',
  'scenarios/hostile-content',
  'dev/watch/watch-source',
  'equivalence/equivalence',
  'crash/faults',
  'scenarios/destination',
  'formats/markdown/markdown',
  'dev/serve/security',
  'scenarios/checkout',
  'scenarios/installed',
  'scenarios/vanishing',
  'browser/feeds',
  'browser/search',
  'pipeline/builder',
  'parity/jekyll',
  'scenarios/session',
  'scenarios/loaded-packages',
];

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const others = await super.sort(files);
    return others.sort((a, b) => rankOf(a) - rankOf(b));
  }
}

function rankOf({ moduleId }: TestSpecification): number {
  const rank = LONGEST.findIndex((name) => moduleId.endsWith(`/test/${name}.test.ts`));
  return rank < 0 ? LONGEST.length : rank;
}
