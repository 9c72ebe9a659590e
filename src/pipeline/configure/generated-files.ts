/** Settings of what machines read, out of checked config data (docs/feeds-and-sitemaps.md). */
import { siteBase } from '../../formats/urls/addresses.js';
import { type Data, isList, isMap, type Value } from '../../model/data.js';
import type {
  FeedSettings,
  GeneratedSettings,
  RedirectSettings,
  RobotsSettings,
  SitemapSettings,
  TermChoice,
} from '../../model/generated-file.js';
import { flag, list, number, text } from './typed-values.js';

/** Strict: nothing inline, nothing from elsewhere but pictures and sound. */
const POLICY = [
  "default-src 'self'",
  "script-src 'self' 'inline-speculation-rules'",
  "style-src 'self'",
  "img-src 'self' https: data:",
  "media-src 'self' https:",
  "font-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

export function generatedSettingsOf(values: Data): GeneratedSettings {
  const base = siteBase(text(values, 'url', ''), text(values, 'baseurl', ''));
  return {
    base,
    feed: base === null ? null : feedOf(values['feed']),
    sitemap: base === null ? null : sitemapOf(values['sitemap']),
    robots: robotsOf(values['robots'], base),
    indexNowKey: base === null ? null : textOrNull(values, 'indexnow_key'),
    redirects: redirectsOf(values['redirects']),
    policy: policyOf(values['headers']),
    noJekyll: flag(values, 'nojekyll', false),
    cname: textOrNull(values, 'cname'),
    canonical: values['canonical'] === 'source' ? 'source' : 'self',
  };
}

function feedOf(value: Value | undefined): FeedSettings | null {
  if (value === false) return null;
  const map = isMap(value) ? value : {};
  return {
    paths: {
      atom: pathOf(map, 'path', '/feed.xml'),
      rss: pathOf(map, 'rss', '/rss.xml'),
      'json-feed': pathOf(map, 'json', '/feed.json'),
    },
    limit: Math.max(1, number(map, 'posts_limit', 20)),
    full: !flag(map, 'excerpt_only', false),
    termsFull: !flag(map, 'terms_excerpt_only', true),
    minPosts: Math.max(1, number(map, 'min_posts', 5)),
    categories: choiceOf(map['categories']),
    tags: choiceOf(map['tags']),
    hub: textOrNull(map, 'hub'),
    icon: textOrNull(map, 'icon'),
    logo: textOrNull(map, 'logo'),
    page: pathOf(map, 'page', '/feeds.html'),
  };
}

function choiceOf(value: Value | undefined): TermChoice {
  if (value === false) return 'none';
  return isList(value) ? list({ names: value }, 'names', []) : 'enough';
}

function sitemapOf(value: Value | undefined): SitemapSettings | null {
  if (value === false) return null;
  const map = isMap(value) ? value : {};
  return { news: flag(map, 'news', true), urlLists: flag(map, 'url_lists', false) };
}

/** Without `robots` and without a sitemap to tell of there is nothing to say. */
function robotsOf(value: Value | undefined, base: string | null): RobotsSettings | null {
  if (value === false || (value === undefined && base === null)) return null;
  const map = isMap(value) ? value : {};
  const ai = map['ai'];
  return {
    ai: ai === 'search-only' || ai === 'block' ? ai : 'allow',
    disallow: list(map, 'disallow', []),
  };
}

function redirectsOf(value: Value | undefined): RedirectSettings {
  const map = isMap(value) ? value : {};
  const on = value !== false;
  return {
    html: flag(map, 'html', on),
    json: flag(map, 'json', on),
    netlify: flag(map, 'netlify', false),
    nginx: flag(map, 'nginx', false),
  };
}

function policyOf(value: Value | undefined): string | null {
  if (isMap(value)) return text(value, 'policy', POLICY);
  return value === true ? POLICY : null;
}

/** An address in the site; `false` means none. */
function pathOf(map: Data, key: string, byDefault: string): string | null {
  if (map[key] === false) return null;
  const path = text(map, key, byDefault);
  return path.startsWith('/') ? path : `/${path}`;
}

function textOrNull(values: Data, key: string): string | null {
  const value = text(values, key, '').trim();
  return value === '' || values[key] === false ? null : value;
}
