/** Codes about the system that finews runs on: `system-…` ends in the system's own name of the error. */
import type { CodeGroup } from './code-entry.js';

export const systemCodes: CodeGroup<'system'> = {
  'system-enospc': {
    fate: ['error'],
    means: 'the disk is full; `system-edquot`: the quota is used up',
    example: 'The system refused: ENOSPC: no space left on device, write',
    todo: 'make room and build again',
  },
  'system-eacces': {
    fate: ['error'],
    means: 'the user who builds has no right to read or write there; `system-eperm`: the same',
    example: "The system refused: EACCES: permission denied, mkdir '/srv/news/public'",
    todo: 'give the user that right',
  },
  'system-erofs': {
    fate: ['error'],
    means: 'the file system is read-only',
    example: "The system refused: EROFS: read-only file system, mkdir '/srv/news/public'",
    todo: 'make it writable, or choose another destination with `-d`',
  },
  'system-emfile': {
    fate: ['error'],
    means: 'the system gives too few file handles; `system-enfile`: other programs have them',
    example: "The system refused: EMFILE: too many open files, open '/srv/news/_posts/a.md'",
    todo: 'raise the limit: `ulimit -n`',
  },
  'system-exdev': {
    fate: ['error'],
    means: 'a folder inside the destination is on another file system',
    example: 'The system refused: EXDEV: cross-device link not permitted, rename',
    todo: 'unmount it and build again',
  },
  'system-…': {
    fate: ['error'],
    means: 'any other refusal, by the system’s name for it',
    example: "The system refused: EIO: i/o error, read '/srv/news/_posts/a.md'",
    todo: 'mend what it names and build again',
  },
  'serve-address': {
    fate: ['error'],
    means: '`serve` can’t listen at the address',
    example: "Can't listen on 127.0.0.1, port 4000 (EADDRINUSE)",
    todo: 'choose another `--port` or `--host`',
  },
  'why-unknown': {
    fate: ['error'],
    means: '`finews why` knows no page and no file by those words',
    example: '/2022/x.html is neither an address nor a file of the site',
    todo: 'name a file as it lies in the site, or an address as readers have it',
  },
  'watch-limit': {
    fate: ['warning'],
    means:
      'the system lets finews watch no more files; changes are found by looking at all of them',
    example:
      'Not every change will be noticed at once: ENOSPC: System limit for number of file watchers reached',
    todo: 'raise the limit that the report names',
  },
};
