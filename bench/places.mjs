/**
 * Where the bench keeps things, and how it gets rid of them: while figures are being taken nothing
 * is deleted, only moved aside. ext4 doesn't use an inode again for minutes after its file is
 * deleted, and searches past all such inodes for every new file: a build that follows `rm -rf
 * public` spends several times its own time in the kernel.
 */
import { existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** Git-ignored: corpora, peers from npm, sites. */
export const WORK = join(ROOT, 'bench', 'work');
const TRASH = join(WORK, 'trash');
const EMPTIED = join(WORK, 'emptied');
/** For how long ext4 at most keeps deleted inodes out of use, in ms. */
const SETTLED = 6 * 60_000;

let moved = 0;

/**
 * Makes `path` free, whatever is there.
 * @param {string} path below WORK, so that a rename is enough
 */
export function setAside(path) {
  if (!existsSync(path)) return;
  mkdirSync(TRASH, { recursive: true });
  renameSync(path, join(TRASH, `${process.pid}-${moved++}`));
}

/** Deletes for good what was set aside: when the last figure has been taken. */
export function emptyTrash() {
  rmSync(TRASH, { recursive: true, force: true });
  writeFileSync(EMPTIED, '');
}

/** @returns {boolean} whether an earlier bench's deletions still slow down new files */
export function deletedLately() {
  const emptied = statSync(EMPTIED, { throwIfNoEntry: false });
  return emptied !== undefined && Date.now() - emptied.mtimeMs < SETTLED;
}
