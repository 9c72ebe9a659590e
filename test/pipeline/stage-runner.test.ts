/** Stages under their names, and the time that each took. */
import { expect, it } from 'vitest';
import { createStageRunner } from '../../src/pipeline/stage-runner.js';

it('counts what is done beside a stage as its time, and a stage that runs twice once', async () => {
  let ticks = 0;
  const runner = createStageRunner({ now: () => 0, ticks: () => ticks });
  const seen: number[] = [];
  const run = (value: number) =>
    runner.run(
      'read',
      () => {
        ticks += 5;
        return { value, problems: [] };
      },
      (given) => {
        ticks += 100;
        seen.push(given);
      },
    );
  expect([await run(1), await run(2)]).toEqual([1, 2]);
  expect(seen).toEqual([1, 2]);
  expect(runner.stages).toEqual([{ stage: 'read', milliseconds: 210 }]);
});
