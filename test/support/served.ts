/** A folder served by the real server, for one test. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { Addition } from '../../src/dev/serve/respond.js';
import { startServer } from '../../src/dev/serve/server.js';
import type { Io } from '../../src/model/io.js';
import { disk } from '../../src/platform/disk.js';
import type { Files } from './site.js';
import { ask, type WireAnswer, type WireRequest } from './wire.js';

export interface TestServer {
  /** What is served; `above` is the folder that holds it. */
  readonly root: string;
  readonly above: string;
  readonly port: number;
  /** Reasons of answers 500. */
  readonly failures: readonly unknown[];
  ask(request: string | WireRequest): Promise<WireAnswer>;
}

export interface ServeSettings {
  readonly baseurl?: string;
  readonly allowedHosts?: readonly string[];
  readonly addition?: Addition;
  readonly io?: Partial<Io>;
}

/** Serves `files`; gone after the test. */
export async function serveFiles(files: Files, settings: ServeSettings = {}): Promise<TestServer> {
  const above = fs.mkdtempSync(path.join(os.tmpdir(), 'finews-serve-'));
  const root = path.join(above, 'public');
  fs.mkdirSync(root);
  for (const [name, content] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    fs.writeFileSync(path.join(root, name), content);
  }
  const { baseurl = '', allowedHosts = [], addition = null } = settings;
  const failures: unknown[] = [];
  const server = await startServer(
    { host: '127.0.0.1', port: 0, exact: true, allowedHosts },
    {
      served: () => ({ root, baseurl, addition, isBuilding: false }),
      io: { ...disk, ...settings.io },
      failed: (error) => failures.push(error),
    },
  );
  onTestFinished(async () => {
    await server.close();
    fs.rmSync(above, { recursive: true, force: true });
  });
  const { port } = server;
  return { root, above, port, failures, ask: (request) => ask(port, request) };
}
