/** Settings of what machines read, out of checked config data (README, "What machines read"). */
import { siteBase } from '../../content/addresses.js';
import { type Data, isList, isMap, type Value } from '../../model/data.js';
import type {
  FeedSettings,
  MachineSettings,
  RedirectSettings,
  RobotsSettings,
  SitemapSettings,
  TermChoice,
} from '../../model/machine.js';
import { flag, list, number, text } from './values.js';

/** What the README calls strict: nothing inline, nothing from elsewhere but pictures and sound. */
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

export function machinesOf(values: Data): MachineSettings {
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
  return value === '' ? null : value;
}

export interface SettingFault {
  readonly key: string;
  readonly message: string;
  readonly hint: string;
}

interface Rule {
  readonly name: string;
  readonly value: Value | undefined;
  readonly fits: (value: Value) => boolean;
  readonly hint: string;
}

const oneOf =
  (...words: readonly string[]) =>
  (value: Value): boolean =>
    typeof value === 'string' && words.includes(value);

const like =
  (pattern: RegExp) =>
  (value: Value): boolean =>
    typeof value === 'string' && pattern.test(value);

const isFlag = (value: Value): boolean => typeof value === 'boolean';

const isCount = (value: Value): boolean => Number.isInteger(value) && Number(value) > 0;

const isChoice = (value: Value): boolean => isFlag(value) || isList(value);

/** Keys inside the maps, by what they must be. */
const COUNTS = 'feed.posts_limit feed.min_posts';
const FLAGS =
  'feed.excerpt_only feed.terms_excerpt_only sitemap.news sitemap.url_lists ' +
  'redirects.html redirects.json redirects.netlify redirects.nginx';

/** Values that would make a feed or a file nobody can use. */
export function machineFaults(values: Data): readonly SettingFault[] {
  return rules(values).flatMap(({ name, value, fits, hint }) =>
    value === undefined || value === null || fits(value)
      ? []
      : [{ key: name, message: `\`${name}\` can't be ${JSON.stringify(value)}`, hint }],
  );
}

function rules(values: Data): readonly Rule[] {
  const at = (name: string): Pick<Rule, 'name' | 'value'> => {
    const [key = '', inner] = name.split('.');
    const value = values[key];
    if (inner === undefined) return { name, value };
    return { name, value: isMap(value) ? value[inner] : undefined };
  };
  const each = (names: string, fits: Rule['fits'], hint: string): readonly Rule[] =>
    names.split(' ').map((name) => ({ ...at(name), fits, hint }));
  return [
    ...each(COUNTS, isCount, 'Write a whole number, 1 or more.'),
    ...each(FLAGS, isFlag, 'Write true or false.'),
    ...each('feed.categories feed.tags', isChoice, 'Write true, false, or a list of names.'),
    ...each('feed.hub', like(/^https?:\/\/[^\s/]/), 'Write the URL of a WebSub hub.'),
    ...each('robots.ai', oneOf('allow', 'search-only', 'block'), 'Write allow, search-only or block.'),
    ...each('canonical', oneOf('self', 'source'), 'Write self or source.'),
    ...each('indexnow_key', like(/^[A-Za-z0-9-]{8,128}$/), 'A key has 8 to 128 letters, digits and hyphens.'),
    ...each('cname', like(/^[^\s/:]+$/), 'Write a domain, such as news.example.'),
    ...each('headers', (value) => isFlag(value) || isMap(value), 'Write true, or policy: and a Content-Security-Policy.'),
  ]; // biome-ignore format: a table
}
