/** `finews migrate`: what a site keeps when it moves here, and the changes that keep the rest. */
import path from 'node:path';
import { applyChanges } from '../../migrate/changes/apply-changes.js';
import { copyInto, type MovedTo } from '../../migrate/changes/copy-into.js';
import { compareSite } from '../../migrate/compare-site.js';
import { type Generator, importSite } from '../../migrate/import-site.js';
import type { MigrateOptions, MigrateWork } from '../../migrate/migrate-options.js';
import { isDone } from '../../migrate/migration-state.js';
import type { FileChange, Migration } from '../../migrate/types.js';
import type { Effects } from '../../model/io.js';
import { type Terminal, zoneOfMachine } from '../../platform/console.js';
import { disk, temporaryFolder } from '../../platform/disk.js';
import { createTemplateCache } from '../../theme/template-cache.js';
import type { ReportOptions } from '../reporter.js';
import { reportFailure, runCommand } from '../run-command.js';
import { formatMigration, migrationJson } from './format-migration.js';

export interface MigrateFlags extends MigrateOptions {
  readonly from?: Generator;
  /** Of the other generator: its folder or exported file. */
  readonly input?: string;
  /** Where the new site goes. */
  readonly to?: string;
  readonly write?: boolean;
  readonly check?: boolean;
}

/** A theme that was copied in may ask for keys of its own, and with those others may be needed. */
const MOST_ROUNDS = 4;

/** Returns the exit code: 0; 1 while an old address gets no answer, or the author must act. */
export async function runMigrate(
  flags: MigrateFlags,
  reporting: ReportOptions & { readonly version: string },
  terminal: Terminal,
): Promise<number> {
  const { json = false, verbose = false, version } = reporting;
  return await runCommand(
    {
      act: (effects) => beside(flags, version, effects),
      report(done) {
        terminal.out(json ? migrationJson(done) : formatMigration(done, verbose));
        return isDone(done.migration) ? 0 : 1;
      },
      failed: (problems) =>
        reportFailure(problems, reporting, terminal, 'Nothing was compared, and nothing changed.'),
    },
    reporting,
    terminal,
  );
}

/** In a folder beside the site, which is gone at the end. */
async function beside(flags: MigrateFlags, version: string, effects: Effects): Promise<Migrated> {
  const folder = temporaryFolder();
  try {
    return await migrated(flags, {
      ...{ effects, folder, version },
      templateCache: createTemplateCache(),
      machineZone: zoneOfMachine(),
    });
  } finally {
    disk.removeTree(folder);
  }
}

interface Migrated {
  /** As it is after the last change. */
  readonly migration: Migration;
  readonly written: readonly FileChange[];
  /** Where another generator's site went, or would go; null: it is Jekyll's. */
  readonly moved: MovedTo | null;
}

async function migrated(flags: MigrateFlags, work: MigrateWork): Promise<Migrated> {
  const { write, check: _, from, to, input, ...options } = flags;
  if (from !== undefined) {
    const place = path.resolve(to ?? 'finews-site');
    const { migration, folder } = await importSite(
      { ...options, from, home: place, ...(input === undefined ? {} : { input }) },
      work,
    );
    const { io } = work.effects;
    return { migration, written: [], moved: copyInto(place, folder, write === true, io) };
  }
  return { ...(await changed(options, write === true, work)), moved: null };
}

async function changed(
  options: MigrateOptions,
  isWanted: boolean,
  work: MigrateWork,
): Promise<Omit<Migrated, 'moved'>> {
  const written: FileChange[] = [];
  const { io } = work.effects;
  const round = async (number: number): Promise<Migration> => {
    const folder = path.join(work.folder, String(number));
    io.makeFolder(folder);
    try {
      return await compareSite(options, { ...work, folder });
    } finally {
      io.removeTree(folder);
    }
  };
  let migration = await round(0);
  if (!isWanted) return { migration, written };
  for (let number = 1; number <= MOST_ROUNDS; number++) {
    if (migration.changes.length === 0) break;
    applyChanges(migration.site, migration.changes, io);
    written.push(...migration.changes);
    migration = await round(number);
  }
  return { migration, written };
}
