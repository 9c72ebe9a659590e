/** The longest files first, also where no run before has noted how long each takes: both ends meet. */
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const LONGEST = [
  'browser/live',
  'equivalence/equivalence',
  'commands/serve-command',
  'browser/pages',
  'crash/faults',
  'formats/markdown/markdown',
  'scenarios/session',
  'commands/thread',
  'parity/jekyll',
  'scenarios/hostile-content',
  'scenarios/vanishing',
  'formats/kramdown',
  'browser/reading',
  'crash/kill',
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
