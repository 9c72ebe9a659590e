/** Codes about the destination, the cache and publishing. */
import type { CodeGroup } from './code-entry.js';

export const destinationCodes: CodeGroup<'destination'> = {
  'destination-unsafe': {
    fate: ['error'],
    means: 'the destination is a home folder, or contains or lies in what finews reads',
    example: 'The destination /home/news is a home folder',
    todo: 'choose a folder of its own, such as `public`',
  },
  'destination-blocked': {
    fate: ['error'],
    means: 'something stands where the site has to go',
    example: '/srv/news/public/2022 is a file where finews needs a folder',
    todo: 'move it away; `finews clean` does not delete it either',
  },
  'destination-foreign': {
    fate: ['warning', 'error'],
    means:
      'the destination holds files that finews has no record of writing; an error with `--strict` and `--verify`',
    example: '/srv/news/public holds files that finews has no record of writing: old.html',
    todo: 'delete old pages, name others in `keep_files`, or give the other program another place',
  },
  'cache-unsafe': {
    fate: ['error'],
    means: '`cache_dir` contains the source or the destination',
    example: 'cache_dir /srv/news contains the source folder',
    todo: 'choose a folder of its own, such as `.finews`',
  },
  'cache-altered': {
    fate: ['error'],
    means: 'what the cache remembers of a post was altered by somebody else',
    example: 'What the cache remembers of this story was altered',
    todo: 'run `finews clean`, and build again',
  },
  'build-locked': {
    fate: ['error'],
    means: 'another build writes to the destination',
    example: 'A build (process 4711 on web1) is writing to /srv/news/public',
    todo: 'wait for it to end; if it has ended, delete the file that the report names',
  },
  'publishing-interrupted': {
    fate: ['error'],
    means: 'publishing stopped, for what the report names besides',
    example:
      'Publishing stopped on the way: every page is whole, but some may be new and others old',
    todo: 'build again: the next build that succeeds completes it',
  },
  'verify-differs': {
    fate: ['error'],
    means: '`--verify` is given, and a clean build makes other bytes',
    example: 'A clean build makes other bytes of 2 files: index.html, feed.xml',
    todo: 'if a filter of your own gives another answer each time, its pages are these; else build with `--no-cache`, and report it',
  },
  'clean-stranger': {
    fate: ['error'],
    means: '`clean` was asked for a destination without a record of a build into it',
    example: 'finews has no record of building into /srv/other, so there is nothing to clean',
    todo: 'delete it by hand, if it is meant',
  },
};
