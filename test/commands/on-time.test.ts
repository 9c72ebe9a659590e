/** What comes due is published by who watches, and told to who doesn't. */

import fs from 'node:fs';
import path from 'node:path';
import { expect, it, vi } from 'vitest';
import { runBuild } from '../../src/commands/build-command.js';
import { formatOutputs, formatSummary } from '../../src/commands/format-report.js';
import { startSession, type WatchedBuild } from '../../src/commands/watch-session.js';
import { disk } from '../../src/platform/disk.js';
import { effectsWith } from '../support/faulty-io.js';
import { inlineBuilder } from '../support/inline-builder.js';
import { createSite, post } from '../support/site.js';

const PLAIN = { 'templates/post.njk': '{{ page.title }}', 'templates/home.njk': 'x' };

it('publishes a story when it is due, and takes one off when that is over', async () => {
  const soon = (ms: number): string => new Date(Date.now() + ms).toISOString();
  const site = createSite({
    ...PLAIN,
    '_posts/2022-05-16-offer.md': post(`title: 优惠\nexpired: gone\nexpires: ${soon(1500)}`),
    '_posts/2022-05-17-news.md': post(`title: 禁发\ndate: ${soon(1500)}\npermalink: /news.html`),
  });
  const options = { source: site.root };
  const built: WatchedBuild[] = [];
  const session = startSession(
    options,
    effectsWith(disk),
    inlineBuilder(options, effectsWith(disk)),
    {
      built: (outcome) => built.push(outcome),
      located: () => undefined,
      troubled: () => undefined,
    },
  );
  try {
    await session.begun;
    expect(site.has('news.html')).toBe(false);
    expect(site.has('2022/05/16/offer.html')).toBe(true);
    await vi.waitFor(() => expect(site.has('news.html')).toBe(true), 20_000);
    await vi.waitFor(() => expect(site.has('2022/05/16/offer.html')).toBe(false), 20_000);
    expect(built.slice(1).some(({ hint }) => hint?.length === 0)).toBe(true);
  } finally {
    await session.close();
  }
});

it('tells the next time in the summary, and to a step of CI', async () => {
  const site = createSite({
    ...PLAIN,
    '_posts/2022-05-16-a.md': post('title: a\nexpires: 2031-01-01'),
    '_posts/2022-05-16-b.md': post('title: b\nexpires: 2023-01-01'),
  });
  const result = await site.build();
  expect(formatSummary(result)).toContain(
    '1 story published (next due 2031-01-01T00:00:00+08:00; 1 expired)',
  );
  expect(formatOutputs({ ...result, nextDue: null })).toBe('next-due=\n');
  const outputsFile = path.join(site.root, '..', `${path.basename(site.root)}-outputs`);
  fs.writeFileSync(outputsFile, 'x=1\n');
  try {
    const to = { out: () => undefined, err: () => undefined, isRich: false };
    const options = { source: site.root, now: '2030-01-01T00:00:00Z' };
    expect(await runBuild(options, { quiet: true, outputsFile }, to)).toBe(0);
    expect(fs.readFileSync(outputsFile, 'utf8')).toBe('x=1\nnext-due=2031-01-01T00:00:00+08:00\n');
  } finally {
    fs.rmSync(outputsFile);
  }
});
