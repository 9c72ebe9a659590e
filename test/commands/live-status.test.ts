/** What a browser is told of a build: when it must reload, and of how much that is wrong. */
import { expect, it } from 'vitest';
import { liveStatusOf } from '../../src/commands/live-status.js';
import type { Problem } from '../../src/model/problem.js';
import type { BuildResult } from '../../src/model/result.js';
import { ALARM } from '../../src/publish/guards.js';

function built(touched: readonly string[], changed: number, problems: readonly Problem[] = []) {
  const outputs = { total: 9, added: 0, changed, removed: 0, unchanged: 0, touched };
  const result = { outputs } as unknown as BuildResult;
  return liveStatusOf({ result, problems, hint: null, isFollowUp: false, milliseconds: 1 }, 7);
}

const warning: Problem = { code: 'url-clash', severity: 'warning', message: 'm' };

it.each([
  [[], 0, 7, true],
  [['a.css'], 1, 8, true],
  [['a.css', 'index.html'], 2, 8, false],
  [['a.css'], 2, 8, false],
] as const)('after %j of %i', (touched, changed, build, styles) => {
  expect(built(touched, changed)).toMatchObject({ build, styles, failed: false });
});

it('stays at the last good build when one fails', () => {
  const error: Problem = { ...warning, severity: 'error', file: 'a.njk', line: 3 };
  const failed = {
    result: null,
    problems: [warning, error],
    hint: null,
    isFollowUp: false,
    milliseconds: 1,
  };
  const { build, notices, ...outlook } = liveStatusOf(failed, 7);
  expect([build, outlook.failed]).toEqual([7, true]);
  expect(notices.map(({ severity, place }) => [severity, place])).toEqual([
    ['error', 'a.njk:3'],
    ['warning', ''],
  ]);
});

it('says that a story is gone', () => {
  const gone = { ...warning, message: `${ALARM}there is no text` };
  expect([built([], 0, [warning]).lost, built([], 0, [warning, gone]).lost]).toEqual([false, true]);
});

it('sends so many warnings, and how many more there are', () => {
  const { notices, more } = built([], 0, Array<Problem>(120).fill(warning));
  expect([notices.length, more]).toEqual([50, 70]);
});

it('shows what turns text around, and never sends it', () => {
  const problem = { ...warning, message: '\u202Eevil\u0007', file: 'a\u202E', frame: 'x\n\u200F' };
  const [notice] = built([], 0, [problem]).notices;
  expect(JSON.stringify(notice)).not.toMatch(/[\u202E\u200F]/);
  expect(notice?.frame).toBe('x\n\\u200f');
});
