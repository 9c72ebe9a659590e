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
    example: "`page.date | date \"%Y\"` isn't well-formed Liquid: Jekyll uses what it understands of it",
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
  'layout-unknown': {
    fate: ['warning'],
    means:
      'posts, pages or lists name a layout that isn’t there and are shown with the named stand-in; told once a layout',
    example: 'There is no layout `flash`: 12 stories are shown with `post`',
    todo: 'add the template, or correct the name',
  },
  'theme-absent': {
    fate: ['warning'],
    means: 'the config names a theme of Jekyll’s whose layouts are not in the site',
    example:
      'The layouts of the theme `minima` are not in the site: the built-in theme takes its place',
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
};
