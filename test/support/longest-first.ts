/** The longest files first, also where no run before has noted how long each takes: both ends meet. */
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const LONGEST = [
  'equivalence/equivalence',
  'browser/live',
  'crash/faults',
  'browser/pages',
  'commands/serve-command',
  'pipeline/builder',
  'crash/kill',
  'scenarios/session',
  'commands/thread',
  'browser/reading',
  'parity/jekyll',
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
