/** `finews migrate`: what a site keeps when it moves here, and the changes that keep the rest. */
import { applyChanges } from '../../migrate/changes/apply-changes.js';
import { checkSite } from '../../migrate/check-site.js';
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
    const { migration, written } = await migrated(flags, work);
    log.clear();
    if (reporting.json === true) terminal.out(migrationJson(migration, written));
    else terminal.out(formatMigration(migration, written, reporting.verbose === true));
    return isDone(migration) ? 0 : 1;
  } catch (error) {
    log.clear();
    if (!(error instanceof SiteError)) throw error;
    if (reporting.json === true) terminal.out(formatJson(error.problems));
    else {
      reportProblems(error.problems, reporting, terminal);
      terminal.err('The site can’t be built as it is, so nothing was compared.');
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
}

async function migrated(flags: MigrateFlags, work: MigrateWork): Promise<Migrated> {
  const { write, check: _, ...options } = flags;
  const written: FileChange[] = [];
  const { io } = work.effects;
  const round = async (number: number): Promise<Migration> => {
    const folder = `${work.folder}/${number}`;
    io.makeFolder(folder);
    try {
      return await checkSite(options, { ...work, folder });
    } finally {
      io.removeTree(folder);
    }
  };
  let migration = await round(0);
  for (let number = 1; write === true && number <= MOST_ROUNDS; number++) {
    if (migration.changes.length === 0) break;
    applyChanges(migration.site, migration.changes, io);
    written.push(...migration.changes);
    migration = await round(number);
  }
  return { migration, written };
}
