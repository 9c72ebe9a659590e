/** A site of another generator's on the real disk, read in as the command does it. */
import fs from 'node:fs';
import path from 'node:path';
import { type Generator, importSite } from '../../src/migrate/import-site.js';
import type { Migration } from '../../src/migrate/types.js';
import { silent } from '../../src/platform/console.js';
import { systemEffects } from '../../src/platform/system.js';
import { drafts } from '../support/drafts.js';
import { type Files, NOW } from '../support/site.js';
import { emptyFolder } from './migrated.js';

export interface ImportedFiles extends Migration {
  /** A file of the new site. */
  text(name: string): string;
  /** Names of all its files. */
  readonly names: readonly string[];
}

export function folderOf(files: Files): string {
  const folder = emptyFolder();
  for (const [name, content] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), content);
  }
  return folder;
}

/** `input` is a folder or a file; `against` as the option. */
export async function imported(
  from: Generator,
  input: string,
  against: readonly string[] = [],
): Promise<ImportedFiles> {
  const work = {
    effects: systemEffects(silent),
    folder: emptyFolder(),
    version: '1.2.3',
    templateCache: drafts,
    machineZone: 'UTC',
  };
  const home = path.resolve('/srv/news');
  const options = { from, input, home, against, threads: 0, now: NOW };
  const { migration, folder } = await importSite(options, work);
  const names = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return {
    ...migration,
    text: (name) => fs.readFileSync(path.join(folder, name), 'utf8'),
    names: names.filter((name) => fs.statSync(path.join(folder, name)).isFile()).sort(),
  };
}
