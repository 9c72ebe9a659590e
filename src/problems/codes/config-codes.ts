/** Codes about `_config.yml`, the command line and the program's options. */
import type { CodeGroup } from './code-entry.js';

export const configCodes: CodeGroup<'config'> = {
  'config-missing': {
    fate: ['error'],
    means: 'a file named by `--config` can’t be read',
    example: "Can't read _config.prod.yml (ENOENT)",
    todo: 'check the path; several files are separated by commas',
  },
  'config-encoding': {
    fate: ['error'],
    means: 'the config is no text',
    example:
      "_config.yml can't be read as text: it is neither UTF-8 nor another encoding that can be told",
    todo: 'save it as UTF-8',
  },
  'config-syntax': {
    fate: ['error'],
    means: 'the config is no map of keys, is TOML, or has a full-width colon after a key',
    example: 'After `title` there is a full-width colon, which YAML takes for a letter',
    todo: 'write what the report names',
  },
  'config-type': {
    fate: ['error', 'warning'],
    means: 'a key has [another type](config.md#values-of-another-type)',
    example: '`paginate` must be a whole number, 0 or more',
    todo: 'correct it, or nothing where it is a theme’s own',
  },
  'config-value': {
    fate: ['error'],
    means:
      'a key has a value that can’t be used: an unknown zone, a pattern without its placeholder',
    example: '`paginate_path` lacks :num',
    todo: 'write what the report names',
  },
  'config-url': {
    fate: ['warning'],
    means: '`url` is no address of the web',
    example: '`url` has no scheme, so there are no feeds, sitemaps and canonical addresses',
    todo: 'write `url: https://…`',
  },
  'config-unknown-key': {
    fate: ['warning'],
    means:
      'a key is nearly one that finews knows, or none of those of a map such as `limits` or `pictures`',
    example: 'finews does not know `pagnate`; templates can read it as site.pagnate',
    todo: 'if it is a slip, correct it',
  },
  'config-defaults': {
    fate: ['warning'],
    means: 'an entry of `defaults` says nothing, or has a key that means nothing there',
    example: 'Entry 1 of `defaults` is no map of `scope` and `values`',
    todo: 'write `scope` and `values`',
  },
  'config-collections': {
    fate: ['warning'],
    means: "a collection's settings do not fit its files",
    example: "The collection `data` has no files: _data is a folder of Jekyll's own",
    todo: 'correct the collection in the config',
  },
  'config-pagination': {
    fate: ['warning'],
    means: 'the config sets up jekyll-paginate-v2, which finews does not follow',
    example: '`pagination` of jekyll-paginate-v2 is not read: its pages have no stories',
    todo: 'write `paginate`, with the number of stories on a page of the index',
  },
  'config-shown': {
    fate: ['warning'],
    means:
      'a list that the built-in theme shows is none, or an entry of it lacks something or is a name that the theme does not know',
    example: '`navigation` must be a list',
    todo: 'write what the report names',
  },
  'option-type': {
    fate: ['error'],
    means: 'an option of `build()` has another type',
    example: 'The option `threads` must be a whole number from 0 to 64',
    todo: 'correct it',
  },
  'option-unknown': {
    fate: ['error'],
    means: 'an option of `build()` is nearly one that there is',
    example: 'There is no option `thread`',
    todo: 'correct it',
  },
  'option-now': {
    fate: ['error'],
    means: '`--now` is no time',
    example: '--now tomorrow is not a time',
    todo: 'write ISO 8601, for example `2022-05-16T15:04:20+08:00`',
  },
  strict: {
    fate: ['error'],
    means: '`--strict` is given, and there are warnings',
    example: 'There are 3 warnings, and --strict allows none',
    todo: 'mend what they name, or build without `--strict`',
  },
};
