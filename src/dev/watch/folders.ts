/**
 * Watches folders that may hold hundreds of thousands of files, at one watch a folder. Tells names
 * that may have changed; a folder's name stands for all that is in it.
 */
import path from 'node:path';
import { isBelow } from '../../content/paths.js';
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
   * Watches the folder, or where a link leads, with all folders in it and all that links in it lead
   * to, where those stay in the site; false when it does already.
   */
  add(folder: string): boolean;
  /** The same for a link, where it leads to a folder inside the site. */
  follow(link: string): boolean;
  close(): void;
}

/** `site` is absolute: links that leave it are not followed. */
export function createFolderWatcher(site: string, io: FoldersIo, hints: Hints): FolderWatcher {
  return new Folders(site, io, hints);
}

class Folders implements FolderWatcher {
  readonly #site: string;
  readonly #io: FoldersIo;
  readonly #hints: Hints;
  readonly #watches = new Map<string, () => void>();
  /** Where added names led to then: a link's watch is its target's, and hears nothing of the link. */
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

  /** Empty when it leads nowhere. */
  #targetOf(folder: string): string {
    try {
      const real = this.#io.realPath(folder);
      const { device, inode } = this.#io.stat(real) ?? {};
      return `${device} ${inode} ${real}`;
    } catch {
      return '';
    }
  }

  /** First watched, then listed: what appears in between is seen by one or the other. */
  #open(folder: string): void {
    if (this.#watches.has(folder)) return;
    try {
      const stop = this.#io.watchFolder(folder, (event) => this.#look(folder, event));
      this.#watches.set(folder, stop);
      for (const name of this.#io.folders(folder)) {
        const child = path.join(folder, name);
        if (this.#leadsOn(child)) this.#open(child);
      }
    } catch (error) {
      // Gone again already: whoever held it was told, or will be.
      if (!isAbsence(error)) this.#hints.failed(error as NodeJS.ErrnoException);
    }
  }

  /** Whether a folder is one, or a link to another inside the site that it doesn't lie in. */
  #leadsOn(folder: string): boolean {
    const kind = this.#io.stat(folder)?.kind;
    if (kind !== 'link') return kind === 'folder';
    const target = this.#realOrNull(folder);
    const site = this.#realOrNull(this.#site);
    if (target === null || site === null || !isBelow(site, target)) return false;
    if (this.#io.stat(target)?.kind !== 'folder') return false;
    for (let above = path.dirname(folder); ; above = path.dirname(above)) {
      const way = this.#realOrNull(above);
      if (way !== null && isBelow(target, way)) return false;
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

  #look(folder: string, { name, renamed }: FolderEvent): void {
    if (!this.#watches.has(folder)) return;
    // A folder's own end comes under its own name.
    const isItself = name === null || name === path.basename(folder);
    if (isItself && renamed) this.#renew(folder);
    const child = name === null ? null : path.join(folder, name);
    if (child !== null && renamed) this.#renew(child);
    // The folder stands for what is in it, so for a child of its own name as well.
    this.#hints.changed(isItself || child === null ? folder : child);
  }

  /** A watch holds on to a folder, not to its name: when a name is taken anew, so is the watch. */
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
