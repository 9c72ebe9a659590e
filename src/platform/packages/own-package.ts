/**
 * How the finews that runs was installed, so that the `package.json` of a site names the same one. What
 * the package manager wrote down is believed: the `package.json` beside its `node_modules`, then npm's
 * lock files. A global installation has neither; the folder itself is then what can be named.
 */
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Io } from '../../model/io.js';

/** The folder of the running package, however its modules were put into files. */
export const OWN_PACKAGE: string = path.dirname(
  createRequire(import.meta.url).resolve('finews/package.json'),
);

export interface Installation {
  /** What `package.json` has behind the name: `^0.1.0`, `file:../finews-0.1.0.tgz`. */
  readonly spec: string;
  /** The file or folder that it names, absolute; null: it comes from a registry or repository. */
  readonly place: string | null;
}

export interface InstallationWork {
  readonly io: Pick<Io, 'read' | 'stat'>;
  /** The folder of the site, absolute; it need not be there. */
  readonly site: string;
  /** The folder of the running package, absolute. */
  readonly program: string;
  readonly version: string;
}

const NAME = 'finews';

/** As the site's own `package.json` has it, else as the running package was installed. */
export function installationOf(work: InstallationWork): Installation {
  const { site, program, version } = work;
  const own = namedIn(site, work);
  if (own !== null) return moved(own, site, work);
  const root = rootOf(program);
  const recorded = root === null ? null : recordOf(root, work);
  if (root !== null && recorded !== null) {
    const found = moved(recorded, root, work);
    if (found.place === null || work.io.stat(found.place) !== undefined) return found;
  }
  // A package in the site's own `node_modules` can't be what is to be put there.
  if (root === site) return { spec: `^${version}`, place: null };
  return placed(program, site);
}

/** The folder whose `node_modules` has the package; null: it lies in none, as a clone does. */
function rootOf(program: string): string | null {
  const parts = program.split(path.sep);
  const at = parts.indexOf('node_modules');
  return at < 0 ? null : parts.slice(0, at).join(path.sep);
}

function recordOf(root: string, work: InstallationWork): string | null {
  const locked = ['package-lock.json', path.join('node_modules', '.package-lock.json')];
  return (
    namedIn(root, work) ??
    locked.map((name) => lockedIn(path.join(root, name), work)).find((spec) => spec !== null) ??
    textAt(mapAt(path.join(work.program, 'package.json'), work), '_resolved')
  );
}

const KINDS = ['dependencies', 'devDependencies', 'optionalDependencies'];

/** What the folder's `package.json` has behind finews' name; null: it doesn't name it. */
function namedIn(folder: string, work: InstallationWork): string | null {
  const all = mapAt(path.join(folder, 'package.json'), work);
  return (
    KINDS.map((kind) => textAt(innerOf(all, kind), NAME)).find((spec) => spec !== null) ?? null
  );
}

function lockedIn(file: string, work: InstallationWork): string | null {
  const packages = innerOf(mapAt(file, work), 'packages');
  return textAt(innerOf(packages, `node_modules/${NAME}`), 'resolved');
}

/** `spec`, as it is written in `folder`, seen from the site. */
function moved(
  spec: string,
  folder: string,
  { site, program, version }: InstallationWork,
): Installation {
  const [, file] = /^(?:file:|link:|portal:|(?=\.{1,2}\/|\/))(.+)$/.exec(spec) ?? [];
  if (file !== undefined) {
    const isFixed = path.isAbsolute(file) || file.startsWith('~');
    if (folder === site || isFixed) return { spec, place: path.resolve(folder, file) };
    return placed(path.resolve(folder, file), site);
  }
  if (/^(?:workspace|catalog|patch):/.test(spec)) return placed(program, site);
  const isNetwork = /[:/]/.test(spec) && !spec.startsWith('npm:') && !/\/-\/[^/]*\.tgz$/.test(spec);
  return { spec: isNetwork || folder === site ? spec : `^${version}`, place: null };
}

/** As npm writes it: nothing is encoded in it. */
function placed(place: string, site: string): Installation {
  return { spec: `file:${path.relative(site, place).split(path.sep).join('/')}`, place };
}

type PackageMap = Readonly<Record<string, unknown>>;

/** Empty where the file isn't there, or no JSON. */
function mapAt(file: string, { io }: InstallationWork): PackageMap {
  if (io.stat(file)?.kind !== 'file') return {};
  try {
    return mapOf(
      JSON.parse(
        io
          .read(file)
          .toString('utf8')
          .replace(/^\uFEFF/, ''),
      ),
    );
  } catch {
    return {};
  }
}

function innerOf(map: PackageMap, key: string): PackageMap {
  return mapOf(map[key]);
}

function mapOf(value: unknown): PackageMap {
  return typeof value === 'object' && value !== null ? (value as PackageMap) : {};
}

function textAt(map: PackageMap, key: string): string | null {
  const value = map[key];
  return typeof value === 'string' && value !== '' ? value : null;
}
