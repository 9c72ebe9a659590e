/** What a session asks its builder for: an edit may leave outputs for later, and what was left is asked for soon. */
import { expect, it, onTestFinished, vi } from 'vitest';
import { startSession, type WatchedBuild } from '../../src/commands/watch-session.js';
import type { BuildOptions } from '../../src/model/options.js';
import { SiteError } from '../../src/model/problem.js';
import type { BuildSummary } from '../../src/model/result.js';
import type { Builder } from '../../src/pipeline/builder.js';
import { disk } from '../../src/platform/disk.js';
import { effectsWith } from '../support/faulty-io.js';
import { inlineBuilder } from '../support/inline-builder.js';
import { PLAIN } from '../support/plain-theme.js';
import { createSite, NOW, post, type TestSite } from '../support/site.js';

interface Asked {
  readonly changed: readonly string[] | null;
  readonly mayDefer: boolean;
}

interface Session {
  readonly site: TestSite;
  /** Of its builder. */
  readonly asked: readonly Asked[];
  readonly outcomes: readonly WatchedBuild[];
}

const STORY = '_posts/2022-05-01-a.md';

/** Has built once; `told` makes of each build's summary, and its number from 1, what the session gets. */
async function startedSession(
  told: (result: BuildSummary, asked: Asked, build: number) => BuildSummary,
  more: BuildOptions = {},
): Promise<Session> {
  const site = createSite({ ...PLAIN, [STORY]: post('title: a') });
  const options = { source: site.root, ...more };
  const inner = inlineBuilder(options, effectsWith(disk));
  const asked: Asked[] = [];
  const outcomes: WatchedBuild[] = [];
  const builder: Builder = {
    ...inner,
    async build(changed, { mayDefer = false } = {}) {
      const request = { changed, mayDefer };
      asked.push(request);
      const build = asked.length;
      const result = await inner.build(changed);
      return result === null ? null : told(result, request, build);
    },
  };
  const session = startSession(options, effectsWith(disk), builder, {
    built: (outcome) => outcomes.push(outcome),
    located: () => undefined,
    troubled: () => undefined,
  });
  onTestFinished(() => session.close());
  await session.begun;
  return { site, asked, outcomes };
}

it('has what an edit left made soon, though a build between has failed', async () => {
  const told = (result: BuildSummary, { mayDefer }: Asked, build: number): BuildSummary => {
    if (build === 3) throw SiteError.of('strict', 'failed', 'no help');
    return mayDefer ? { ...result, outputs: { ...result.outputs, deferred: 1 } } : result;
  };
  const { site, asked, outcomes } = await startedSession(told, { now: NOW });
  const edit = async (text: string, builds: number): Promise<void> => {
    site.write({ [STORY]: post('title: a', text) });
    await vi.waitFor(() => expect(outcomes.length).toBeGreaterThanOrEqual(builds), 20_000);
  };
  await edit('second', 2);
  await edit('third', 3);
  await vi.waitFor(() => expect(outcomes.at(-1)?.isFollowUp).toBe(true), 20_000);
  expect(outcomes[2]?.result).toBe(null);
  expect(asked[0]).toEqual({ changed: null, mayDefer: false });
  expect(asked.slice(1, 3).map(({ mayDefer }) => mayDefer)).toEqual([true, true]);
  expect(asked.at(-1)).toEqual({ changed: [], mayDefer: false });
});

it('leaves nothing in a build that nobody has edited for', async () => {
  const told = (result: BuildSummary, _asked: Asked, build: number): BuildSummary => {
    return { ...result, nextDue: build === 1 ? new Date().toISOString() : null };
  };
  const { asked, outcomes } = await startedSession(told);
  await vi.waitFor(() => expect(outcomes).toHaveLength(2), 20_000);
  expect(asked[1]).toEqual({ changed: [], mayDefer: false });
});
