/**
 * What is remembered of a story's file from build to build, and what passes between the build and
 * the threads that parse. All of it is plain data.
 */
import type { Post } from './post.js';
import type { Problem } from './problem.js';
import type { PostFile } from './source.js';

/** How a file looked when its bytes were last read, and their digest. */
export interface Look {
  /** Size, times and inode in one text; empty when it was touched too lately to be trusted. */
  readonly mark: string;
  readonly digest: string;
}

/** What parsing made of certain bytes. */
export interface Story {
  /** Of the bytes; empty when they could not be had, or the result is not to be kept. */
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

/** One file to be looked at. */
export interface StoryTask {
  readonly file: PostFile;
  readonly look: Look | null;
  /** Digest of the bytes whose story is known; null: none is. */
  readonly known: string | null;
}

/** What became of the task; both null: the file is as it was known. */
export interface StoryDone {
  /** Null: the one given still holds. */
  readonly look: Look | null;
  readonly fresh: {
    /** As text, the form that is kept: a story is the same whether it was parsed or remembered. */
    readonly card: { readonly head: string; readonly rest: string } | null;
    readonly digest: string;
    readonly problems: readonly Problem[];
    readonly body: BodyRef | null;
  } | null;
}
