/**
 * What is remembered of a story's file from build to build, and what passes between the build and
 * the threads that parse. All of it is plain data.
 */
import type { Post } from './post.js';
import type { Problem } from './problem.js';

/** What tells a changed file from an unchanged one without reading it: as `Stat` has it. */
export interface Stamp {
  readonly size: number;
  readonly modified: number;
  readonly changed: number;
  readonly inode: number;
}

/** A file's stamp when its bytes were last read, and their digest. */
export interface KnownFile extends Stamp {
  readonly digest: string;
  /** What git calls those bytes; empty where nobody has asked it, or it doesn't know; `NO_BLOB`. */
  readonly blob: string;
}

/** A file's bytes as they are now. */
export interface DigestedFile {
  readonly digest: string;
  /** Null: it was touched too lately for its stamp to be trusted. */
  readonly known: KnownFile | null;
}

/** What parsing made of certain bytes. */
export interface ParsedFile {
  /** Of the bytes; empty when they could not be had, or the result is not to be remembered. */
  readonly digest: string;
  /** Null: set aside. */
  readonly card: Post | null;
  readonly problems: readonly Problem[];
}

/** Where a body's HTML lies, in bytes; `pack` is the number of the thread that wrote it. */
export interface BodyRef {
  readonly pack: number;
  readonly offset: number;
  readonly length: number;
}

/** What became of a file that was parsed. */
export interface ParseDone {
  /** Null: none that can be trusted. */
  readonly known: KnownFile | null;
  /** As text, the form that is remembered: a story is the same whether it was parsed or remembered. */
  readonly card: { readonly head: string; readonly rest: string } | null;
  readonly digest: string;
  readonly problems: readonly Problem[];
  readonly body: BodyRef | null;
  /** It was gone by then: a deletion. */
  readonly isGone: boolean;
}
