/** The config's table, first part: what the site is, which files are read, and what is published. */

import { HTML_MODES, SYNTAXES } from '../../model/config.js';
import {
  EMPTY,
  either,
  MAP,
  OFF,
  oneOf,
  TEXT_OR_NUMBER,
  TRUE_OR_FALSE,
  textLike,
  wholeFrom,
} from '../../model/config-checks.js';
import type { ConfigKey } from '../../model/config-schema.js';
import { DEFAULT_DESTINATION } from '../../outputs/site-settings.js';

/** BCP 47, as far as languages have it; with Jekyll's `zh_CN`. A word such as `chinese` is none. */
const LANGUAGE = '^[A-Za-z]{2,3}(?:[-_][A-Za-z\\d]{1,8})*$';

export const SITE_KEYS: readonly ConfigKey[] = [
  {
    key: 'title',
    type: 'text',
    origin: 'Jekyll',
    doc: 'the name of the site',
  },
  {
    key: 'description',
    type: 'text',
    origin: 'Jekyll',
    doc: 'a sentence about it',
  },
  {
    key: 'lang',
    type: 'text',
    default: 'en',
    check: {
      schema: either(EMPTY, textLike(LANGUAGE)),
      hint: 'Write a language tag, such as zh-CN, en or "no".',
    },
    origin: 'jekyll-seo-tag',
    doc: "a language tag; `zh…` also makes the theme's words Chinese",
  },
  {
    key: 'author',
    type: 'any',
    origin: 'jekyll-seo-tag',
    doc: 'as in a post: told machines where a post names none',
  },
  {
    key: 'url',
    type: 'text',
    origin: 'Jekyll',
    doc: '`https://news.example`, without a path',
    defaultDoc: 'none: no feeds, no sitemaps',
  },
  {
    key: 'baseurl',
    type: 'text',
    origin: 'Jekyll',
    doc: 'the path that the site is served below, `/news`; in posts it is put before links and pictures that begin with `/`, unless they have it',
  },
  {
    key: 'timezone',
    type: 'text',
    default: 'UTC',
    origin: 'Jekyll',
    doc: 'an IANA name, such as `Asia/Shanghai`; not `CST`, which may be one zone or another',
  },
  {
    key: 'theme',
    type: 'any',
    check: {
      schema: either(OFF, TEXT_OR_NUMBER, MAP),
      hint: 'Write tokens, such as brand: and a colour, one a line.',
    },
    misfit: 'unset',
    isOpen: true,
    origin: 'finews',
    doc: "the look of the built-in theme: [tokens](theme.md#config-that-the-theme-reads), one a line; a text is the name of a theme of Jekyll's, whose layouts are read where they lie in the site",
  },
  {
    key: 'theme.indent',
    type: 'flag',
    default: false,
    check: TRUE_OR_FALSE,
    origin: 'finews',
    doc: '`true`: Chinese paragraphs two characters in, without space between them',
  },
  {
    key: 'nav',
    type: 'any',
    entry: {
      keys: ['title', 'url'],
      needs: { all: ['title', 'url'] },
      isName: false,
      lack: null,
      hint: 'Write one `- { title: 快讯, url: /flash.html }` a line.',
    },
    origin: 'finews',
    doc: "the theme's [menu](theme.md#config-that-the-theme-reads): a list of `{title, url}`",
  },
  {
    key: 'sections',
    type: 'any',
    entry: {
      keys: [],
      needs: { all: [] },
      isName: true,
      lack: 'the slug or name of a category',
      hint: 'Write a list of categories, by slug or name: [markets, 快讯].',
    },
    origin: 'finews',
    doc: "categories on the theme's home page: a list of slugs or names",
  },
  {
    key: 'share',
    type: 'any',
    entry: {
      keys: ['title', 'url'],
      needs: { all: ['title', 'url'] },
      isName: true,
      lack: 'a `title` and a `url`',
      hint: 'Write names, [weibo, x, email], or `- { title: …, url: … }` a line.',
    },
    origin: 'finews',
    doc: "where the theme's readers may pass a story on: a list of names (docs/theme.md) or `{title, url}` with `{url}` and `{title}` in the address",
  },
  {
    key: 'legal',
    type: 'any',
    entry: {
      keys: ['title', 'icp', 'police', 'url'],
      needs: { one: ['title', 'icp', 'police'] },
      isName: true,
      lack: 'a `title`, `icp` or `police`',
      hint: 'Write one `- { icp: … }`, `- { police: … }` or `- { title: …, url: … }` a line.',
    },
    origin: 'finews',
    doc: "notices in the theme's footer: a list of `{title, url}`, `{icp: number}`, `{police: number}` or texts",
  },
];

export const FILE_KEYS: readonly ConfigKey[] = [
  { key: 'source', type: 'text', default: '.', origin: 'Jekyll', doc: 'the folder of the site' },
  {
    key: 'destination',
    type: 'text',
    default: DEFAULT_DESTINATION,
    origin: 'Jekyll',
    doc: 'the folder for what is published',
  },
  {
    key: 'cache_dir',
    type: 'text',
    default: '.finews',
    origin: 'Jekyll',
    doc: 'the folder for what is remembered between builds',
  },
  {
    key: 'collections_dir',
    type: 'text',
    default: '',
    origin: 'Jekyll',
    doc: 'the folder with `_posts`, `_drafts` and other collections in it',
    defaultDoc: 'the site',
  },
  {
    key: 'layouts_dir',
    type: 'text',
    default: '_layouts',
    origin: 'Jekyll',
    doc: "the folder of a Jekyll site's layouts",
  },
  {
    key: 'includes_dir',
    type: 'text',
    default: '_includes',
    origin: 'Jekyll',
    doc: 'the folder of its includes',
  },
  {
    key: 'syntax',
    type: 'text',
    check: oneOf(SYNTAXES),
    misfit: 'unset unless text',
    origin: 'finews',
    doc: '`liquid` or `nunjucks`: what [pages and layouts](templates.md#two-syntaxes) are written in',
    defaultDoc:
      '`liquid` in a site with `_layouts`, `_includes`, a `theme` that is a name, or `remote_theme`',
  },
  {
    key: 'defaults',
    type: 'list',
    origin: 'Jekyll',
    doc: 'a list of `{scope: {path, type}, values}`; `type` is `posts`, `pages` or a collection',
  },
  {
    key: 'include',
    type: 'list',
    default: ['.htaccess'],
    origin: 'Jekyll',
    doc: 'a list of names, paths and globs that are read although they would be left out',
  },
  {
    key: 'exclude',
    type: 'list',
    default: [],
    origin: 'Jekyll',
    doc: 'a list of names, paths and globs that are left out',
    defaultDoc:
      '`node_modules`, Gemfiles and the like always; without front matter also `*.sh`, and at the top `Dockerfile`, `Makefile`, `tsconfig.json`, `TODO.md`, `LICENSE*`, unless `include` names them',
  },
  {
    key: 'keep_files',
    type: 'list',
    default: ['.git', '.svn'],
    origin: 'Jekyll',
    doc: 'a list of paths in the destination that stay',
  },
  {
    key: 'markdown_ext',
    type: 'text',
    default: 'markdown,mkdown,mkdn,mkd,md',
    origin: 'Jekyll',
    doc: 'endings of Markdown files, with commas',
  },
];

/** Jekyll's words for its Markdowns, and finews' own. */
const MARKDOWNS = ['kramdown', 'commonmark', 'CommonMark', 'CommonMarkGhPages'];

export const PUBLISHED_KEYS: readonly ConfigKey[] = [
  {
    key: 'show_drafts',
    type: 'flag',
    default: false,
    origin: 'Jekyll',
    doc: '`true`: the [option](commands.md#options) `--drafts`',
  },
  {
    key: 'future',
    type: 'flag',
    default: false,
    origin: 'Jekyll',
    doc: '`true`: `--future`',
  },
  {
    key: 'unpublished',
    type: 'flag',
    default: false,
    origin: 'Jekyll',
    doc: '`true`: `--unpublished`',
  },
  {
    key: 'limit_posts',
    type: 'number',
    default: 0,
    origin: 'Jekyll',
    doc: 'a number: the newest so many',
    defaultDoc: '0: all',
  },
  { key: 'atomic', type: 'flag', default: false, origin: 'finews', doc: '`true`: `--atomic`' },
  {
    key: 'jekyll_utc_dates',
    type: 'flag',
    default: false,
    origin: 'finews',
    doc: '`true`: dates without an offset are UTC, as in Jekyll; either value ends the note about them',
    defaultDoc: '`false`: they are in `timezone`',
  },
  {
    key: 'excerpt_separator',
    type: 'text',
    default: '\n\n',
    origin: 'Jekyll',
    doc: "the text at which a post's excerpt ends",
    defaultDoc: 'an empty line',
  },
  {
    key: 'story_values',
    type: 'list',
    default: [],
    origin: 'finews',
    doc: 'in a Jekyll site: names of keys that posts may print, `phone` for `{{ site.phone }}`, besides [those that they always may](from-jekyll.md#liquid-in-posts)',
  },
  {
    key: 'html',
    type: 'text',
    default: 'sanitize',
    check: oneOf(HTML_MODES),
    misfit: 'unset unless text',
    origin: 'finews',
    doc: '`sanitize`, `trust` or `escape`: [what becomes of HTML in posts](trust.md#html-in-posts)',
  },
  {
    key: 'highlighter',
    type: 'text or off',
    default: 'rouge',
    misfit: 'unset',
    origin: 'Jekyll',
    doc: '`none`: code has no colours; kramdown’s `syntax_highlighter: none` and `syntax_highlighter_opts: {disable: true}` say the same',
  },
  {
    key: 'markdown',
    type: 'text',
    check: { schema: { enum: MARKDOWNS }, hint: 'Write kramdown or commonmark.' },
    misfit: 'unset',
    origin: 'Jekyll',
    doc: '`kramdown` or `commonmark`: how [Markdown is read](from-jekyll.md#markdown-and-html)',
    defaultDoc: '`kramdown` in a Jekyll site, else `commonmark`',
  },
  {
    key: 'kramdown',
    type: 'map',
    misfit: 'unset',
    isOpen: true,
    origin: 'Jekyll',
    doc: 'of its options `input`, `hard_wrap`, `auto_ids`, `auto_id_prefix`, `parse_block_html`, `parse_span_html`, `smart_quotes`, `toc_levels`, `math_engine` and `footnote_nr`',
    defaultDoc: "Jekyll's",
  },
  {
    key: 'limits',
    type: 'map',
    misfit: 'unset',
    origin: 'finews',
    doc: 'what a post may cost; one that is over a limit is set aside',
    defaultDoc: '',
  },
  {
    key: 'limits.post',
    type: 'number',
    default: 2 << 20,
    check: wholeFrom(1),
    origin: 'finews',
    doc: "bytes of a post's file",
  },
  {
    key: 'limits.front_matter',
    type: 'number',
    default: 64 << 10,
    check: wholeFrom(1),
    origin: 'finews',
    doc: 'bytes of its front matter',
  },
  {
    key: 'limits.nesting',
    type: 'number',
    default: 100,
    // Levels that a link in a list in a table's cell needs, and some.
    check: wholeFrom(10),
    origin: 'finews',
    doc: 'levels of lists, quotes and HTML elements in each other, 10 or more',
  },
];

/** Known, so that nobody is told of them; the docs name them. */
export const IDLE_KEYS: readonly ConfigKey[] = [
  { key: 'encoding', type: 'text', misfit: 'unset', origin: 'Jekyll', doc: 'changes nothing' },
];
