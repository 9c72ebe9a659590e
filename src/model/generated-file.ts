/**
 * What machines read: feeds, sitemaps, robots.txt, old addresses. The settings that configure
 * resolves, and the records that plan hands to render. The bytes of such a page follow from its
 * record, the cards (and, where `bodies`, the bodies) of `ranks`, and the config: nothing else.
 */

export type FeedFormat = 'atom' | 'rss' | 'json-feed';

/** Which terms get feeds: those with enough posts, none, or those of these names. */
export type TermChoice = 'enough' | 'none' | readonly string[];

export interface FeedSettings {
  /** Where the site's feeds are, starting with `/`; null: none in that format. */
  readonly paths: Readonly<Record<FeedFormat, string | null>>;
  /** The newest N stories. */
  readonly limit: number;
  /** Whole stories, not only their summaries: in the site's feeds, and in those of terms. */
  readonly full: boolean;
  readonly termsFull: boolean;
  /** Posts that a category or tag needs. */
  readonly minPosts: number;
  readonly categories: TermChoice;
  readonly tags: TermChoice;
  /** A WebSub hub's URL. */
  readonly hub: string | null;
  readonly icon: string | null;
  readonly logo: string | null;
  /** Where people find the feeds; null: nowhere. */
  readonly page: string | null;
}

export interface SitemapSettings {
  readonly news: boolean;
  /** One URL a line, beside each month's sitemap. */
  readonly urlLists: boolean;
}

/** Whether crawlers of AI companies may read the site: all, only those that search, or none. */
export type AiPolicy = 'allow' | 'search-only' | 'block';

export interface RobotsSettings {
  readonly ai: AiPolicy;
  /** Paths that no crawler may read. */
  readonly disallow: readonly string[];
}

export interface RedirectSettings {
  /** A page at each old address. */
  readonly html: boolean;
  /** `redirects.json`, as jekyll-redirect-from writes it. */
  readonly json: boolean;
  /** `_redirects`, for Netlify and Cloudflare. */
  readonly netlify: boolean;
  /** `redirects.map`, for nginx. */
  readonly nginx: boolean;
}

export interface GeneratedSettings {
  /** `url` and `baseurl`, percent-encoded, without a trailing slash; null: no usable `url`. */
  readonly base: string | null;
  /** Null: switched off, as is everything that needs a base where there is none. */
  readonly feed: FeedSettings | null;
  readonly sitemap: SitemapSettings | null;
  readonly robots: RobotsSettings | null;
  readonly indexNowKey: string | null;
  readonly redirects: RedirectSettings;
  /** The Content-Security-Policy of `_headers`; null: no such file. */
  readonly policy: string | null;
  readonly noJekyll: boolean;
  /** The domain in `CNAME`; null: no such file. */
  readonly cname: string | null;
  /** Where a story taken over from elsewhere says it belongs. */
  readonly canonical: 'self' | 'source';
}

/** A feed as a page links it. */
export interface FeedLink {
  readonly format: FeedFormat;
  /** Media type. */
  readonly type: string;
  readonly title: string;
  /** Percent-encoded, starts with `/`, without `baseurl`. */
  readonly url: string;
  /** The file below the destination, decoded, without a leading slash. */
  readonly output: string;
}

/** The feeds about one thing, one in each format. */
export interface FeedSet {
  readonly type: 'site' | 'category' | 'tag';
  readonly name: string;
  /** Of each feed. */
  readonly title: string;
  /** Of the page about the same. */
  readonly url: string;
  readonly links: readonly FeedLink[];
}

interface MachineFile {
  readonly kind: 'machine';
  /** The file below the destination, decoded, without a leading slash. */
  readonly output: string;
  /** Percent-encoded, starts with `/`, without `baseurl`. */
  readonly url: string;
  /** The stories it shows, in its order. */
  readonly ranks: readonly number[];
  /** Whether it embeds their whole HTML. */
  readonly bodies: boolean;
}

export interface Author {
  readonly name: string;
  /** An absolute http(s) URL. */
  readonly url: string | null;
  readonly email: string | null;
}

/** What a feed says of a story beyond its card: names as the site shows them. */
export interface FeedEntry {
  readonly authors: readonly Author[];
  readonly categories: readonly string[];
}

export interface FeedFile extends MachineFile {
  readonly form: FeedFormat;
  readonly title: string;
  /** Of the page about the same, as `url`. */
  readonly home: string;
  /** One for each rank. */
  readonly entries: readonly FeedEntry[];
}

export interface SitemapFile extends MachineFile {
  readonly form: 'sitemap';
  /** Pages that are no stories, as `url`. */
  readonly pages: readonly string[];
}

export interface SitemapIndexFile extends MachineFile {
  readonly form: 'sitemap-index';
  /** `modified`: of its newest change, ms since the epoch; null: not told. */
  readonly sitemaps: readonly { readonly url: string; readonly modified: number | null }[];
}

export interface StoryListFile extends MachineFile {
  readonly form: 'news-sitemap' | 'url-list';
}

export interface RobotsFile extends MachineFile {
  readonly form: 'robots';
  /** As `url`. */
  readonly sitemaps: readonly string[];
}

export interface RedirectFile extends MachineFile {
  readonly form: 'redirect';
  /** As `url`, or an absolute one. */
  readonly to: string;
}

/** An old address, decoded, and where it leads: as `url`, or an absolute one. */
export interface Redirect {
  readonly from: string;
  readonly to: string;
}

export interface RedirectListFile extends MachineFile {
  readonly form: 'redirects-json' | 'redirects-netlify' | 'redirects-nginx';
  readonly redirects: readonly Redirect[];
}

export interface HeadersFile extends MachineFile {
  readonly form: 'headers';
  /** URLs of files whose name changes with their content. */
  readonly immutable: readonly string[];
}

/** A file whose few words plan knows: `CNAME`, a key. */
export interface TextFile extends MachineFile {
  readonly form: 'text';
  readonly text: string;
}

export type GeneratedPage =
  | FeedFile
  | SitemapFile
  | SitemapIndexFile
  | StoryListFile
  | RobotsFile
  | RedirectFile
  | RedirectListFile
  | HeadersFile
  | TextFile;
