/** What program this is: what was made by another one is not used again. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { digest } from '../content/digest.js';
import { disk } from './disk.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CODE = fileURLToPath(new URL('..', import.meta.url));

/**
 * One digest of what is running: the code by its bytes, for who works on finews changes it without a
 * new version; its libraries' versions; the Node line.
 */
export function programDigest(nodeVersion: string): string {
  const texts = codeBelow(CODE).map((file) => digest(disk.read(file)));
  const { dependencies } = packageAt(ROOT);
  const libraries = Object.keys(dependencies ?? {}).map(versionOf);
  return digest(JSON.stringify([nodeVersion.split('.')[0], texts, libraries]));
}

function codeBelow(folder: string): readonly string[] {
  const names = [...disk.names(folder)].sort();
  return names.flatMap((name) => {
    const inner = path.join(folder, name);
    if (/\.[jt]s$/.test(name)) return [inner];
    return disk.stat(inner)?.kind === 'folder' ? codeBelow(inner) : [];
  });
}

interface PackageFile {
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

function packageAt(folder: string): PackageFile {
  return JSON.parse(disk.read(path.join(folder, 'package.json')).toString('utf8')) as PackageFile;
}

/** Of the library that is really loaded: its `package.json` is above its entry. */
function versionOf(name: string): string {
  let folder = path.dirname(fileURLToPath(import.meta.resolve(name)));
  while (path.dirname(folder) !== folder) {
    const here = disk.stat(path.join(folder, 'package.json'))?.kind === 'file';
    const version = here ? packageAt(folder).version : undefined;
    if (version !== undefined) return `${name}@${version}`;
    folder = path.dirname(folder);
  }
  return name;
}
