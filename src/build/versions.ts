/**
 * `--atomic`: the destination is a link to a version of the site in a folder beside it. A build makes
 * the next version of the present one by hard links, publishes into that, and switches the link: who
 * resolves the link once sees one version whole. The one before stays for those who still read it.
 */
import path from 'node:path';
import type { Config } from '../model/config.js';
import type { Io } from '../model/io.js';
import { placeKey } from './ledger.js';
import { readNames } from './names.js';

/** Where a build publishes to. */
export interface Publication {
  /** Absolute. */
  readonly folder: string;
  /** Shows it to the world. */
  show(): void;
}

/** Without `--atomic`, or with nothing to publish, the destination itself. */
export function openPublication(config: Config, isNeeded: boolean, io: Io): Publication {
  const { destination } = config;
  if (!config.atomic || !isNeeded) return { folder: destination, show() {} };
  const note = noteOf(config);
  const name = nextName(config, io);
  const folder = path.join(path.dirname(destination), name);
  io.writeDurably(note, JSON.stringify([...readVersions(config, io), name]));
  if (io.stat(destination) === undefined) io.makeFolder(folder);
  else clone(io.realPath(destination), folder, io);
  return {
    folder,
    show() {
      const before = switchTo(name, config, io);
      const kept = [before, name];
      removeOthers(kept, config, io);
      io.writeDurably(note, JSON.stringify(kept));
    },
  };
}

/** Deletes every version, and the link; anything else at the destination stays. */
export function removeVersions(config: Config, io: Io): void {
  const note = noteOf(config);
  if (io.stat(note) === undefined) return;
  if (io.stat(config.destination)?.kind === 'link') io.removeFile(config.destination);
  removeOthers([], config, io);
  io.removeFile(note);
}

function noteOf(config: Config): string {
  return path.join(config.cacheDir, `versions-${placeKey(config)}.json`);
}

/** Only folders that are noted, and have a version's name, are ever deleted. */
function readVersions(config: Config, io: Io): readonly string[] {
  const start = startOfName(config);
  return readNames(noteOf(config), io).filter(
    (name) => name.startsWith(start) && /^\d+$/.test(name.slice(start.length)),
  );
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

/** Returns the name of the version that was shown until now. */
function switchTo(name: string, config: Config, io: Io): string {
  const { destination } = config;
  const parent = path.dirname(destination);
  const kind = io.stat(destination)?.kind;
  const before = kind === 'link' ? path.basename(io.realPath(destination)) : nextName(config, io);
  // Once only: a plain folder can't be replaced by a link without an instant in between.
  if (kind === 'folder') io.rename(destination, path.join(parent, before));
  const link = path.join(parent, `${name}.link`);
  io.removeFile(link);
  io.link(name, link);
  io.rename(link, destination);
  return before;
}

function removeOthers(kept: readonly string[], config: Config, io: Io): void {
  const parent = path.dirname(config.destination);
  for (const name of readVersions(config, io)) {
    if (!kept.includes(name)) io.removeTree(path.join(parent, name));
  }
}

/** Every file again under another name; links are not taken over. */
function clone(from: string, to: string, io: Io): void {
  io.makeFolder(to);
  for (const name of io.names(from)) {
    const [source, target] = [path.join(from, name), path.join(to, name)];
    const kind = io.stat(source)?.kind;
    if (kind === 'folder') clone(source, target, io);
    else if (kind === 'file') io.hardLink(source, target);
  }
}
