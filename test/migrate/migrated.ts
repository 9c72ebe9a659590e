/** A site on the real disk that is checked, and moved, as the command does it, without its process. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { applyChanges } from '../../src/migrate/changes/apply-changes.js';
import { compareSite } from '../../src/migrate/compare-site.js';
import type { MigrateOptions } from '../../src/migrate/migrate-options.js';
import type { Migration } from '../../src/migrate/types.js';
import { silent } from '../../src/platform/console.js';
import { disk } from '../../src/platform/disk.js';
import { systemEffects } from '../../src/platform/system.js';
import { drafts } from '../support/drafts.js';

export function emptyFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'finews-migrate-'));
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function checked(options: MigrateOptions, machineZone = 'UTC'): Promise<Migration> {
  const work = {
    effects: systemEffects(silent),
    folder: emptyFolder(),
    version: '1.2.3',
    templateCache: drafts,
    machineZone,
  };
  return compareSite({ threads: 0, ...options }, work);
}

/** As `--write` does it, and checked once more. */
export async function written(options: MigrateOptions): Promise<Migration> {
  const { site, changes } = await checked(options);
  applyChanges(site, changes, disk);
  return await checked(options);
}
