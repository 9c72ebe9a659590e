/** Times the stages under their own names, each with what is done beside it, and collects the problems that they found. */

import type { Clock } from '../model/io.js';
import { type Outcome, type Problem, SiteError } from '../model/problem.js';
import type { StageTime } from '../model/result.js';
import { systemFault } from '../platform/system-fault.js';

export interface StageRunner {
  /**
   * Runs a stage, then what is done `beside` it with its value, and gives that. Its errors end the build, its
   * warnings are collected.
   */
  run<T>(
    name: string,
    stage: () => Outcome<T> | Promise<Outcome<T>>,
    beside?: (value: T) => void,
  ): Promise<T>;
  readonly problems: readonly Problem[];
  /** Stages run again from where there were so many problems: what they found since is dropped. */
  rewind(count: number): void;
  readonly stages: readonly StageTime[];
  /** What a failed build rejects with: the site's problems together, or the bug as it is. */
  failure(error: unknown): unknown;
}

export function createStageRunner(clock: Clock): StageRunner {
  const problems: Problem[] = [];
  const stages: StageTime[] = [];
  let running = '';
  // A stage that ran twice is named once, with all its time.
  const addTime = (stage: string, milliseconds: number): void => {
    const at = stages.findIndex((one) => one.stage === stage);
    const before = stages[at]?.milliseconds ?? 0;
    const time = { stage, milliseconds: before + milliseconds };
    if (at < 0) stages.push(time);
    else stages[at] = time;
  };
  return {
    problems,
    rewind(count) {
      problems.length = count;
    },
    stages,
    async run(name, stage, beside) {
      running = name;
      const start = clock.ticks();
      const outcome = await stage();
      problems.push(...outcome.problems);
      const failed = outcome.problems.some((problem) => problem.severity === 'error');
      if (failed) throw new SiteError([]);
      beside?.(outcome.value);
      addTime(name, clock.ticks() - start);
      return outcome.value;
    },
    failure(error) {
      if (error instanceof SiteError) return new SiteError([...problems, ...error.problems]);
      const fault = systemFault(error);
      if (fault === null) return error;
      return new SiteError([...problems, fault, ...(running === 'write' ? [INTERRUPTED] : [])]);
    },
  };
}

const INTERRUPTED: Problem = {
  code: 'publishing-interrupted',
  severity: 'error',
  message: 'Publishing stopped on the way: every page is whole, but some may be new and others old',
  hint: 'The next build that succeeds completes it.',
};
