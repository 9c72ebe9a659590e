/** Puts a finished page beside the published one, unless that has its bytes already. */
import { transcode } from 'node:buffer';
import path from 'node:path';
import { pictureKind } from '../../formats/pictures/picture-kind.js';
import { withoutMetadata } from '../../formats/pictures/strip-metadata.js';
import { stampOf } from '../../incremental/file-stamp.js';
import { stagedFile } from '../../incremental/staging.js';
import type { Io, Stat } from '../../model/io.js';
import type { Page, StaticPage } from '../../model/page.js';
import type { RenderedFile, StagedPlace } from '../../model/staged.js';
import type { Stamp } from '../../model/story.js';
import type { PageContent } from '../../outputs/kind.js';
import { copyPlace } from '../../outputs/statics/paths.js';
import { digest } from '../../platform/digest.js';
import { bytesOfFile } from '../../platform/regular-file.js';

export interface StagePlace {
  /** Of staged files. */
  readonly folder: string;
  readonly destination: string;
  /** Of copies of pictures. */
  readonly picturesDir: string;
  readonly io: Io;
  /** Gets the files to be copied that are gone. */
  readonly moved: Set<string>;
}

/** `index` is the page's among all pages. Null: the file to be copied is gone. */
export type StagePage = (
  page: Page,
  index: number,
  content: () => PageContent,
) => RenderedFile | null;

export function createStager({
  folder,
  destination,
  picturesDir,
  io,
  moved,
}: StagePlace): StagePage {
  const encode = createEncoder();
  const publishedAt = createPublished(io);
  const makeFolderOf = createFolders(folder, io);
  return (page, index, contentOf) => {
    const isCopy = page.kind === 'static' && page.text === null;
    const bytes = isCopy ? copied(page, picturesDir, io) : encode(contentOf());
    if (bytes === null) {
      if (page.kind === 'static') moved.add(page.file);
      return null;
    }
    // Not `join`, which takes both apart: they are as they have to be.
    const target = destination + path.sep + page.output;
    const { found, isInNewFolder } = publishedAt(target);
    const size = bytes.length;
    const content = digest(bytes);
    // The stamp is taken before the bytes: what is written in between counts as written since.
    const stamp = stampOf(found);
    if (stamp?.size === size && io.read(target).equals(bytes)) {
      return { ...stamp, digest: content, staged: false, isInNewFolder, found: 'file' };
    }
    const file = stagedFile(folder, { index, output: page.output, isInNewFolder });
    makeFolderOf(file);
    io.write(file, bytes);
    const place = { staged: true, isInNewFolder, found: found?.kind ?? null };
    // A rename changes a file's stamp; that of its folder doesn't.
    const own = isInNewFolder ? stampOf(io.stat(file)) : null;
    return { ...(own ?? { ...NO_STAMP, size }), digest: content, ...place };
  };
}

const NO_STAMP: Stamp = { size: 0, modified: 0, changed: 0, inode: 0 };

/** Folders that are remembered: an archive has a great many. */
const MOST_FOLDERS = 1 << 14;

/** Makes the folder of a file below `root`, once, after those above it: an error for each that lacks one is dear. */
function createFolders(root: string, io: Io): (file: string) => void {
  const made = new Set<string>();
  const make = (folder: string): void => {
    if (folder.length <= root.length || made.has(folder)) return;
    make(path.dirname(folder));
    io.makeFolder(folder);
    if (made.size === MOST_FOLDERS) made.clear();
    made.add(folder);
  };
  return (file) => make(path.dirname(file));
}

/** Null: the file is gone. Where no copy of a picture could be made, the picture stands for it. */
function copied(
  { file, isPicture, recipe }: StaticPage,
  picturesDir: string,
  io: Io,
): Buffer | null {
  const copy = recipe === null ? null : bytesOfFile(copyPlace(picturesDir, recipe), io);
  if (copy !== null && pictureKind(copy) === recipe?.format) return copy;
  const bytes = bytesOfFile(file, io);
  return bytes !== null && (isPicture || recipe !== null) ? withoutMetadata(bytes) : bytes;
}

/**
 * In a folder that isn't there no file is, and nobody makes one until all pages have rendered. Pages
 * come in the order of their dates, so that the last folder is the next one's, too.
 */
function createPublished(io: Io): (target: string) => FoundOutput {
  let folder = '';
  let isInNewFolder = false;
  return (target) => {
    const inner = path.dirname(target);
    if (inner !== folder) [folder, isInNewFolder] = [inner, io.stat(inner) === undefined];
    return { found: isInNewFolder ? undefined : io.stat(target), isInNewFolder };
  };
}

interface FoundOutput extends Pick<StagedPlace, 'isInNewFolder'> {
  readonly found: Stat | undefined;
}

/** What most pages fit into, in UTF-16. */
const SCRATCH = 1 << 20;

/** Texts as UTF-8, by way of UTF-16: a copy and a fast conversion take a third of a plain encoding. */
function createEncoder(): (content: PageContent) => Buffer {
  const scratch = Buffer.allocUnsafe(SCRATCH);
  return (text) => {
    if (typeof text !== 'string') return Buffer.from(text.buffer, text.byteOffset, text.length);
    if (text.length > SCRATCH / 2) return Buffer.from(text);
    const units = scratch.subarray(0, scratch.write(text, 0, 'utf16le'));
    try {
      return transcode(units, 'utf16le', 'utf8');
    } catch {
      // Half a surrogate pair has no UTF-8; this puts U+FFFD in its place.
      return Buffer.from(text);
    }
  };
}
