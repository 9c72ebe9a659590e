/**
 * `--atomic`: the destination is a link to a version of the site in a folder beside it. A build makes
 * the next version of the present one by hard links, publishes into that, and switches the link: who
 * resolves the link once sees one version whole. The one before stays for those who still read it.
 */
import path from 'node:path';
import { destinationKey } from '../incremental/store/destination-key.js';
import type { Config } from '../model/config.js';
import type { Io } from '../model/io.js';
import { readNames } from './names.js';

/** Where a build publishes to. */
export interface Publication {
  /** Absolute. */
  readonly folder: string;
  /** A version of its own: each of its files has one name more than before, which its `changed` tells. */
  readonly isVersion: boolean;
  /** Shows it to the world. */
  show(): void;
  /** Where it won't be shown: leaves nothing of it. */
  abandon(): void;
}

/** Without `--atomic`, or with nothing to publish, the destination itself. */
export function openPublication(config: Config, isNeeded: boolean, io: Io): Publication {
  const { destination } = config;
  removeAbandoned(config, io);
  const isPlain = io.stat(destination)?.kind === 'folder';
  if (!config.atomic || !(isNeeded || isPlain)) {
    return { folder: destination, isVersion: false, show() {}, abandon() {} };
  }
  const note = noteOf(config);
  const name = nextName(config, io);
  const folder = path.join(path.dirname(destination), name);
  const before = nameOfPresent(name, config, io);
  // Noted first: what a crash leaves behind is known to the next build.
  io.writeDurably(note, JSON.stringify([...readVersions(config, io), before, name]));
  const present = presentFolder(config, io);
  let isShown = false;
  const publication: Publication = {
    folder,
    isVersion: true,
    show() {
      switchTo(name, before, config, io);
      isShown = true;
      removeOthers([before, name], config, io);
      io.writeDurably(note, JSON.stringify([before, name]));
    },
    abandon() {
      // Cut short in its switch, it may be the only one there is.
      if (!isShown && io.stat(destination) !== undefined) io.removeTree(folder);
    },
  };
  try {
    if (present === null) io.makeFolder(folder);
    else clone(present, folder, io);
  } catch (error) {
    publication.abandon();
    throw error;
  }
  return publication;
}

/** Versions that a build left that died: all but the one that is shown, and the one before it. */
function removeAbandoned(config: Config, io: Io): void {
  const names = readVersions(config, io);
  if (names.length <= 2 || io.stat(config.destination)?.kind !== 'link') return;
  const present = path.basename(io.realPath(config.destination));
  const at = names.lastIndexOf(present);
  // One that isn't noted was made by a build that this cache knows nothing of.
  if (at < 0) return;
  const before = names.slice(0, at).findLast((name) => name !== present);
  const kept = before === undefined ? [present] : [before, present];
  removeOthers(kept, config, io);
  io.writeDurably(noteOf(config), JSON.stringify(kept));
}

/**
 * Deletes versions. The one that is shown loses its link: where there is something in it still, it
 * takes the destination's place as a plain folder.
 */
export function removeVersions(config: Config, io: Io): void {
  const { destination } = config;
  const note = noteOf(config);
  if (io.stat(note) === undefined) return;
  if (io.stat(destination)?.kind === 'link') {
    const present = io.realPath(destination);
    const isVersion =
      path.dirname(present) === io.realPath(path.dirname(destination)) &&
      readVersions(config, io).includes(path.basename(present));
    if (isVersion) {
      io.removeFile(destination);
      if (!io.removeEmptyFolder(present)) io.rename(present, destination);
    }
  }
  removeOthers([], config, io);
  io.removeFile(note);
}

function noteOf(config: Config): string {
  return path.join(config.cacheDir, `versions-${destinationKey(config)}.json`);
}

/** Only folders that are noted, and have a version's name, are ever deleted. */
function readVersions(config: Config, io: Io): readonly string[] {
  const start = startOfName(config);
  return readNames(noteOf(config), io).filter(
    (name) => name.startsWith(start) && /^\d+$/.test(name.slice(start.length)),
  );
}

/** Folders of versions, absolute, but for the one that is shown. */
export function versionsBefore(config: Config, io: Io): readonly string[] {
  const { destination } = config;
  if (io.stat(destination)?.kind !== 'link') return [];
  const present = path.basename(io.realPath(destination));
  const names = readVersions(config, io).filter((name) => name !== present);
  return names.map((name) => path.join(path.dirname(destination), name));
}

/** Hidden from servers and from the site itself. */
function startOfName({ destination }: Config): string {
  return `.${path.basename(destination)}-`;
}

function nextName(config: Config, io: Io): string {
  const start = startOfName(config);
  const parent = path.dirname(config.destination);
  let number = 1;
  while (io.stat(path.join(parent, start + number)) !== undefined) number += 1;
  return start + number;
}

/** The version that is shown now, or the name that a plain folder there will have. */
function nameOfPresent(next: string, config: Config, io: Io): string {
  const { destination } = config;
  if (io.stat(destination)?.kind === 'link') return path.basename(io.realPath(destination));
  const start = startOfName(config);
  return start + (Number(next.slice(start.length)) + 1);
}

/** The site as it is; where a first switch was cut short, the newest version there is. */
function presentFolder(config: Config, io: Io): string | null {
  const { destination } = config;
  if (io.stat(destination) !== undefined) return io.realPath(destination);
  const parent = path.dirname(destination);
  const left = readVersions(config, io).map((name) => path.join(parent, name));
  return left.findLast((folder) => io.stat(folder)?.kind === 'folder') ?? null;
}

function switchTo(name: string, before: string, config: Config, io: Io): void {
  const { destination } = config;
  const parent = path.dirname(destination);
  const link = path.join(parent, `${name}.link`);
  io.removeFile(link);
  io.link(name, link);
  // Once only: a plain folder can't be replaced by a link without an instant in between.
  if (io.stat(destination)?.kind === 'folder') io.rename(destination, path.join(parent, before));
  io.rename(link, destination);
}

function removeOthers(kept: readonly string[], config: Config, io: Io): void {
  const parent = path.dirname(config.destination);
  for (const name of readVersions(config, io)) {
    if (!kept.includes(name)) io.removeTree(path.join(parent, name));
  }
}

/** Every file again under another name; a link as it is, for it leads from beside to the same place. */
function clone(from: string, to: string, io: Io): void {
  io.makeFolder(to);
  for (const name of io.names(from)) {
    const [source, target] = [path.join(from, name), path.join(to, name)];
    const kind = io.stat(source)?.kind;
    if (kind === 'folder') clone(source, target, io);
    else if (kind === 'file') io.hardLink(source, target);
    else if (kind === 'link') io.link(io.readLink(source), target);
  }
}
