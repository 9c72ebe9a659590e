/** Codes about a post as a file: its name, size, encoding, date and address. */
import type { CodeGroup } from './code-entry.js';

export const storyCodes: CodeGroup<'stories'> = {
  'not-a-post': {
    fate: ['set aside'],
    means: 'a file among the posts that is no post, by its ending',
    example: 'The file is neither Markdown nor HTML, so it is not published',
    todo: 'move it out of `_posts`; beside posts only pictures are published',
  },
  'picture-refused': {
    fate: ['set aside'],
    means: 'a file among the posts has a picture’s name, and its first bytes are no picture’s',
    example: 'The file has a picture’s name and is none, so it is not published',
    todo: 'remove it; other files belong into `assets`',
  },
  'not-a-file': {
    fate: ['set aside'],
    means: 'a folder, pipe, socket or device where a file should be',
    example: 'This is a pipe, socket or device, not a file',
    todo: 'remove or rename it',
  },
  'file-name': {
    fate: ['repaired', 'set aside'],
    means: 'the name begins with no date (the date is found elsewhere); or it is not valid UTF-8',
    example: 'The file name does not begin with a date',
    todo: 'name it like `2022-05-16-title.md`',
  },
  'post-unreadable': {
    fate: ['set aside'],
    means: 'the system does not let finews read the file',
    example: "The file can't be read (EACCES)",
    todo: 'check its permissions',
  },
  'post-changing': {
    fate: ['set aside'],
    means: 'a program wrote the file each time finews read it',
    example: 'The file kept changing while it was read',
    todo: 'build again',
  },
  'post-size': {
    fate: ['set aside'],
    means: 'the file is larger than `limits.post`',
    example: 'The file has 3000000 bytes, over the limit of 2097152',
    todo: 'split it, or raise `limits.post`',
  },
  'post-empty': {
    fate: ['set aside'],
    means: 'the file has no bytes',
    example: 'The file is empty',
    todo: 'delete it, or write it anew',
  },
  'post-blank': {
    fate: ['set aside'],
    means: 'there is nothing to show',
    example: 'There is neither a title nor any text',
    todo: 'write one of them',
  },
  'post-crashed': {
    fate: ['set aside'],
    means:
      'finews failed on this post, or a worker died of it or did not end; the next build tries it anew',
    example: 'Reading this story crashed or stalled, which may not happen again',
    todo: 'build again; if it is named a second time, take out what is unusual in it, and report it',
  },
  encoding: {
    fate: ['repaired', 'set aside'],
    means:
      'another encoding than UTF-8, a byte order mark or control characters; or bytes that are no text',
    example: 'The file is not in UTF-8; it was read as GB18030',
    todo: 'save it as UTF-8; a picture or an archive is to have the name of what it is',
  },
  'date-missing': {
    fate: ['set aside'],
    means: 'neither the front matter nor the file name has a date',
    example: 'There is no usable date',
    todo: 'write `date: 2022-05-16 15:04:20 +0800`',
  },
  'date-rescued': {
    fate: ['repaired'],
    means:
      'the date was found in the file name, in an id or in the text; of a draft, the time of its file was taken',
    example: 'There is no date; 2022-05-16 was taken from the file name',
    todo: 'write `date: 2022-05-16 15:04:20 +0800`',
  },
  'date-partly': {
    fate: ['repaired'],
    means: 'not all of a date was understood',
    example:
      'Not all of `date: 2022-05-16 early` was understood; it was read as 2022-05-16 00:00:00 +0800',
    todo: 'write it as `2022-05-16 15:04:20 +0800`',
  },
  'expires-unreadable': {
    fate: ['warning'],
    means: '`expires` is no date; the post stays on the site',
    example: '`expires: soon` is no date; the story stays on the site',
    todo: 'write it as `2022-05-16 15:04:20 +0800`',
  },
  'modified-unreadable': {
    fate: ['warning'],
    means: '`last_modified_at` is no date; the post counts as unchanged',
    example: '`last_modified_at: yesterday` is no date; the story counts as unchanged',
    todo: 'write it as `2022-05-16 15:04:20 +0800`',
  },
  'modified-future': {
    fate: ['warning'],
    means:
      '`last_modified_at` is after the build; until then the post counts as changed at the build’s present',
    example:
      '`last_modified_at` is 2032-05-16, after this build; until then the story counts as changed now',
    todo: 'correct it, with its offset',
  },
  'permalink-unsafe': {
    fate: ['set aside'],
    means: 'the address would leave the site, or no host could serve it',
    example: 'The permalink climbs out of the site with ".."',
    todo: 'correct `permalink`, `slug` or `categories`',
  },
  'permalink-shortened': {
    fate: ['repaired'],
    means: 'the address is too long, or unfit for some disks; the post has a shorter one',
    example:
      'The address by `con` is too long or unfit for some disks; it is now /2022/05/16/con-.html',
    todo: 'give the post a shorter `slug`',
  },
  'permalink-placeholder': {
    fate: ['set aside'],
    means: 'the post’s `permalink` has a placeholder that finews does not know',
    example: 'The permalink has an unknown placeholder :hour12',
    todo: 'use one of the [placeholders](config.md#addresses-of-posts-and-lists)',
  },
  'slug-empty': {
    fate: ['repaired'],
    means: 'nothing in the name can stand in an address; a digest stands in',
    example: 'No address can be made of the name; it is now 4f1c2a9b',
    todo: 'give the post a `slug`',
  },
};
