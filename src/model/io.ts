/**
 * The outside world as four small interfaces, passed as one readonly record to those that have
 * effects. `src/effects/` has the real ones; tests have one that fails the n-th operation.
 */

export type EntryKind = 'file' | 'folder' | 'link' | 'other';

/** What `lstat` says: `size` in bytes, `modified` and `changed` (its inode) in ms since the epoch. */
export interface Stat {
  readonly kind: EntryKind;
  readonly size: number;
  readonly modified: number;
  readonly changed: number;
  readonly device: number;
  readonly inode: number;
  /** Of a folder: what is made in it gets its group (setgid). */
  readonly givesGroup: boolean;
}

/** One name found below a folder; `path` is relative to it and uses `/`. */
export interface Entry {
  readonly path: string;
  readonly kind: EntryKind;
}

/** An append-only file of byte records; one thread writes it. */
export interface Pack {
  /** Appends and returns the offset of the first byte. */
  append(bytes: Uint8Array): number;
  /** From then on readers see all that was appended. */
  flush(): void;
  close(): void;
}

/** Reads a pack, also one that another thread is writing. */
export interface PackReader {
  read(offset: number, length: number): Buffer;
  close(): void;
}

/** A regular file held open: its bytes stay the same when another file takes its name. */
export interface OpenFile {
  /** As it was opened. */
  readonly stat: Stat;
  statNow(): Stat;
  /** `length` bytes from `offset`; fewer only at the end of the file. */
  read(offset: number, length: number): Buffer;
  close(): void;
}

/** A package that a site may have installed or not. */
export interface FoundPackage {
  readonly version: string;
  /** Absolute: of the module that it is imported by. */
  readonly file: string;
}

/** A hint that something happened to a name in a watched folder. */
export interface FolderEvent {
  /** Null: the system did not say. */
  readonly name: string | null;
  /** The name came, went, or stands for something else now; false: only its bytes changed. */
  readonly renamed: boolean;
}

/**
 * Files and folders. Synchronous on purpose: for tens of thousands of small files it is several
 * times faster than promises. Every path is absolute. Errors are Node's, with `code` and `path`.
 */
export interface Io {
  /**
   * Everything below `folder`, links not followed; throws if it isn't there. `skip` names what is
   * left out with all below it: relative paths, or a name at any depth when it starts with `**` + `/`.
   */
  list(folder: string, skip: readonly string[]): Promise<readonly Entry[]>;
  /**
   * The same for a folder of many thousand files, folders in it that go meanwhile left out: several times faster, in
   * the order of the paths. What lies in a folder whose name isn't UTF-8 (it has U+FFFD) is left out: no name leads
   * there.
   */
  walk(folder: string, skip: readonly string[]): readonly Entry[];
  /** Names in one folder. */
  names(folder: string): readonly string[];
  /** Names of the folders in one folder, and of the links that lead to one. */
  folders(folder: string): readonly string[];
  /** Of the link itself, not its target; undefined when nothing is there. */
  stat(path: string): Stat | undefined;
  realPath(path: string): string;
  read(path: string): Buffer;
  write(path: string, data: string | Uint8Array): void;
  /** Creates it, or throws EEXIST. */
  writeNew(path: string, data: string | Uint8Array): void;
  /**
   * Writes a file beside, syncs and renames it: after a crash the old or the new one is there, never a
   * part. `beside` names it where two processes may write the same file. Large data come in pieces.
   */
  writeDurably(path: string, data: string | Iterable<Uint8Array>, beside?: string): void;
  /** At the end of the file, made when it isn't there; synced before it returns when `durable`. */
  append(path: string, data: string | Uint8Array, durable: boolean): void;
  /** Another name for the same file. */
  hardLink(file: string, name: string): void;
  /** A symbolic link; `target` is relative to its folder. */
  link(target: string, path: string): void;
  /** The target of a symbolic link, as it is written there. */
  readLink(path: string): string;
  rename(from: string, to: string): void;
  /** Parents included; no error when it exists. */
  makeFolder(path: string): void;
  removeFile(path: string): void;
  /** Only when empty; returns whether it was. */
  removeEmptyFolder(path: string): boolean;
  removeTree(path: string): void;
  /** Imports a module of the site's own; another `version` is another module. */
  importModule(path: string, version: string): Promise<unknown>;
  /** A package as the site in `folder` would import it, or else finews; null: it is not installed. */
  findPackage(name: string, folder: string): FoundPackage | null;
  createPack(path: string): Pack;
  openPack(path: string): PackReader;
  /** Throws ELOOP for a link and EINVAL for what is no regular file; never waits for one (a pipe). */
  openFile(path: string): OpenFile;
  /**
   * Tells what happens in one folder, not below it, until the returned function is called; costs the
   * system one watch. Throws ENOSPC when it has no more.
   */
  watchFolder(folder: string, changed: (event: FolderEvent) => void): () => void;
}

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Milliseconds from an arbitrary start, never going back: for timings only. */
  ticks(): number;
}

/** Progress and chatter; results and problems never go through here. */
export interface Logger {
  /** Whether details are shown: an archive has one for each of its files. */
  readonly isVerbose: boolean;
  /** A line for `--verbose`. */
  detail(message: string): void;
  /** How far a stage is; may be dropped. */
  progress(stage: string, done: number, total: number): void;
}

/** The machine and process that build: its cores, its id, and whether another process is alive. */
export interface Host {
  readonly cores: number;
  /** Digest of the program and what it runs on; the same for the life of a process. */
  program(): string;
  readonly pid: number;
  /** Environment variables. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** When this process did, in ms since the epoch, or a little earlier. */
  readonly began: number;
  readonly name: string;
  isAlive(pid: number): boolean;
  /** From now on garbage is collected sooner, in all threads: takes time, and spares memory. */
  saveMemory(): void;
  /** While true, no thread takes more room than it has for objects that live shortly: of a few of them that takes no time. */
  holdMemory(isHeld: boolean): void;
  /** While true, each thread collects its young garbage by itself: no core is free for helpers. */
  collectAlone(isAlone: boolean): void;
  /**
   * Collects this thread's garbage at once, which takes it as long as its heap is large; and lets more come
   * before the next collection than while memory is saved. For a process that rests between what it is asked.
   */
  collectGarbage(): void;
}

export interface Effects {
  readonly io: Io;
  readonly clock: Clock;
  readonly log: Logger;
  readonly host: Host;
  /** Called before what is published is touched; throws where the build was stopped. */
  publishing(): void;
}
