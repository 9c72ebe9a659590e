/** What the system refuses (disk full, no permission, …) is for the site's author to mend: no bug. */
import type { Problem } from '../model/problem.js';

/** The error as a problem with its remedy; null: it is none of the system's. */
export function systemFault(error: unknown): Problem | null {
  if (!(error instanceof Error)) return null;
  const { code, path, syscall, message } = error as NodeJS.ErrnoException;
  if (typeof code !== 'string' || (syscall === undefined && !code.startsWith('ERR_FS_')))
    return null;
  const named = path === undefined || message.includes(path) ? message : `${message} '${path}'`;
  return {
    code: `system-${code.toLowerCase()}`,
    severity: 'error',
    message: `The system refused: ${named}`,
    hint: HINTS[code] ?? 'Mend this and build again.',
  };
}

const RIGHTS = 'Give the user who builds the right to read and write there, and build again.';

const HINTS: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk is full: make room and build again.',
  EDQUOT: 'The disk quota is used up: make room and build again.',
  EACCES: RIGHTS,
  EPERM: RIGHTS,
  EROFS: 'The file system is read-only: make it writable, or choose another destination with -d.',
  EMFILE: 'Too many open files: raise `ulimit -n`, or build with fewer --threads.',
  ENFILE: 'The system has too many open files: end other programs and build again.',
  EXDEV: 'A folder inside the destination is on another file system: unmount it and build again.',
  EIO: 'The disk fails: check it and build again.',
};
