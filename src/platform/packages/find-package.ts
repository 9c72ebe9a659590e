/** Packages that need not be installed: found without being loaded, which takes most of a second. */
import { createRequire } from 'node:module';
import path from 'node:path';
import type { FoundPackage } from '../../model/io.js';

/** The site's own installation wins over what lies beside finews. */
export function findPackage(name: string, folder: string): FoundPackage | null {
  return foundFrom(path.join(folder, 'package.json'), name) ?? foundFrom(import.meta.url, name);
}

/** As `from` would import it; null: it would find none, or one that is broken. */
function foundFrom(from: string, name: string): FoundPackage | null {
  const require = createRequire(from);
  for (const folder of require.resolve.paths(name) ?? []) {
    try {
      const { version } = require(path.join(folder, name, 'package.json')) as { version?: unknown };
      return { version: String(version), file: require.resolve(name) };
    } catch {
      // Not there; the folders above may have it.
    }
  }
  return null;
}
