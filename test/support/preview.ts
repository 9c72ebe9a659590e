/** `finews serve` on a test's site, in this process. */
import { onTestFinished } from 'vitest';
import type { Telling } from '../../src/commands/build.js';
import { type Running, type ServeOptions, startServing } from '../../src/commands/serve.js';
import type { TestSite } from './site.js';

export interface Preview extends Running {
  /** Of the front page, with the port. */
  readonly url: string;
  readonly port: number;
  /** What the terminal was told. */
  readonly lines: readonly string[];
}

/** Serves and watches, unless `options` say otherwise; ended after the test. */
export async function preview(
  site: TestSite,
  options: ServeOptions = {},
  telling: Telling = {},
): Promise<Preview> {
  const lines: string[] = [];
  const note = (text: string): void => void lines.push(text);
  const terminal = { out: note, err: note, isRich: false };
  const asked = { source: site.root, port: 0, watch: true, ...options };
  const running = await startServing(asked, telling, terminal);
  if (running === null) throw new Error(`Not served: ${lines.join('\n')}`);
  onTestFinished(() => running.close());
  return { ...running, lines, port: Number(new URL(running.url).port) };
}
