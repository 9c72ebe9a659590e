/**
 * Watches folders that may hold hundreds of thousands of files, with one watch a folder. Reports paths
 * that may have changed; a folder's path stands for all that is in it.
 */
import path from 'node:path';
import { isBelow } from '../../formats/urls/paths.js';
import type { FolderEvent, Io } from '../../model/io.js';

export type FoldersIo = Pick<Io, 'watchFolder' | 'folders' | 'stat' | 'realPath'>;

export interface Hints {
  /** Absolute: a file, or a folder with all that is in it. */
  changed(path: string): void;
  /** Watching failed, in part or altogether: changes will be missed. */
  failed(error: NodeJS.ErrnoException): void;
}

export interface FolderWatcher {
  /**
   * Watches a folder, or a link's target, with all folders and targets of links in it that lie in the
   * site; false when it is watched already.
   */
  add(folder: string): boolean;
  /** The same for a link whose target is a folder inside the site. */
  follow(link: string): boolean;
  close(): void;
}

/** `site` is absolute: links that leave it are not followed. */
export function createFolderWatcher(site: string, io: FoldersIo, hints: Hints): FolderWatcher {
  return new WatchedFolders(site, io, hints);
}

class WatchedFolders implements FolderWatcher {
  readonly #site: string;
  readonly #io: FoldersIo;
  readonly #hints: Hints;
  readonly #watches = new Map<string, () => void>();
  /** The targets of added paths at that time: a link's watch is on its target, not on the link. */
  readonly #targets = new Map<string, string>();

  constructor(site: string, io: FoldersIo, hints: Hints) {
    this.#site = site;
    this.#io = io;
    this.#hints = hints;
  }

  add(folder: string): boolean {
    const target = this.#targetOf(folder);
    if (this.#watches.has(folder) && this.#targets.get(folder) === target) return false;
    this.#drop(folder);
    this.#targets.set(folder, target);
    this.#open(folder);
    return this.#watches.has(folder);
  }

  follow(link: string): boolean {
    if (this.#leadsOn(link)) return this.add(link);
    this.#drop(link);
    return false;
  }

  close(): void {
    for (const stop of this.#watches.values()) stop();
    this.#watches.clear();
  }

  /** The folder that a path leads to, as a key; empty when there is none. */
  #targetOf(folder: string): string {
    try {
      const real = this.#io.realPath(folder);
      const { device, inode } = this.#io.stat(real) ?? {};
      return `${device} ${inode} ${real}`;
    } catch {
      return '';
    }
  }

  /** A folder is watched first and then listed, so that nothing that appears in between is missed. */
  #open(folder: string): void {
    if (this.#watches.has(folder)) return;
    try {
      const stop = this.#io.watchFolder(folder, (event) => this.#report(folder, event));
      this.#watches.set(folder, stop);
      for (const name of this.#io.folders(folder)) {
        const child = path.join(folder, name);
        if (this.#leadsOn(child)) this.#open(child);
      }
    } catch (error) {
      // A folder that is gone already is reported by the watch on the folder above.
      if (!isAbsence(error)) this.#hints.failed(error as NodeJS.ErrnoException);
    }
  }

  /** Whether a path is a folder, or a link to a folder of the site that it does not lie in itself. */
  #leadsOn(folder: string): boolean {
    const kind = this.#io.stat(folder)?.kind;
    if (kind !== 'link') return kind === 'folder';
    const target = this.#realOrNull(folder);
    const site = this.#realOrNull(this.#site);
    if (target === null || site === null || !isBelow(site, target)) return false;
    if (this.#io.stat(target)?.kind !== 'folder') return false;
    for (let above = path.dirname(folder); ; above = path.dirname(above)) {
      const real = this.#realOrNull(above);
      if (real !== null && isBelow(target, real)) return false;
      if (above === this.#site || above === path.dirname(above)) return true;
    }
  }

  #realOrNull(folder: string): string | null {
    try {
      return this.#io.realPath(folder);
    } catch {
      return null;
    }
  }

  #report(folder: string, { name, renamed }: FolderEvent): void {
    if (!this.#watches.has(folder)) return;
    // The deletion of a folder is reported with the folder's own name.
    const isItself = name === null || name === path.basename(folder);
    if (isItself && renamed) this.#renew(folder);
    const child = name === null ? null : path.join(folder, name);
    if (child !== null && renamed) this.#renew(child);
    // A child may have the folder's name: the folder's path stands for both.
    this.#hints.changed(isItself || child === null ? folder : child);
  }

  /** A watch belongs to a folder, not to its name: another folder of that name needs a new one. */
  #renew(folder: string): void {
    if (this.#watches.has(folder)) this.#drop(folder);
    if (this.#targets.has(folder)) this.#targets.set(folder, this.#targetOf(folder));
    if (this.#leadsOn(folder)) this.#open(folder);
  }

  #drop(folder: string): void {
    for (const [watched, stop] of this.#watches) {
      if (!isBelow(folder, watched)) continue;
      this.#watches.delete(watched);
      stop();
    }
  }
}

function isAbsence(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' || code === 'ENOTDIR';
}
