/** The longest files first, also where no run before has noted how long each takes: both ends meet. */
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const LONGEST = [
  'equivalence/equivalence',
  'crash/faults',
  'browser/live',
  'commands/serve-command',
  'commands/thread',
  'commands/arguments',
  'browser/pages',
  'scenarios/hostile-content',
  'formats/markdown/markdown',
  'scenarios/destination',
  'workers/threads',
  'parity/jekyll',
  'scenarios/session',
  'pipeline/builder',
  'docs/examples',
  'browser/reading',
  'crash/kill',
  'scenarios/vanishing',
  'dev/watch/watch-source',
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
