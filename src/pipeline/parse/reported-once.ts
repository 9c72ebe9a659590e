/** What is wrong with the machine, and not with a story, is reported once a build, however many stories it concerns. */
import type { Problem } from '../../model/problem.js';
import type { ProblemCode } from '../../model/problem-code.js';

/** What is missing for all stories alike is reported of the first, with how many there are. */
const ONCE: ReadonlySet<ProblemCode> = new Set<ProblemCode>(['math-engine']);

export function reportedOnce(problems: readonly Problem[]): readonly Problem[] {
  const counts = new Map<ProblemCode, number>();
  for (const { code } of problems) {
    if (ONCE.has(code)) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  if (counts.size === 0) return problems;
  return problems.flatMap((problem) => {
    const count = counts.get(problem.code);
    if (!ONCE.has(problem.code)) return [problem];
    counts.delete(problem.code);
    if (count === undefined) return [];
    const message = count === 1 ? problem.message : `${problem.message} (in ${count} places)`;
    return [{ ...problem, message }];
  });
}
