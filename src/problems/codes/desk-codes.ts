/** Codes about the commands with which a site and its stories are written. */
import type { CodeGroup } from './code-entry.js';

export const deskCodes: CodeGroup<'desk'> = {
  'desk-missing': {
    fate: ['error'],
    means: 'the file that a command is to work on is not there',
    example: 'There is no file _posts/2022-05-16-a.md',
    todo: 'write its path from this folder or from the site’s',
  },
  'desk-taken': {
    fate: ['error'],
    means: 'a file of that name is there already; a command writes over none',
    example: '_posts/2022-05-16-a.md is there already',
    todo: 'choose another title, `--slug` or `--date`',
  },
  'desk-place': {
    fate: ['error'],
    means: 'the file is not in the folder that the command works on',
    example: '_posts/2022-05-16-a.md is no draft: drafts lie in _drafts',
    todo: 'name a file of that folder',
  },
  'desk-text': {
    fate: ['error'],
    means: 'the file’s front matter can’t be changed without changing more',
    example: "The front matter of _posts/2022-05-16-a.md can't be edited: it is not closed",
    todo: 'mend it first, or edit it yourself',
  },
  'desk-date': {
    fate: ['error'],
    means: '`--date` is no time',
    example: '--date tomorrow is not a time',
    todo: 'write `2022-05-16` or `2022-05-16 15:04`',
  },
  'desk-option': {
    fate: ['error'],
    means: 'what a command was given is not what it takes',
    example: 'No file name can be made of the title “《》”',
    todo: 'write what the report names',
  },
};
