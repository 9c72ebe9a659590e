/** Settings of what machines read, out of checked config data (docs/feeds-and-sitemaps.md). */
import { texts, valueAt } from '../../formats/json/config-values.js';
import { siteBase } from '../../formats/urls/addresses.js';
import { type Data, isMap, type Value } from '../../model/data.js';
import type {
  FeedSettings,
  GeneratedSettings,
  RedirectSettings,
  RobotsSettings,
  SitemapSettings,
  TermChoice,
} from '../../model/generated-file.js';
import { AI_POLICIES } from '../../outputs/sitemaps/config.js';
import { read } from './config-keys.js';
import { CANONICALS } from './page-data-keys.js';

export function generatedSettingsOf(values: Data): GeneratedSettings {
  const base = siteBase(read.text(values, 'url'), read.text(values, 'baseurl'));
  return {
    base,
    feed: base === null || values['feed'] === false ? null : feedOf(values),
    sitemap: base === null || values['sitemap'] === false ? null : sitemapOf(values),
    robots: robotsOf(values, base),
    indexNowKey: base === null ? null : read.textOrNull(values, 'indexnow_key'),
    redirects: values['redirects'] === false ? NO_REDIRECTS : redirectsOf(values),
    policy: policyOf(values),
    noJekyll: read.flag(values, 'nojekyll'),
    cname: read.textOrNull(values, 'cname'),
    canonical: read.word(values, 'canonical', CANONICALS),
  };
}

function feedOf(values: Data): FeedSettings {
  return {
    paths: {
      atom: read.pathOrNull(values, 'feed.path'),
      rss: read.pathOrNull(values, 'feed.rss'),
      'json-feed': read.pathOrNull(values, 'feed.json'),
    },
    limit: Math.max(1, read.number(values, 'feed.posts_limit')),
    full: !read.flag(values, 'feed.excerpt_only'),
    termsFull: !read.flag(values, 'feed.terms_excerpt_only'),
    minPosts: Math.max(1, read.number(values, 'feed.min_posts')),
    categories: choiceOf(valueAt(values, 'feed.categories')),
    tags: choiceOf(valueAt(values, 'feed.tags')),
    hub: read.textOrNull(values, 'feed.hub'),
    icon: read.textOrNull(values, 'feed.icon'),
    logo: read.textOrNull(values, 'feed.logo'),
    page: read.pathOrNull(values, 'feed.page'),
  };
}

function choiceOf(value: Value | undefined): TermChoice {
  return value === false ? 'none' : (texts(value) ?? 'enough');
}

function sitemapOf(values: Data): SitemapSettings {
  return {
    news: read.flag(values, 'sitemap.news'),
    urlLists: read.flag(values, 'sitemap.url_lists'),
  };
}

/** Without `robots` and without a sitemap to tell of there is nothing to say. */
function robotsOf(values: Data, base: string | null): RobotsSettings | null {
  const { robots } = values;
  if (robots === false || (robots === undefined && base === null)) return null;
  return {
    ai: read.word(values, 'robots.ai', AI_POLICIES),
    disallow: read.list(values, 'robots.disallow'),
  };
}

const NO_REDIRECTS: RedirectSettings = { html: false, json: false, netlify: false, nginx: false };

function redirectsOf(values: Data): RedirectSettings {
  return {
    html: read.flag(values, 'redirects.html'),
    json: read.flag(values, 'redirects.json'),
    netlify: read.flag(values, 'redirects.netlify'),
    nginx: read.flag(values, 'redirects.nginx'),
  };
}

function policyOf(values: Data): string | null {
  const { headers } = values;
  return headers === true || isMap(headers) ? read.text(values, 'headers.policy') : null;
}
