/** Puts a finished page beside the published one, unless that has its bytes already. */
import path from 'node:path';
import { digest } from '../../content/digest.js';
import type { Io, Stat } from '../../model/io.js';
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
  const encode = createEncoder();
  const publishedAt = createPublished(io);
  const placeFor = (index: number): string => {
    const part = Math.floor(index / SPREAD);
    const inner = path.join(folder, String(part));
    if (!made.has(part)) io.makeFolder(inner);
    made.add(part);
    return path.join(inner, String(index % SPREAD));
  };
  return (page, index, text) => {
    const bytes =
      page.kind === 'static' && page.text === null ? io.read(page.file) : encode(text());
    const target = path.join(destination, page.output);
    const found = publishedAt(target);
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

/**
 * In a folder that isn't there no file is, and nobody makes one until all pages have rendered. Pages
 * come in the order of their dates, so that the last folder is the next one's, too.
 */
function createPublished(io: Io): (target: string) => Stat | undefined {
  let folder = '';
  let absent = false;
  return (target) => {
    const inner = path.dirname(target);
    if (inner !== folder) [folder, absent] = [inner, io.stat(inner) === undefined];
    return absent ? undefined : io.stat(target);
  };
}

/** What most pages fit into. */
const SCRATCH = 1 << 20;
/** The most that a UTF-16 unit takes in UTF-8. */
const UNIT = 3;

/** Texts as bytes, which hold until the next one: counting them first takes as long as writing. */
function createEncoder(): (text: string) => Buffer {
  const scratch = Buffer.allocUnsafe(SCRATCH);
  return (text) =>
    text.length * UNIT > SCRATCH
      ? Buffer.from(text)
      : scratch.subarray(0, scratch.write(text, 0, 'utf8'));
}
