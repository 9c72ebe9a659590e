/** Codes about the folder of sources, pages outside `_posts`, data files and links. */
import type { CodeGroup } from './code-entry.js';

export const sourceCodes: CodeGroup<'sources'> = {
  'source-missing': {
    fate: ['error'],
    means: 'the source folder isn’t there',
    example: "The source folder /srv/news isn't there",
    todo: 'check `-s`, or `source` in the config',
  },
  'posts-missing': {
    fate: ['error'],
    means:
      'the site has no `_posts`, or is Jekyll’s, and all that were published have no file any more',
    example: 'There is no _posts folder in /srv/news',
    todo: 'check `-s`; a site that is meant to have no posts builds with `--allow-empty`',
  },
  'mass-deletion': {
    fate: ['error'],
    means: 'more than a fifth of the published posts, and more than 50, have no file any more',
    example:
      '900 of 4000 published stories have no source file any more, first _posts/2022-05-16-a.md',
    todo: 'if they were deleted on purpose, build with `--allow-mass-delete`',
  },
  'sources-changing': {
    fate: ['error'],
    means: 'files changed in five tries in a row',
    example: 'Files change faster than the site can be made of them: _posts/2022-05-16-a.md',
    todo: 'build when the writer has ended',
  },
  'page-encoding': {
    fate: ['error'],
    means: 'a page is no text',
    example:
      "The page can't be read as text: it is neither UTF-8 nor another encoding that can be told",
    todo: 'save it as UTF-8',
  },
  'page-uncompiled': {
    fate: ['warning'],
    means: 'CoffeeScript, which Jekyll’s sites may have compiled, is published as it stands',
    example: 'finews compiles no .coffee: the file is published as it stands',
    todo: 'have its compiler write the file before each build, and `exclude` the source',
  },
  'picture-broken': {
    fate: ['warning'],
    means:
      'a picture’s head is broken: its place in pages is not reserved, and camera data may stay in it',
    example: 'The size of this picture can’t be read: it may be broken',
    todo: 'open it in a program and save it anew',
  },
  'picture-uncopied': {
    fate: ['warning'],
    means:
      'copies of a picture are asked for, and can’t be made: `sharp` is not installed, or can’t read the picture',
    example: 'Without the package `sharp` no narrower copies of pictures are made',
    todo: '`npm install --save-dev sharp`; save a picture that is named anew',
  },
  'page-markdown': {
    fate: ['error'],
    means: 'a page’s Markdown goes beyond a limit',
    example: 'HTML elements are nested more than 100 deep',
    todo: 'simplify its Markdown',
  },
  'page-crashed': {
    fate: ['error'],
    means: 'a worker died of rendering a page, or did not end',
    example: 'Rendering /2022/05/16/a.html crashed or stalled',
    todo: 'look for a loop without end in the templates of this page',
  },
  'body-unreadable': {
    fate: ['error'],
    means: 'a post’s text could not be read while its page was rendered',
    example: "The file can't be read (EACCES) while its page is made: _posts/2022-05-16-a.md",
    todo: 'what the report names; build again',
  },
  'data-encoding': {
    fate: ['error'],
    means: 'a data file is no text',
    example:
      "The data can't be read as text: it is neither UTF-8 nor another encoding that can be told",
    todo: 'save it as UTF-8',
  },
  'data-syntax': {
    fate: ['error'],
    means: 'a file of `_data` is no valid JSON, CSV or TSV',
    example: "Can't read the data: Unexpected end of JSON input",
    todo: 'correct the file',
  },
  'yaml-syntax': {
    fate: ['error'],
    means: 'the config, a data file or a template’s front matter is no valid YAML',
    example: 'The YAML cannot be read: bad indentation of a mapping entry',
    todo: 'indent with spaces, and put text with `: `, `#` or quotes between quotes',
  },
  'yaml-duplicate-key': {
    fate: ['warning'],
    means: 'a key appears twice in the config, a data file or a template’s front matter',
    example: 'A key appears twice; the last one counts',
    todo: 'remove one of them',
  },
  'takedown-unreadable': {
    fate: ['error'],
    means:
      '`_data/takedowns.yml` has an entry that says nothing legible; the site stays as it was, for what was taken down must not come back',
    example: '`url` of entry 2 must be a path in the site, such as /2022/05/16/name.html',
    todo: 'mend the entry, or take it back by `finews takedown --undo`',
  },
  'takedown-target': {
    fate: ['error'],
    means: '`finews takedown` found no post, page or file by those words; nothing was recorded',
    example: 'Nothing of the site has the file or the address /2022/05/16/x.html',
    todo: 'name it as it lies in the site, or by its address; what is gone already is recorded with `--anyway`',
  },
  'takedown-file': {
    fate: ['error'],
    means: '`finews takedown` can’t edit the file and keep the rest of it as it is',
    example: '_data/takedowns.json is written in a way that finews doesn’t edit',
    todo: 'edit it by hand, or make it a list in YAML',
  },
  'topic-empty': {
    fate: ['warning'],
    means: 'a topic of `_data/topics.yml` has no posts',
    example: 'No story belongs to the topic `rates`',
    todo: 'check the names under its `tags`, `categories` and `posts`',
  },
  'link-broken': {
    fate: ['set aside', 'error'],
    means: 'a link points to nothing',
    example: 'This link points to nothing',
    todo: 'remove it',
  },
  'link-outside': {
    fate: ['set aside', 'warning', 'error'],
    means: 'a link leads out of the site; an error for `_posts`, `_data` and `templates`',
    example: 'The link pictures leads to a folder outside the site: what is there is left out',
    todo: 'point it inside, copy the folder, or remove the link',
  },
  'link-loop': {
    fate: ['warning', 'error'],
    means: 'a link leads back to a folder that it lies in',
    example: 'The link a/b leads back to a folder that it lies in: what is there is left out',
    todo: 'remove it, or point it to another folder',
  },
  'link-output': {
    fate: ['warning', 'error'],
    means: 'a link leads to the destination or the cache',
    example: 'The link old leads to where finews writes: what is there is left out',
    todo: 'remove it, or point it to another folder',
  },
  'link-private': {
    fate: ['warning', 'error'],
    means: 'a link leads into `.git`, `node_modules` or the like',
    example:
      'The link lib leads to a folder that is no part of any site: what is there is left out',
    todo: 'remove it, or copy what is meant',
  },
  'link-many': {
    fate: ['warning', 'error'],
    means: 'links make more than 1,000 ways to files',
    example: 'The link a is one of more than 1000 ways that links make: what is there is left out',
    todo: 'have fewer links',
  },
  'link-twice': {
    fate: ['warning', 'set aside'],
    means: 'a file is reached by two ways, and published once',
    example: 'This link leads to _posts/2022-05-16-a.md, which is published already',
    todo: 'remove the link, or `exclude` the folder',
  },
};
