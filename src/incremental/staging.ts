/** Where a page's file waits: render puts it there, write takes it from there. */
import path from 'node:path';
import type { StagedPlace } from '../model/staged.js';

/** Files a folder: a disk looks through part of a large one for each file that comes and goes. */
const SPREAD = 128;

/** Folders that the destination has not, as they will lie there: each is published by one rename. */
const NEW_FOLDERS = 'new';

/** Absolute; `staging` is the folder of staged files. */
export function stagedFile(staging: string, { index, output, isInNewFolder }: StagedPlace): string {
  // Not `join`, which takes them apart: they are as they have to be.
  return isInNewFolder
    ? staging + path.sep + NEW_FOLDERS + path.sep + output
    : [staging, Math.floor(index / SPREAD), index % SPREAD].join(path.sep);
}

/** Where a folder waits that the destination has not; empty: where all of them do. */
export function stagedFolder(staging: string, folder: string): string {
  return path.join(staging, NEW_FOLDERS, folder);
}
