/** Bodies of the posts that are parsed in a build: each thread writes a file of its own, all read all. */
import path from 'node:path';
import type { PackReader } from '../model/io.js';
import type { JobPlace } from '../model/job.js';
import type { BodyRef } from '../model/story.js';

/** A copy each way, where UTF-8 would be decoded; and Chinese is shorter in it. */
const ENCODING = 'utf16le';

function nameOf(folder: string, pack: number): string {
  return path.join(folder, `bodies-${pack}`);
}

export interface BodyPack {
  store(html: string): BodyRef;
  /** From then on all threads can read what was stored. */
  flush(): void;
  close(): void;
}

/** The thread's own. */
export function openBodyPack({
  folder,
  thread,
  io,
}: Pick<JobPlace, 'folder' | 'thread' | 'io'>): BodyPack {
  const pack = io.createPack(nameOf(folder, thread));
  return {
    store(html) {
      const bytes = Buffer.from(html, ENCODING);
      return { pack: thread, offset: pack.append(bytes), length: bytes.length };
    },
    flush: () => pack.flush(),
    close: () => pack.close(),
  };
}

export interface BodyReader {
  read(ref: BodyRef): string;
  close(): void;
}

/** Reads those of all threads. */
export function openBodyReader({ folder, io }: Pick<JobPlace, 'folder' | 'io'>): BodyReader {
  const readers = new Map<number, PackReader>();
  return {
    read({ pack, offset, length }) {
      const reader = readers.get(pack) ?? io.openPack(nameOf(folder, pack));
      readers.set(pack, reader);
      return reader.read(offset, length).toString(ENCODING);
    },
    close() {
      for (const reader of readers.values()) reader.close();
      readers.clear();
    },
  };
}
