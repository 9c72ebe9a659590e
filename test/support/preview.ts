/** `finews serve` on a test's site, in this process. */
import { onTestFinished } from 'vitest';
import type { ReportOptions } from '../../src/commands/reporter.js';
import { type Running, type ServeOptions, startServing } from '../../src/commands/serve-command.js';
import { openBuilder } from '../../src/pipeline/builder.js';
import { inlineBuilder } from './inline-builder.js';
import type { TestSite } from './site.js';

export interface Preview extends Running {
  /** Of the front page, with the port. */
  readonly url: string;
  readonly port: number;
  /** What the terminal was told. */
  readonly lines: readonly string[];
}

/**
 * Serves and watches, unless `options` say otherwise; has built once; ended after the test. Builds have
 * a thread of their own only where `hasThread` says so.
 */
export async function preview(
  site: TestSite,
  options: ServeOptions = {},
  asked: PreviewOptions = {},
): Promise<Preview> {
  const running = await startPreview(site, options, asked);
  await running.begun;
  return running;
}

interface PreviewOptions extends ReportOptions {
  readonly hasThread?: boolean;
}

/** The same, while the first build goes on. */
export async function startPreview(
  site: TestSite,
  options: ServeOptions = {},
  { hasThread = false, ...reporting }: PreviewOptions = {},
): Promise<Preview> {
  const lines: string[] = [];
  const note = (text: string): void => void lines.push(text);
  const terminal = { out: note, err: note, isRich: false };
  const asked = { source: site.root, port: 0, watch: true, ...options };
  const builds = hasThread ? openBuilder : inlineBuilder;
  const running = await startServing(asked, reporting, terminal, builds);
  if (running === null) throw new Error(`Not served: ${lines.join('\n')}`);
  onTestFinished(() => running.close());
  return { ...running, lines, port: Number(new URL(running.url).port) };
}
