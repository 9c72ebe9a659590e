/** finews as a process, as a user has it in a terminal. */
import { type ChildProcess, spawn } from 'node:child_process';
import { expect, onTestFinished, vi } from 'vitest';
import { CLI } from './package.js';
import type { TestSite } from './site.js';

export interface Program {
  readonly child: ChildProcess;
  /** Its exit code. */
  readonly ended: Promise<number | null>;
  /** What it has printed, on both streams. */
  text(): string;
  expectText(pattern: RegExp): Promise<void>;
}

/** For Node: a process whose clock is late enough for every stamp to be trusted. */
export const LATER: readonly string[] = [
  '--import',
  'data:text/javascript,const { now } = Date; Date.now = () => now() + 3_600_000;',
];

/** Starts it in the site's folder; `bin/` there comes first among its programs. */
export function run(site: TestSite, ...options: readonly string[]): Program {
  const child = spawn(process.execPath, [CLI, ...options], {
    cwd: site.root,
    env: { ...process.env, PATH: `${site.root}/bin:${process.env['PATH']}` },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
  return {
    child,
    ended: new Promise<number | null>((resolve) => void child.once('exit', resolve)),
    text: () => text,
    expectText: (pattern) => vi.waitFor(() => expect(text).toMatch(pattern), 50_000),
  };
}

/** The same, when it has built and says how it ends, or failed. */
export async function start(site: TestSite, ...options: readonly string[]): Promise<Program> {
  const program = run(site, ...options);
  await program.expectText(/published.*Ctrl-C|Ctrl-C.*published|error/s);
  return program;
}
