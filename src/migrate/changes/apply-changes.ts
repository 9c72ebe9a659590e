/** Makes the changes that were proposed, where the files are still what they were. */
import path from 'node:path';
import type { Io } from '../../model/io.js';
import { SiteError } from '../../model/problem.js';
import type { FileChange } from '../types.js';

/** `site` is absolute. Throws `SiteError` before the first change where a file has changed meanwhile. */
export function applyChanges(site: string, changes: readonly FileChange[], io: Io): void {
  const moved = changes.filter((change) => !isAsBefore(site, change, io));
  if (moved.length > 0) {
    const message = `Files changed while they were looked at: ${moved.map((one) => one.path).join(', ')}`;
    throw SiteError.of(
      'migrate-changed',
      message,
      'Run it again when nothing else writes to the site.',
    );
  }
  for (const { path: name, after } of changes) {
    const file = path.join(site, name);
    io.makeFolder(path.dirname(file));
    io.writeDurably(file, [after]);
  }
}

function isAsBefore(site: string, { path: name, before }: FileChange, io: Io): boolean {
  const file = path.join(site, name);
  const kind = io.stat(file)?.kind;
  if (before === null) return kind === undefined;
  return kind === 'file' && io.read(file).equals(before);
}
