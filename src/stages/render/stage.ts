/** Puts a finished page beside the published one, unless that has its bytes already. */
import path from 'node:path';
import { digest } from '../../content/digest.js';
import type { Io } from '../../model/io.js';
import type { Page } from '../../model/page.js';
import type { RenderedFile } from '../../model/staged.js';

/** Staged files a folder: more make some disks slow. */
const SPREAD = 4096;

export interface StagePlace {
  /** Of staged files. */
  readonly folder: string;
  readonly destination: string;
  readonly io: Io;
}

/** `index` is the page's among all pages. */
export type StagePage = (page: Page, index: number, text: () => string) => RenderedFile;

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
    const bytes = page.kind === 'static' ? io.read(page.file) : Buffer.from(text());
    const target = path.join(destination, page.output);
    const found = io.stat(target);
    const content = { digest: digest(bytes), size: bytes.length };
    const same = found?.kind === 'file' && found.size === bytes.length;
    if (same && io.read(target).equals(bytes)) {
      return { ...content, staged: null, found: 'file', modified: found.modified };
    }
    const staged = placeFor(index);
    io.write(staged, bytes);
    const modified = io.stat(staged)?.modified ?? 0;
    return { ...content, staged, found: found?.kind ?? null, modified };
  };
}
