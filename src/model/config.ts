/**
 * The arrow out of `configure`: config and options, resolved, checked and frozen. No stage changes it.
 */
import type { Data } from './data.js';
import type { TermType } from './term-types.js';

/** What becomes of HTML in stories. */
export const HTML_MODES = ['sanitize', 'trust', 'escape'] as const;
export type HtmlMode = (typeof HTML_MODES)[number];

/** What becomes of the page of a story that has expired. */
export const EXPIRED_FATES = ['page', 'gone'] as const;
export type ExpiredFate = (typeof EXPIRED_FATES)[number];

/** Where a story taken over from elsewhere says it belongs. */
export const CANONICALS = ['self', 'source'] as const;

/** Jekyll's `kramdown:` keys that change what readers see. */
export interface KramdownSettings {
  readonly kind: 'kramdown';
  /** GitHub's habits, as `input: GFM`: fences of backticks, tasks, deletions, ids of any script. */
  readonly isGfm: boolean;
  /** Line ends break lines. */
  readonly hardWrap: boolean;
  readonly autoIds: boolean;
  /** Put before the ids of headings. */
  readonly idPrefix: string;
  /** Elements of HTML have Markdown in them without being told. */
  readonly parseBlockHtml: boolean;
  /** Those in words do, unless they are told. */
  readonly parseSpanHtml: boolean;
  /** For `'` and `"`: left and right ones. */
  readonly quotes: readonly [left: string, right: string, leftTwo: string, rightTwo: string];
  /** Of headings in a table of contents. */
  readonly tocLevels: readonly number[];
  /** Formulas stand between the marks of MathJax and KaTeX. */
  readonly hasMath: boolean;
  /** Single dollars mark formulas as well, which kramdown hasn't. */
  readonly hasDollars: boolean;
  /** Of the first footnote. */
  readonly footnoteNumber: number;
}

/** As CommonMark has it, with what Jekyll's sites use most. */
export interface CommonMarkSettings {
  readonly kind: 'commonmark';
}

export type MarkdownDialect = CommonMarkSettings | KramdownSettings;

export const COMMONMARK: CommonMarkSettings = { kind: 'commonmark' };

/** What Jekyll sets where the config says nothing. */
export const KRAMDOWN: KramdownSettings = {
  kind: 'kramdown',
  isGfm: true,
  hardWrap: false,
  autoIds: true,
  idPrefix: '',
  parseBlockHtml: false,
  parseSpanHtml: true,
  quotes: ['‘', '’', '“', '”'],
  tocLevels: [1, 2, 3, 4, 5, 6],
  hasMath: true,
  hasDollars: false,
  footnoteNumber: 1,
};

/** What a story may have from elsewhere; `formats/html/embeds/` knows their addresses. */
export const EMBED_NAMES = ['youtube', 'bilibili', 'vimeo', 'audio'] as const;
export type EmbedName = (typeof EMBED_NAMES)[number];

/** Where the built-in theme's readers may pass a story on; `templates/parts/share.njk` has their addresses. */
export const SHARE_NAMES: readonly string[] =
  'weibo qq qzone douban x facebook linkedin reddit telegram whatsapp line bluesky hackernews email'.split(
    ' ',
  );

/** Jekyll's words for its Markdowns, and finews' own. */
export const MARKDOWNS: readonly string[] = [
  'kramdown',
  'commonmark',
  'CommonMark',
  'CommonMarkGhPages',
];

/** What becomes of formulas: markup; their TeX between the marks of MathJax and KaTeX; nothing. */
export const MATH_STYLES = ['mathml', 'tex', 'none'] as const;

/** What Markdown has beyond its dialect, as the config says. */
export interface WritingSettings {
  readonly math: (typeof MATH_STYLES)[number];
  /** The version of the program that makes MathML of TeX; null: it isn't installed. */
  readonly mathEngine: string | null;
  /** `:smile:` is a sign. */
  readonly emoji: boolean;
  /** Addresses in the text are links. */
  readonly autolinks: boolean;
  /** What stories may have from elsewhere, after a click. */
  readonly embeds: readonly EmbedName[];
}

/** How pages of a list are numbered: see `Pagination`. */
export const LIST_ORDERS = ['stable', 'newest-first'] as const;

/** What templates are written in. */
export const SYNTAXES = ['nunjucks', 'liquid'] as const;
export type Syntax = (typeof SYNTAXES)[number];

/** One entry of `defaults:` (Jekyll `frontmatter_defaults.rb`). */
export interface FrontMatterDefault {
  readonly scope: { readonly path: string; readonly type: string };
  readonly values: Data;
}

/** A collection besides the posts (Jekyll `collection.rb`). */
export interface CollectionSettings {
  readonly label: string;
  /** Where its files lie below the source, with a slash at its end: `_books/`. */
  readonly folder: string;
  /** Whether its documents have pages. */
  readonly output: boolean;
  /** The pattern of their addresses. */
  readonly permalink: string;
  /** The front-matter key that they are sorted by; null: by date, then path. */
  readonly sortBy: string | null;
  /** Files below its folder that come first, in this order; null: `sortBy` counts. */
  readonly order: readonly string[] | null;
  /** Whether those dated after the build's present are published, whatever the site's own key says. */
  readonly future: boolean;
}

/** What GitHub Pages does besides Jekyll, by plugins; null: a plugin that the site has not. */
export interface PluginHabits {
  /** A page without a title has its first heading's (jekyll-titles-from-headings). */
  readonly headingTitles: {
    /** Documents of collections and stories as well. */
    readonly collections: boolean;
    /** The heading is no part of the page's text then. */
    readonly strip: boolean;
  } | null;
  /** A `README` without front matter is its folder's index (jekyll-readme-index). */
  readonly readmeIndex: CopyingHabit | null;
  /** Markdown without front matter is a page (jekyll-optional-front-matter). */
  readonly optionalFrontMatter: CopyingHabit | null;
}

export interface CopyingHabit {
  /** Whether the file is copied besides. */
  readonly isCopied: boolean;
}

/** What may cost too much is counted, never timed, so that the answer is the same everywhere. */
export interface Limits {
  /** Bytes of a post file. */
  readonly post: number;
  /** Bytes of a front-matter block. */
  readonly frontMatter: number;
  /** Nested Markdown containers or HTML elements in a body. */
  readonly nesting: number;
}

export interface Pagination {
  /** Posts a list page. */
  readonly perPage: number;
  /** Of the index's numbered pages; has `:num`. */
  readonly path: string;
  /** `stable`: page k never changes when stories are appended; `newest-first`: Jekyll's numbering. */
  readonly order: (typeof LIST_ORDERS)[number];
}

/** URL patterns; null switches that kind of page off. */
export interface Permalinks extends Readonly<Record<TermType, string | null>> {
  readonly post: string;
  /** The site's, of which pages have the ending. */
  readonly style: string;
  readonly year: string | null;
  readonly month: string | null;
  readonly day: string | null;
}

/** What each kind of output reads of the config: a kind that reads some declares its own here. */
// biome-ignore lint/suspicious/noEmptyInterface: each kind of output adds to it
export interface OutputSettings {}

/** Names of layouts, by what is shown in them; `home` is the page at `/`. */
export type UsualLayouts = Readonly<Record<'post' | 'page' | 'home', string>>;

export interface Config {
  /** Absolute paths. */
  readonly source: string;
  readonly destination: string;
  readonly cacheDir: string;
  /** Of copies of pictures, by their keys. */
  readonly picturesDir: string;
  readonly templatesDir: string;
  /** Jekyll's own templates. */
  readonly layoutsDir: string;
  readonly includesDir: string;
  /** Folders and files that are no part of the site, besides those above. */
  readonly leaveOut: readonly string[];

  readonly url: string;
  /** Without a trailing slash; empty or starting with one. */
  readonly baseurl: string;
  readonly lang: string;
  /** An IANA name; dates without an offset are in it, and all dates are shown in it. */
  readonly timezone: string;
  readonly jekyllUtcDates: boolean;
  /** Milliseconds since the epoch: the build's only idea of the present. */
  readonly now: number;

  /** What templates may ask for to leave analytics out of previews. */
  readonly environment: string;

  readonly permalinks: Permalinks;
  /** The folder of `_posts` that is no category; empty or with a slash at its end. */
  readonly collectionsDir: string;
  /** Besides the posts, in the config's order. */
  readonly collections: readonly CollectionSettings[];
  readonly habits: PluginHabits;
  readonly pagination: Pagination;
  readonly defaults: readonly FrontMatterDefault[];
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly keepFiles: readonly string[];
  readonly markdownExtensions: readonly string[];
  readonly excerptSeparator: string;
  /** Names of values of the config that stories may print, besides the address and the repository. */
  readonly storyValues: readonly string[];
  readonly html: HtmlMode;
  /** Of stories past their `expires` that don't say it themselves: whether their pages stay. */
  readonly expired: ExpiredFate;
  /** Of pages, and of what lies in `layoutsDir` and `includesDir`: `liquid` in a site of Jekyll's. */
  readonly syntax: Syntax;
  /**
   * Beside layouts of Jekyll's own a site gets the lists that its config asks for, and those of these
   * layouts, which are its own; null: there are none of Jekyll's, and it gets every list.
   */
  readonly listLayouts: readonly string[] | null;
  /** Of stories and Markdown pages that name none. */
  readonly usualLayouts: UsualLayouts;
  /** Whether code is coloured. */
  readonly colouredCode: boolean;
  /** Blocks of coloured code have numbers of lines, in a Jekyll site. */
  readonly numberedCode: boolean;
  /** Of stories and pages. */
  readonly markdown: MarkdownDialect;
  readonly writing: WritingSettings;
  readonly limits: Limits;
  /** `url` and `baseurl`, percent-encoded, without a trailing slash; null: no usable `url`. */
  readonly base: string | null;
  /** Where a story taken over from elsewhere says it belongs. */
  readonly canonical: 'self' | 'source';
  readonly outputs: OutputSettings;

  readonly drafts: boolean;
  readonly future: boolean;
  readonly unpublished: boolean;
  /** The newest N posts; 0 means all. */
  readonly limitPosts: number;
  readonly allowEmpty: boolean;
  readonly allowMassDelete: boolean;
  readonly strict: boolean;
  /** The destination is a link, switched to a whole new version at once. */
  readonly atomic: boolean;

  /** Other threads to work in, 0: none; null: as many as there are cores, where it pays. */
  readonly threads: number | null;
  /** Nothing is taken from the cache, and nothing put there. */
  readonly cacheless: boolean;

  /** Every key of the merged files, known or not: what templates see as `site.key`. */
  readonly values: Data;
}

/** All but the build's present: the same in every build until somebody edits it. */
export type SiteSettings = Omit<Config, 'now'>;
