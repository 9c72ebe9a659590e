/**
 * The running program: its digest, for what another version stored is not used; and its code as Node
 * has compiled it before, in Node's usual place, never in the site's.
 */
import module from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { dataDigest, digest } from './digest.js';
import { disk } from './disk.js';
import { OWN_PACKAGE } from './packages/own-package.js';

/** The folder of the package that this code is in, and all that is loaded with it. */
const CODE = path.join(OWN_PACKAGE, firstFolder(fileURLToPath(import.meta.url)));

function firstFolder(file: string): string {
  return path.relative(OWN_PACKAGE, file).split(path.sep)[0] ?? '';
}

/**
 * One digest of the code's bytes (a developer changes it without a new version), the versions of its
 * libraries, and the major version of Node.
 */
export function programDigest(nodeVersion: string): string {
  const texts = codeBelow(CODE).map((file) => digest(disk.read(file)));
  const libraries = new Map<string, string>();
  librariesFrom(OWN_PACKAGE, packageAt(OWN_PACKAGE), libraries);
  return dataDigest([nodeVersion.split('.')[0], texts, [...libraries.values()].sort()]);
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

/** All libraries that a package needs, as Node finds them from its folder; each is read once. */
function librariesFrom(folder: string, file: PackageFile, known: Map<string, string>): void {
  for (const name of Object.keys(file.dependencies ?? {})) {
    const found = find(name, folder);
    if (found === null || known.has(found)) continue;
    const its = packageAt(found);
    known.set(found, `${name}@${its.version}`);
    librariesFrom(found, its, known);
  }
}

function find(name: string, folder: string): string | null {
  const here = path.join(folder, 'node_modules', name);
  if (disk.stat(path.join(here, 'package.json'))?.kind === 'file') return here;
  const parent = path.dirname(folder);
  return parent === folder ? null : find(name, parent);
}

/** What Node 22.8 and later have besides. */
interface CompileCache {
  enableCompileCache?(): unknown;
  flushCompileCache?(): void;
}

const node: object & CompileCache = module;

/** Of modules that this thread loads from now on. Whether it works out is of no account. */
export function keepCompiledCode(): void {
  node.enableCompileCache?.();
}

/** What was compiled until now, where a thread will be ended rather than end. */
export function saveCompiledCode(): void {
  node.flushCompileCache?.();
}
