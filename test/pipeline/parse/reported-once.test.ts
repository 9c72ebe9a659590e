import { expect, test } from 'vitest';
import type { Problem } from '../../../src/model/problem.js';
import type { ProblemCode } from '../../../src/model/problem-code.js';
import { reportedOnce } from '../../../src/pipeline/parse/reported-once.js';

const problem = (code: ProblemCode, file: string): Problem => {
  const place = { file, line: 1, column: 1 };
  return { code, severity: 'warning', message: 'm', hint: 'h', ...place };
};

test('a package that is missing is told of the first story, with their number; all else of each', () => {
  const told = reportedOnce([
    problem('html-removed', 'a'),
    problem('math-engine', 'a'),
    problem('math-engine', 'b'),
    problem('html-removed', 'b'),
  ]);
  expect(told.map(({ code, file, message }) => [code, file, message])).toEqual([
    ['html-removed', 'a', 'm'],
    ['math-engine', 'a', 'm (in 2 places)'],
    ['html-removed', 'b', 'm'],
  ]);
  const one = [problem('math-engine', 'a')];
  expect(reportedOnce(one)).toEqual(one);
});
