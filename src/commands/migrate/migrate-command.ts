/** `finews migrate`: what a site keeps when it moves here, and the changes that keep the rest. */
import path from 'node:path';
import { applyChanges } from '../../migrate/changes/apply-changes.js';
import { copyInto, type MovedTo } from '../../migrate/changes/copy-into.js';
import { compareSite } from '../../migrate/compare-site.js';
import { type Generator, importSite } from '../../migrate/import-site.js';
import type { MigrateOptions, MigrateWork } from '../../migrate/migrate-options.js';
import { isDone } from '../../migrate/migration-state.js';
import type { FileChange, Migration } from '../../migrate/types.js';
import { SiteError } from '../../model/problem.js';
import { consoleLogger, silent, type Terminal } from '../../platform/console.js';
import { disk, temporaryFolder } from '../../platform/disk.js';
import { systemEffects } from '../../platform/system.js';
import { createTemplateCache } from '../../theme/template-cache.js';
import { formatJson } from '../format-report.js';
import { type ReportOptions, reportProblems } from '../reporter.js';
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

/** A theme that was copied in may ask for keys of its own. */
const MOST_ROUNDS = 3;

/** Returns the exit code: 0; 1 while an old address gets no answer, or the author must act. */
export async function runMigrate(
  flags: MigrateFlags,
  reporting: ReportOptions & { readonly version: string },
  terminal: Terminal,
): Promise<number> {
  const quiet = reporting.quiet === true || reporting.json === true;
  const log = quiet ? silent : consoleLogger(reporting.verbose === true);
  const folder = temporaryFolder();
  try {
    const effects = systemEffects(log);
    const templateCache = createTemplateCache();
    const work = { effects, folder, version: reporting.version, templateCache };
    const { migration, written, moved } = await migrated(flags, work);
    log.clear();
    if (reporting.json === true) terminal.out(migrationJson({ migration, written, moved }));
    else terminal.out(formatMigration({ migration, written, moved }, reporting.verbose === true));
    return isDone(migration) ? 0 : 1;
  } catch (error) {
    log.clear();
    if (!(error instanceof SiteError)) throw error;
    if (reporting.json === true) terminal.out(formatJson(error.problems));
    else {
      reportProblems(error.problems, reporting, terminal);
      terminal.err('Nothing was compared, and nothing changed.');
    }
    return 1;
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
    const { migration, folder } = await importSite(
      { ...options, from, ...(input === undefined ? {} : { input }) },
      work,
    );
    const place = path.resolve(to ?? 'finews-site');
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
