/** Codes about front matter. What sets a post aside is an error in a page. */
import type { CodeGroup } from './code-entry.js';

export const frontMatterCodes: CodeGroup<'frontMatter'> = {
  'front-matter-none': {
    fate: ['repaired'],
    means: 'no front matter; title and date come from the file name and the text',
    example: 'There is no front matter, but lines 1–3 look like it',
    todo: 'put a line of three hyphens, `---`, above and one below',
  },
  'front-matter-fence': {
    fate: ['repaired'],
    means: 'the first `---` is missing, is a dash, or has something before it',
    example: 'The --- above the front matter is missing',
    todo: 'begin the file with `---`',
  },
  'front-matter-unclosed': {
    fate: ['set aside', 'warning'],
    means: 'a first `---` without a second; a post is set aside, a page copied as it stands',
    example: 'The front matter is not closed',
    todo: 'put a line with `---` below the last key',
  },
  'front-matter-language': {
    fate: ['set aside', 'error'],
    means: 'another language than YAML, such as `---js`',
    example: 'The first --- names a language; only YAML is read, and nothing is ever run',
    todo: 'write YAML between lines with `---` and nothing else',
  },
  'front-matter-toml': {
    fate: ['set aside', 'warning'],
    means: 'Hugo’s TOML; a post is set aside, a page copied as it stands',
    example: 'The front matter between +++ is TOML, as Hugo has it, and finews reads YAML',
    todo: '`---` and YAML; `hugo convert toYAML` rewrites all files of a Hugo site',
  },
  'front-matter-json': {
    fate: ['set aside', 'warning'],
    means: 'Hugo’s JSON; a post is set aside, a page copied as it stands',
    example: 'The front matter is JSON, as Hugo has it, and finews reads YAML',
    todo: 'put a line with `---` above and one below: JSON is YAML as well',
  },
  'front-matter-syntax': {
    fate: ['set aside', 'error'],
    means: 'YAML that no repair makes readable',
    example: 'The front matter cannot be read: bad indentation of a mapping entry',
    todo: 'write one `key: value` a line, and quotes around values with `: `, `#` or quotes',
  },
  'front-matter-root': {
    fate: ['set aside', 'error'],
    means: 'a list or a text where keys and values should be',
    example: 'The front matter cannot be read: it is not a list of "key: value" lines',
    todo: 'give each line a key',
  },
  'front-matter-size': {
    fate: ['set aside', 'error'],
    means: 'front matter larger than `limits.front_matter`, or very long runs of blanks in it',
    example: 'The front matter is larger than 65536 bytes',
    todo: 'move the text into the body, below the second `---`',
  },
  'front-matter-title': {
    fate: ['repaired'],
    means: 'YAML would read another title than the one that stands there (`#`, `: `, quotes)',
    example:
      'YAML would read another title than the one that stands here; it was taken as it stands',
    todo: "put the title between single quotes, and write `''` for each `'` in it",
  },
  'front-matter-scalar': {
    fate: ['repaired'],
    means: 'a value is not valid YAML; its text was taken as it stands',
    example: 'The value of "title" is not valid YAML; its text was taken as it stands',
    todo: "put the value between single quotes, and write `''` for each `'` in it",
  },
  'front-matter-list': {
    fate: ['repaired'],
    means: 'a list was left open or has names that YAML can’t read',
    example: 'The list of "tags" is not valid YAML; its names were taken as they stand',
    todo: 'close the list with `]`, and put names with quotes, `: ` or `@` between single quotes',
  },
  'front-matter-line': {
    fate: ['repaired'],
    means: 'a line without a key was left out',
    example: 'A line that is no "key: value" was left out',
    todo: 'give it a key, or remove it',
  },
  'front-matter-colon': {
    fate: ['repaired'],
    means: 'a full-width colon, or none with a blank, after a key',
    example: 'After "title" there should be a colon and a space',
    todo: 'write an ASCII colon and a blank',
  },
  'front-matter-indent': {
    fate: ['repaired'],
    means: 'a key is indented below nothing',
    example: '"date" is indented, though it belongs to nothing',
    todo: 'begin the line with the key',
  },
  'front-matter-duplicate': {
    fate: ['repaired'],
    means: 'a key is given twice; the last one counts',
    example: '"tags" is given twice; the last one counts',
    todo: 'remove one of them',
  },
  'front-matter-control': {
    fate: ['repaired'],
    means: 'escapes of characters that no text can hold were taken out',
    example: '"title" has characters that no text can hold; they were taken out',
    todo: 'remove the escapes, or double each backslash',
  },
  'front-matter-type': {
    fate: ['repaired', 'warning'],
    means:
      'a list or map where a text belongs, or a map where names belong, was left out; or a value that finews can use in no way, such as a switch that is neither true nor false',
    example: '`published` is neither true nor false; the story is published',
    todo: 'write what the key takes, as the hint says',
  },
  'front-matter-key': {
    fate: ['warning'],
    means: 'a key one letter from one that matters and is missing',
    example: '`catagories` is no key that finews reads, and there is no `categories`',
    todo: 'if it is a slip, correct it',
  },
  'yaml-alias': {
    fate: ['set aside', 'error'],
    means:
      'anchors and aliases in a post; or aliases that expand to too much, or that nothing defines',
    example: 'YAML anchors are not allowed',
    todo: 'write the value out, and put text that begins with `&`, `*` or `!` between quotes',
  },
  'terms-many': {
    fate: ['repaired'],
    means: 'more than 100 tags, categories, sources or authors; the first 100 count',
    example: 'There are 140 names under `tags`; the first 100 count',
    todo: 'keep those that the post is about',
  },
  'hidden-characters': {
    fate: ['repaired'],
    means:
      'zero-width spaces, tag characters and the like were taken out of titles, names and descriptions; joiners in emoji and in Persian, Arabic and Indic words stay',
    example: '`title` has characters that nobody can see; they were taken out',
    todo: 'write the words anew',
  },
};
