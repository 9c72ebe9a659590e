/** Codes about templates, layouts, filters and the theme. */
import type { CodeGroup } from './code-entry.js';

export const templateCodes: CodeGroup<'templates'> = {
  'template-syntax': {
    fate: ['error'],
    means: 'a template or page that Nunjucks can’t read',
    example: '`{% extends %}` stands inside a block or macro',
    todo: 'write what the report names',
  },
  'template-encoding': {
    fate: ['error'],
    means: 'a template is no text',
    example:
      "The template can't be read as text: it is neither UTF-8 nor another encoding that can be told",
    todo: 'save it as UTF-8',
  },
  'template-front-matter': {
    fate: ['error'],
    means: 'a template’s front matter is no map',
    example: 'The front matter is not a list of `key: value` lines',
    todo: 'write one `key: value` a line',
  },
  'template-failed': {
    fate: ['error'],
    means: 'a template stopped while it ran: a filter’s argument, a missing macro, an endless loop',
    example: 'Filter `divided_by`: division by zero',
    todo: 'correct the line',
  },
  'template-liquid': {
    fate: ['warning'],
    means: 'Liquid’s spelling, which Nunjucks accepts and reads as something else',
    example: "`{{ x | date: '%Y' }}` is Liquid's spelling; templates are Nunjucks",
    todo: 'write what the report names',
  },
  'template-odd-liquid': {
    fate: ['warning'],
    means: 'a Liquid template has what Jekyll reads as something else than is written',
    example:
      '`page.date | date "%Y"` isn\'t well-formed Liquid: Jekyll uses what it understands of it',
    todo: 'write what the report names',
  },
  'template-unknown-tag': {
    fate: ['warning'],
    means: 'Liquid templates have a tag that finews doesn’t know, of a Ruby plugin perhaps',
    example: 'The tag `figure` is not known, and prints nothing: 12 places',
    todo: 'write in Liquid what the tag did, or remove it',
  },
  'template-unknown-filter': {
    fate: ['error', 'warning'],
    means: 'a template has a filter that there is not; in Liquid it changes nothing',
    example: 'There is no filter named `upcas`',
    todo: 'correct the name ([filters](filters.md)), or add `templates/filters/NAME.js`',
  },
  'template-unknown-test': {
    fate: ['error'],
    means: 'a template has a test after `is` that there is not',
    example: 'There is no test named `od`',
    todo: 'correct the name',
  },
  'template-unknown-template': {
    fate: ['error'],
    means: 'a template includes, extends or imports one that isn’t there',
    example: 'There is no template named `parts/head.njk`',
    todo: 'correct the name, or add the file',
  },
  'template-unknown-layout': {
    fate: ['error', 'warning'],
    means: 'a layout’s own `layout` isn’t there; one in `_layouts` goes without',
    example: 'There is no layout named `bse`',
    todo: 'correct the name, or add the file',
  },
  'template-layout-cycle': {
    fate: ['error', 'warning'],
    means: 'layouts name each other as parents; those in `_layouts` end where they would repeat',
    example: "Layouts are each other's parents: a.njk → b.njk → a.njk",
    todo: 'remove `layout` from the front matter of one of them',
  },
  'template-unused': {
    fate: ['warning'],
    means:
      'a file in `templates/` is nearly called like a template of the built-in theme, and nothing names it: it overrides nothing',
    example: 'This template stands for nothing: no template, page or story names it',
    todo: 'correct its name, or remove it',
  },
  'template-place-handler': {
    fate: ['warning'],
    means: 'a template prints a value into a handler (`onclick=`) or a `javascript:` address',
    example: 'What is printed here is part of a script, in `onclick`',
    todo: 'print it into a `data-` attribute, and let a script read that; what a story writes stays a text there ([the five places](trust.md#the-five-places))',
  },
  'template-place-tag': {
    fate: ['warning'],
    means: 'a template prints a value as the name of a tag or an attribute, or between attributes',
    example:
      'What is printed here is a name of a tag or an attribute, or stands between attributes',
    todo: 'write the name itself, and print its value in quotes; what a story writes is refused there',
  },
  'template-place-unknown': {
    fate: ['warning'],
    means:
      'branches of a template end in different places of HTML, and a value is printed behind them',
    example: 'What is printed here stands in one place or another, as the branches above go',
    todo: 'write the tag, or the attribute with its quotes, whole in each branch; what a story writes has all but letters and digits escaped there',
  },
  'template-place-unquoted': {
    fate: ['warning'],
    means: 'a template prints a value into an attribute without quotes',
    example: 'The value of `title` has no quotes',
    todo: 'write `title="…"`; what a story writes has all but letters and digits escaped there',
  },
  'layout-unknown': {
    fate: ['warning'],
    means:
      'posts, pages or lists name a layout that isn’t there and are shown with the named stand-in; reported once a layout',
    example: 'There is no layout `flash`: 12 stories are shown with `post`',
    todo: 'add the template, or correct the name',
  },
  'theme-absent': {
    fate: ['warning'],
    means: 'the config names a theme of Jekyll’s whose layouts are not in the site',
    example:
      'The layouts of the theme `minima` are not in the site: the built-in theme takes its place, its includes print nothing, style sheets that need it are empty',
    todo: 'copy the theme’s `_layouts`, `_includes` and `assets` into the site, or leave it so',
  },
  'filter-module': {
    fate: ['error'],
    means: 'a filter of the site’s own can’t be used',
    example: "The filter can't be used: its default export is no function",
    todo: 'write one module a filter, with a default export that is a function',
  },
  'theme-token': {
    fate: ['error'],
    means: 'the theme has no such [token](theme.md), or the value can’t be one',
    example: 'The theme has no token `acent`',
    todo: 'correct the name or the value',
  },
  'style-syntax': {
    fate: ['error'],
    means: 'Sass can’t compile a style sheet, or a file that it loads',
    example: "Sass: Can't find stylesheet to import.",
    todo: 'correct the line; names are looked for beside the file, in `sass.load_paths` and in `sass_dir`',
  },
  'style-uncompiled': {
    fate: ['warning'],
    means: 'pages in SCSS or Sass are not published, for nothing that compiles them is installed',
    example: 'Without version 1 of the package `sass` this style sheet is not published',
    todo: '`npm install` where `package.json` names it, else `npm install --save-dev sass@1`',
  },
  'style-outside': {
    fate: ['warning'],
    means: '`sass_dir` or an entry of `load_paths` leads out of the site, and is not read',
    example: '`sass` names a folder that is not in the site: ../shared',
    todo: 'copy the folder into the site',
  },
};
