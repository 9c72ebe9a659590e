/** Puts a finished page beside the published one, unless that has its bytes already. */
import path from 'node:path';
import type { Io } from '../../model/io.js';
import type { Page } from '../../model/page.js';
import type { StagedFile } from '../../model/staged.js';

/** Staged files a folder: more make some disks slow. */
const SPREAD = 4096;

export interface StagePlace {
  /** Of staged files, empty at first. */
  readonly folder: string;
  readonly destination: string;
  readonly io: Io;
}

/** Takes pages in the order of their index; null: nothing to publish. */
export type StagePage = (page: Page, index: number, text: () => string) => StagedFile | null;

export function createStager({ folder, destination, io }: StagePlace): StagePage {
  const made = new Set<number>();
  const placeFor = (index: number): string => {
    const part = Math.floor(index / SPREAD);
    const inner = path.join(folder, String(part));
    if (!made.has(part)) io.makeFolder(inner);
    made.add(part);
    return path.join(inner, String(index % SPREAD));
  };
  return (page, index, text) => {
    const bytes =
      page.kind === 'static' && page.text === null ? io.read(page.file) : Buffer.from(text());
    const target = path.join(destination, page.output);
    const found = io.stat(target);
    const same = found?.kind === 'file' && found.size === bytes.length;
    if (same && io.read(target).equals(bytes)) return null;
    const staged = placeFor(index);
    io.write(staged, bytes);
    return { output: page.output, staged, found: found?.kind ?? null, kind: page.kind };
  };
}
