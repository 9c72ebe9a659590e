/** What is told where style sheets are to be compiled, and nothing is installed that does it. */
import { type Problem, WHOLE } from '../model/problem.js';

export const NO_COMPILER: Omit<Problem, 'message'> = {
  ...WHOLE,
  code: 'style-uncompiled',
  severity: 'warning',
  hint: 'Install it beside finews: `npm install` where package.json names it, else `npm install --save-dev sass@1`.',
};
